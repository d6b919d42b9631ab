using System.Xml.Linq;
using Syndication.Folders;
using Syndication.Publishing;
using Syndication.Storage;

namespace Syndication.Tests.Publishing;

/// <summary>The archive behind a feed, and what the feed tells of it.</summary>
public sealed class ArchiveTests : IDisposable
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private readonly string folder = Directory.CreateTempSubdirectory("archive-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // RFC 5005, section 4: from the living feed back over prev-archive.
    [Fact]
    public async Task A_new_subscriber_rebuilds_everything_ever_published_and_an_old_one_stops_at_what_it_has()
    {
        for (var n = 0; n < 150; n++)
            await PublishAsync([Printed.Entry(n) with { Released = Printed.Start.AddDays(-n * 3) }]);
        await PublishAsync([Printed.Entry(40, title: "Titre corrigé") with { Released = Printed.Start.AddDays(-120), Updated = Printed.Start.AddDays(1) }]);

        var documents = new List<XElement>();
        for (var next = "feeds/fr/atom.xml"; next is not null;)
        {
            var document = XDocument.Load(Path.Combine(folder, "public", next)).Root!;
            documents.Add(document);
            next = document.Elements(Atom + "link").SingleOrDefault(link => link.Attribute("rel")!.Value == "prev-archive")?.Attribute("href")!.Value["https://news.example.org/press/".Length..].Split('?')[0];
        }

        // What a document before says of an entry goes before what a later one says.
        var entries = documents.SelectMany(document => document.Elements(Atom + "entry"))
            .DistinctBy(entry => entry.Element(Atom + "id")!.Value).ToDictionary(entry => entry.Element(Atom + "id")!.Value, entry => entry.Element(Atom + "title")!.Value);
        Assert.Equal(150, entries.Count);
        Assert.Equal("Titre corrigé", entries["tag:example.org,2026:fr/2026/communiqu%C3%A9%2040"]);

        // Sixteen months; whoever knows all of one document has all of those before it, if their updated is known too.
        Assert.Equal(1 + 16, documents.Count);
        Assert.Equal(documents.Skip(1).Select(Self).Order(StringComparer.Ordinal).Reverse(), documents.Skip(1).Select(Self));
        Assert.All(documents.Skip(1), document => Assert.Equal(document.Elements(Atom + "entry").Max(entry => entry.Element(Atom + "updated")!.Value), document.Element(Atom + "updated")!.Value));
        Assert.All(documents.Skip(1), document => Assert.Single(document.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "published")!.Value[..7]).Distinct()));

        static string Self(XElement document) => document.Elements(Atom + "link").Single(link => link.Attribute("rel")!.Value == "self").Attribute("href")!.Value;
    }

    // A reader that marks a document as read by its address, and looks into none again.
    [Theory]
    [InlineData(1, 40)]
    [InlineData(7, 40)]
    [InlineData(60, 40)]
    [InlineData(200, 3)]
    [InlineData(1500, 40)]
    public async Task A_reader_that_stops_at_documents_it_knows_loses_nothing_however_seldom_it_looks(int minutesBetween, int most)
    {
        var options = new PublishingOptions { Shown = 5, Kept = 8, Part = 20 };
        var random = new Random(minutesBetween);
        var (known, has, published) = (new HashSet<string>(), new HashSet<string>(), new HashSet<string>());
        var now = Printed.Start;
        for (var (round, n) = (0, 0); round < 12; round++)
        {
            for (var many = random.Next(1, most); many > 0; many--, n++)
            {
                now = now.AddMinutes(minutesBetween);
                await PublishAsync([Printed.Entry(n) with { Released = now, Updated = now, Date = now }], options: options);
                published.Add($"Titre {n}");
            }

            for (var next = "feeds/fr/atom.xml"; next is not null && (next.EndsWith("atom.xml", StringComparison.Ordinal) || known.Add(next));)
            {
                var document = XDocument.Load(Path.Combine(folder, "public", next.Split('?')[0])).Root!;
                has.UnionWith(document.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "title")!.Value));
                next = document.Elements(Atom + "link").SingleOrDefault(link => link.Attribute("rel")!.Value == "prev-archive")?.Attribute("href")!.Value["https://news.example.org/press/".Length..];
            }

            Assert.Equal(published.Order(StringComparer.Ordinal), has.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_correction_of_what_left_the_feed_is_told_in_the_feed_until_as_much_was_published_after_it()
    {
        var options = new PublishingOptions { Shown = 5, Kept = 8 };
        for (var n = 0; n < 30; n++)
            await PublishAsync([Printed.Entry(n, topics: "climate")], options: options);
        var now = Printed.Entry(29).Released.AddMinutes(1);
        await PublishAsync([Printed.Entry(2, title: "Titre corrigé", topics: "climate") with { Updated = now }], options: options);
        await PublishAsync([Printed.Entry(23, title: "Autre titre corrigé", topics: "climate") with { Updated = now }], options: options);

        foreach (var feed in new[] { "feeds/fr/atom.xml", "feeds/fr/topics/climate/atom.xml" })
            Assert.Equal(["Titre 29", "Titre 28", "Titre 27", "Titre 26", "Titre 25", "Autre titre corrigé", "Titre corrigé"], Titles(feed));
        Assert.DoesNotContain("Titre corrigé", await File.ReadAllTextAsync(Path.Combine(folder, "public/fr/index.html"), Cancel), StringComparison.Ordinal);

        for (var n = 30; n < 34; n++)
            await PublishAsync([Printed.Entry(n, topics: "climate")], options: options);
        Assert.Equal(["Titre 33", "Titre 32", "Titre 31", "Titre 30", "Titre 29", "Autre titre corrigé", "Titre corrigé"], Titles("feeds/fr/atom.xml"));

        // Three are taken out, which leaves fewer than are kept, and then more than that.
        await TakeAsync(33, 32, 31);
        Assert.Equal(["Titre 30", "Titre 29", "Titre 28", "Titre 27", "Titre 26", "Autre titre corrigé", "Titre corrigé"], Titles("feeds/fr/atom.xml"));
        await TakeAsync(30, 29, 28, 27, 2);
        Assert.Equal(["Titre 26", "Titre 25", "Titre 24", "Autre titre corrigé", "Titre 22"], Titles("feeds/fr/atom.xml"));

        for (var n = 40; n < 46; n++)
            await PublishAsync([Printed.Entry(n, topics: "climate")], options: options);
        Assert.Equal(["Titre 45", "Titre 44", "Titre 43", "Titre 42", "Titre 41"], Titles("feeds/fr/atom.xml"));

        List<string> Titles(string feed) => [.. XDocument.Load(Path.Combine(folder, "public", feed)).Root!.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "title")!.Value)];

        Task TakeAsync(params int[] numbers) =>
            new Publisher(new FolderStore(folder), Printed.Site, options).PublishAsync(Printed.French, [.. numbers.Select(n => new PublishedChange(Printed.Entry(n).Release, null) { Released = Printed.Entry(n).Released })], Cancel);
    }

    [Fact]
    public async Task A_full_month_goes_on_in_another_part_and_what_stands_in_it_stays_there()
    {
        var options = new PublishingOptions { Part = 3 };
        for (var n = 0; n < 8; n++)
            await PublishAsync([Printed.Entry(n)], options: options);
        await PublishAsync([Printed.Entry(1, title: "Titre corrigé") with { Updated = Printed.Start.AddDays(1) }], options: options);
        await PublishAsync([Printed.Entry(90) with { Released = Printed.Start.AddMonths(1) }], options: options);

        Assert.Equal(["2026-11.xml: Titre 2, Titre corrigé, Titre 0", "2026-11-2.xml: Titre 5, Titre 4, Titre 3", "2026-11-3.xml: Titre 7, Titre 6", "2026-12.xml: Titre 90"], await ArchiveAsync());
        Assert.Equal(["2026-12.xml", "2026-11-3.xml", "2026-11-2.xml", "2026-11.xml"], Chain("feeds/fr/atom.xml", "prev-archive"));
        Assert.Equal(["2026-11-2.xml", "2026-11-3.xml", "2026-12.xml"], Chain("feeds/fr/archive/2026-11.xml", "next-archive"));
        foreach (var part in new[] { "months/fr/2026-11-2.html", "sitemaps/fr/2026-11-2.xml", "search/fr/2026-11-2.json" })
            Assert.Contains("communiqu%C3%A9%204.html", await File.ReadAllTextAsync(Path.Combine(folder, "public", part), Cancel), StringComparison.Ordinal);
        Assert.Contains("<h1 class=\"month\">Novembre 2026 (2)</h1>", await File.ReadAllTextAsync(Path.Combine(folder, "public/months/fr/2026-11-2.html"), Cancel), StringComparison.OrdinalIgnoreCase);
        var months = await File.ReadAllTextAsync(Path.Combine(folder, "public/months/fr/index.html"), Cancel);
        Assert.True(months.IndexOf("fr/2026-12.html", StringComparison.Ordinal) < months.IndexOf("fr/2026-11-3.html", StringComparison.Ordinal));
        Assert.True(months.IndexOf("fr/2026-11-3.html", StringComparison.Ordinal) < months.IndexOf("fr/2026-11.html", StringComparison.Ordinal));
        Assert.Equal("[\"2026-11\",\"2026-11-2\",\"2026-11-3\",\"2026-12\"]\n", await File.ReadAllTextAsync(Path.Combine(folder, "public/search/fr/months.json"), Cancel));

        // What is taken out is found in its part, also where nobody says when it was published.
        await new Publisher(new FolderStore(folder), Printed.Site, options).PublishAsync(Printed.French, [new(Printed.Entry(4).Release, null)], Cancel);
        Assert.Contains("2026-11-2.xml: Titre 5, Titre 3", await ArchiveAsync());
    }

    [Fact]
    public async Task Many_publications_at_once_lose_nothing_where_parts_fill_meanwhile()
    {
        var options = new PublishingOptions { Part = 4 };
        var store = new FolderStore(folder);
        await Parallel.ForEachAsync(Enumerable.Range(0, 48), new ParallelOptions { MaxDegreeOfParallelism = 12, CancellationToken = Cancel }, async (n, _) =>
            await PublishAsync([Printed.Entry(n)], store, options));

        var parts = Directory.GetFiles(Path.Combine(folder, "public/feeds/fr/archive")).Select(file => Path.GetFileName(file)!).ToList();
        var entries = parts.SelectMany(part => XDocument.Load(Path.Combine(folder, "public/feeds/fr/archive", part)).Root!.Elements(Atom + "entry")).Select(entry => entry.Element(Atom + "title")!.Value);
        Assert.Equal(Enumerable.Range(0, 48).Select(n => $"Titre {n}").Order(StringComparer.Ordinal), entries.Order(StringComparer.Ordinal));
        Assert.True(parts.Count > 2, string.Join(", ", parts));
        Assert.Equal(parts.Order(StringComparer.Ordinal), Chain("feeds/fr/atom.xml", "prev-archive").Order(StringComparer.Ordinal));
        Assert.Equal(parts.Except(["2026-11.xml"]).Order(StringComparer.Ordinal), Chain("feeds/fr/archive/2026-11.xml", "next-archive").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_part_closed_by_one_that_was_cut_short_goes_on_with_the_next_publication()
    {
        var options = new PublishingOptions { Part = 2 };
        await PublishAsync([Printed.Entry(1), Printed.Entry(2)], options: options);
        var shelves = new Shelves(new FolderStore(folder));
        var first = MonthPart.Of(Printed.Start);
        var (shelf, blob) = await shelves.LoadAsync(Shelves.Month(Printed.French, first), Cancel);
        Assert.True(await shelves.CloseAsync(Printed.French, first, shelf, blob, Printed.Start.AddHours(3), Cancel));

        await PublishAsync([Printed.Entry(3)], options: options);

        Assert.Equal(["2026-11.xml: Titre 2, Titre 1", "2026-11-2.xml: Titre 3"], await ArchiveAsync());
        Assert.Equal(["2026-11-2.xml"], Chain("feeds/fr/archive/2026-11.xml", "next-archive"));
        Assert.Equal(["2026-11-2.xml", "2026-11.xml"], Chain("feeds/fr/atom.xml", "prev-archive"));
    }

    [Theory]
    [InlineData("2026-11", "2026-11", "2026-11-01T00:00:00Z", 1)]
    [InlineData("2026-11-12@20261127T142233", "2026-11-12", "2026-11-27T14:22:33Z", 12)]
    public void A_part_is_read_as_it_is_written(string stored, string name, string from, int number)
    {
        Assert.True(MonthPart.TryParse(stored, out var part));

        Assert.Equal((stored, name, DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture), number), (part.ToString(), part.Name, part.From, part.Number));
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("2026-11.aside")]
    [InlineData("2026-11-2")]
    [InlineData("2026-11-1@20261127T142233")]
    [InlineData("2026-11-2@20261227T142233")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_part_is_none(string? stored) => Assert.False(MonthPart.TryParse(stored, out _));

    // The documents of the archive, oldest first, each with its titles.
    private async Task<List<string>> ArchiveAsync()
    {
        var parts = await new Shelves(new FolderStore(folder)).MonthsAsync(Printed.French, Cancel);
        return [.. parts.Select(part => $"{part.Name}.xml: " + string.Join(", ", XDocument.Load(Path.Combine(folder, $"public/feeds/fr/archive/{part.Name}.xml")).Root!
            .Elements(Atom + "entry").Select(entry => entry.Element(Atom + "title")!.Value)))];
    }

    private List<string> Chain(string from, string relation)
    {
        var names = new List<string>();
        for (var next = from; next is not null;)
        {
            next = XDocument.Load(Path.Combine(folder, "public", next)).Root!.Elements(Atom + "link")
                .SingleOrDefault(link => link.Attribute("rel")!.Value == relation)?.Attribute("href")!.Value["https://news.example.org/press/".Length..].Split('?')[0];
            if (next is not null)
                names.Add(Path.GetFileName(next));
        }

        return names;
    }

    private Task<Published> PublishAsync(Entry[] entries, IBlobStore? store = null, PublishingOptions? options = null) =>
        new Publisher(store ?? new FolderStore(folder), Printed.Site, options ?? new()).PublishAsync(Printed.French, [.. entries.Select(entry => new PublishedChange(entry.Release, entry))], Cancel);
}
