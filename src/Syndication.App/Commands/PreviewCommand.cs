using System.CommandLine;
using Spectre.Console;
using Syndication.App.Opening;
using Syndication.Intake;

namespace Syndication.App.Commands;

/// <summary><c>preview</c>: what intake understands of one file.</summary>
internal static class PreviewCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = $"The file to read: {string.Join(", ", UploadName.Readable)}." };
        var json = Options.Json();
        var command = new Command(
            "preview",
            "What intake understands of one file, and, given a newsroom, what would go where. Changes nothing.\n\n" +
            "Examples:\n" +
            "  syndication preview release.html\n" +
            "  syndication preview newsroom/inbox/2026/release.ar.md --site newsroom")
        {
            file, json,
        };
        var site = new SiteOption(command, isRequired: false);
        command.SetAction((parsed, cancel) => site.IfGivenAsync(parsed, home => PreviewAsync(parsed.GetValue(file)!, home, parsed.GetValue(json), cancel)));
        return command;
    }

    private static async Task<int> PreviewAsync(string file, SiteHome? home, bool json, CancellationToken cancel)
    {
        if (!File.Exists(file))
        {
            Screen.ErrorLine($"There is no file {file}.");
            return ExitCode.Usage;
        }

        Newsroom? newsroom = null;
        if (home is not null)
        {
            (_, newsroom) = await Opened.FromAsync(home, cancel);
            if (newsroom is null)
                return ExitCode.Usage;
        }

        var report = await PreviewReport.OfAsync(file, home?.Folder, newsroom, cancel);
        if (json)
            AppJson.Print(report, type => type.PreviewReport);
        else
            Tell(report);
        return report.IsRejected ? ExitCode.Attention : ExitCode.Well;
    }

    private static void Tell(PreviewReport report)
    {
        var facts = Screen.Table("", "");
        facts.HideHeaders();
        Add("id", report.Id);
        Add("title", report.Title);
        Add("language", report.Language is null ? null : $"{report.Language} ({report.Direction})");
        Add("dateline", report.Dateline);
        Add("published", report.Published?.ToString("yyyy-MM-dd HH:mm zzz"));
        Add("embargo", report.Held ? "held: not understood" : report.Embargo?.ToString("yyyy-MM-dd HH:mm zzz"));
        Add("summary", report.Summary);
        Add("topics", string.Join(", ", report.Topics));
        Add("regions", string.Join(", ", report.Regions));
        foreach (var contact in report.Contacts)
            Add("contact", string.Join(", ", new[] { contact.Name, contact.Organisation, contact.Address, contact.Email, contact.Phone }.Where(part => part is not null)));
        foreach (var block in report.Blocks)
            Add(block.Kind, block.Text);
        Screen.Out.Write(facts);

        foreach (var problem in report.Problems)
            Screen.Line($"{problem.Code}: {problem.Message}", "yellow");
        foreach (var going in report.Going ?? [])
            Screen.Line($"→ {going}");

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                facts.AddRow(Screen.Coloured(name, "grey"), Screen.Cell(value));
        }
    }
}
