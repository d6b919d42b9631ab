using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>What came of reading an upload.</summary>
/// <param name="Manuscript">The release in it; null where the upload is rejected, and a problem says why.</param>
/// <param name="Problems">What the editor should know; of a good upload, the doubts.</param>
public sealed record Reading(Manuscript? Manuscript, IReadOnlyList<Problem> Problems)
{
    /// <summary>The bytes of the manuscript's images, by name.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Images { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>The paths below the inbox of images that it shows and that were uploaded beside it, or are still to be.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <summary>
    /// Why the release must not come out although it was read: nobody can tell until when it is under embargo. The manuscript then has an
    /// <see cref="OpenEmbargo"/>. Null where nothing holds it.
    /// </summary>
    public Problem? Held { get; init; }

    /// <summary>
    /// Until when an upload that is refused says that its release is under embargo, an <see cref="OpenEmbargo"/> where it leaves that
    /// open: the other files of the release wait. Null where it says nothing of one.
    /// </summary>
    public DateTimeOffset? StatedEmbargo { get; init; }

    /// <summary>A reading of an upload that cannot be read.</summary>
    public static Reading Rejected(string code, string message) => new(null, [new(code, message)]);
}
