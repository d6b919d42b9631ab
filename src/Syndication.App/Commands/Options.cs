using System.CommandLine;
using Syndication.Translation.Memory;

namespace Syndication.App.Commands;

/// <summary>The options that commands share.</summary>
internal static class Options
{
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

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document and nothing else." };
}
