namespace Syndication.App.Opening;

/// <summary>One pass over a site, in a turn of its own.</summary>
/// <param name="Report">The counts.</param>
/// <param name="Events">What happened.</param>
internal sealed record SitePass(RunReport Report, IReadOnlyCollection<Event> Events)
{
    /// <summary>Whether something new needs a person.</summary>
    public bool NeedsAttention =>
        Report.Rejected + Report.Failed + Report.DeadLettered > 0 || Events.Any(e => e is EditionHeld or WorkFailed or DocumentMended or SourceFailed { IsOver: true } or SourceRead { Refused.Count: > 0 });

    /// <summary>Makes a whole pass.</summary>
    /// <param name="site">The site.</param>
    /// <param name="newsroom">The newsroom in it.</param>
    /// <param name="happened">Told of everything as it happens.</param>
    /// <param name="waiting">Told where another process is at work on the site, and this one waits.</param>
    /// <param name="cancel">Stops it; the next pass goes on from there.</param>
    public static async Task<SitePass> RunAsync(
        OpenedSite site, Newsroom newsroom, Action<Event>? happened, Action? waiting, CancellationToken cancel)
    {
        using var session = await SiteSession.OpenAsync(site, newsroom, happened, waiting, cancel);
        return await session.PassAsync(cancel);
    }
}
