using System.Text.Json.Serialization;
using Syndication.Delivery;
using Syndication.Hub;
using Syndication.Night;
using Syndication.Releases;
using Syndication.Sources;
using Syndication.Storage;

namespace Syndication.App.Opening;

/// <summary>What stands where, as <c>status --json</c> prints it.</summary>
internal sealed record StatusReport
{
    public required IReadOnlyList<ReleaseLine> Releases { get; init; }

    public required IReadOnlyList<StatusProblem> Problems { get; init; }

    public required QueueDepth Queue { get; init; }

    /// <summary>The feeds that are polled.</summary>
    public IReadOnlyList<SourceStanding> Sources { get; init; } = [];

    /// <summary>The feeds that somebody subscribes to by WebSub; null where the hub is not ours.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<HubStanding>? Hub { get; init; }

    /// <summary>What the last night brought; null before the first.</summary>
    public NightReport? LastNight { get; init; }

    /// <summary>What the translation engine was paid, and what waits for it; null where none is configured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TranslationLine? Translation { get; init; }

    /// <summary>Reads how everything stands. The whole archive is read, a release at a time.</summary>
    public static async Task<StatusReport> OfAsync(OpenedSite site, Newsroom newsroom, QueueDepth queue, CancellationToken cancel)
    {
        var releases = new List<ReleaseLine>();
        var problems = new List<StatusProblem>();
        foreach (var (partner, lacks) in site.Lacking)
            problems.Add(new($"config/partners/{partner}.json", "secret-missing", lacks));
        if (site.EngineLacks is { } engine)
            problems.Add(new("config/site.json", "secret-missing", $"translation.key: editions wait for the engine: {engine}"));
        foreach (var (partner, held) in await new Holds(newsroom.Store).AllAsync(newsroom.Partners.Keys.Order(StringComparer.Ordinal), cancel))
            problems.Add(new($"config/partners/{partner}.json", "partner-held", held));
        foreach (var doubt in site.Doubts)
            problems.Add(new(doubt.File, "configuration-doubtful", $"{doubt.Path}: {doubt.Message}"));

        var archive = new Archive(newsroom.Store, damaged => problems.Add(new(damaged.Path, "damaged", damaged.Message)));
        await foreach (var release in archive.ReleasesAsync(cancel))
        {
            var copies = new List<CopyLine>();
            foreach (var partner in newsroom.Partners.Keys.Order(StringComparer.Ordinal))
                copies.AddRange((await archive.CopiesAsync(partner, release.Id, cancel)).Select(copy => CopyLine.Of(partner, copy)));
            if (release.IsEmbargoed(newsroom.Clock.GetUtcNow()) && release.Uploads.FirstOrDefault(upload => upload.Source is not null) is { } early)
                problems.Add(new(release.Id.Value, "embargo-doubtful", $"The source {early.Source} carries its text already ({early.Link}); the embargo holds. Ask whether it still should."));
            releases.Add(ReleaseLine.Of(release, copies, newsroom.Clock.GetUtcNow()));
        }

        await foreach (var problem in archive.ProblemsAsync(cancel))
            problems.Add(new(problem.Instance, problem.Code, problem.Detail));
        await foreach (var item in newsroom.Store.ListAsync("releases/~damaged/", cancel))
            problems.Add(new(item.Path, "set-aside", "A damaged document was set aside here. Look at the disk; delete this file when you have."));
        if (queue.Poison > 0)
            problems.Add(new("queues/", "work-given-up", $"{queue.Poison} pieces of work were given up after failing five times. {site.Home.GivenUp}"));
        return new()
        {
            Releases = [.. releases.OrderBy(release => release.Id, StringComparer.Ordinal)],
            Problems = problems,
            Queue = queue,
            Sources = await SourceStanding.AllAsync(newsroom, cancel),
            Hub = newsroom.Site.HasOwnHub ? await HubStanding.AllAsync(newsroom.Store, newsroom.Clock.GetUtcNow(), cancel) : null,
            LastNight = await NightTeller.NewestAsync(newsroom.Store, cancel),
            Translation = await TranslationLine.OfAsync(newsroom, cancel),
        };
    }
}

/// <summary>A release as <c>status</c> shows it.</summary>
internal sealed record ReleaseLine(
    string Id, int Version, ReleaseStatus Status, string Original, DateTimeOffset? Embargo, IReadOnlyList<EditionLine> Editions, IReadOnlyList<CopyLine> Copies)
{
    /// <summary>The files and items it is made of.</summary>
    public IReadOnlyList<OriginLine> Origins { get; init; } = [];

    public static ReleaseLine Of(Release release, IReadOnlyList<CopyLine> copies, DateTimeOffset now) => new(
        release.Id.Value,
        release.Version,
        release.Status(now),
        release.Original.Tag,
        release.IsEmbargoed(now) ? release.Embargo : null,
        [.. release.Editions.Select(edition => new EditionLine(
            edition.Language.Tag,
            release.Withdrawal is not null && edition.HasText ? EditionStatus.Withdrawn : edition.Status,
            edition.Provenance,
            edition.Version,
            edition.Reasons,
            edition.Reviewed,
            edition.Warnings))],
        copies)
    {
        Origins = OriginLine.Of(release),
    };
}

/// <summary>An edition as <c>status</c> shows it.</summary>
/// <param name="Language">The language.</param>
/// <param name="State">How it stands.</param>
/// <param name="Provenance">Where the words come from; null while there are none.</param>
/// <param name="Version">The version of the text; 0 while there is none.</param>
/// <param name="Reasons">Why it is held, pending or stale; of a stale one, the sentences that changed.</param>
/// <param name="Reviewed">When a person approved what a machine wrote; null where nobody did or had to.</param>
/// <param name="Warnings">What the checks found and nobody has to wait for; null where nothing.</param>
internal sealed record EditionLine(
    string Language, EditionStatus State, Provenance? Provenance, int Version, IReadOnlyList<string> Reasons, DateTimeOffset? Reviewed, IReadOnlyList<string>? Warnings);

/// <summary>A copy as <c>status</c> shows it.</summary>
internal sealed record CopyLine(string Partner, string Language, int Version, string State, int Attempts, string? Detail)
{
    public static CopyLine Of(string partner, LedgerCopy copy) => new(
        partner, copy.Language.Tag, copy.Version, copy.State.ToString().ToLowerInvariant(), copy.Attempts.Count, copy.Reason);
}

/// <summary>Something to look at.</summary>
internal sealed record StatusProblem(string File, string Code, string Message);
