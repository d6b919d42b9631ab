using System.CommandLine;
using System.Globalization;
using Syndication.App.Functions;
using Syndication.App.Serving;
using Syndication.App.Telemetry;
using Syndication.Azure;

namespace Syndication.App.Commands;

/// <summary><c>functions</c>: the custom handler of the Azure Functions host.</summary>
internal static class FunctionsCommand
{
    // Renewed while work is in hand; after a kill, work that was taken along with other work comes again so late.
    private static readonly AzureOptions Patience = new() { Lease = TimeSpan.FromSeconds(20) };

    public static Command Create()
    {
        var storage = new Option<string?>("--storage")
        {
            Description = "The newsroom's storage account: its address, or a connection string. Without it, SYNDICATION_STORAGE says.",
            HelpName = "URI-OR-CONNECTION-STRING",
        };
        var command = new Command(
            "functions",
            "The Azure Functions custom handler: the Functions host starts it, and calls it for uploads, queue messages, timers and pages. " +
            "The host names the port in FUNCTIONS_CUSTOMHANDLER_PORT. To try a newsroom without the host: `syndication serve`.")
        {
            storage,
        };
        command.SetAction((parsed, cancel) => HandleAsync(parsed.GetValue(storage), cancel));
        return command;
    }

    private static async Task<int> HandleAsync(string? account, CancellationToken cancel)
    {
        var port = Environment.GetEnvironmentVariable("FUNCTIONS_CUSTOMHANDLER_PORT");
        if (!ushort.TryParse(port, CultureInfo.InvariantCulture, out var number) || number == 0)
        {
            return Wrong(string.IsNullOrEmpty(port)
                ? "FUNCTIONS_CUSTOMHANDLER_PORT is not set: this command is started by the Azure Functions host. Without a host, use `syndication serve`."
                : "FUNCTIONS_CUSTOMHANDLER_PORT is no port. The Azure Functions host sets it; take it out of the app's settings.");
        }

        account ??= Environment.GetEnvironmentVariable(SiteOption.Variable);
        if (string.IsNullOrWhiteSpace(account))
            return Wrong("SYNDICATION_STORAGE is not set: set it to the newsroom's storage account, such as https://ACCOUNT.blob.core.windows.net.");

        try
        {
            await ServeAsync(account, number, cancel);
            return ExitCode.Well;
        }
        catch (FormatException e)
        {
            return Wrong(e.Message);
        }
    }

    private static async Task ServeAsync(string account, int port, CancellationToken cancel)
    {
        var clock = TimeProvider.System;
        var log = new ServeLog(Console.Out, false, clock, Exporting.Now?.Logger);
        await using var storage = AzureStorage.Open(account, clock, Patience);
        var newsroom = new LivingNewsroom(storage.Store, storage.Queue, text => log.Warn("config", text), clock);
        await using var server = FunctionsServer.Create(
            new FunctionDesk(storage, newsroom, clock), newsroom, storage.Store, port, text => log.Error("failed", text));
        await server.StartAsync(cancel);
        log.Info("ready", $"Listening on 127.0.0.1:{port}; the newsroom is in {storage}.");
        await server.WaitForShutdownAsync(cancel);
    }

    private static int Wrong(string text)
    {
        Screen.ErrorLine(text);
        return ExitCode.Usage;
    }
}
