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

    private static IReadOnlyList<DateTimeOffset> Corrections(Language language, int version)
    {
        var id = ReleaseId.Parse("2026/un");
        var state = new EditionState(language, EditionStatus.Ready) { Version = version, Released = Printed.Start };
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
            Text = new() { Language = language, Title = "Titre", Html = CleanHtml.Empty },
        };
        return Entries.Of(release, state, edition, Showing.Text, Printed.Site).Corrections;
    }
}
