using System.IO.Compression;
using System.Text;
using Syndication.App.Web;

namespace Syndication.Tests.Web;

public sealed class PublicFileTests
{
    [Fact]
    public void A_long_file_is_compressed_both_ways_and_comes_out_as_it_was()
    {
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<p>Une même phrase, encore et encore.</p>\n", 100)));

        var file = PublicFile.Of("fr/2026/caire.html", new("public/fr/2026/caire.html", content.Length, "1", DateTimeOffset.UnixEpoch), new(content, "tag"));

        Assert.Equal(content, Read(new BrotliStream(Compressed(file.Brotli), CompressionMode.Decompress)));
        Assert.Equal(content, Read(new GZipStream(Compressed(file.Gzip), CompressionMode.Decompress)));
        Assert.True(file.Brotli!.Value.Length < content.Length / 10);
    }

    [Fact]
    public void A_file_that_compression_would_not_make_smaller_is_sent_as_it_is()
    {
        var content = new byte[4096];
        new Random(1).NextBytes(content);

        var file = PublicFile.Of("fr/index.html", new("public/fr/index.html", content.Length, "1", DateTimeOffset.UnixEpoch), new(content, "tag"));

        Assert.Null(file.Brotli);
        Assert.Null(file.Gzip);
    }

    private static MemoryStream Compressed(ReadOnlyMemory<byte>? content)
    {
        Assert.NotNull(content);
        return new(content.Value.ToArray());
    }

    private static byte[] Read(Stream stream)
    {
        using var buffer = new MemoryStream();
        using (stream)
            stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
