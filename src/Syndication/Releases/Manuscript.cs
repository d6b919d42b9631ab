using System.Text.Json.Serialization;
using Syndication.Storage;

namespace Syndication.Releases;

/// <summary>What intake understood of one upload: the release as its author wrote it, in one language.</summary>
public sealed record Manuscript
{
    /// <summary>The language it is written in.</summary>
    public required Language Language { get; init; }

    /// <summary>The headline, plain text on one line; empty only where the upload does nothing but withdraw.</summary>
    public required string Title { get; init; }

    /// <summary>The body, without headline, dateline and contacts.</summary>
    public required CleanHtml Html { get; init; }

    /// <summary>The place named before the first sentence, plain text; null where there is none.</summary>
    public string? Dateline { get; init; }

    /// <summary>The day or instant the author dates it; null where it says none. A day is midnight UTC.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The author's own summary, plain text; null where the first paragraph has to serve.</summary>
    public string? Summary { get; init; }

    /// <summary>Not before this instant may anyone outside see it; null where there is no embargo.</summary>
    public DateTimeOffset? Embargo { get; init; }

    /// <summary>Ids of topics, in the order written, without doubles.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Ids of regions, in the order written, without doubles.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Rights in words; null where the site's own apply.</summary>
    public string? Rights { get; init; }

    /// <summary>Whom to ask.</summary>
    public IReadOnlyList<Contact> Contacts { get; init; } = [];

    /// <summary>The images that go along with it, in the order in which the body shows them; null where there are none.</summary>
    public IReadOnlyList<Image>? Images { get; init; }

    /// <summary>Whether the author says that this language is the one the others follow.</summary>
    public bool Original { get; init; }

    /// <summary>Whether the upload takes the release back.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>Why it is taken back, for the public; null where no reason is given.</summary>
    public string? Reason { get; init; }

    /// <summary>The source that it was taken from; null for the newsroom's own.</summary>
    public Attribution? Source { get; init; }

    /// <summary>Whether there is a release in it, and not only the word that one is withdrawn.</summary>
    [JsonIgnore]
    public bool HasText => Title.Length > 0;

    /// <summary>A hash of what a translator would translate: it stays while only dates, topics and the like change.</summary>
    public string Wording() => Fingerprints.Of(string.Join('\n', Language.Tag, Title, Dateline, Summary, Html.Markup, Rights))[..32];

    /// <summary>
    /// A translation's manuscript with everything about the release that is not wording as the original has it; what the translation
    /// says itself stays.
    /// </summary>
    public Manuscript Following(Manuscript original, DateTimeOffset? embargo) => this with
    {
        Date = Date ?? original.Date,
        Embargo = embargo,
        Topics = Topics.Count > 0 ? Topics : original.Topics,
        Regions = Regions.Count > 0 ? Regions : original.Regions,
        Contacts = Contacts.Count > 0 ? Contacts : original.Contacts,
        Source = Source ?? original.Source,
        Original = false,
        Withdrawn = false,
        Reason = null,
    };

    /// <summary>A hash of everything above: the same for the same release, whatever file it came in.</summary>
    public string Fingerprint() => Fingerprints.Of(this, Documents.Json.Manuscript);
}
