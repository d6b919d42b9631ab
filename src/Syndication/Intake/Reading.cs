using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>What came of reading an upload.</summary>
/// <param name="Manuscript">The release in it; null where the upload is rejected, and a problem says why.</param>
/// <param name="Problems">What the editor should know; of a good upload, the doubts.</param>
public sealed record Reading(Manuscript? Manuscript, IReadOnlyList<Problem> Problems)
{
    /// <summary>
    /// Why the release must not come out although it was read: nobody can tell until when it is under embargo. The manuscript then has an
    /// <see cref="OpenEmbargo"/>. Null where nothing holds it.
    /// </summary>
    public Problem? Held { get; init; }

    /// <summary>A reading of an upload that cannot be read.</summary>
    public static Reading Rejected(string code, string message) => new(null, [new(code, message)]);
}
