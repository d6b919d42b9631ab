using Syndication.Releases;
using Syndication.Translation.Segments;

namespace Syndication.Translation.Checks;

/// <summary>A segment beside its translation, as the checks look at it.</summary>
internal sealed class SegmentPair(int number, string source, string target, Language from, Language to, bool isMachine)
{
    /// <summary>Its place in the order of reading, from 1.</summary>
    public int Number => number;

    /// <summary>In the canonical form of <see cref="Placeholders"/>.</summary>
    public string Source => source;

    /// <summary>In the canonical form of <see cref="Placeholders"/>.</summary>
    public string Target => target;

    public Language From => from;

    public Language To => to;

    /// <summary>Whether a machine wrote the translation; a person may take liberties that a machine may not.</summary>
    public bool IsMachine => isMachine;

    /// <summary>The source without placeholders.</summary>
    public string PlainSource { get; } = Placeholders.Plain(source);

    /// <summary>The translation without placeholders.</summary>
    public string PlainTarget { get; } = Placeholders.Plain(target);

    public Finding Found(Check check, string message) => new(check, number, message);

    /// <summary>The beginning of the translation, for messages.</summary>
    public string Quoted => $"“{Short(PlainTarget)}”";

    public static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
