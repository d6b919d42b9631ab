using Spectre.Console;
using Syndication.App.Opening;

namespace Syndication.App.Commands;

/// <summary><c>run --dry-run</c>: what the translation engine would cost.</summary>
internal static class RehearsalTold
{
    /// <summary>Rehearses a pass and tells of it.</summary>
    public static async Task<int> RunAsync(SiteHome home, bool json, CancellationToken cancel)
    {
        var (_, newsroom) = await Opened.FromAsync(home, cancel);
        if (newsroom is null)
            return ExitCode.Usage;
        var rehearsal = await Rehearsal.OfAsync(newsroom, cancel);
        if (json)
            AppJson.Print(rehearsal, type => type.Rehearsal);
        else
            Tell(rehearsal);
        return rehearsal.Lacks is not null && newsroom.Engine is not null ? ExitCode.Attention : ExitCode.Well;
    }

    private static void Tell(Rehearsal rehearsal)
    {
        if (rehearsal.Editions.Count > 0)
        {
            var table = Screen.Table("release", "language", "characters", "cost");
            table.Columns[2].RightAligned();
            table.Columns[3].RightAligned();
            foreach (var edition in rehearsal.Editions)
                table.AddRow(Screen.Cell(edition.Release), Screen.Cell(edition.Language), Screen.Cell($"{edition.Characters}"), Screen.Cell($"{edition.Cost}"));
            Screen.Out.Write(table);
        }

        Screen.Line($"{rehearsal.Characters} characters would be paid for{(rehearsal.Cost is { } cost ? $": {cost}" : "")}. Nothing was changed and nobody was asked.");
        if (rehearsal.CharactersLeft is { } left)
            Screen.Line(left >= rehearsal.Characters ? $"The budget leaves {left} characters for now." : $"The budget leaves {left} characters for now: the newest releases come first, the rest waits.", left >= rehearsal.Characters ? null : "yellow");
        if (rehearsal.Lacks is { } lacks)
            Screen.Line(lacks, "yellow");
    }
}
