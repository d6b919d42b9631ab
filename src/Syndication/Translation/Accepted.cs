using Syndication.Releases;

namespace Syndication.Translation;

/// <summary>What came of a person's word on a translation.</summary>
/// <param name="Before">The release before; null where there is none of that id.</param>
/// <param name="After">The release as it is now.</param>
/// <param name="Refusals">Why nothing was accepted, one sentence each; empty where it was.</param>
/// <param name="Warnings">What the checks found in what was accepted.</param>
public sealed record Accepted(Release? Before, Release? After, IReadOnlyList<string> Refusals, IReadOnlyList<string> Warnings)
{
    internal static Accepted No(Release release, params IReadOnlyList<string> reasons) => new(release, release, reasons, []);
}
