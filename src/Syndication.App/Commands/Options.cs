using System.CommandLine;

namespace Syndication.App.Commands;

/// <summary>The options that commands share.</summary>
internal static class Options
{
    public static Option<string> Site() => new("--site", "-s")
    {
        Description = "The newsroom's folder, the one that holds config/ and inbox/.",
        HelpName = "DIR",
        Required = true,
    };

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document and nothing else." };
}
