using System.CommandLine;
using Spectre.Console;
using Syndication.App.Opening;

namespace Syndication.App.Commands;

/// <summary><c>run</c>: one whole pass.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var json = Options.Json();
        var dry = new Option<bool>("--dry-run") { Description = "Tell what the translation engine would cost, by release and language. Changes nothing, asks nobody." };
        var command = new Command(
            "run",
            "One whole pass: reads the inbox, translates, publishes, delivers what is due, makes good what is missing; then exits. " +
            "Safe to run again at any time, also after it was stopped.\n\n" +
            "Examples:\n" +
            "  syndication run --site newsroom\n" +
            "  syndication run --site newsroom --dry-run\n" +
            "  syndication run --site newsroom --json | jq .published")
        {
            dry, json,
        };
        var site = new SiteOption(command);
        command.SetAction((parsed, cancel) => site.InAsync(parsed, home => parsed.GetValue(dry)
            ? RehearsalTold.RunAsync(home, parsed.GetValue(json), cancel)
            : RunAsync(home, parsed.GetValue(json), cancel)));
        return command;
    }

    private static async Task<int> RunAsync(SiteHome home, bool json, CancellationToken cancel)
    {
        var (site, newsroom) = await Opened.FromAsync(home, cancel);
        if (newsroom is null)
            return ExitCode.Usage;

        var pass = json || !Screen.Out.Profile.Capabilities.Interactive
            ? await SitePass.RunAsync(site, newsroom, null, Waiting, cancel)
            : await Screen.Out.Status().StartAsync(
                "Reading the inbox …",
                status => SitePass.RunAsync(site, newsroom, Progress(status), Waiting, cancel));

        if (json)
        {
            AppJson.Print(pass.Report, type => type.RunReport);
            RunTold.Problems(pass, site, Screen.ErrorLine);
        }
        else
        {
            RunTold.Counts(pass.Report);
            RunTold.Problems(pass, site, text => Screen.Line(text, "yellow"));
        }

        return pass.NeedsAttention || site.Lacking.Count > 0 || site.EngineLacks is not null ? ExitCode.Attention : ExitCode.Well;

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
