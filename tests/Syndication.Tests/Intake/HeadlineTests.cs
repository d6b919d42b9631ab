using System.Text;
using Syndication.Intake;
using Syndication.Releases;

namespace Syndication.Tests.Intake;

/// <summary>Where headline and text of a release begin.</summary>
public sealed class HeadlineTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void A_short_first_paragraph_with_a_dateline_is_kept()
    {
        var release = Read("a.fr.html", "<main><h1>Bonjour</h1><p>CAIRE, le 3 mai 2026 – Un texte court</p><p>Autre texte assez long pour être pris comme un paragraphe de la nouvelle, et même un peu plus long que cela.</p></main>");

        Assert.Equal("CAIRE", release.Dateline);
        Assert.Equal(new DateTimeOffset(2026, 5, 3, 0, 0, 0, TimeSpan.Zero), release.Date);
        Assert.Contains("Un texte court", release.Html.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.fr.html", "<h1>Bonjour <script>alert(1)</script><style>h1 {}</style></h1><p>Le texte de la nouvelle.</p>")]
    [InlineData("a.fr.md", "# Bonjour <script>alert(1)</script>\n\nLe texte de la nouvelle.\n")]
    public void Scripts_leave_no_words_in_a_headline(string name, string text) => Assert.Equal("Bonjour", Read(name, text).Title);

    [Fact]
    public void A_Markdown_headline_is_found_below_a_picture_and_a_label()
    {
        var release = Read("a.en.md", "![A boat](https://example.org/boat.jpg)\n\nPRESS RELEASE\n\n# The headline\n\nGENEVA, 3 May 2026 – The text of the release.\n");

        Assert.Equal(("The headline", "GENEVA"), (release.Title, release.Dateline));
        Assert.Contains("boat.jpg", release.Html.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("PRESS RELEASE", release.Html.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_before_a_Markdown_heading_is_never_left_out() =>
        Assert.Contains("The first sentence.", Read("a.en.md", "---\ntitle: A\n---\nThe first sentence.\n\n# A heading\n\nMore text.\n").Html.Markup, StringComparison.Ordinal);

    [Theory]
    [InlineData("2026-11-24", null, false)]
    [InlineData("2026-11-25", null, false)]
    [InlineData("2026-12-24", null, true)]
    [InlineData("2026-12-24", "2026-12-24", false)]
    [InlineData("2026-12-24", "2026-11-26", true)]
    [InlineData("2026-12-24", "2026-11-01", true)]
    public async Task A_date_that_lies_ahead_without_an_embargo_is_a_doubt(string date, string? embargo, bool isDoubted)
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        var manuscript = Read("a.fr.md", $"---\ntitle: Un titre\ndate: {date}\n---\nLe texte du communiqué.\n") with
        {
            Embargo = embargo is null ? null : DateTimeOffset.Parse($"{embargo}T08:00Z", System.Globalization.CultureInfo.InvariantCulture),
        };

        var doubts = SiteDoubts.Of(manuscript, rooms.Newsroom.Site, new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero)).Select(doubt => doubt.Code);

        Assert.Equal(isDoubted ? ["date-ahead"] : [], doubts);
    }

    [Fact]
    public async Task Topics_and_languages_that_the_site_does_not_have_are_doubts()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        var known = rooms.Newsroom.Site.Topics[0].Id;
        rooms.Upload("a.de.md", $"---\ntitle: Eine Meldung\ntopics: [{known}, {known}x]\n---\nDer Text der Meldung.\n");
        var told = new List<Event>();
        await new Pass(rooms.Newsroom, rooms.Queue(), e =>
        {
            lock (told) told.Add(e);
        }).RunAsync(Cancel);

        var doubts = told.OfType<UploadRead>().Single(read => read.Name == "a.de.md").Doubts;
        Assert.Equal(["language-not-published", "topic-not-known"], doubts.Select(doubt => doubt.Code));
        Assert.Contains($"“{known}”", doubts[1].Message, StringComparison.Ordinal);
        var preview = await Syndication.App.Opening.PreviewReport.OfAsync(Path.Combine(rooms.Folder, "inbox/a.de.md"), rooms.Folder, rooms.Newsroom, Cancel);
        Assert.Equal(doubts, preview.Problems);
    }

    [Fact]
    public async Task Two_spellings_of_one_name_are_told_apart()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        foreach (var name in new[] { "été.en.md", "e\u0301te\u0301.en.md" })
            rooms.Upload(name, "---\ntitle: A\n---\nThe text of the release.\n");
        var told = new List<Event>();
        await new Pass(rooms.Newsroom, rooms.Queue(), e =>
        {
            lock (told) told.Add(e);
        }).RunAsync(Cancel);

        Assert.Contains("the same name, spelt with other characters", Assert.Single(told.OfType<UploadRejected>()).Problem.Message, StringComparison.Ordinal);
    }

    private static Manuscript Read(string name, string text)
    {
        var reading = Reader.Read(UploadName.Parse(name), Encoding.UTF8.GetBytes(text), null, null, new());
        Assert.Empty(reading.Problems);
        return reading.Manuscript!;
    }
}
