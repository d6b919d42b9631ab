using System.CommandLine;
using System.Text.Json.Serialization;
using Spectre.Console;
using Syndication.App.Opening;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.App.Commands;

/// <summary><c>resend</c>: delivers again on purpose, under the same ids.</summary>
internal static class ResendCommand
{
    public static Command Create()
    {
        var partner = new Option<string>("--partner", "-p") { Description = "The partner, as its file in config/partners/ is called.", HelpName = "ID", Required = true };
        var release = new Option<string?>("--release") { Description = "One release; without it, all that the partner was ever due.", HelpName = "ID" };
        var since = Options.Date("--since", "Only what fell due or was tried on this day or later");
        var until = Options.Date("--until", "Only what fell due or was tried before this day");
        var to = new Option<string?>("--to") { Description = "A test receiver's address: the copies go there, the partner hears nothing of it, and its ledger stays as it is.", HelpName = "URL" };
        var secret = new Option<string?>("--secret") { Description = "With --to: env:NAME, the variable that holds the test receiver's secret.", HelpName = "env:NAME" };
        var look = new Option<bool>("--dry-run") { Description = "Say what would be sent, and send nothing." };
        var json = Options.Json();
        var command = new Command(
            "resend",
            "Delivers again on purpose, under the same webhook-id: to a partner who lost what it had, or after a failure is mended. The newest version of " +
            "each language is sent, of a withdrawn release the withdrawal, and nothing that the partner may not have now. Failed and given-up copies get a fresh schedule.\n\n" +
            "Examples:\n" +
            "  syndication resend --partner las-secretariat --since 2026-11-20 --dry-run --site newsroom\n" +
            "  syndication resend --partner las-secretariat --release 2026/cairo-meeting --site newsroom\n" +
            "  syndication resend --partner las-secretariat --since 2026-11-20 --to http://localhost:7072/ --secret env:TEST_SECRET --site newsroom")
        {
            partner, release, since, until, to, secret, look, json,
        };
        var site = new SiteOption(command);
        command.SetAction((parsed, cancel) => site.InAsync(parsed, home => ResendAsync(
            parsed.GetValue(partner)!, parsed.GetValue(release), new(Options.Instant(parsed.GetValue(since)), Options.Instant(parsed.GetValue(until))),
            (parsed.GetValue(to), parsed.GetValue(secret)), parsed.GetValue(look), home, parsed.GetValue(json), cancel)));
        return command;
    }

    private static async Task<int> ResendAsync(string id, string? text, Stretch time, (string? To, string? Secret) test, bool onlyLook, SiteHome home, bool json, CancellationToken cancel)
    {
        var (site, newsroom) = await Opened.FromAsync(home, cancel);
        if (newsroom is null)
            return ExitCode.Usage;
        if (!newsroom.Partners.TryGetValue(id, out var partner))
        {
            Screen.ErrorLine($"There is no partner “{id}” in config/partners/.{Spelling.Suggest(id, newsroom.Partners.Keys)} There are: {string.Join(", ", newsroom.Partners.Keys.Order(StringComparer.Ordinal))}.");
            return ExitCode.Usage;
        }

        IReadOnlyList<ReleaseId>? only = null;
        if (text is not null)
        {
            if (await Found.ReleaseAsync(site, text, cancel) is not { Id: var found })
                return ExitCode.Usage;
            only = [found];
        }

        if (test.To is not null || test.Secret is not null)
        {
            if (ReplayTo.Of(partner, test.To, test.Secret) is not { } receiver)
                return ExitCode.Usage;
            return await receiver.SendAsync(newsroom, await MarkAsync(newsroom, new NoQueue(), partner, only, time, true, cancel), onlyLook, json, cancel);
        }

        var (resent, events) = onlyLook
            ? (await MarkAsync(newsroom, new NoQueue(), partner, only, time, true, cancel), [])
            : await SendAsync(site, newsroom, partner, only, time, json, cancel);
        var report = ResendReport.Of(partner, onlyLook, resent, events);
        if (json)
            AppJson.Print(report, type => type.ResendReport);
        else
            Tell(report);
        foreach (var failed in events.OfType<WorkFailed>())
            Screen.ErrorLine($"{failed.Work.Kind}: {failed.Reason} {(failed.GivenUp ? "Given up: see queues/." : "The next run tries it again.")}");
        if (site.Lacking.TryGetValue(id, out var lacks))
            Screen.ErrorLine($"Delivery: copies for {id} wait: {lacks}");
        return site.Lacking.ContainsKey(id) || report.NeedsAttention || events.OfType<WorkFailed>().Any() ? ExitCode.Attention : ExitCode.Well;
    }

    private static async Task<(IReadOnlyList<Resend> Resent, IReadOnlyCollection<Event> Events)> SendAsync(
        OpenedSite site, Newsroom newsroom, Partner partner, IReadOnlyList<ReleaseId>? only, Stretch time, bool json, CancellationToken cancel)
    {
        var work = await Working.ShowAsync($"Sending to {partner.Id} …", json, show => SiteDesk.WorkAsync(
            site, newsroom, queue => MarkAsync(newsroom, queue, partner, only, time, false, cancel), Working.Steps(show), cancel));
        return (work.Result, work.Events);
    }

