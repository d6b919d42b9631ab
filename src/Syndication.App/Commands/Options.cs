using System.CommandLine;
using System.Globalization;
using Syndication.Translation.Memory;

namespace Syndication.App.Commands;

/// <summary>The options that commands share.</summary>
internal static class Options
{
    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static Argument<string> Release() => new("RELEASE") { Description = "Its id, such as 2026/cairo-meeting, or the path of one of its uploads." };

    /// <summary>A language in any spelling that translators' tools use; what is none is refused.</summary>
    public static Option<string?> Language(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "LANGUAGE" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !TmxLanguage.TryParse(text, out _))
                result.AddError($"“{text}” is no language that is known here, such as fr, fr-FR or fra.");
        });
        return option;
    }

    /// <summary>A day, which begins at midnight UTC, or an instant; what is neither is refused.</summary>
    public static Option<string?> Date(string name, string description)
    {
        var option = new Option<string?>(name) { Description = $"{description} (UTC): 2026-11-20 or 2026-11-20T09:00Z.", HelpName = "DATE" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Instant(text) is null)
                result.AddError($"“{text}” is no date such as 2026-11-20 or 2026-11-20T09:00Z.");
        });
        return option;
    }

    /// <summary>The instant that such an option names; null where it was left out.</summary>
    public static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document and nothing else." };
}
