using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Syndication.App.Commands;

/// <summary>
/// Help as a person wants it: a command's description ends with its examples, which are shown below its options and left out where
/// commands are listed.
/// </summary>
internal sealed class Help : SynchronousCommandLineAction
{
    private const string Mark = "\n\nExample";

    private readonly HelpAction inner;
    private readonly Dictionary<Command, string> examples = [];

    private Help(HelpAction inner) => this.inner = inner;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Sets a program's help up, once all its commands are there.</summary>
    public static void SetUp(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        var help = new Help((HelpAction)option.Action!);
        option.Action = help;
        help.Take(root);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var code = inner.Invoke(parseResult);
        if (examples.TryGetValue(parseResult.CommandResult.Command, out var text))
            parseResult.InvocationConfiguration.Output.WriteLine(text + "\n");
        return code;
    }

    private void Take(Command command)
    {
        if (command.Description?.IndexOf(Mark, StringComparison.Ordinal) is { } at and >= 0)
        {
            examples[command] = command.Description[at..].Trim('\n');
            command.Description = command.Description[..at];
        }

        foreach (var sub in command.Subcommands)
            Take(sub);
    }
}
