using System.Text;
using CsCheck;
using Syndication.Folders;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Tests.Commands;
using Syndication.Tests.Delivery;
using Syndication.Translation.Memory;
using static Syndication.Tests.Translation.Manuscripts;

namespace Syndication.Tests.Translation.Memory;

public sealed class MemoryImportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("memory-").FullName;
    private readonly FolderStore store;

    public MemoryImportTests() => store = new(folder);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_is_imported_is_found_by_the_translator_and_counts_more_than_the_configuration()
    {
        await PutAsync("config/memory/a.tmx", Tmx(("Un", "Configured"), ("Deux", "Two")));
        var basis = await TranslationMemory.BasisAsync(store, Cancel);

        var imported = await ImportAsync(Tmx(("Un", "Imported"), ("Trois", "Three")));

        var (memory, problems) = await TranslationMemory.LoadAsync(store, Cancel);
        Assert.Empty(problems);
        Assert.Equal("Imported", memory.Find("Un", French, English));
        Assert.Equal("Two", memory.Find("Deux", French, English));
        Assert.Equal("Three", memory.Find("Trois", French, English));
        Assert.Equal((2, 2, 0, 2), (imported.Read, imported.New, imported.Known, imported.Total));
        Assert.NotEqual(basis, await TranslationMemory.BasisAsync(store, Cancel));
    }

    [Fact]
    public async Task The_same_file_again_changes_not_a_byte()
    {
        await ImportAsync(Tmx(("Un", "One"), ("Deux", "Two")));
        var (files, basis) = (Files(), await TranslationMemory.BasisAsync(store, Cancel));

        var again = await ImportAsync(Tmx(("Un", "One"), ("Deux", "Two")));

        Assert.Equal((0, 2, 2), (again.New, again.Known, again.Total));
        Assert.Equal(files, Files());
        Assert.Equal(basis, await TranslationMemory.BasisAsync(store, Cancel));
    }

    [Fact]
    public async Task Of_contradicting_imports_the_last_counts_also_where_it_was_imported_before()
    {
        await ImportAsync(Tmx(("Un", "First")));
        await ImportAsync(Tmx(("Un", "Second")));
        Assert.Equal("Second", await FindAsync("Un"));

        await ImportAsync(Tmx(("Un", "First")));

        Assert.Equal("First", await FindAsync("Un"));
        Assert.Equal(2, Units(await ExportAsync()).Count);
    }

    [Fact]
    public async Task Of_doubles_within_a_file_the_last_place_counts()
    {
        var imported = await ImportAsync(Tmx(("Un", "A"), ("Un", "B"), ("Un", "A")));

        Assert.Equal((3, 2, 2), (imported.Read, imported.New, imported.Total));
        Assert.Equal("A", await FindAsync("Un"));
    }

    [Fact]
    public async Task A_file_cut_off_anywhere_is_imported_not_at_all()
    {
        var whole = Tmx(("Un", "One"), ("Deux", "Two"));
        for (var length = 0; length < whole.Length; length += 7)
        {
            var imported = await ImportAsync(whole[..length]);
            Assert.False(imported.IsWhole);
            Assert.NotEmpty(imported.Problems);
            Assert.Empty(Files());
        }
    }

    [Theory]
    [InlineData("<html/>", false)]
    [InlineData("<tmx version='1.4'><header/><body/></tmx>", true)]
    public async Task A_file_without_units_changes_nothing(string content, bool whole)
    {
        var imported = await ImportAsync(Encoding.UTF8.GetBytes(content));
        Assert.Equal((0, whole), (imported.Read, imported.IsWhole));
        Assert.Empty(Files());
    }

    [Fact]
    public async Task Killed_at_any_write_the_memory_is_as_before_or_as_after_and_the_next_import_tidies_up()
    {
        await ImportAsync(Tmx(("Un", "One")));
        var before = await ExportAsync();
        var instants = 0;
        for (var at = 0; at <= instants; at++)
        {
            Directory.Delete(Path.Combine(folder, "memory"), recursive: true);
            await ImportAsync(Tmx(("Un", "One")));
            var crashes = new Crashes(at);
            var died = false;
            try
            {
                await new MemoryImport(new WatchedStore(store, crashes.Pass)).ImportAsync(() => new MemoryStream(Tmx(("Un", "Ein"), ("Deux", "Two"))), Cancel);
            }
            catch (CrashedException)
            {
                died = true;
            }

            var exported = await ExportAsync();
            Assert.True(exported.SequenceEqual(before) || Units(exported).Count == 3);
            await ImportAsync(Tmx(("Un", "Ein"), ("Deux", "Two")));
            Assert.Equal(3, Units(await ExportAsync()).Count);
            Assert.Equal(2, Files().Count); // The index and one part.
            instants = died ? at + 1 : at;
        }

        Assert.True(instants >= 5);
    }

    [Fact]
    public Task Imported_exported_and_imported_again_the_units_are_the_same_and_the_export_the_same_bytes() =>
        Gen.Select(Gen.OneOf("a", " ", "é", "م", "<", "&", "]]>", "\"", "\t", "\r", "\n", "\u00A0", "\u2028", "\u200F", "\u0085", "\uFFFD", "😀", "<b", "e\u0301"), Gen.Int[0, 5]).Array[1, 6].Array[1, 6].SampleAsync(async texts =>
        {
            await using var scratch = new Scratch();
            var file = Encoding.UTF8.GetBytes(TmxTests.Tmx(string.Concat(texts.Select((parts, i) =>
                $"<tu><tuv xml:lang='fr-FR'><seg>{i}{string.Concat(parts.Select(Inline))}</seg></tuv><tuv xml:lang='ENG'><seg>{string.Concat(parts.Select(Inline).Reverse())}.</seg></tuv></tu>"))));
            var (one, other) = (scratch.Store(), scratch.Store());

            await ImportAsync(one, file);
            var first = await ExportAsync(one);
            await ImportAsync(other, first);
            var second = await ExportAsync(other);
            await ImportAsync(one, first);

            Assert.Equal(Units(file).SelectMany(unit => unit.Variants), Units(first).SelectMany(unit => unit.Variants));
            Assert.Equal(first, second);
            Assert.Equal(first, await ExportAsync(one));
        }, iter: 60, threads: 1);

    [Fact]
    public async Task Characters_that_xml_cannot_carry_are_left_out_rather_than_stopping_the_import()
    {
        var imported = await ImportAsync(Encoding.UTF8.GetBytes(TmxTests.Tmx(
            "<tu><tuv xml:lang='fr'><seg>Un&#xD800;&#xFFFE;&#x1; mot</seg></tuv><tuv xml:lang='en'><seg>One&#xDC00; word</seg></tuv></tu>")));

        Assert.Equal(1, imported.New);
        Assert.Equal(["Un mot", "One word"], Assert.Single(Units(await ExportAsync())).Variants.Select(variant => variant.Text));
    }

    [Fact]
    public async Task An_export_of_everything_imported_into_the_same_newsroom_changes_no_export()
    {
        await PutAsync("config/memory/a.tmx", Tmx(("Un", "One"), ("Deux", "Two"), ("Un", "One")));
        await ImportAsync(Tmx(("Trois", "Three"), ("Un", "Ein")));
        var export = await ExportAsync();
        Assert.Equal(4, Units(export).Count);

        await ImportAsync(export);

        Assert.Equal(export, await ExportAsync());
        Assert.Equal("Ein", await FindAsync("Un"));
    }

    [Fact]
    public async Task A_memory_larger_than_a_part_keeps_its_order_and_is_whole()
    {
        var pairs = Enumerable.Range(0, 12_345).Select(i => ($"Phrase {i}", $"Sentence {i}")).ToArray();
        var imported = await ImportAsync(Tmx(pairs));
        await ImportAsync(Tmx(("Phrase 0", "Moved")));

        Assert.Equal(pairs.Length, imported.Total);
        Assert.Equal(4, Files().Count); // The index and three parts.
        var units = Units(await ExportAsync());
        Assert.Equal(pairs.Length + 1, units.Count);
        Assert.Equal(pairs.Append(("Phrase 0", "Moved")), units.Select(unit => (unit.Variants[0].Text, unit.Variants[1].Text)));
    }

    [Fact]
    public async Task An_export_is_narrowed_to_the_languages_asked_for_whatever_their_region()
    {
        await ImportAsync(Encoding.UTF8.GetBytes(TmxTests.Tmx(
            "<tu><tuv xml:lang='fr-FR'><seg>Un</seg></tuv><tuv xml:lang='en'><seg>One</seg></tuv><tuv xml:lang='ar'><seg>واحد</seg></tuv></tu>" +
            "<tu><tuv xml:lang='en'><seg>Two</seg></tuv><tuv xml:lang='ar'><seg>اثنان</seg></tuv></tu>")));

        Assert.Equal(["fr-FR", "ar"], Assert.Single(Units(await ExportAsync(store, French, Arabic))).Variants.Select(variant => variant.Language.Tag));
        Assert.Equal(["fr-FR", "en", "ar"], Assert.Single(Units(await ExportAsync(store, French))).Variants.Select(variant => variant.Language.Tag));
        Assert.Equal(2, Units(await ExportAsync(store, null, Arabic)).Count);
        Assert.Empty(Units(await ExportAsync(store, French, Spanish)));
    }

    [Fact]
    public async Task A_damaged_index_and_a_missing_part_are_told_rather_than_passed_over()
    {
        await ImportAsync(Tmx(("Un", "One")));
        File.Delete(Directory.GetFiles(Path.Combine(folder, "memory"), "*.tmx").Single());
        Assert.Contains("missing", (await Assert.ThrowsAsync<IOException>(() => TranslationMemory.LoadAsync(store, Cancel))).Message, StringComparison.Ordinal);

        await PutAsync("memory/index.json", "{\"parts"u8.ToArray());
        Assert.Contains("damaged", (await Assert.ThrowsAsync<IOException>(() => TranslationMemory.LoadAsync(store, Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_an_import_the_next_pass_makes_the_editions_that_it_covers()
    {
        using var newsroom = TestNewsroom.WithoutUploads();
        newsroom.Upload("2026/a.md", TestNewsroom.Markdown("Un titre", "Une seule phrase."));
        await newsroom.PassAsync();
        Assert.False(File.Exists(newsroom.PathOf("public/en/2026/a.html")));

        await ImportAsync(newsroom.Store, Tmx(("Un titre", "A title"), ("Une seule phrase.", "A single sentence.")));
        await newsroom.PassAsync();

        Assert.Contains("A single sentence.", newsroom.Read("public/en/2026/a.html"), StringComparison.Ordinal);
    }

    private static string Inline((string Text, int Kind) part, int number)
    {
        var (text, kind) = part;
        var escaped = text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\r", "&#13;", StringComparison.Ordinal);
        return kind switch { 0 => $"<bpt i='{number}' x='{9 - number}'>&lt;b></bpt>{escaped}<ept i='{number}'/>", 1 => $"<ph/>{escaped}", 2 => $"<hi>{escaped}</hi>", _ => escaped };
    }

    private static byte[] Tmx(params (string French, string English)[] pairs)
    {
        using var file = new MemoryStream();
        using (var writer = new TmxWriter(file))
        {
            foreach (var (french, english) in pairs)
                writer.Write(new([new(French, french), new(English, english)]));
        }

        return file.ToArray();
    }

    private static List<TmxUnit> Units(byte[] file)
    {
        using var reader = new TmxReader(new MemoryStream(file));
        var units = new List<TmxUnit>();
        while (reader.Next() is { } unit)
            units.Add(unit);
        return units;
    }

    private static Task<MemoryImported> ImportAsync(FolderStore into, byte[] file) => new MemoryImport(into).ImportAsync(() => new MemoryStream(file), Cancel);

    private static async Task<byte[]> ExportAsync(FolderStore of, Language? from = null, Language? to = null)
    {
        using var file = new MemoryStream();
        await new MemoryExport(of).ExportAsync(file, from, to, Cancel);
        return file.ToArray();
    }

    private Task<MemoryImported> ImportAsync(byte[] file) => ImportAsync(store, file);

    private Task<byte[]> ExportAsync() => ExportAsync(store);

    private async Task<string?> FindAsync(string text) => (await TranslationMemory.LoadAsync(store, Cancel)).Memory.Find(text, French, English);

    private Task<string?> PutAsync(string path, byte[] content) => store.WriteAsync(path, content, WriteCondition.Always, Cancel);

    private Dictionary<string, string> Files() => !Directory.Exists(Path.Combine(folder, "memory")) ? [] : Directory
        .EnumerateFiles(Path.Combine(folder, "memory")).ToDictionary(file => Path.GetFileName(file), file => Fingerprints.Of(File.ReadAllBytes(file)));

    private sealed class Scratch : IAsyncDisposable
    {
        private readonly List<string> folders = [];

        public FolderStore Store()
        {
            folders.Add(Directory.CreateTempSubdirectory("memory-").FullName);
            return new(folders[^1]);
        }

        public ValueTask DisposeAsync()
        {
            foreach (var made in folders)
                Directory.Delete(made, recursive: true);
            return default;
        }
    }
}
