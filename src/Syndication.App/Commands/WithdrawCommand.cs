using System.CommandLine;
using System.Text.RegularExpressions;
using Syndication.App.Opening;

namespace Syndication.App.Commands;

/// <summary><c>withdraw</c>: takes a release back everywhere it ever went.</summary>
internal static partial class WithdrawCommand
{
    private const int LongestReason = 500;

    public static Command Create()
    {
        var release = Options.Release();
        var reason = new Option<string>("--reason", "-r")
        {
            Description = $"Why, for the public: plain text, at most {LongestReason} characters. Pages and partners show it.",
            HelpName = "TEXT",
            Required = true,
        };
        var json = Options.Json();
        var command = new Command(
            "withdraw",
            "Takes a release back everywhere it ever went: pages and feeds show a notice in its place, and everyone who was sent it is told, at once. " +
            "It stays withdrawn until `restore`. With another reason, the reason is changed and everyone is told again.\n\n" +
            "Examples:\n" +
            "  syndication withdraw 2026/cairo-meeting --reason \"The figures were wrong.\" --site newsroom")
        {
            release, reason, json,
        };
        var site = new SiteOption(command);
        command.SetAction((parsed, cancel) => site.InAsync(parsed, home => WithdrawAsync(
            parsed.GetValue(release)!, parsed.GetValue(reason)!, home, parsed.GetValue(json), cancel)));
        return command;
    }

    private static async Task<int> WithdrawAsync(string text, string reason, SiteHome home, bool json, CancellationToken cancel)
    {
        if (Plain(reason, out var plain) is { } wrong)
        {
            Screen.ErrorLine($"The reason cannot be told to the public: {wrong}");
            return ExitCode.Usage;
        }

        return await Decision.CarryOutAsync(
            text,
            home,
            json,
            (desk, id) => desk.WithdrawAsync(id, plain, cancel),
            (before, after) => (before.Withdrawal, after.Version != before.Version) switch
            {
                (null, _) => $"{after.Id} is withdrawn (version {after.Version}).",
                (_, true) => $"{after.Id} was withdrawn already; its reason is changed (version {after.Version}).",
                _ => $"{after.Id} was withdrawn already, for the same reason; nothing is changed.",
            },
            cancel);
    }

    /// <summary>A reason on one line.</summary>
    /// <returns>Null where it is fit to be told, else what is wrong and what to do.</returns>
    internal static string? Plain(string reason, out string plain)
    {
        plain = Blanks().Replace(reason, " ").Trim();
        if (plain.Length == 0)
            return "it is empty. Say in a sentence why the release is taken back.";
        if (plain.Length > LongestReason)
            return $"it has {plain.Length} characters; at most {LongestReason} are shown. Shorten it.";
        if (plain.Any(char.IsControl))
            return "it holds a control character. Type it anew.";
        if (Tag().IsMatch(plain))
            return "it holds html, which would be shown as it is typed. Write plain text.";
        return null;
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"</?[a-zA-Z][^<>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
