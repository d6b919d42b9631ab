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
            table.AddRow(Screen.Cell(what), Screen.Cell($"{count}"), Screen.Cell(meaning));
        Screen.Out.Write(table);
        Screen.Line($"Done in {report.Seconds:0.0} s.");
    }

    /// <summary>What somebody should look at, one line each.</summary>
    public static void Problems(FolderPass pass, FolderNewsroom folder, Action<string> line)
    {
        foreach (var e in pass.Events.OrderBy(e => e is UploadRejected or UploadRead ? 0 : 1))
        {
            if (Line(e) is { } text)
                line(text);
        }

        foreach (var (partner, what) in folder.Lacking)
            line($"Delivery: copies for {partner} wait: {what}");
        foreach (var doubt in folder.Doubts)
            line(doubt.ToString());
    }

    private static string? Line(Event e) => e switch
    {
        UploadRejected rejected => $"Intake: inbox/{rejected.Name}: {rejected.Problem.Message}",
        UploadRead { Doubts.Count: > 0 } read => $"Intake: inbox/{read.Name}: {string.Join(' ', read.Doubts.Select(doubt => doubt.Message))}",
        EditionHeld held => $"Translation: {held.Release} in {held.Language} is held: {string.Join(' ', held.Reasons)}",
        CopyReported { Outcome: CopyOutcome.Failed or CopyOutcome.DeadLettered } copy =>
            $"Delivery: {copy.Release} ({copy.Language}, version {copy.Version}) did not reach {copy.Partner.Id} and is given up: {copy.Detail}",
        CopyReported { Outcome: CopyOutcome.Retrying } copy =>
            $"Delivery: {copy.Release} ({copy.Language}, version {copy.Version}) did not reach {copy.Partner.Id} yet and is tried again: {copy.Detail}",
        DocumentMended mended => $"Storage: {mended.What}",
        DifferenceFound found => $"Night: {found.What}",
        WorkFailed failed => $"{failed.Work.Kind}: {failed.Reason} {(failed.GivenUp ? "Given up: see queues/." : "It is tried again.")}",
        _ => null,
    };
}
