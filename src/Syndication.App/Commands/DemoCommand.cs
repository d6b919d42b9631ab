using System.CommandLine;
using System.Security.Cryptography;
using Syndication.App.Opening;
using Syndication.App.Serving;
using Syndication.Network.Receiving;

namespace Syndication.App.Commands;

/// <summary><c>demo</c>: the whole thing in one go, for someone new.</summary>
internal static class DemoCommand
{
    public const string Name = "demo";

    private const string SecretName = "LAS_WEBHOOK_SECRET";

    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "Where the sample newsroom goes.", DefaultValueFactory = _ => "demo" };
        var once = new Option<bool>("--once") { Description = "Exit when all is done instead of serving the pages." };
        var urls = new Option<string>("--urls") { Description = "Where to serve.", DefaultValueFactory = _ => "http://localhost:7071" };
        var command = new Command(
            Name,
            "The whole thing in one go: copies a sample newsroom, starts a partner that receives copies, reads, translates, publishes and " +
            "delivers; then a second day with a correction and a withdrawal; and serves it until Ctrl-C, so that you can put files of your own " +
            "into DIR/inbox and see what becomes of them.\n\n" +
            "Examples:\n" +
            "  syndication demo\n" +
            "  syndication demo /tmp/newsroom --once")
        {
            folder, once, urls,
        };
        command.SetAction((parsed, cancel) => DemoAsync(parsed.GetValue(folder)!, parsed.GetValue(once), parsed.GetValue(urls)!, cancel));
        return command;
    }

    private static async Task<int> DemoAsync(string folder, bool once, string urls, CancellationToken cancellation)
    {
        var wrong = Served.TryParse(urls, out var addresses);
        if (wrong is not null || !Uri.TryCreate(addresses[0], UriKind.Absolute, out var address))
        {
            Screen.ErrorLine(wrong ?? $"“{urls}” is no address that links can begin with; write it like http://localhost:7071.");
            return ExitCode.Usage;
        }

        if (!Prepare(folder))
            return ExitCode.Usage;
        using var interruption = new Interruption(cancellation);
        var cancel = interruption.Token;

        var secret = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        Environment.SetEnvironmentVariable(SecretName, secret);
        var received = 0;
        await using var receiver = await Receiver.StartAsync(0, secret, _ => Interlocked.Increment(ref received), TimeProvider.System, cancel);
        Sample.Set(Path.Combine(folder, "config/partners/las-secretariat.json"), $"http://localhost:{receiver.Port}/", "channel", "url");
        Sample.Set(Path.Combine(folder, "config/site.json"), new Uri(address, "/").AbsoluteUri, "baseUrl");

        Screen.Line($"A sample newsroom is in {Path.GetFullPath(folder)}; a partner with a fresh secret receives on port {receiver.Port}.");
        Screen.Line("");
        Screen.Line("The first day", "bold");
        var first = await PassAsync(folder, cancel);

        Screen.Line("");
        var later = Sample.CopyLater(folder);
        Screen.Line($"The second day: a correction and a withdrawal are uploaded ({string.Join(", ", later)})", "bold");
        var second = await PassAsync(folder, cancel);
        if (first is null || second is null)
            return ExitCode.Usage;

        Screen.Line("");
        Screen.Line($"Copies: the partner with the secret took {received}, each with a valid signature; the others were laid into the folders of two more partners. What stands where:  syndication status --site {folder}");
        Tell(folder, first, second);
        var clean = !first.NeedsAttention && !second.NeedsAttention;
        if (once)
        {
            Screen.Line($"Look at it: {new Uri(Path.GetFullPath(Path.Combine(folder, "public/index.html")))}");
            return clean ? ExitCode.Well : ExitCode.Attention;
        }

        return await ServeAsync(folder, addresses, address, cancel);
    }

    private static bool Prepare(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            if (!File.Exists(Path.Combine(folder, Sample.Marker)))
            {
                Screen.ErrorLine($"{folder} is not empty, and no demonstration made it. Name another folder: syndication demo DIR");
                return false;
            }

            if (Sample.Others(folder) is [var other, ..])
            {
                Screen.ErrorLine($"{folder} holds an upload of yours, inbox/{other}, and a new demonstration begins with an empty folder. Take it out, or name another folder: syndication demo DIR");
                return false;
            }

            Directory.Delete(folder, recursive: true);
        }

        Sample.Copy(folder);
        return true;
    }

    private static async Task<SitePass?> PassAsync(string folder, CancellationToken cancel)
    {
        var (opened, newsroom) = await Opened.FromAsync(new FolderHome(folder), cancel);
        if (newsroom is null)
            return null;
        var pass = await SitePass.RunAsync(opened, newsroom, null, null, cancel);
        RunTold.Counts(pass.Report);
        RunTold.Problems(pass, opened, text => Screen.Line(text, "yellow"));
        return pass;
    }

    private static void Tell(string folder, SitePass first, SitePass second)
    {
        Screen.Line($"Published: {Path.Combine(folder, "public")} ({first.Report.Published} editions on the first day, {second.Report.Published} again on the second)");
        Screen.Line($"Delivered: {Path.Combine(folder, "deliveries")} holds the ledger, {Path.Combine(folder, "partners")} what the folder partners were given");
    }

    private static async Task<int> ServeAsync(string folder, IReadOnlyList<string> urls, Uri address, CancellationToken cancel)
    {
        var home = new FolderHome(folder);
        var (opened, newsroom) = await Opened.FromAsync(home, cancel);
        if (newsroom is null)
            return ExitCode.Usage;
        return await Served.RunAsync(home, opened, newsroom, urls, new ServeLog(Console.Out, json: false, newsroom.Clock), _ => Invite(folder, address), cancel);
    }

    private static void Invite(string folder, Uri address)
    {
        Screen.Line("");
        Screen.Line("Look at it, until Ctrl-C:");
        foreach (var (what, path) in new[]
        {
            ("the newsroom", ""), ("in Arabic", "ar/index.html"), ("a corrected release", "fr/2026/caire-processus-consultatifs.html"),
            ("a withdrawn one", "fr/2026/dakar-erosion-cotiere.html"), ("RSS", "feeds/fr/rss.xml"), ("Atom", "feeds/ar/atom.xml"), ("JSON Feed", "feeds/en/feed.json"),
        })
        {
            Screen.Line($"  {what,-20} {new Uri(address, "/" + path)}");
        }

        Screen.Line($"Put a file of your own into {Path.Combine(folder, "inbox")}, and it is there some seconds later. What happens:");
        Screen.Line("");
    }
}
