using System.Collections.Concurrent;
using System.Text;
using Syndication.Configuration;
using Syndication.Folders;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Tests.Commands;
using Syndication.Tests.Delivery;
using Syndication.Translation;
using Syndication.Translation.Glossaries;
using Syndication.Translation.Memory;
using static Syndication.Tests.Translation.Manuscripts;

namespace Syndication.Tests.Translation.Memory;

/// <summary>Translation memory files that are too large to be held.</summary>
public sealed class TmxIndexTests : IDisposable
{
    private const string Path = "config/memory/large.tmx";
    private static readonly Language[] Languages = [French, English, Arabic, Language.Parse("fr-FR"), Language.Parse("zh-TW")];

    private readonly string folder = Directory.CreateTempSubdirectory("tmx-index-").FullName;
    private readonly FolderStore store;

    public TmxIndexTests() => store = new(folder);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task An_indexed_memory_answers_as_one_that_is_held()
    {
        // Few texts, so that units contradict each other, in languages that serve for each other, with tags around and within.
        var random = new Random(7);
        var units = Enumerable.Range(0, 3000).Select(_ => new TmxUnit([.. Languages.Where(_ => random.Next(2) == 0).Select(language => new TmxVariant(language, Text(random)))])).Where(unit => unit.Variants.Count > 1).ToList();
        await PutAsync(units.Take(2000));
        await new MemoryImport(store).ImportAsync(() => new MemoryStream(Tmx(units.Skip(2000))), Cancel);
        var (held, _) = await TranslationMemory.LoadAsync(store, Cancel);
        var (indexed, problems) = await TranslationMemory.LoadAsync(store, 0, Cancel);

        Assert.Empty(problems);
        Assert.Equal(held.Units, indexed.Units);
        var asked = Enumerable.Range(0, 400).Select(_ => Text(random)).Append("Nobody said this").ToList();
        var found = 0;
        foreach (var from in Languages)
        {
            var share = await indexed.ForAsync(asked, from, Cancel);
            foreach (var (text, to) in asked.SelectMany(text => Languages.Where(to => to != from).Select(to => (text, to))))
            {
                Assert.Equal(held.Find(text, from, to), share.Find(text, from, to));
                found += held.Find(text, from, to) is null ? 0 : 1;
            }
        }

        Assert.True(found > 1000);
    }

    [Fact]
    public async Task Opened_again_it_reads_none_of_the_files_and_writes_nothing()
    {
        await PutAsync(Units(500));
        await TranslationMemory.LoadAsync(store, 0, Cancel);

        var watched = new Watched(store);
        var (memory, _) = await TranslationMemory.LoadAsync(watched, 0, Cancel);
        var read = watched.Read.Count;
        Assert.Equal("Sentence 77", (await memory.ForAsync(["Phrase 77", "Phrase 9999"], French, Cancel)).Find("Phrase 77", French, English));

        Assert.Equal(0, watched.Written);
        Assert.DoesNotContain(watched.Read, part => part.Path.EndsWith(".tmx", StringComparison.Ordinal));

        // Two reads for what is found, one or none for what is not.
        Assert.InRange(watched.Read.Count - read, 2, 3);
    }

    [Fact]
    public async Task A_large_file_is_read_in_pieces_none_of_them_large()
    {
        const int count = 60_000;
        await PutAsync(Units(count));
        Assert.True(new FileInfo(System.IO.Path.Combine(folder, Path)).Length > 8 << 20);

        var watched = new Watched(store);
        var (memory, problems) = await TranslationMemory.LoadAsync(watched, 0, Cancel);

        Assert.Empty(problems);
        Assert.Equal(count, memory.Units);
        Assert.All(watched.Read, part => Assert.InRange(part.Length, 0, 4 << 20));
        Assert.Equal($"Sentence {count - 1}", (await memory.ForAsync([$"Phrase {count - 1}"], French, Cancel)).Find($"Phrase {count - 1}", French, English));
    }

