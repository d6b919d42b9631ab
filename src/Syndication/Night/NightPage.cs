using System.Globalization;
using Syndication.Publishing;
using Syndication.Releases;
using Syndication.Sources;

namespace Syndication.Night;

/// <summary>The report as one page that stands alone: no script, no font, no address but its own; readable on a telephone, by day and by night.</summary>
internal static class NightPage
{
    private static Markup Style() => new Markup().Add($$$"""
        <style>
        :root{color-scheme:light dark;--ink:#1b1e23;--paper:#fbfaf7;--card:#fff;--line:#e2ded5;--soft:#5c626c;--good:#1d6b3c;--warn:#8a5300;--bad:#a3211c}
        @media(prefers-color-scheme:dark){:root{--ink:#e8e6e1;--paper:#14161a;--card:#1d2026;--line:#343943;--soft:#a3a9b4;--good:#7fd6a0;--warn:#f2bd6b;--bad:#ff9d94}}
        *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
        main{max-width:56rem;margin:0 auto;padding:1rem}h1{font-size:1.4rem;line-height:1.25;margin:.5rem 0}h2{font-size:1.05rem;margin:0 0 .5rem}
        p{margin:.25rem 0}.soft{color:var(--soft);font-size:.9rem}.verdict{font-size:1.15rem;font-weight:600;padding:.75rem 1rem;border-left:.35rem solid;background:var(--card);margin:1rem 0}
        .good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}section{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin:0 0 1rem}
        .numbers{display:grid;grid-template-columns:repeat(auto-fit,minmax(6.5rem,1fr));gap:.5rem;margin:0 0 1rem;padding:0}
        .numbers div{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.5rem .75rem;display:flex;flex-direction:column-reverse}
        .numbers dd{margin:0;font-size:1.5rem;font-weight:600;font-variant-numeric:tabular-nums}.numbers dt{color:var(--soft);font-size:.85rem}
        ul{list-style:none;margin:0;padding:0}li{padding:.5rem 0;border-top:1px solid var(--line)}li:first-child{border-top:0;padding-top:0}li p{margin:.1rem 0}
        </style>
        """);

