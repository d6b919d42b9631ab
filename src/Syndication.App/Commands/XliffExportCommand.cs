using System.CommandLine;
using Syndication.App.Opening;
using Syndication.Releases;
using Syndication.Translation.Memory;
using Syndication.Translation.Xliff;

namespace Syndication.App.Commands;

/// <summary><c>xliff export</c>: writes a release for a translator.</summary>
internal static class XliffExportCommand
{
    public static Command Create()
    {
        var release = Options.Release();
        var to = Options.Language("--to", "The language to translate into.");
        to.Required = true;
        var file = new Argument<string?>("FILE") { Description = "The file to write; without it, standard output.", Arity = ArgumentArity.ZeroOrOne };
        var json = Options.Json();
        var command = new Command(
            "export",
            "Writes the sentences of a release as XLIFF 2.1, with what memory and machine propose, and the agreed names as notes. What people answered for is final or " +
            "reviewed; what a machine proposes is initial and has to be confirmed. No engine is asked. Changes nothing.\n\n" +
            "Examples:\n" +
            "  syndication xliff export 2026/cairo-meeting --to ar cairo.ar.xlf --site newsroom")
        {
            release, file, to, json,
        };
        var site = new SiteOption(command);
        command.SetAction((parsed, cancel) => site.InAsync(parsed, home => ExportAsync(
            parsed.GetValue(release)!, TmxLanguage.TryParse(parsed.GetValue(to), out var language) ? language : Language.None, parsed.GetValue(file), home, parsed.GetValue(json), cancel)));
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(file) is null)
                result.AddError("With --json, standard output holds the report: name the FILE to write.");
        });
        return command;
    }

    private static async Task<int> ExportAsync(string text, Language language, string? file, SiteHome home, bool json, CancellationToken cancel)
    {
        var (site, newsroom) = await Opened.FromAsync(home, cancel);
        if (newsroom is null || await Found.ReleaseAsync(site, text, cancel) is not { } release)
            return ExitCode.Usage;
        if (file is not null && Directory.Exists(file))
        {
            Screen.ErrorLine($"{file} is a folder; name a file in it.");
            return ExitCode.Usage;
        }

        // A release fits into memory, and a file that was begun and not finished would look whole to a translator's tool.
        using var xliff = new MemoryStream();
        var (sentences, proposed, refusal) = await new XliffExport(newsroom).WriteAsync(release, language, xliff, cancel);
        if (refusal is not null)
        {
            Screen.ErrorLine(refusal);
            return ExitCode.Usage;
        }

        if (file is null)
        {
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(xliff.GetBuffer().AsMemory(0, (int)xliff.Length), cancel);
        }
        else
        {
            await File.WriteAllBytesAsync($"{file}.writing", xliff.ToArray(), cancel);
            File.Move($"{file}.writing", file, overwrite: true);
        }

        if (json)
            AppJson.Print(new XliffExportReport(release.Id.Value, release.Version, language.Tag, file!, sentences, proposed), type => type.XliffExportReport);
        else
            await Console.Error.WriteLineAsync($"{release.Id} version {release.Version}, {release.Original} → {language}: {sentences} sentences, {proposed} of them with a proposal{(file is null ? "" : $", are in {file}")}.");
        return ExitCode.Well;
    }
}

/// <summary>What <c>xliff export --json</c> prints.</summary>
internal sealed record XliffExportReport(string Id, int Version, string Language, string File, int Sentences, int Proposed);