    [Fact]
    public async Task A_changed_file_is_indexed_anew_and_the_old_index_goes()
    {
        await PutAsync(Units(10));
        var (before, _) = await TranslationMemory.LoadAsync(store, 0, Cancel);
        await PutAsync(Units(12));
        var (after, _) = await TranslationMemory.LoadAsync(store, 0, Cancel);

        Assert.Equal((10, 12), (before.Units, after.Units));
        Assert.Equal("Sentence 11", (await after.ForAsync(["Phrase 11"], French, Cancel)).Find("Phrase 11", French, English));
        Assert.Single(Directory.GetFiles(folder, "table", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(folder, "run-*", SearchOption.AllDirectories));
        Assert.Contains("have changed", (await Assert.ThrowsAsync<IOException>(() => before.ForAsync(["Phrase 5"], French, Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cut_off_at_any_write_it_is_begun_again_and_is_then_the_same()
    {
        await PutAsync(Units(300));
        await TranslationMemory.LoadAsync(store, 0, Cancel);
        var whole = Index();
        var ended = false;
        for (var at = 0; !ended; at += 41)
        {
            Directory.Delete(System.IO.Path.Combine(folder, "releases"), recursive: true);
            var crashes = new Crashes(at);
            try
            {
                await TranslationMemory.LoadAsync(new WatchedStore(store, crashes.Pass), 0, Cancel);
                ended = true;
            }
            catch (CrashedException)
            {
                var (memory, _) = await TranslationMemory.LoadAsync(store, 0, Cancel);
                Assert.Equal(300, memory.Units);
            }

            Assert.Equal(whole, Index());
        }
    }

    [Fact]
    public async Task Of_two_processes_that_open_it_at_once_both_have_it()
    {
        await PutAsync(Units(20_000));

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => TranslationMemory.LoadAsync(new FolderStore(folder), 0, Cancel), Cancel)));

        foreach (var (memory, _) in both)
            Assert.Equal("Sentence 19999", (await memory.ForAsync(["Phrase 19999"], French, Cancel)).Find("Phrase 19999", French, English));
    }

    [Fact]
    public async Task One_whose_index_was_taken_away_by_another_that_made_it_uses_that_one()
    {
        await PutAsync(Units(300));
        var raced = false;
        var late = new WatchedStore(store, () =>
        {
            // The other one is there and done when this one has written its first run.
            if (raced || Directory.GetFiles(folder, "run-*", SearchOption.AllDirectories).Length == 0)
                return;
            raced = true;
            TranslationMemory.LoadAsync(store, 0, Cancel).GetAwaiter().GetResult();
        });

        var (memory, _) = await TranslationMemory.LoadAsync(late, 0, Cancel);

        Assert.True(raced);
        Assert.Equal("Sentence 7", (await memory.ForAsync(["Phrase 7"], French, Cancel)).Find("Phrase 7", French, English));
    }

    [Fact]
    public async Task What_is_wrong_in_the_files_is_told_every_time_they_are_opened()
    {
        var whole = TmxTests.Tmx("<tu><tuv xml:lang='FRA'><seg>Un</seg></tuv><tuv xml:lang='en_GB'><seg>One</seg></tuv></tu><tu><tuv xml:lang='xx'><seg>?</seg></tuv></tu>");
        await store.WriteAsync(Path, Encoding.UTF8.GetBytes($"<!DOCTYPE tmx [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>{whole[..^9]}"), WriteCondition.Always, Cancel);

        var (memory, first) = await TranslationMemory.LoadAsync(store, 0, Cancel);
        var (_, again) = await TranslationMemory.LoadAsync(store, 0, Cancel);

        Assert.Equal("One", (await memory.ForAsync(["Un"], French, Cancel)).Find("Un", French, English));
        Assert.Contains(first, problem => problem.Message.Contains("“xx” is no language", StringComparison.Ordinal));
        Assert.Contains("broken off", first[^1].Message, StringComparison.Ordinal);
        Assert.EndsWith("What came before is used.", first[^1].Message, StringComparison.Ordinal);
        Assert.Equal(first, again);
    }

    [Fact]
    public async Task A_text_that_ten_thousand_units_have_is_found_and_the_last_of_them_counts()
    {
        await PutAsync(Enumerable.Range(0, 10_000).Select(i => new TmxUnit([new(French, "Merci."), new(English, $"Thanks {i}.")])));

        var (memory, _) = await TranslationMemory.LoadAsync(store, 0, Cancel);

        Assert.Equal("Thanks 9999.", (await memory.ForAsync(["Merci."], French, Cancel)).Find("Merci.", French, English));
    }

    [Fact]
    public async Task A_release_is_translated_from_it_with_its_contacts()
    {
        await PutAsync([new([new(French, "Un titre"), new(English, "A title")]), new([new(French, "Une <g1>phrase</g1>."), new(English, "A <g1>sentence</g1>.")]), new([new(French, "Bureau de presse"), new(English, "Press office")])]);
        var (memory, _) = await TranslationMemory.LoadAsync(store, 0, Cancel);
        var site = new Site { Title = new Dictionary<Language, string>(), Authority = "x.example,2026", BaseUrl = new("https://x.example/"), Languages = [French, English], Schedule = new() { TimeZone = "Europe/Zurich" } };
        var original = In(French, "<p>Une <a href=\"https://x.example/\">phrase</a>.</p>", "Un titre") with { Contacts = [new("A. B.", "Bureau de presse", null, null)] };

        var made = Assert.IsType<MadeTranslation>(await new Translator(memory, new Glossary([]), null, site).TranslateAsync(original, English, Cancel));

        Assert.Equal(("A title", "<p>A <a href=\"https://x.example/\">sentence</a>.</p>", "Press office"), (made.Text.Title, made.Text.Html.Markup, made.Text.Contacts[0].Organisation));
    }

    private static string Text(Random random) => random.Next(4) switch
    {
        0 => $"<g1>Le mot {random.Next(20)}</g1>",
        1 => $"Le <g2>mot</g2> {random.Next(20)} de l’<g1>été</g1>",
        _ => $"Mot {random.Next(40)}",
    };

    private static IEnumerable<TmxUnit> Units(int count) => Enumerable.Range(0, count).Select(i => new TmxUnit([new(French, $"Phrase {i}"), new(English, $"Sentence {i}")]));

    private static byte[] Tmx(IEnumerable<TmxUnit> units)
    {
        using var file = new MemoryStream();
        using (var writer = new TmxWriter(file))
        {
            foreach (var unit in units)
                writer.Write(unit);
        }

        return file.ToArray();
    }

    private Task<string?> PutAsync(IEnumerable<TmxUnit> units) => store.WriteAsync(Path, Tmx(units), WriteCondition.Always, Cancel);

    private Dictionary<string, string> Index() => Directory.EnumerateFiles(System.IO.Path.Combine(folder, "releases"), "*", SearchOption.AllDirectories)
        .ToDictionary(file => System.IO.Path.GetRelativePath(folder, file), file => Fingerprints.Of(File.ReadAllBytes(file)));

    private sealed class Watched(IBlobStore inner) : IBlobStore
    {
        private int written;

        public ConcurrentQueue<(string Path, int Length)> Read { get; } = [];

        public int Written => written;

        public async Task<Blob?> ReadAsync(string path, CancellationToken cancel)
        {
            var blob = await inner.ReadAsync(path, cancel);
            Read.Enqueue((path, blob?.Content.Length ?? 0));
            return blob;
        }

        public Task<ReadOnlyMemory<byte>?> ReadAsync(string path, long offset, int length, CancellationToken cancel)
        {
            Read.Enqueue((path, length));
            return inner.ReadAsync(path, offset, length, cancel);
        }

        public Task<BlobItem?> StatAsync(string path, CancellationToken cancel) => inner.StatAsync(path, cancel);

        public Task<string?> WriteAsync(string path, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancel)
        {
            Interlocked.Increment(ref written);
            return inner.WriteAsync(path, content, condition, cancel);
        }

        public Task<bool> CopyAsync(string from, string to, CancellationToken cancel) => inner.CopyAsync(from, to, cancel);

        public Task<bool> DeleteAsync(string path, CancellationToken cancel) => inner.DeleteAsync(path, cancel);

        public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancel) => inner.ListAsync(prefix, cancel);
    }
}
