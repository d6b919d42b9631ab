using System.Text.Json;
using Syndication.Delivery;
using Syndication.Releases;
using Syndication.Sources;
using Syndication.Storage;
using Syndication.Translation.Engines;

namespace Syndication.Night;

/// <summary>Makes the report of a night from what is stored, and files it.</summary>
/// <param name="newsroom">The newsroom.</param>
/// <param name="queue">The work that was given up is counted there.</param>
public sealed class NightTeller(Newsroom newsroom, IWorkQueue queue)
{
    private const string Folder = "reports/";

    private readonly IBlobStore store = newsroom.Store;

    /// <summary>The newest report; null before the first.</summary>
    public static Task<NightReport?> NewestAsync(IBlobStore store, CancellationToken cancel) =>
        store.TryLoadAsync($"{Folder}latest.json", Documents.Json.NightReport, cancel);

    /// <summary>Makes the report of the time since the last day's, and files it.</summary>
    /// <param name="night">What the night found.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<NightReport> TellAsync(NightState night, TimeSpan took, CancellationToken cancel)
    {
        var until = Instant.Now(newsroom.Clock);
        var zone = Zone();
        var day = TimeZoneInfo.ConvertTime(until, zone).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var (since, sameDay) = await BeforeAsync(day, cancel);

        var tally = new NightTally(newsroom, since, until) { Held = await new Holds(store).AllAsync(newsroom.Partners.Keys, cancel) };
        var archive = new Archive(store);
        await foreach (var item in store.ListAsync("releases/", cancel))
        {
            if (item.Path.EndsWith("~/release.json", StringComparison.Ordinal))
                await CountAsync(item.Path, tally, archive, cancel);
            else if (item.Path.StartsWith(Paths.Damaged, StringComparison.Ordinal))
                tally.Damaged(item);
        }

        await foreach (var item in store.ListAsync("rejected/", cancel))
        {
            if (item.Path.EndsWith(".problem.json", StringComparison.Ordinal) &&
                await store.TryLoadAsync(item.Path, Documents.Json.ProblemDocument, cancel) is { } problem)
            {
                tally.Add(problem);
            }
        }

        // A second night on one day tells of all the day; what the first made good is not forgotten.
        var repaired = (sameDay?.Repaired ?? []).Concat(night.Found).Distinct().ToList();
        var report = tally.Report(day, zone.Id, (await queue.DepthAsync(cancel)).Poison) with { Seconds = Math.Round(took.TotalSeconds, 1), Repaired = [.. repaired.Take(NightReport.Most)] };
        var sources = await SourceStanding.AllAsync(newsroom, cancel);
        report = report with
        {
            Sources = sources,
            Totals = report.Totals with { Sources = sources.Count(source => source.State is SourceCondition.Quiet or SourceCondition.Broken or SourceCondition.Gone) },
        };
        report = report with { Totals = report.Totals with { Repaired = (sameDay?.Totals.Repaired ?? 0) + night.FoundInAll } };

        if (newsroom.Engine is { } engine)
            report = report with { Engine = await EngineAsync(engine, cancel) };

        var json = JsonSerializer.SerializeToUtf8Bytes(report, Documents.Json.NightReport);
        var page = NightPage.Write(report, zone);
        foreach (var name in new[] { day, "latest" })
        {
            await store.WriteAsync($"{Folder}{name}.json", json, WriteCondition.Always, cancel);
            await store.WriteAsync($"{Folder}{name}.html", page, WriteCondition.Always, cancel);
        }

        return report;
    }

    private async Task<EngineNight?> EngineAsync(EngineAccount engine, CancellationToken cancel)
    {
        try
        {
            var spending = await engine.SpendingAsync(cancel);
            return new(spending.Today, spending.ThisMonth, spending.Claims.Count)
            {
                PerDay = newsroom.Site.Translation.CharactersPerDay,
                PerMonth = newsroom.Site.Translation.CharactersPerMonth,
                Trouble = engine.Lacks ?? spending.Trouble,
            };
        }
        catch (DamagedDocumentException)
        {
            return null;
        }
    }

    // A damaged document stops no report; the night has told of it.
    private async Task CountAsync(string path, NightTally tally, Archive archive, CancellationToken cancel)
    {
        if (await store.TryLoadAsync(path, Documents.Json.Release, cancel) is not { } release)
            return;
        var title = tally.Wants(release) && release.In(release.Original) is { HasText: true } state
            ? (await store.TryLoadAsync(Paths.Edition(release.Id, state), Documents.Json.Edition, cancel))?.Text.Title : null;
        tally.Add(release, title ?? release.Id.Value);
        foreach (var partner in newsroom.Partners.Keys)
        {
            if (await store.TryLoadAsync(Deliveries.Path(partner, release.Id), Documents.Json.Deliveries, cancel) is { } ledger)
                tally.Add(ledger);
        }
    }

    // The end of the last report of an earlier day, and the report of this day where there is one.
    private async Task<(DateTimeOffset? Since, NightReport? SameDay)> BeforeAsync(string day, CancellationToken cancel)
    {
        string? newest = null;
        await foreach (var item in store.ListAsync(Folder, cancel))
        {
            var name = Path.GetFileName(item.Path);
            if (name.Length == "2026-11-24.json".Length && name.EndsWith(".json", StringComparison.Ordinal) && char.IsAsciiDigit(name[0]) &&
                string.CompareOrdinal(name[..10], day) < 0 && string.CompareOrdinal(name, newest) > 0)
            {
                newest = name;
            }
        }

        var before = newest is null ? null : await store.TryLoadAsync(Folder + newest, Documents.Json.NightReport, cancel);
        return (before?.Until, await store.TryLoadAsync($"{Folder}{day}.json", Documents.Json.NightReport, cancel));
    }

    private TimeZoneInfo Zone() => TimeZoneInfo.TryFindSystemTimeZoneById(newsroom.Site.Schedule.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}
