using Spectre.Console;

namespace Syndication.App.Commands;

/// <summary>Shows a person that something is being done, and how far it is.</summary>
internal static class Working
{
    /// <summary>Does it; on a terminal with a line that moves, elsewhere silently.</summary>
    /// <param name="text">What is being done.</param>
    /// <param name="quiet">Whether standard output is for something else.</param>
    /// <param name="work">Does it, and says how far it is.</param>
    public static Task<T> ShowAsync<T>(string text, bool quiet, Func<Action<string>, Task<T>> work) =>
        quiet || !Screen.Out.Profile.Capabilities.Interactive ? work(_ => { }) : Screen.Out.Status().StartAsync(text, status => work(how => status.Status(how)));

    /// <summary>Counts on the moving line, often enough to see and seldom enough to cost nothing.</summary>
    public static Action<int> Count(Action<string> show, string text) => count =>
    {
        if (count % 500 == 0)
            show($"{text} {count:N0}");
    };

    /// <summary>What of the pipeline's events a person at the desk watches.</summary>
    public static Action<Event> Steps(Action<string> show) => e =>
    {
        if (Of(e) is { } text)
            show(text);
    };

    private static string? Of(Event e) => e switch
    {
        EditionMade made => $"Translated {made.Release} into {made.Language}",
        EditionPublished published => $"Published {published.Release} in {published.Language}",
        CopyReported copy => $"{copy.Release} ({copy.Language}) to {copy.Partner.Id}: {copy.Outcome.ToString().ToLowerInvariant()}",
        _ => null,
    };
}
