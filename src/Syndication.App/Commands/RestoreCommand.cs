using System.CommandLine;

namespace Syndication.App.Commands;

/// <summary><c>restore</c>: puts a withdrawn release up again.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var release = Options.Release();
        var json = Options.Json();
        var command = new Command(
            "restore",
            "Puts a withdrawn release up again: its pages, its places in the feeds, and a correction to everyone who was told that it is withdrawn.\n\n" +
            "Examples:\n" +
            "  syndication restore 2026/cairo-meeting --site newsroom")
        {
            release, json,
        };
        var site = new SiteOption(command);
        command.SetAction((parsed, cancel) => site.InAsync(parsed, home => Decision.CarryOutAsync(
            parsed.GetValue(release)!,
            home,
            parsed.GetValue(json),
            (desk, id) => desk.RestoreAsync(id, cancel),
            (before, after) => before.Withdrawal is null ? $"{after.Id} is not withdrawn; nothing is changed." : $"{after.Id} is restored (version {after.Version}).",
            cancel)));
        return command;
    }
}
