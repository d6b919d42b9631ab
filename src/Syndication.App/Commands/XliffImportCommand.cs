using System.CommandLine;
using Syndication.App.Opening;
using Syndication.Translation.Xliff;

namespace Syndication.App.Commands;

/// <summary><c>xliff import</c>: publishes what a translator brought back.</summary>
internal static class XliffImportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The XLIFF file, as the translator's tool saved it." };
        var json = Options.Json();
        var command = new Command(
            "import",
            "Publishes a translation that comes back from a translator, all of it or nothing: every sentence must be there, confirmed, and with its inline codes. Where no " +
            "machine's words are left it is a human edition, else a reviewed one. What the checks find is told; a person's word counts. No run replaces it.\n\n" +
            "Examples:\n" +
            "  syndication xliff import cairo.ar.xlf --site newsroom")
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
            Screen.ErrorLine(Directory.Exists(file) ? $"{file} is a folder; name an XLIFF file in it." : $"There is no file {file}.");
            return ExitCode.Usage;
        }

        await using var stream = File.OpenRead(file);
        var (document, problem) = XliffReader.Read(stream);
        if (document is null)
        {
            Screen.ErrorLine($"{file}: {problem}");
            return ExitCode.Usage;
        }

        var (site, newsroom) = await Opened.FromAsync(home, cancel);
        if (newsroom is null || await Found.ReleaseAsync(site, document.Release.Value, cancel) is null)
            return ExitCode.Usage;
        return await ApproveCommand.CarryOutAsync(site, newsroom, document.Release, document.To, json, desk => desk.TranslateAsync(document, cancel), "is taken from the file", cancel);
    }
}
