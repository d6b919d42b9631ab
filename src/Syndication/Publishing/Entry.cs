using Syndication.Releases;

namespace Syndication.Publishing;

/// <summary>One release in one language as pages, feeds and indexes show it.</summary>
public sealed record Entry
{
    /// <summary>The release.</summary>
    public required ReleaseId Release { get; init; }

    /// <summary>The language.</summary>
    public required Language Language { get; init; }

    /// <summary>The version whose text this is; of a withdrawn release, the version that took it back.</summary>
    public required int Version { get; init; }

    /// <summary>Where the words come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>When a person approved what a machine wrote; null where nobody did or had to.</summary>
    public DateTimeOffset? Reviewed { get; init; }

    /// <summary>The language it was translated from; its own for the original.</summary>
    public required Language TranslatedFrom { get; init; }

    /// <summary>The headline.</summary>
    public required string Title { get; init; }

    /// <summary>The place before the first sentence; null where there is none.</summary>
    public string? Dateline { get; init; }

    /// <summary>The author's summary, else the beginning of the text; plain text, at most 400 characters.</summary>
    public required string Summary { get; init; }

    /// <summary>The body.</summary>
    public required CleanHtml Html { get; init; }

    /// <summary>Whom to ask.</summary>
    public IReadOnlyList<Contact> Contacts { get; init; } = [];

    /// <summary>Ids of topics.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Ids of regions.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Rights in words; null where nobody says any.</summary>
    public string? Rights { get; init; }

    /// <summary>The source whose words it repeats; null for the newsroom's own.</summary>
    public Attribution? Source { get; init; }

    /// <summary>The date it bears: its author's, else when it was released.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The date of publication for machines: the one it bears, but no later than when it was released.</summary>
    internal DateTimeOffset Published => Date <= Released ? Date : Released;

    /// <summary>When the world could first read it in this language; orders feeds, decides its month, never changes.</summary>
    public required DateTimeOffset Released { get; init; }

    /// <summary>When what is shown last changed.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Whether the original says something newer than this translation.</summary>
    public bool Stale { get; init; }

    /// <summary>Why it was taken back; null while it stands. The text of a withdrawn entry is not shown.</summary>
    public Withdrawal? Withdrawal { get; init; }

    /// <summary>The corrections so far, newest first: what its page says under "corrected on".</summary>
    public IReadOnlyList<DateTimeOffset> Corrections { get; init; } = [];

    /// <summary>The images that go along with it, each with what it shows; null where there are none, or the text is not shown.</summary>
    public IReadOnlyList<Image>? Images { get; init; }

    /// <summary>Every published language of the site with what there is of this release in it, in the site's order.</summary>
    public IReadOnlyList<Alternate> Alternates { get; init; } = [];
}

/// <summary>The same release in a language of the site.</summary>
/// <param name="Language">The language.</param>
/// <param name="Status">What there is in it.</param>
public sealed record Alternate(Language Language, EditionStatus Status)
{
    /// <summary>Whether it has a page.</summary>
    public bool HasPage => Status is EditionStatus.Ready or EditionStatus.Stale or EditionStatus.Withdrawn;
}
