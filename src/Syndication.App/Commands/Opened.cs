using Syndication.App.Opening;
using Syndication.Configuration;
using Syndication.Storage;

namespace Syndication.App.Commands;

/// <summary>Opens a newsroom for a command, or tells every mistake in its configuration.</summary>
internal static class Opened
{
    /// <summary>Opens it.</summary>
    /// <exception cref="NewerFormatException">A later program has written the site.</exception>
    /// <exception cref="UsageException">It is out of reach.</exception>
    /// <returns>Null for the newsroom where the configuration has mistakes; they have been told.</returns>
    public static async Task<(OpenedSite Site, Newsroom? Newsroom)> FromAsync(SiteHome home, CancellationToken cancel)
    {
        await home.ReachAsync(cancel);
        await SiteFormat.CheckAsync(home.Store, cancel);
        var site = await OpenedSite.OpenAsync(home, TimeProvider.System, cancel);
        if (site.Newsroom is null)
            Tell(home, site.Configuration);
        return (site, site.Newsroom);
    }

    /// <summary>The store of a newsroom whose configuration is in order, its memory not read.</summary>
    /// <exception cref="UsageException">It is out of reach.</exception>
    /// <returns>Null where the configuration has mistakes; they have been told.</returns>
    public static async Task<IBlobStore?> StoreAsync(SiteHome home, CancellationToken cancel)
    {
        await home.ReachAsync(cancel);
        var configuration = await ConfigurationFiles.LoadAsync(home.Store, cancel);
        if (configuration.Problems.Count == 0)
            return home.Store;
        Tell(home, configuration);
        return null;
    }

    /// <summary>What to do where a newsroom has no configuration at all; null where it has one, or there is no more to say.</summary>
    public static string? Unconfigured(SiteHome home, NewsroomConfiguration configuration) =>
        configuration.Site is null && home.Unconfigured.Length > 0 && configuration.Problems.Any(problem => problem is { File: "config/site.json", Path: "" }) ? home.Unconfigured : null;

    private static void Tell(SiteHome home, NewsroomConfiguration configuration)
    {
        foreach (var problem in configuration.Problems)
            Screen.ErrorLine(problem.ToString());
        if (Unconfigured(home, configuration) is { } advice)
            Screen.ErrorLine(advice);
        Screen.ErrorLine($"The configuration of {home} has mistakes; nothing was touched. Correct them, then try `syndication check {home.Argument}`.");
    }
}