    private static async Task<IReadOnlyList<Resend>> MarkAsync(
        Newsroom newsroom, IWorkQueue queue, Partner partner, IReadOnlyList<ReleaseId>? only, Stretch time, bool onlyLook, CancellationToken cancel)
    {
        var releases = only?.ToList() ?? [];
        if (only is null)
        {
            await foreach (var id in new Archive(newsroom.Store).DueToAsync(partner.Id, cancel))
                releases.Add(id);
        }

        var desk = new Newsdesk(newsroom, queue);
        var resent = new List<Resend>();
        foreach (var id in releases.Order())
        {
            if (await desk.ResendAsync(partner, id, time, onlyLook, cancel) is { } one && one.Copies.Count + one.PassedOver.Count > 0)
                resent.Add(one);
        }

        return resent;
    }

    private static void Tell(ResendReport report)
    {
        if (report.Copies.Count == 0)
            Screen.Line($"There is nothing to send again to {report.Partner}: {(report.PassedOver.Count == 0 ? "it was never due any of it." : "it may have none of it now.")}");
        else
            Copies(report);
        foreach (var passed in report.PassedOver)
            Screen.Line($"Not sent: {passed.Release} ({passed.Language}): {passed.Reason}");
        if (report.Copies.Count > 0)
            Screen.Line(report.DryRun ? $"{report.Copies.Count} copies would be sent; nothing was." : $"{report.Copies.Count} copies, each under the id it always had.");
    }

    private static void Copies(ResendReport report)
    {
        var table = Screen.Table("release", "language", "version", "says", report.DryRun ? "stands" : "came of it", "");
        foreach (var copy in report.Copies)
        {
            table.AddRow(
                Screen.Cell(copy.Release), Screen.Cell(copy.Language), Screen.Cell($"{copy.Version}"), Screen.Cell(copy.Type.ToString().ToLowerInvariant()),
                Screen.Cell(copy.Outcome), Screen.Cell(copy.Detail));
        }

        Screen.Out.Write(table);
    }

    // Who only looks queues nothing.
    private sealed class NoQueue : IWorkQueue
    {
        public Task SendAsync(Work work, TimeSpan delay, CancellationToken cancel) => throw new InvalidOperationException("Delivery: a dry run queues nothing.");

        public Task<IReadOnlyList<QueuedWork>> ReceiveAsync(WorkKind kind, int most, CancellationToken cancel) => Task.FromResult<IReadOnlyList<QueuedWork>>([]);

        public Task CompleteAsync(QueuedWork work, CancellationToken cancel) => Task.CompletedTask;

        public Task<bool> AbandonAsync(QueuedWork work, CancellationToken cancel) => Task.FromResult(false);

        public Task<QueueDepth> DepthAsync(CancellationToken cancel) => Task.FromResult(new QueueDepth(0, 0, 0));
    }
}

/// <summary>What was sent again, as <c>resend --json</c> prints it.</summary>
internal sealed record ResendReport(string Partner, bool DryRun, IReadOnlyList<ResentCopy> Copies, IReadOnlyList<NotResent> PassedOver)
{
    [JsonIgnore]
    public bool NeedsAttention => Copies.Any(copy => copy.Outcome is "failed" or "deadlettered");

    public static ResendReport Of(Partner partner, bool dryRun, IReadOnlyList<Resend> resent, IReadOnlyCollection<Event> events)
    {
        var outcomes = events.OfType<CopyReported>().Where(copy => copy.Partner.Id == partner.Id).ToLookup(copy => (copy.Release, copy.Language, copy.Version));
        return new(
            partner.Id,
            dryRun,
            [
                .. resent.SelectMany(one => one.Copies.Select(copy =>
                {
                    var came = outcomes[(one.Release, copy.Language, copy.Version)].LastOrDefault();
                    var outcome = dryRun ? Tries(copy.Attempts.Count) : came?.Outcome.ToString().ToLowerInvariant() ?? "waiting";
                    return new ResentCopy(one.Release.Value, copy.Language.Tag, copy.Version, copy.Kind, copy.WebhookId, copy.Attempts.Count, outcome, came?.Detail);
                })),
            ],
            [.. resent.SelectMany(one => one.PassedOver.Select(passed => new NotResent(one.Release.Value, passed.Language.Tag, passed.Reason)))]);
    }

    private static string Tries(int count) => count switch { 0 => "never tried", 1 => "tried once", _ => $"tried {count} times" };
}

/// <summary>A copy that is sent again.</summary>
internal sealed record ResentCopy(string Release, string Language, int Version, CopyKind Type, string WebhookId, int TriesBefore, string Outcome, string? Detail);

/// <summary>What is not sent again, and why.</summary>
internal sealed record NotResent(string Release, string Language, string Reason);
