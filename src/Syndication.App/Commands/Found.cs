using Syndication.App.Opening;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.App.Commands;

/// <summary>Finds the release that somebody named, or tells what is nearest.</summary>
internal static class Found
{
    /// <summary>The release.</summary>
    /// <param name="site">Where it is sought.</param>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="joins">Whether the release that an upload was joined to is meant as well; else it is only told.</param>
    /// <returns>Null where there is none; it has been told.</returns>
    public static async Task<Release?> ReleaseAsync(OpenedSite site, string text, CancellationToken cancel, bool joins = false)
    {
        var archive = new Archive(site.Store);
        if (await archive.FindAsync(text, cancel) is { } release)
            return release;

        if (await archive.JoinedAsync(text, cancel) is { } joined)
        {
            Screen.ErrorLine($"“{text}” is no release of its own: it says what “{joined.Id}” says, and was joined to it.");
            return joins ? joined : null;
        }

        var nearest = await archive.NearestAsync(text, 3, cancel);
        Screen.ErrorLine($"There is no release “{text}”. {Advice(site.Home, nearest)}");
        return null;
    }

    private static string Advice(SiteHome home, IReadOnlyList<ReleaseId> nearest) => nearest.Count switch
    {
        0 => $"Which there are: syndication status {home.Argument}. If it was uploaded just now, or rejected: syndication run {home.Argument}",
        1 => $"Did you mean “{nearest[0]}”?",
        _ => $"Did you mean one of {string.Join(", ", nearest.Select(id => $"“{id}”"))}?",
    };
}