    public static ReadOnlyMemory<byte> Write(NightReport report, TimeZoneInfo zone)
    {
        var page = new Markup();
        page.Add($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Add($"<meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        page.Add($"<title>Night of {report.Day} – {report.Title}</title>\n{Style().ToFragment()}\n</head>\n<body>\n<main>\n");
        page.Add($"<header><h1>Night of {report.Day}</h1>\n<p class=\"soft\"><bdi>{report.Title}</bdi>. {Span(report, zone)} ({report.TimeZone})</p></header>\n");
        AddVerdict(page, report);
        AddNumbers(page, report);
        AddFailed(page, report);
        AddPartners(page, report, zone);
        AddSources(page, report, zone);
        AddCame(page, report, zone);
        AddWaiting(page, report, zone);
        AddCost(page, report);
        AddEngine(page, report);
        AddList(page, "Made good in the night", report.Repaired, report.Totals.Repaired, what => new Markup().Add($"<p>{what}</p>"));
        page.Add($"<footer class=\"soft\"><p>{report.Releases} releases compared in {report.Seconds.ToString("0.0", CultureInfo.InvariantCulture)} seconds.</p></footer>\n</main>\n</body>\n</html>\n");
        return page.Content;
    }

    private static void AddVerdict(Markup page, NightReport report)
    {
        var fresh = report.Failed.Count(failure => failure.IsNew);
        var troubles = new List<string>();
        if (report.Totals.Failed > 0)
            troubles.Add($"{report.Totals.Failed} failed{(fresh > 0 ? $" ({fresh} new)" : "")}");
        if (report.Totals.Quiet > 0)
            troubles.Add($"{report.Totals.Quiet} {(report.Totals.Quiet == 1 ? "partner has" : "partners have")} gone quiet");
        if (report.Totals.Sources > 0)
            troubles.Add($"{report.Totals.Sources} {(report.Totals.Sources == 1 ? "source is" : "sources are")} quiet or broken");
        var lacking = report.Partners.Count(partner => partner.Lacks is not null);
        if (lacking > 0)
            troubles.Add($"{lacking} {(lacking == 1 ? "partner" : "partners")} cannot be sent anything");
        if (report.Totals.Held > 0)
            troubles.Add($"{report.Totals.Held} held for a person");
        var mood = report.Totals.Failed + report.Totals.Quiet + lacking > 0 ? "bad" : troubles.Count > 0 ? "warn" : "good";
        page.Add($"<p class=\"verdict {mood}\">{(troubles.Count == 0 ? "All is well." : string.Join("; ", troubles) + ".")}</p>\n");
    }

    private static void AddNumbers(Markup page, NightReport report)
    {
        var numbers = new (string What, int Count)[]
        {
            ("came", report.Totals.Arrived), ("corrected", report.Totals.Corrected), ("withdrawn", report.Totals.Withdrawn), ("delivered", report.Totals.Delivered),
            ("pending", report.Totals.Pending), ("held", report.Totals.Held), ("embargoed", report.Totals.Embargoed), ("failed", report.Totals.Failed), ("made good", report.Totals.Repaired),
        };
        page.Add($"<dl class=\"numbers\">\n");
        foreach (var (what, count) in numbers)
            page.Add($"<div><dt>{what}</dt><dd>{count}</dd></div>\n");
        page.Add($"</dl>\n");
    }

    private static void AddFailed(Markup page, NightReport report) => AddList(page, "Failed", report.Failed, report.Totals.Failed, failure =>
        new Markup().Add($"<p class=\"bad\"><bdi>{failure.What}</bdi>{(failure.IsNew ? " (new)" : "")}</p><p><bdi>{failure.Why}</bdi></p>"));

    private static void AddPartners(Markup page, NightReport report, TimeZoneInfo zone) => AddList(page, "Partners", report.Partners, report.Partners.Count, partner =>
    {
        var line = new Markup().Add($"<p><strong><bdi>{partner.Name}</bdi></strong></p>");
        line.Add($"<p>{Taken(partner)}{(partner.Waiting > 0 ? $" {partner.Waiting} wait." : "")}{(partner.Failed > 0 ? $" {partner.Failed} given up." : "")}</p>");
        line.AddIf(partner.Quiet is not null, $"<p class=\"bad\">Gone quiet: {partner.Quiet}</p>");
        line.AddIf(partner.Lacks is not null, $"<p class=\"bad\">{partner.Lacks}</p>");
        line.AddIf(partner.LastTaken is not null, $"<p class=\"soft\">Last took a copy {Time(partner.LastTaken ?? default, zone)}</p>");
        return line;
    });

    // Those that are well are counted, not listed.
    private static void AddSources(Markup page, NightReport report, TimeZoneInfo zone)
    {
        List<SourceStanding> told = [.. report.Sources.Where(source => source.Detail is not null || source.Refused.Count > 0)];
        AddList(page, "Sources", told, told.Count, source =>
        {
            var line = new Markup().Add($"<p><strong><bdi>{source.Name}</bdi></strong> <span class=\"{(source.State is SourceCondition.Broken or SourceCondition.Gone ? "bad" : "warn")}\">{source.State.ToString().ToLowerInvariant()}</span></p>");
            line.AddIf(source.Detail is not null, $"<p><bdi>{source.Detail}</bdi></p>");
            foreach (var refused in source.Refused.Take(20))
                line.Add($"<p class=\"soft\">not taken in: <bdi>{refused}</bdi></p>");
            line.AddIf(source.LastNews is not null, $"<p class=\"soft\">Last brought something {Time(source.LastNews ?? default, zone)}</p>");
            return line;
        });
    }

    private static string Taken(PartnerNight partner)
    {
        var parts = new[] { (partner.Published, "new"), (partner.Corrected, "corrected"), (partner.Withdrawn, "withdrawn") };
        var taken = parts.Where(part => part.Item1 > 0).Select(part => $"{part.Item1} {part.Item2}").ToList();
        return taken.Count == 0 ? "Took nothing." : $"Took {string.Join(", ", taken)}.";
    }

    private static void AddWaiting(Markup page, NightReport report, TimeZoneInfo zone)
    {
        AddList(page, "Held and pending", report.Waiting, report.Totals.Held + report.Totals.Pending, edition => new Markup().Add(
            $"<p><bdi>{edition.Release}</bdi> in {edition.Language}: <span class=\"{(edition.State == EditionStatus.Held ? "warn" : "soft")}\">{edition.State.ToString().ToLowerInvariant()}</span></p><p class=\"soft\"><bdi>{string.Join(' ', edition.Reasons)}</bdi></p>"));
        AddList(page, "Under embargo", report.Embargoed, report.Totals.Embargoed, release => new Markup().Add(
            $"<p><bdi>{release.Release}</bdi> <span class=\"{(OpenEmbargo.Is(release.Until) ? "warn" : "soft")}\">{(OpenEmbargo.Is(release.Until) ? "held: its embargo is not understood" : $"until {Time(release.Until, zone)}")}</span></p>"));
    }

    private static void AddCame(Markup page, NightReport report, TimeZoneInfo zone) => AddList(page, "What came", report.Came, report.Came.Count, step => new Markup().Add(
        $"<p><bdi>{step.Title}</bdi></p><p class=\"soft\">{step.Kind.ToString().ToLowerInvariant()}, version {step.Version}, {Time(step.At, zone)} · <bdi>{step.Release}</bdi></p>"));

    private static void AddCost(Markup page, NightReport report) => AddList(page, "Characters translated", report.Characters, report.Characters.Count, cost => new Markup().Add(
        $"<p>{cost.Language}: {cost.Billed.ToString("N0", CultureInfo.InvariantCulture)} paid for, {cost.FromMemory.ToString("N0", CultureInfo.InvariantCulture)} from memory</p>"));

    private static void AddEngine(Markup page, NightReport report) => AddList(page, "Translation engine", report.Engine is { } there ? [there] : Array.Empty<EngineNight>(), 1, engine =>
    {
        var line = new Markup().Add($"<p>{Characters(engine.Today, engine.PerDay)} today, {Characters(engine.ThisMonth, engine.PerMonth)} this month{(engine.Waiting > 0 ? $"; {engine.Waiting} releases wait for the budget" : "")}.</p>");
        line.AddIf(engine.Trouble is not null, $"<p class=\"bad\">{engine.Trouble}</p>");
        return line;
    });

    private static string Characters(long count, long? most) =>
        count.ToString("N0", CultureInfo.InvariantCulture) + (most is { } bound ? $" of {bound.ToString("N0", CultureInfo.InvariantCulture)} characters" : " characters");

    private static void AddList<T>(Markup page, string title, IReadOnlyList<T> items, int inAll, Func<T, Markup> line)
    {
        if (items.Count == 0)
            return;
        page.Add($"<section>\n<h2>{title}</h2>\n<ul>\n");
        foreach (var item in items)
            page.Add($"<li>{line(item).ToFragment()}</li>\n");
        page.Add($"</ul>\n");
        page.AddIf(inAll > items.Count, $"<p class=\"soft\">and {inAll - items.Count} more</p>\n");
        page.Add($"</section>\n");
    }

    private static string Span(NightReport report, TimeZoneInfo zone) =>
        report.Since is { } since ? $"From {Time(since, zone)} to {Time(report.Until, zone)}" : $"Until {Time(report.Until, zone)}";

    private static string Time(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
