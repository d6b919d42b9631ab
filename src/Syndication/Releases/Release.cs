using System.Text.Json.Serialization;
using Syndication.Storage;

namespace Syndication.Releases;

/// <summary>Everything that is known of one release, in all its languages; stored as <c>releases/{id}~/release.json</c>.</summary>
public sealed record Release : IFormatted
{
    /// <summary>The form of the stored document; a newer one than this program knows is refused.</summary>
    public int Format { get; init; } = 1;

    /// <summary>What it is called.</summary>
    public required ReleaseId Id { get; init; }

    /// <summary>Counts from 1; each change to what was already said in some language adds one.</summary>
    public required int Version { get; init; }

    /// <summary>The instant the first upload was first seen.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>The language the others are translated from.</summary>
    public required Language Original { get; init; }

    /// <summary>The uploads it is made of, by name; a deleted one stays, marked as gone.</summary>
    public IReadOnlyList<Upload> Uploads { get; init; } = [];

    /// <summary>What happened to it, oldest first.</summary>
    public IReadOnlyList<Change> History { get; init; } = [];

    /// <summary>The latest embargo that any of its uploads names, or a file that was refused states; null where none does.</summary>
    public DateTimeOffset? Embargo { get; init; }

    /// <summary>Until when files that were refused for something else say that it is under embargo, by name; null where none does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, DateTimeOffset>? HeldBy { get; init; }

    /// <summary>Why and when it was taken back; null while it stands.</summary>
    public Withdrawal? Withdrawal { get; init; }

    /// <summary>What there is of it in each language.</summary>
    public IReadOnlyList<EditionState> Editions { get; init; } = [];

    /// <summary>What its translations took, oldest first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Spent>? Spent { get; init; }

    /// <summary>The state of the edition in a language; null where none is due.</summary>
    public EditionState? In(Language language) => Editions.FirstOrDefault(edition => edition.Language == language);

    /// <summary>Where it came from: ids of sources, and <c>own</c> for the newsroom's uploads.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Origins => [.. Uploads.Select(upload => upload.Source ?? Configuration.Agreement.Own).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The last step of a kind; null where there was none.</summary>
    public Change? Last(ChangeKind kind) => History.LastOrDefault(change => change.Kind == kind);

    /// <summary>Whether an embargo keeps it from the world at this instant.</summary>
    public bool IsEmbargoed(DateTimeOffset now) => Embargo > now;

    /// <summary>How it stands: <c>withdrawn</c>, <c>embargoed</c> or <c>live</c>.</summary>
    public ReleaseStatus Status(DateTimeOffset now) =>
        Withdrawal is not null ? ReleaseStatus.Withdrawn : IsEmbargoed(now) ? ReleaseStatus.Embargoed : ReleaseStatus.Live;
}

/// <summary>How a release stands.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<ReleaseStatus>))]
public enum ReleaseStatus
{
    /// <summary>Public, in every language whose edition is ready.</summary>
    Live,

    /// <summary>Waiting for its time; nowhere outside.</summary>
    Embargoed,

    /// <summary>Taken back.</summary>
    Withdrawn,
}

/// <summary>One file of a release, or what a source carries of it.</summary>
/// <param name="Name">Its path below the inbox; of a source's item, <c>source:</c> and the source's id.</param>
/// <param name="Language">The language it is in.</param>
/// <param name="Hash">SHA-256 of its bytes, in hexadecimal; of a source's item, of its text as far as changes of it count.</param>
/// <param name="Manuscript">The fingerprint of what was read in it: <c>releases/{id}~/manuscripts/{fingerprint}.json</c>.</param>
/// <param name="Seen">The instant this content was first seen.</param>
public sealed record Upload(string Name, Language Language, string Hash, string Manuscript, DateTimeOffset Seen)
{
    /// <summary>Whether the file is no longer in the inbox.</summary>
    public bool Gone { get; init; }

    /// <summary>SHA-256 of its sidecar's bytes; null where it never had one.</summary>
    public string? Sidecar { get; init; }

    /// <summary>SHA-256 of the whole release's sidecar, as far as it counts for this file; null where it does not.</summary>
    public string? SidecarOfRelease { get; init; }

    /// <summary>
    /// The images beside it that it names, by path below the inbox: SHA-256 of the bytes as they were uploaded, or null while there is
    /// none. Null where it names none.
    /// </summary>
    public IReadOnlyDictionary<string, string?>? Beside { get; init; }

    /// <summary>Whether its name says no language.</summary>
    public bool Plain { get; init; }

    /// <summary>Whether its author says it is the original.</summary>
    public bool SaysOriginal { get; init; }

    /// <summary>The embargo it names.</summary>
    public DateTimeOffset? Embargo { get; init; }

    /// <summary>Whether it says nothing but that the release is withdrawn, or says so beside its text.</summary>
    public bool Withdraws { get; init; }

    /// <summary>Whether there is no text in it, and so no edition of its language.</summary>
    public bool IsTextless { get; init; }

    /// <summary>The id of the source that it is an item of; null for a file in the inbox.</summary>
    public string? Source { get; init; }

    /// <summary>Where a source's item can be read; null for a file, or where the item does not say.</summary>
    public Uri? Link { get; init; }

    /// <summary>What an item of a source is named.</summary>
    public static string NameOf(string source) => $"source:{source}";
}

/// <summary>A step in the life of a release.</summary>
/// <param name="Version">The version it made.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When the pipeline first saw it.</param>
/// <param name="Languages">The languages it changed.</param>
public sealed record Change(int Version, ChangeKind Kind, DateTimeOffset At, IReadOnlyList<Language> Languages)
{
    /// <summary>Of a withdrawal: why, for the public; null where no reason was given.</summary>
    public string? Reason { get; init; }
}

/// <summary>What a translation took, in characters of the original.</summary>
/// <param name="Language">The language it was made into.</param>
/// <param name="At">When.</param>
/// <param name="Billed">Characters that an engine charged for.</param>
/// <param name="FromMemory">Characters that the translation memory knew.</param>
public sealed record Spent(Language Language, DateTimeOffset At, long Billed, long FromMemory)
{
    /// <summary>By what the engine's makers find the requests again, for a support case; null where no engine was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Traces { get; init; }
}

/// <summary>The steps in the life of a release.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<ChangeKind>))]
public enum ChangeKind
{
    /// <summary>It came.</summary>
    Arrived,

    /// <summary>An author changed what was said.</summary>
    Corrected,

    /// <summary>A person's translation took the place of the memory's or a machine's.</summary>
    Translated,

    /// <summary>It was taken back.</summary>
    Withdrawn,

    /// <summary>It was put up again.</summary>
    Restored,

    /// <summary>The same text came by another way whose word counts for more, such as an upload after a source's item.</summary>
    Joined,

    /// <summary>An embargo, or a later one, was put on what somebody outside may have: it is recalled until its time comes.</summary>
    Recalled,
}

/// <summary>Why a release was taken back.</summary>
/// <param name="Reason">For the public; null where none was given.</param>
/// <param name="At">The instant the pipeline learned of it.</param>
public sealed record Withdrawal([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Reason, DateTimeOffset At);
