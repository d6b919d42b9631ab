using System.CommandLine;
using Syndication.App.Opening;
using Syndication.Releases;
using Syndication.Translation.Memory;

namespace Syndication.App.Commands;

/// <summary><c>memory export</c>: everything the translator knows, as one TMX file.</summary>
internal static class MemoryExportCommand
{
    public static Command Create()
    {
        var from = Options.Language("--from", "Only units that have this language.");
        var to = Options.Language("--to", "Only units that have this language; with --from, the texts in others are left out.");
        var output = new Option<string?>("--output", "-o") { Description = "The file to write; without it, standard output.", HelpName = "FILE" };
        var json = Options.Json();
        var command = new Command(
            "export",
            "Writes everything the translator knows as TMX 1.4b: config/memory/*.tmx and what was imported, doubles left out. The same memory gives the same bytes. Changes nothing.\n\n" +
            "Examples:\n" +
            "  syndication memory export --site newsroom --output newsroom.tmx\n" +
            "  syndication memory export --site newsroom --from fr --to ar > fr-ar.tmx")
        {
            from, to, output, json,
        };
        var site = new SiteOption(command);
        command.SetAction((parsed, cancel) => site.InAsync(parsed, home => ExportAsync(
            parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(output), home, parsed.GetValue(json), cancel)));
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(output) is null)
                result.AddError("With --json, standard output holds the report: say with --output FILE where the memory goes.");
        });
        return command;
    }

    private static async Task<int> ExportAsync(string? fromText, string? toText, string? output, SiteHome home, bool json, CancellationToken cancel)
    {
        var from = fromText is not null && TmxLanguage.TryParse(fromText, out var one) ? one : (Language?)null;
        var to = toText is not null && TmxLanguage.TryParse(toText, out var other) ? other : (Language?)null;
        if (await Opened.StoreAsync(home, cancel) is not { } store)
            return ExitCode.Usage;
        if (output is not null && Directory.Exists(output))
        {
            Screen.ErrorLine($"{output} is a folder; name a file in it.");
            return ExitCode.Usage;
        }

        MemoryExported exported;
        if (output is null)
        {
            await using var stream = Console.OpenStandardOutput();
            await using var buffered = new BufferedStream(stream, 1 << 16);
            exported = await new MemoryExport(store).ExportAsync(buffered, from, to, cancel);
        }
        else
        {
            exported = await Working.ShowAsync("Writing …", json, show => WriteAsync(new(store, Working.Count(show, "Units written:")), output, from, to, cancel));
        }

        foreach (var problem in exported.Problems)
            Screen.ErrorLine(problem.ToString());
        var languages = string.Join(", ", exported.Languages);
        if (json)
            AppJson.Print(new MemoryExportReport(output!, exported.Units, [.. exported.Languages.Select(language => language.Tag)]), type => type.MemoryExportReport);
        else
            await Console.Error.WriteLineAsync($"{exported.Units:N0} units{(languages.Length > 0 ? $" ({languages})" : "")}{(output is null ? "" : $" are in {output}")}.");
        return exported.Problems.Count > 0 ? ExitCode.Attention : ExitCode.Well;
    }

    // Aside first: a full disk or Ctrl-C leaves the file as it was.
    private static async Task<MemoryExported> WriteAsync(MemoryExport export, string output, Language? from, Language? to, CancellationToken cancel)
    {
        var aside = $"{output}.writing";
        try
        {
            MemoryExported exported;
            await using (var stream = File.Create(aside))
                exported = await export.ExportAsync(stream, from, to, cancel);
            File.Move(aside, output, overwrite: true);
            return exported;
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }
}

/// <summary>What <c>memory export --json</c> prints.</summary>
internal sealed record MemoryExportReport(string File, int Units, IReadOnlyList<string> Languages);
