using System.Globalization;
using System.Text;
using Syndication.Folders;
using Syndication.Translation.Memory;

namespace Syndication.Tests.Translation.Memory;

public sealed class LargeTmxTests
{
    private const string Knob = "SYNDICATION_LARGE_TMX_MB";

    [Fact]
    public async Task A_file_of_any_size_is_read_unit_by_unit_and_one_that_breaks_off_leaves_the_memory_as_it_was()
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable(Knob), NumberStyles.None, CultureInfo.InvariantCulture, out var megabytes))
            Assert.Skip($"{Knob} does not say how many megabytes to read, such as 300; it takes a minute.");
        var folder = Directory.CreateTempSubdirectory("large-tmx-").FullName;
        try
        {
            var import = new MemoryImport(new FolderStore(folder));
            var broken = await import.ImportAsync(() => new GeneratedTmx((long)megabytes << 20, whole: false), TestContext.Current.CancellationToken);
            Assert.False(broken.IsWhole);
            Assert.Contains("broken off", broken.Problems[^1].Message, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(folder, "memory", "index.json")));

            // Units repeat, so that what is kept of each, some forty bytes, does not count here: what is measured is the reading.
            GC.Collect();
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var whole = await import.ImportAsync(() => new GeneratedTmx((long)megabytes << 20, whole: true), TestContext.Current.CancellationToken);
            Assert.True(whole.IsWhole);
            Assert.Equal(GeneratedTmx.Different, whole.Total);
            Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 16 << 20);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A file that is nowhere: made as it is read.
    private sealed class GeneratedTmx(long length, bool whole) : Stream
    {
        public const int Different = 5_000;

        private byte[] chunk = "<?xml version=\"1.0\"?><tmx version=\"1.4\"><header/><body>"u8.ToArray();
        private int at;
        private long made;
        private int unit;
        private bool ended;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (at == chunk.Length && !Next())
                return 0;
            var taken = Math.Min(count, chunk.Length - at);
            Array.Copy(chunk, at, buffer, offset, taken);
            at += taken;
            return taken;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private bool Next()
        {
            if (ended)
                return false;
            made += chunk.Length;
            at = 0;
            if (made < length)
            {
                var text = new StringBuilder();
                for (var i = 0; i < 100; i++, unit++)
                    text.Append(CultureInfo.InvariantCulture, $"<tu><tuv xml:lang=\"fr-FR\"><seg>Phrase numéro {unit % Different}.</seg></tuv><tuv xml:lang=\"ENG\"><seg>Sentence number {unit % Different}.</seg></tuv></tu>\n");
                chunk = Encoding.UTF8.GetBytes(text.ToString());
                return true;
            }

            ended = true;
            chunk = whole ? "</body></tmx>"u8.ToArray() : "<tu><tuv xml:lang=\"fr\"><seg>Une phr"u8.ToArray();
            return true;
        }
    }
}
