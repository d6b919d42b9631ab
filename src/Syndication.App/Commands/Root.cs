using System.CommandLine;
using System.CommandLine.Parsing;
using Syndication.App.Opening;
using Syndication.App.Telemetry;

namespace Syndication.App.Commands;

/// <summary>The command line: every command of <c>syndication</c>.</summary>
internal static class Root
{
    private static readonly string[] Secrets = ["AccountKey", "SharedAccessSignature", "sig=", "whsec_"];

    /// <summary>Runs what the arguments say.</summary>
    /// <returns>0 all well, 1 something needs a person, 2 wrong usage or configuration.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand(
            "Gets an organisation's news to the world and to its partners: reads the releases in a newsroom's inbox, translates them, " +
            "publishes feeds and pages in every language, and delivers copies.\n\n" +
            "Examples:\n" +
            "  syndication demo                      the whole thing in one go, with a sample newsroom\n" +
            "  syndication check --site newsroom     is the configuration in order?\n" +
            "  syndication run --site newsroom       one whole pass\n" +
            "  syndication serve --site newsroom     pages over HTTP, and the work as it comes\n" +
            "  syndication status --site newsroom    what stands where")
        {
            DemoCommand.Create(),
            RunCommand.Create(),
            ServeCommand.Create(),
            NightCommand.Create(),
            PreviewCommand.Create(),
            StatusCommand.Create(),
            CheckCommand.Create(),
            ExplainCommand.Create(),
            WithdrawCommand.Create(),
            RestoreCommand.Create(),
            ResendCommand.Create(),
            LedgerCommand.Create(),
            PartnerCommand.Create(),
            RebuildCommand.Create(),
            ApproveCommand.Create(),
            XliffCommand.Create(),
            MemoryCommand.Create(),
            ReceiveCommand.Create(),
            FunctionsCommand.Create(),
        };

        Help.SetUp(root);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            if (parsed.CommandResult.Command == root && arguments is [var first, ..] && !first.StartsWith('-'))
                await Console.Error.WriteLineAsync(Secretive($"“{first}” is no command of syndication.", arguments));
            else
                foreach (var error in parsed.Errors)
                    await Console.Error.WriteLineAsync(Secretive(error.Message, arguments));
            await Console.Error.WriteLineAsync($"See `syndication {Path(parsed.CommandResult)}--help`.");
            return ExitCode.Usage;
        }

        try
        {
            await using var telemetry = Exporting.Start();
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
            if (parsed.CommandResult.Command.Name is ServeCommand.Name or DemoCommand.Name)
                invocation.ProcessTerminationTimeout = null; // They hear signals themselves, and take their time to stop.
            return await parsed.InvokeAsync(invocation);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped. What was not finished is done by the next run.");
            return ExitCode.Attention;
        }
        catch (Exception e) when (e is UsageException or Storage.NewerFormatException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Usage;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Storage.DamagedDocumentException)
        {
            await Console.Error.WriteLineAsync(e.Message.StartsWith("Storage: ", StringComparison.Ordinal) ? e.Message : $"Storage: {e.Message}");
            return ExitCode.Attention;
        }
    }

    // A connection string in the wrong place is named in the parser's complaint; its key goes nowhere.
    private static string Secretive(string text, string[] arguments) => arguments
        .Where(argument => Secrets.Any(secret => argument.Contains(secret, StringComparison.OrdinalIgnoreCase)))
        .OrderByDescending(argument => argument.Length)
        .Aggregate(text, (told, argument) => told.Replace(argument, "…", StringComparison.Ordinal));

    private static string Path(SymbolResult? result) =>
        result is CommandResult { Parent: { } parent, Command: var command } ? $"{Path(parent)}{command.Name} " : "";
}
