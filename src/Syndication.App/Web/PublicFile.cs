using System.IO.Compression;
using Syndication.Storage;

namespace Syndication.App.Web;

/// <summary>A published file as it is sent: its bytes, and compressed once for all who ask.</summary>
internal sealed class PublicFile
{
    private PublicFile(ReadOnlyMemory<byte> plain) => Plain = plain;

    public ReadOnlyMemory<byte> Plain { get; }

    /// <summary>Compressed with brotli; null where that saves nothing.</summary>
    public ReadOnlyMemory<byte>? Brotli { get; private init; }

    /// <summary>Compressed with gzip; null where that saves nothing.</summary>
    public ReadOnlyMemory<byte>? Gzip { get; private init; }

    /// <summary>The codings it has forms in, the smallest first.</summary>
    public IReadOnlyList<string> Codings { get; private init; } = [];

    public required string ETag { get; init; }

    public required string MediaType { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    /// <summary>Whether it is the page of a release that was taken back.</summary>
    public bool IsGone { get; private init; }

    /// <summary>How much memory it takes.</summary>
    public long Size => Plain.Length + (Brotli?.Length ?? 0) + (Gzip?.Length ?? 0) + 512;

    /// <summary>Prepares a file.</summary>
    public static PublicFile Of(string path, BlobItem item, Blob blob)
    {
        var compressible = blob.Content.Length > 512 && !MediaTypes.Of(path).StartsWith("image/", StringComparison.Ordinal) && !path.EndsWith(".woff2", StringComparison.Ordinal);
        var brotli = compressible ? Compress(blob.Content, stream => new BrotliStream(stream, new BrotliCompressionOptions { Quality = 6 })) : null;
        var gzip = compressible ? Compress(blob.Content, stream => new GZipStream(stream, CompressionLevel.Optimal)) : null;
        return new(blob.Content)
        {
            // Some stores give it with its quotes.
            ETag = blob.ETag.Trim('"'),
            MediaType = MediaTypes.Of(path),
            LastModified = item.LastModified,
            Brotli = brotli,
            Gzip = gzip,
            Codings = [.. new[] { brotli is null ? null : "br", gzip is null ? null : "gzip" }.OfType<string>()],

            // The page says it itself, so that a static host without a server can serve the same bytes.
            IsGone = path.EndsWith(".html", StringComparison.Ordinal) && blob.Content.Span.IndexOf("<meta name=\"syndication.status\" content=\"withdrawn\""u8) >= 0,
        };
    }

    /// <summary>Its bytes in a coding; null for none.</summary>
    public (ReadOnlyMemory<byte> Content, string? Coding) In(string? coding) => coding switch
    {
        "br" when Brotli is { } brotli => (brotli, coding),
        "gzip" when Gzip is { } gzip => (gzip, coding),
        _ => (Plain, null),
    };

    private static ReadOnlyMemory<byte>? Compress(ReadOnlyMemory<byte> content, Func<Stream, Stream> compressor)
    {
        var buffer = new MemoryStream();
        using (var stream = compressor(buffer))
            stream.Write(content.Span);
        var compressed = buffer.ToArray(); // The compressor has closed it, and a closed stream says its length no more.
        if (compressed.Length < content.Length)
            return compressed;
        return null; // Not “? :”, which would make an empty memory of it.
    }
}
