using System.Text;
using System.Text.Json;
using Syndication.Folders;
using Syndication.Publishing;

namespace Syndication.Tests.Publishing;

public sealed class SearchIndexTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("search-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_release_can_be_found_by_title_place_day_subjects_and_first_words()
    {
        var found = Assert.Single(Part(Printed.Entry(1, title: "L’« été » <b>", topics: "climate") with { Regions = ["mena", "andes"], Summary = new string('a', 500) }).EnumerateArray());

        Assert.Equal("L’« été » <b>", found.GetProperty("title").GetString());
        Assert.Equal(("2026-11-03", "3 novembre 2026"), (found.GetProperty("date").GetString(), found.GetProperty("day").GetString()));
        Assert.Equal("Le Caire", found.GetProperty("place").GetString());
        Assert.Equal("/press/fr/2026/communiqu%C3%A9%201.html", found.GetProperty("address").GetString());
        Assert.Equal(["Climat", "Moyen-Orient et Afrique du Nord"], found.GetProperty("subjects").EnumerateArray().Select(subject => subject.GetString()!));
        Assert.Equal(240, found.GetProperty("text").GetString()!.Length);
    }

    [Fact]
    public void What_was_withdrawn_is_not_found() =>
        Assert.Equal(["Titre 2"], Titles(Part(Printed.Entry(1) with { Withdrawal = new("Faux.", Printed.Start) }, Printed.Entry(2))));

    [Fact]
    public void Half_a_character_at_the_end_of_the_first_words_leaves_the_file_readable() =>
        Assert.Equal('\uFFFD', Part(Printed.Entry(1) with { Summary = new string('a', 239) + "😀" })[0].GetProperty("text").GetString()![^1]);

    [Fact]
    public async Task A_publication_writes_its_month_and_lists_it_and_what_is_taken_away_is_found_no_more()
    {
        await PublishAsync(new PublishedChange(Printed.Entry(1).Release, Printed.Entry(1)), new PublishedChange(Printed.Entry(2).Release, Printed.Entry(2)));
        Assert.Equal(["2026-11"], Read("months.json").EnumerateArray().Select(month => month.GetString()!));
        Assert.Equal(["Titre 2", "Titre 1"], Titles(Read("2026-11.json")));

        await PublishAsync(new PublishedChange(Printed.Entry(2).Release, null));
        Assert.Equal(["Titre 1"], Titles(Read("2026-11.json")));
    }

    private static JsonElement Part(params Entry[] entries) => JsonDocument.Parse(SearchIndex.WritePart(Printed.Site, Printed.French, entries)).RootElement;

    private static IEnumerable<string> Titles(JsonElement part) => part.EnumerateArray().Select(found => found.GetProperty("title").GetString()!);

    private JsonElement Read(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "public/search/fr", name), Encoding.UTF8)).RootElement;

    private Task<Published> PublishAsync(params PublishedChange[] changes) =>
        new Publisher(new FolderStore(folder), Printed.Site, new()).PublishAsync(Printed.French, changes, Cancel);
}
