using System.Text.Json.Serialization;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>
/// What one partner is told of one version of a release in one language. Every date in it derives from a stored instant, so that the
/// same copy has the same bytes whenever it is sent.
/// </summary>
public sealed record Copy
{
    /// <summary>What it says happened.</summary>
    public required CopyKind Kind { get; init; }

    /// <summary>The release.</summary>
    public required ReleaseId Release { get; init; }

    /// <summary>The language.</summary>
    public required Language Language { get; init; }

    /// <summary>The version, counted from 1; rises with every copy of the same release and language.</summary>
    public required int Version { get; init; }

    /// <summary>The id that never changes, an RFC 4151 tag; the same in feeds.</summary>
    public required string Uri { get; init; }

    /// <summary>Where the world reads it.</summary>
    public required Uri Page { get; init; }

    /// <summary>The newsroom's name in the language.</summary>
    public required string Newsroom { get; init; }

    /// <summary>The prefix of ids for topics and the like: <c>tag:example.org,2026:</c>.</summary>
    public required string Tags { get; init; }

    /// <summary>When the release was first seen.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When this version came to be.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Not before this instant may anyone publish it; null where there is no embargo.</summary>
    public DateTimeOffset? Embargo { get; init; }

    /// <summary>Whether it is sent ahead of its embargo.</summary>
    public bool Ahead { get; init; }

    /// <summary>Rights in words; null where nobody says any.</summary>
    public string? Rights { get; init; }

    /// <summary>The text; null in a withdrawal, which carries nothing of it.</summary>
    public Edition? Edition { get; init; }

    /// <summary>The names of the text's topics, by id, in the text's order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Topics { get; init; } = [];

    /// <summary>The images that go along with the text, by the address from which each can be fetched once the world may see it.</summary>
    public IReadOnlyList<KeyValuePair<Uri, Image>> Images { get; init; } = [];

    /// <summary>Why the release was taken back; null where no reason is given, or it stands.</summary>
    public string? Reason { get; init; }

    /// <summary>The event's type, such as <c>release.published</c>.</summary>
    public string Type => Kind switch
    {
        CopyKind.Published => "release.published",
        CopyKind.Corrected => "release.corrected",
        _ => "release.withdrawn",
    };
}

/// <summary>What a copy says happened.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<CopyKind>))]
public enum CopyKind
{
    /// <summary>The partner's first copy in this language.</summary>
    Published,

    /// <summary>It takes the place of one sent before.</summary>
    Corrected,

    /// <summary>What was sent before must not be used.</summary>
    Withdrawn,
}
