using System.CommandLine;
using Syndication.App.Opening;
using Syndication.Translation.Memory;

namespace Syndication.App.Commands;

/// <summary><c>memory import</c>: takes a TMX file into the newsroom's memory.</summary>
internal static class MemoryImportCommand
{
    private const int ProblemsTold = 20;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The TMX file." };
        var json = Options.Json();
        var command = new Command(
            "import",
            "Takes a TMX file into the newsroom's memory, all of it or nothing. Where it contradicts what is known, the import counts; importing the same " +
            "file again changes nothing. The next run makes the pending editions that the memory now covers.\n\n" +
            "Examples:\n" +
            "  syndication memory import agency.tmx --site newsroom")
        {
            file, json,
        };
        var site = new SiteOption(command);
        command.SetAction((parsed, cancel) => site.InAsync(parsed, home => ImportAsync(parsed.GetValue(file)!, home, parsed.GetValue(json), cancel)));
        return command;
    }

    private static async Task<int> ImportAsync(string file, SiteHome home, bool json, CancellationToken cancel)
    {
        if (!File.Exists(file))
        {
            Screen.ErrorLine(Directory.Exists(file) ? $"{file} is a folder; name a TMX file in it." : $"There is no file {file}.");
            return ExitCode.Usage;
        }

        // The newsroom is not opened whole, for that makes the memory ready that this is about to change.
        if (await Opened.StoreAsync(home, cancel) is not { } store)
            return ExitCode.Usage;
        var imported = await Working.ShowAsync("Reading …", json, show => SiteDesk.AloneAsync(
            home, TimeProvider.System, _ => new MemoryImport(store, Working.Count(show, "Units read:")).ImportAsync(() => File.OpenRead(file), cancel), cancel));
        foreach (var problem in imported.Problems.Take(ProblemsTold))
            Screen.ErrorLine($"{file}{(problem.Line > 0 ? $", line {problem.Line}" : "")}: {problem.Message}");
        if (imported.Problems.Count > ProblemsTold)
            Screen.ErrorLine($"{file}: {imported.Problems.Count - ProblemsTold} more problems of this kind.");
        var nothing = !imported.IsWhole || imported.Read == 0;
        if (nothing)
            Screen.ErrorLine($"Nothing was imported: {(imported.IsWhole ? "there is no unit in it that can be used." : $"the file cannot be read to its end; {imported.Read} units came before the break.")}");

        if (json)
            AppJson.Print(new MemoryImportReport(!nothing, imported.Read, imported.New, imported.Known, imported.Total, imported.Problems), type => type.MemoryImportReport);
        else if (!nothing)
            Screen.Line($"{imported.Read:N0} units read: {imported.New:N0} new, {imported.Known:N0} known already; {imported.Total:N0} imported units in all.");
        if (!json && imported.New > 0 && !nothing)
            Screen.Line($"The next run makes the editions it now covers: syndication run {home.Argument}");
        return nothing ? ExitCode.Usage : imported.Problems.Count > 0 ? ExitCode.Attention : ExitCode.Well;
    }
}

/// <summary>What <c>memory import --json</c> prints.</summary>
internal sealed record MemoryImportReport(bool Imported, int Read, int New, int Known, int Total, IReadOnlyList<TmxProblem> Problems);
