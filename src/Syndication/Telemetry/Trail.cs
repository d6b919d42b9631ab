using System.Diagnostics;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Telemetry;

/// <summary>
/// The trail of releases through the pipeline: a span for each piece of work, in the trace that its release began when it arrived. The
/// trace travels with the work in its queue, as a W3C <c>traceparent</c>. Pieces that are done together keep a span each, and what follows
/// goes on in the trace of its own release. Where nobody listens there are no spans, and work travels without.
/// </summary>
public sealed class Trail : IDisposable
{
    private static readonly ActivitySource Source = new(TelemetryNames.Source);
    private static readonly Trail Unheard = new([], null);

    private readonly IReadOnlyList<(Work Work, Activity? Span)> spans;
    private readonly Activity? before;

    private Trail(IReadOnlyList<(Work Work, Activity? Span)> spans, Activity? before) => (this.spans, this.before) = (spans, before);

    /// <summary>What is to be written on work that is queued now, so that its trace goes on there; null where there is none.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } span && span.Source == Source ? span.Id : null;

    /// <summary>Begins the trace of a release: its uploads were found, and are to be queued until this is disposed of.</summary>
    public static Trail Arrive(IngestUploads uploads)
    {
        if (!Source.HasListeners())
            return Unheard;
        var before = Activity.Current;
        return new([(uploads, Start("arrive", ActivityKind.Producer, default, uploads))], before);
    }

    /// <summary>Goes on with the traces of work that came out of a queue, until this is disposed of.</summary>
    public static Trail Begin(IReadOnlyList<QueuedWork> queued)
    {
        if (!Source.HasListeners())
            return Unheard;
        var before = Activity.Current;
        var spans = queued.Select(one => (one.Work, Start(NameOf(one.Work), ActivityKind.Consumer, Parse(one.Trace), one.Work))).ToList();
        Activity.Current = spans.Select(one => one.Item2).FirstOrDefault(span => span is not null) ?? before;
        return new(spans, before);
    }

    /// <summary>The trails of work that is done together; each is still disposed of by who began it.</summary>
    public static Trail Together(IEnumerable<Trail> trails) => Source.HasListeners() ? new([.. trails.SelectMany(trail => trail.spans)], Activity.Current) : Unheard;

    /// <summary>Begins the span of a try to bring a partner a copy.</summary>
    /// <returns>Null where nobody listens.</returns>
    internal static Activity? Try(string partner, ReleaseId release, Language language, int version)
    {
        if (!Source.HasListeners())
            return null;
        var span = Source.StartActivity("copy", ActivityKind.Client);
        span?.SetTag(TelemetryNames.Partner, partner).SetTag(TelemetryNames.Release, release.Value).SetTag(TelemetryNames.Language, language.Tag).SetTag(TelemetryNames.Version, version);
        return span;
    }

    /// <summary>Sees to it that work which is queued next goes on in the trace of its own release.</summary>
    public void Lead(Work next)
    {
        if (spans.Count < 2)
            return;
        var release = ReleasesOf(next)[0];
        Activity.Current = (spans.FirstOrDefault(one => ReleasesOf(one.Work).Contains(release)) is { Span: { } own } ? own : spans[0].Span) ?? Activity.Current;
    }

    /// <summary>Notes that the work failed.</summary>
    public void Fail(string reason)
    {
        foreach (var (_, span) in spans)
            span?.SetStatus(ActivityStatusCode.Error, reason);
    }

    /// <summary>Ends the spans.</summary>
    public void Dispose()
    {
        if (spans.Count == 0)
            return;
        foreach (var (_, span) in spans)
            span?.Dispose();
        Activity.Current = before;
    }

    // Without a parent of its own it begins a trace, whatever is going on around it: that is linked.
    private static Activity? Start(string name, ActivityKind kind, ActivityContext parent, Work work)
    {
        var around = Activity.Current;
        Activity.Current = null;
        var span = Source.StartActivity(name, kind, parent, links: around is null ? null : [new(around.Context)]);
        if (span is null)
        {
            Activity.Current = around;
            return null;
        }

        var releases = ReleasesOf(work);
        span.SetTag(TelemetryNames.Release, releases.Count == 1 ? releases[0] : string.Join(' ', releases.Take(20)));
        if (work is DeliverRelease deliver)
            span.SetTag(TelemetryNames.Partner, deliver.Partner);
        return span;
    }

    private static ActivityContext Parse(string? trace) => ActivityContext.TryParse(trace, null, isRemote: true, out var context) ? context : default;

    private static string NameOf(Work work) => work switch
    {
        LiftEmbargo => "lift",
        _ => work.Kind.ToString().ToLowerInvariant(),
    };

    private static IReadOnlyList<string> ReleasesOf(Work work) => work switch
    {
        IngestUploads ingest => [ingest.Stem],
        TranslateRelease translate => [translate.Release.Value],
        LiftEmbargo lift => [lift.Release.Value],
        PublishReleases { Releases.Count: > 0 } publish => [.. publish.Releases.Select(release => release.Value)],
        DeliverRelease deliver => [deliver.Release.Value],
        _ => [""],
    };
}
