using Spectre.Console;
using Syndication.App.Opening;

namespace Syndication.App.Commands;

/// <summary>Tells a person what a pass did.</summary>
internal static class RunTold
{
    /// <summary>The counts, those that are not nothing.</summary>
    public static void Counts(RunReport report)
    {
        var rows = new (string What, long Count, string Meaning)[]
        {
            ("read", report.Read, "uploads new or changed"),
            ("from sources", report.FromSources, "releases that sources brought"),
            ("joined", report.Joined, "texts that were there by another way"),
            ("rejected", report.Rejected, "uploads that could not be taken in"),
            ("corrected", report.Corrected, "releases corrected"),
            ("withdrawn", report.Withdrawn, "releases taken back"),
            ("translated", report.Translated, "editions made"),
            ("pending", report.Pending, "editions waiting for translation"),
            ("held", report.Held, "editions waiting for a person"),
            ("embargoed", report.Embargoed, "releases waiting for their time"),
            ("published", report.Published, "editions published, anew or again"),
            ("delivered", report.Delivered, "copies delivered"),
            ("retrying", report.Retrying, "copies waiting for their next try"),
            ("failed", report.Failed, "copies refused for good"),
            ("dead letters", report.DeadLettered, "copies given up after the last try"),
            ("from memory", report.CharactersFromMemory, "characters the translation memory knew"),
            ("billed", report.CharactersBilled, "characters paid for"),
        };
        var shown = rows.Where(row => row.Count > 0).ToList();
        if (shown.Count == 0)
        {
            Screen.Line($"Nothing new ({report.Seconds:0.0} s).");
            return;
        }

        var table = Screen.Table("", "count", "");
        table.Columns[1].RightAligned();
        foreach (var (what, count, meaning) in shown)
            table.AddRow(Screen.Cell(what), Screen.Cell($"{count}"), Screen.Cell(count == 1 ? One(meaning) : meaning));
        Screen.Out.Write(table);
        Screen.Line($"Done in {report.Seconds:0.0} s.");
    }

    // Each meaning begins with what is counted, in the plural.
    private static string One(string meaning)
    {
        var space = meaning.IndexOf(' ', StringComparison.Ordinal);
        var (word, rest) = (meaning[..space], meaning[space..].Replace(" their ", " its ", StringComparison.Ordinal));
        return (word == "copies" ? "copy" : word.TrimEnd('s')) + rest;
    }

    /// <summary>What somebody should look at, one line each.</summary>
    public static void Problems(SitePass pass, OpenedSite site, Action<string> line)
    {
        foreach (var e in pass.Events.OrderBy(e => e is UploadRejected or UploadRead ? 0 : 1))
        {
            if (Line(e) is { } text)
                line(text);
        }

        foreach (var (partner, what) in site.Lacking)
            line($"Delivery: copies for {partner} wait: {what}");
        if (site.EngineLacks is { } engine)
            line($"Translation: editions wait for the engine: {engine}");
        foreach (var doubt in site.Doubts)
            line(doubt.ToString());
    }

    private static string? Line(Event e) => e switch
    {
        UploadRejected rejected => $"Intake: inbox/{rejected.Name}: {rejected.Problem.Message}",
        UploadRead { Doubts.Count: > 0 } read => $"Intake: inbox/{read.Name}: {string.Join(' ', read.Doubts.Select(doubt => doubt.Message))}",
        OriginJoined joined => $"Intake: {OriginTold.Line(joined)}",
        SourceFailed failed => $"Sources: {failed.Source}: {failed.Reason}",
        SourceRead { Refused.Count: > 0 } source => $"Sources: {source.Source}: not taken in: {string.Join(' ', source.Refused)}",
        EditionHeld held => $"Translation: {held.Release} in {held.Language} is held: {string.Join(' ', held.Reasons)}",
        EngineAsked { Call: { Failure: { } failure } call } asked => $"Translation: {asked.Release} in {string.Join(", ", call.To)}: {failure} Trace {call.Trace}.",
        EditionWaits waits => $"Translation: {waits.Release} in {waits.Language} waits: {waits.Reason}",
        CopyReported { Outcome: CopyOutcome.Failed or CopyOutcome.DeadLettered } copy =>
            $"Delivery: {copy.Release} ({copy.Language}, version {copy.Version}) did not reach {copy.Partner.Id} and is given up: {copy.Detail}",
        CopyReported { Outcome: CopyOutcome.Retrying } copy =>
            $"Delivery: {copy.Release} ({copy.Language}, version {copy.Version}) did not reach {copy.Partner.Id} yet and is tried again: {copy.Detail}",
        DocumentMended mended => $"Storage: {mended.What}",
        DifferenceFound found => $"Night: {found.What}",
        WorkFailed failed => $"{failed.Work.Kind}: {Short(failed.Work.Key)}: {failed.Reason} {(failed.GivenUp ? "Given up: see queues/." : "It is tried again.")}",
        _ => null,
    };

    // Work that names many releases names the first of them.
    private static string Short(string key) => key.Length <= 120 ? key : key[..119] + "…";
}
