using Syndication.Publishing;
using Syndication.Releases;

namespace Syndication.Tests.Publishing;

public sealed class CorrectionsTests
{
    private static readonly DateTimeOffset Original = Printed.Start.AddHours(1);
    private static readonly DateTimeOffset Translation = Printed.Start.AddHours(2);

    [Fact]
    public void A_correction_is_told_where_the_text_changed_and_where_the_original_did()
    {
        Assert.Equal([Original], Corrections(Printed.French, 2));
        Assert.Equal([Translation, Original], Corrections(Printed.Arabic, 3));

        // One that has not followed yet says nothing of it.
        Assert.Empty(Corrections(Printed.Arabic, 1));
    }

    [Fact]
    public void Days_are_told_by_the_clocks_of_the_author_and_else_of_the_newsroom()
    {
        var late = new DateTimeOffset(2026, 10, 31, 23, 30, 0, TimeSpan.Zero);
        var site = Printed.Site with { Schedule = new() { TimeZone = "Europe/Zurich" } };
        var words = Syndication.Publishing.Words.PageWords.Of(Printed.French);

        Assert.Equal("1 novembre 2026", words.Day(EntryOf(Printed.French, 1, site, late).Date));
        Assert.Equal("31 octobre 2026", words.Day(EntryOf(Printed.French, 1, Printed.Site, late).Date));
        var own = EntryOf(Printed.French, 1, site, late, new DateTimeOffset(2026, 10, 22, 0, 30, 0, TimeSpan.FromHours(2)));
        Assert.Equal("22 octobre 2026", words.Day(own.Date));
        Assert.Equal(own.Date, own.Published);
        Assert.Equal(late, EntryOf(Printed.French, 1, site, late, late.AddDays(100)).Published);
    }

    private static IReadOnlyList<DateTimeOffset> Corrections(Language language, int version) => EntryOf(language, version, Printed.Site, Printed.Start).Corrections;

    private static Entry EntryOf(Language language, int version, Syndication.Configuration.Site site, DateTimeOffset released, DateTimeOffset? date = null)
    {
        var id = ReleaseId.Parse("2026/un");
        var state = new EditionState(language, EditionStatus.Ready) { Version = version, Released = released };
        var release = new Release
        {
            Id = id,
            Version = 3,
            FirstSeen = Printed.Start,
            Original = Printed.French,
            History =
            [
                new(1, ChangeKind.Arrived, Printed.Start, [Printed.French, Printed.Arabic]),
                new(2, ChangeKind.Corrected, Original, [Printed.French]),
                new(3, ChangeKind.Corrected, Translation, [Printed.Arabic]),
            ],
            Editions = [state],
        };
        var edition = new Edition
        {
            Release = id,
            Language = language,
            Version = version,
            Provenance = Provenance.Human,
            TranslatedFrom = Printed.French,
            Made = Printed.Start,
            Text = new() { Language = language, Title = "Titre", Html = CleanHtml.Empty, Date = date },
        };
        return Entries.Of(release, state, edition, Showing.Text, site);
    }
}
