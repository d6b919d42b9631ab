using Spectre.Console;
using Syndication.App.Opening;
using Syndication.Configuration;
using Syndication.Delivery;

namespace Syndication.App.Commands;

/// <summary><c>resend --to</c>: a partner's copies, sent to a test receiver.</summary>
internal sealed class ReplayTo
{
    private readonly Partner partner;
    private readonly Uri address;
    private readonly IChannel receiver;

    private ReplayTo(Partner partner, Uri address, IChannel receiver) => (this.partner, this.address, this.receiver) = (partner, address, receiver);

    /// <summary>The test receiver; null, and told, where the options name none.</summary>
    public static ReplayTo? Of(Partner partner, string? to, string? secret)
    {
        if (Wrong(partner, to, secret, out var address) is { } wrong)
        {
            Screen.ErrorLine(wrong);
            return null;
        }

        // Whoever names the address on the command line may mean this very machine.
        var channel = new ChannelOptions { Type = "webhook", Format = partner.Channel.Format, Url = address, Secret = secret, Allow = [address!.Host] };
        var receiver = OpenedNewsroom.ChannelTo(partner with { Channel = channel });
        if (receiver.Lacks is not { } lacks)
            return new(partner, address, receiver);
        Screen.ErrorLine(lacks);
        return null;
    }

    /// <summary>Sends the copies, and tells what came of each.</summary>
    public async Task<int> SendAsync(Newsroom newsroom, IReadOnlyList<Resend> resends, bool onlyLook, bool json, CancellationToken cancel)
    {
        if (resends.All(resend => resend.Copies.Count == 0))
        {
            Screen.ErrorLine($"There is nothing to replay: {(resends.Count == 0 ? $"{partner.Id} was due nothing of what you name." : $"{partner.Id} may have none of it now.")} Nothing was sent.");
            return ExitCode.Usage;
        }

        var copies = new List<ReplayLine>();
        if (onlyLook)
            copies.AddRange(resends.SelectMany(resend => resend.Copies.Select(copy => ReplayLine.Of(new(resend.Release, copy, Outcome.Accepted(), false)) with { Outcome = "not sent" })));
        else
        {
            await foreach (var one in new Replay(newsroom, partner, receiver).SendAsync(resends, cancel))
                copies.Add(ReplayLine.Of(one));
        }

        var report = new ReplayReport(partner.Id, address.AbsoluteUri, onlyLook, copies);
        if (json)
            AppJson.Print(report, type => type.ReplayReport);
        else
            Tell(report);
        return onlyLook || copies.All(copy => copy.Outcome == "accepted") ? ExitCode.Well : ExitCode.Attention;
    }

    private static string? Wrong(Partner partner, string? to, string? secret, out Uri? address)
    {
        address = null;
        if (to is null || secret is null)
            return "--to and --secret go together: the test receiver's address, and env:NAME for the variable that holds its secret.";
        if (!Uri.TryCreate(to, UriKind.Absolute, out address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
            return "--to must be an address such as http://localhost:7072/, without a name or password in it.";
        if (!secret.StartsWith("env:", StringComparison.Ordinal) || secret.Length == "env:".Length)
            return "--secret must name a variable, as in env:TEST_SECRET: a secret on a command line stays in the shell's history.";
        return partner.Channel.Url is { } own && own.Host == address.Host && own.Port == address.Port && own.AbsolutePath == address.AbsolutePath
            ? $"--to is the address of {partner.Id} itself. Leave --to out to send to it, or name a test receiver, such as `syndication receive`."
            : null;
    }

    private static void Tell(ReplayReport report)
    {
        var table = Screen.Table("release", "language", "version", "says", "came of it", "bytes", "");
        foreach (var copy in report.Copies)
        {
            table.AddRow(
                Screen.Cell(copy.Release), Screen.Cell(copy.Language), Screen.Cell($"{copy.Version}"), Screen.Cell(copy.Type.ToString().ToLowerInvariant()),
                Screen.Cell(copy.Outcome), Screen.Cell(copy.Same ? "as they were sent" : ""), Screen.Cell(copy.Detail));
        }

        Screen.Out.Write(table);
        Screen.Line(report.DryRun
            ? $"{report.Copies.Count} copies would be sent to {report.To}; nothing was."
            : $"{report.Copies.Count} copies went to {report.To}, each under the id it always had; {report.Partner} heard nothing of it, and its ledger is as it was.");
    }
}

/// <summary>What <c>resend --to --json</c> prints.</summary>
internal sealed record ReplayReport(string Partner, string To, bool DryRun, IReadOnlyList<ReplayLine> Copies);

/// <summary>A copy that was replayed.</summary>
internal sealed record ReplayLine(string Release, string Language, int Version, CopyKind Type, string WebhookId, string Outcome, bool Same, string? Receipt, string? Detail)
{
    public static ReplayLine Of(ReplayedCopy one) => new(
        one.Release.Value, one.Copy.Language.Tag, one.Copy.Version, one.Copy.Kind, one.Copy.WebhookId, one.Outcome.Kind.ToString().ToLowerInvariant(), one.IsSame,
        one.Outcome.Receipt, one.Outcome.Detail);
}
