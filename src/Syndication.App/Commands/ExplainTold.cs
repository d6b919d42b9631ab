using Spectre.Console;
using Syndication.App.Opening;
using Syndication.Delivery;
using Syndication.Releases;

namespace Syndication.App.Commands;

/// <summary>Tells a person who gets a release and who does not.</summary>
internal static class ExplainTold
{
    public static void All(ExplainReport report, SiteHome home)
    {
        Screen.Line($"{report.Id}, version {report.Version}, {Standing(report)}", "bold");
        if (report.Origins.Count > 1 || report.Origins.Any(origin => origin.Kind == "source"))
        {
            foreach (var origin in report.Origins)
                Screen.Line($"came as {origin.From} ({origin.Language}){(origin.Link is null ? "" : $", {origin.Link}")}{(origin.Counts ? "" : "; another one counts")}");
        }

        Screen.Line("");
        Editions(report);
        Screen.Line("");
        Copies(report);
        Advice(report, home);
    }

    /// <summary>The partners, those who get it first.</summary>
    public static void Copies(ExplainReport report)
    {
        if (report.Copies.Count == 0)
        {
            Screen.Line("There is no partner in config/partners/.");
            return;
        }

        var table = Screen.Table("partner", "language", "gets it", "why");
        foreach (var going in report.Copies.Where(going => going.State != GoingState.None))
            table.AddRow(Screen.Cell(going.Partner), Screen.Cell(going.Language), Screen.Coloured(When(going), Colour(going)), Screen.Cell(Why(going)));
        foreach (var others in report.Copies.Where(going => going.State == GoingState.None).GroupBy(going => (going.Partner, Why: Why(going))))
            table.AddRow(Screen.Cell(others.Key.Partner), Screen.Cell(string.Join(", ", others.Select(going => going.Language))), Screen.Coloured("no", "grey"), Screen.Cell(others.Key.Why));
        Screen.Out.Write(table);
    }

    /// <summary>What somebody has to do.</summary>
    public static void Advice(ExplainReport report, SiteHome home)
    {
        foreach (var going in report.Copies.Where(going => going.State is GoingState.Failed or GoingState.Dead))
        {
            Screen.Line(
                $"{going.Partner} does not have {going.Language} version {going.Version}. When the cause is mended: " +
                $"syndication resend {home.Argument} --partner {going.Partner} --release {report.Id}",
                "yellow");
        }
    }

    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'");

    private static void Editions(ExplainReport report)
    {
        var table = Screen.Table("language", "text", "version", "public since", "where, or why not");
        foreach (var edition in report.Editions)
        {
            var text = edition.State == EditionStatus.Ready ? edition.Provenance.ToString()!.ToLowerInvariant() + (edition.Reviewed is null ? "" : ", reviewed") : edition.State.ToString().ToLowerInvariant();
            var where = edition.Page is { } page ? string.Join(' ', edition.Reasons.Prepend(page.AbsoluteUri))
                : edition.Reasons.Count > 0 ? string.Join(' ', edition.Reasons)
                : OpenEmbargo.Is(report.Embargo) ? "It is held until its embargo is understood: see status."
                : report.Embargo is { } embargo ? $"It is under embargo until {Instant(embargo)}."
                : report.Withdrawal is not null ? "It was withdrawn before anybody could read it."
                : edition.Version > 0 ? "The next run publishes it." : "There is no text yet.";
            if (edition.Warnings.Count > 0)
                where = $"{where} Worth a look: {string.Join(' ', edition.Warnings)}";
            table.AddRow(
                Screen.Cell(edition.Language), Screen.Cell(text), Screen.Cell(edition.Version > 0 ? $"{edition.Version}" : "–"),
                Screen.Cell(edition.Page is not null && edition.Released is { } released ? Instant(released) : "–"), Screen.Cell(where));
        }

        Screen.Out.Write(table);
    }

    private static string Standing(ExplainReport report) => report switch
    {
        { Withdrawal: { } withdrawal } => $"withdrawn since {Instant(withdrawal.At)}: {withdrawal.Reason ?? "no reason was given"}",
        { Embargo: { } open } when OpenEmbargo.Is(open) => "held: an embargo in one of its files is not understood; correct the file and upload it again",
        { Embargo: { } embargo } => $"under embargo until {Instant(embargo)}",
        _ => "live",
    };

    private static string When(ExplainedCopy going)
    {
        var told = going.Type == CopyKind.Withdrawn ? "told" : "sent";
        return going.State switch
        {
            GoingState.Delivered => $"{told} {(going.At is { } at ? Instant(at) : "")}",
            GoingState.Later => $"from {Instant(going.At!.Value)}",
            GoingState.Due => going.Type == CopyKind.Withdrawn ? "to be told now" : "now",
            GoingState.Retrying => $"again {Instant(going.At!.Value)}",
            GoingState.Waiting => "waits",
            GoingState.Failed => "refused",
            GoingState.Dead => "given up",
            _ => "no",
        };
    }

    private static string Why(ExplainedCopy going)
    {
        var parts = new List<string> { going.Reason };
        if (going.Receipt is { } receipt)
            parts.Add($"Receipt: {receipt}.");
        if (going.Attempts > 1)
            parts.Add($"{going.Attempts} tries.");
        if (going.State != GoingState.Delivered && going.Sent is { } sent)
            parts.Add($"It has version {sent.Version} ({sent.Kind.ToString().ToLowerInvariant()}), sent {Instant(sent.At)}.");
        return string.Join(' ', parts);
    }

    private static string Colour(ExplainedCopy going) => going.State switch
    {
        GoingState.Delivered => "green",
        GoingState.Failed or GoingState.Dead => "red",
        GoingState.None => "grey",
        _ => "yellow",
    };
}
