using System.CommandLine;
using Spectre.Console;
using Syndication.App.Opening;

namespace Syndication.App.Commands;

/// <summary><c>run</c>: one whole pass.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var site = Options.Site();
        var json = Options.Json();
        var command = new Command(
            "run",
            "One whole pass: reads the inbox, translates, publishes, delivers what is due, makes good what is missing; then exits. " +
            "Safe to run again at any time, also after it was stopped.\n\n" +
            "Examples:\n" +
            "  syndication run --site newsroom\n" +
            "  syndication run --site newsroom --json | jq .published")
        {
            site, json,
        };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(site)!, parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string site, bool json, CancellationToken cancel)
    {
        var (folder, newsroom) = await Opened.FromAsync(site, cancel);
        if (newsroom is null)
            return ExitCode.Usage;

        var pass = json || !Screen.Out.Profile.Capabilities.Interactive
            ? await FolderPass.RunAsync(folder, newsroom, null, Waiting, cancel)
            : await Screen.Out.Status().StartAsync(
                "Reading the inbox …",
                status => FolderPass.RunAsync(folder, newsroom, Progress(status), Waiting, cancel));

        if (json)
        {
            AppJson.Print(pass.Report, type => type.RunReport);
            RunTold.Problems(pass, folder, Screen.ErrorLine);
        }
        else
        {
            RunTold.Counts(pass.Report);
            RunTold.Problems(pass, folder, text => Screen.Line(text, "yellow"));
        }

        return pass.NeedsAttention || folder.Lacking.Count > 0 ? ExitCode.Attention : ExitCode.Well;

        void Waiting() => Screen.ErrorLine("Another process is at work on this newsroom; waiting for it to finish …");
    }

    private static Action<Event> Progress(StatusContext status)
    {
        var (read, translated, published, delivered) = (0, 0, 0, 0);
        return e =>
        {
            switch (e)
            {
                case UploadRead:
                    Interlocked.Increment(ref read);
                    break;
                case EditionMade:
                    Interlocked.Increment(ref translated);
                    break;
                case EditionPublished:
                    Interlocked.Increment(ref published);
                    break;
                case CopyReported { Outcome: CopyOutcome.Delivered }:
                    Interlocked.Increment(ref delivered);
                    break;
                default:
                    return;
            }

            status.Status($"{read} read, {translated} translated, {published} published, {delivered} delivered");
        };
    }
}
