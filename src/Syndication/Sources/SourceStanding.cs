using System.Text.Json.Serialization;
using Syndication.Configuration;
using Syndication.Storage;

namespace Syndication.Sources;

/// <summary>How a source stands, as <c>status</c> and the night's report tell it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">How it stands.</param>
/// <param name="Detail">What is the matter and what to do; null where nothing is.</param>
public sealed record SourceStanding(string Id, string Name, SourceCondition State, string? Detail)
{
    /// <summary>Where it is read.</summary>
    public required Uri Address { get; init; }

    /// <summary>When it was last asked; null where it never was.</summary>
    public DateTimeOffset? Asked { get; init; }

    /// <summary>When it last answered as a feed should; null where it never did.</summary>
    public DateTimeOffset? Answered { get; init; }

    /// <summary>When its newest item came; null where none did.</summary>
    public DateTimeOffset? LastNews { get; init; }

    /// <summary>When it is asked again at the earliest; null for at the next poll.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Items that could not be taken in, and why.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];

    /// <summary>How every source stands, in the order of the configuration.</summary>
    public static async Task<IReadOnlyList<SourceStanding>> AllAsync(Newsroom newsroom, CancellationToken cancel)
    {
        var all = new List<SourceStanding>();
        foreach (var source in newsroom.Sources)
            all.Add(Of(source, await newsroom.Store.TryLoadAsync(Paths.Source(source.Id), Documents.Json.SourceState, cancel), newsroom.Clock.GetUtcNow()));
        return all;
    }

    /// <summary>How one stands.</summary>
    public static SourceStanding Of(Source source, SourceState? state, DateTimeOffset now)
    {
        if (state is null || state.Configured != source.Address)
            return new(source.Id, source.Name, SourceCondition.New, "It has not been asked yet.") { Address = source.Address };
        var (condition, detail) = Condition(source, state, now);
        return new(source.Id, source.Name, condition, detail)
        {
            Address = state.MovedTo ?? source.Address,
            Asked = state.Asked,
            Answered = state.Answered,
            LastNews = state.News.Count > 0 ? state.News[^1] : null,
            NotBefore = state.NotBefore > now ? state.NotBefore : null,
            Refused = [.. state.Items.Values.Where(item => item.Problem is not null).Select(item => $"“{item.Title}”: {item.Problem}")],
        };
    }

    private static (SourceCondition, string?) Condition(Source source, SourceState state, DateTimeOffset now)
    {
        if (state.Gone is { } gone)
            return (SourceCondition.Gone, $"It said on {gone:yyyy-MM-dd} that it is gone for good (410). Take it out of sources.opml, or give its new address.");
        if (state.FailingSince is { } since)
            return (SourceCondition.Broken, $"It cannot be read since {since:yyyy-MM-dd HH:mm}Z ({state.Failures} tries): {state.Failure}");
        if (Rhythm.Quiet(state.News, now) is { } quiet)
            return (SourceCondition.Quiet, $"Nothing new since {quiet.Since:yyyy-MM-dd}; {Span(quiet.Usual)} is usual at the most. See whether it has moved: {source.Address}");
        return state.MovedTo is { } moved
            ? (SourceCondition.Well, $"It has moved for good to {moved}: put that into sources.opml.")
            : (SourceCondition.Well, null);
    }

    private static string Span(TimeSpan span) => span.TotalHours < 48 ? $"{Math.Max(1, (int)span.TotalHours)} hours" : $"{(int)span.TotalDays} days";
}

/// <summary>How a source stands.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<SourceCondition>))]
public enum SourceCondition
{
    /// <summary>It is read.</summary>
    Well,

    /// <summary>It has not been asked yet.</summary>
    New,

    /// <summary>It is read, and has brought nothing for longer than usual.</summary>
    Quiet,

    /// <summary>It cannot be read now.</summary>
    Broken,

    /// <summary>It is gone for good.</summary>
    Gone,
}
