using System.CommandLine;
using Syndication.Delivery;
using Syndication.Network.Receiving;

namespace Syndication.App.Commands;

/// <summary><c>receive</c>: a partner's end to try things against.</summary>
internal static class ReceiveCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port", "-p") { Description = "The port to listen on, on this machine alone; 0 takes a free one.", Required = true };
        var secret = new Option<string>("--secret") { Description = "The secret shared with the newsroom, whsec_…, or env:NAME for a variable that holds it.", Required = true };
        var command = new Command(
            "receive",
            "A partner's end to try things against: takes webhook copies, verifies their signatures, and prints one JSON line a copy.\n\n" +
            "Example:\n" +
            "  syndication receive --port 7072 --secret env:LAS_WEBHOOK_SECRET")
        {
            port, secret,
        };
        command.SetAction((parsed, cancel) => ReceiveAsync(parsed.GetValue(port), parsed.GetValue(secret)!, cancel));
        return command;
    }

    private static async Task<int> ReceiveAsync(int port, string secret, CancellationToken cancel)
    {
        if (secret.StartsWith("env:", StringComparison.Ordinal))
            secret = Environment.GetEnvironmentVariable(secret[4..]) ?? "";
        if (WebhookSecret.TryParse(secret, out _) is { } wrong)
        {
            Screen.ErrorLine($"The secret is not usable: {wrong}. It is whsec_ and 24 to 64 bytes in base64, as the Standard Webhooks specification has it.");
            return ExitCode.Usage;
        }

        if (port is < 0 or > 65535)
        {
            Screen.ErrorLine($"{port} is no port: name one from 1 to 65535, or 0 for any that is free.");
            return ExitCode.Usage;
        }

        Receiver started;
        try
        {
            started = await Receiver.StartAsync(port, secret, Console.Out.WriteLine, TimeProvider.System, cancel);
        }
        catch (IOException e)
        {
            Screen.ErrorLine($"Port {port} cannot be listened on: {e.Message} Stop what has it, or choose another: --port 0 takes any that is free.");
            return ExitCode.Usage;
        }

        await using var receiver = started;
        await Console.Error.WriteLineAsync($"Receiving on http://localhost:{receiver.Port}/ until Ctrl-C.");
        await Task.Delay(Timeout.InfiniteTimeSpan, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCode.Well;
    }
}
