using DocumentFormat.OpenXml;

namespace Syndication.Intake.Word;

/// <summary>The lists of a document: which are numbered, and where each has come to.</summary>
internal sealed class Numbering
{
    private readonly Dictionary<string, (string Abstract, OpenXmlElement Element)> lists = [];
    private readonly Dictionary<string, OpenXmlElement> kinds = [];
    private readonly Dictionary<(string Kind, int Level), int> counts = [];
    private readonly HashSet<(string List, int Level)> started = [];
    private readonly Styles styles;

    public Numbering(OpenXmlElement? root, Styles styles)
    {
        this.styles = styles;
        foreach (var child in root?.ChildElements ?? Enumerable.Empty<OpenXmlElement>())
        {
            if (child.LocalName == "abstractNum" && child.Value("abstractNumId") is { } kind)
                kinds.TryAdd(kind, child);
            else if (child.LocalName == "num" && child.Value("numId") is { } list && child.Child("abstractNumId").Value() is { } its)
                lists.TryAdd(list, (its, child));
        }
    }

    /// <summary>The next item of a list.</summary>
    /// <param name="list">The list's id.</param>
    /// <param name="level">How deep, from 0; null where the style decides.</param>
    /// <param name="style">The id of the paragraph's style.</param>
    /// <returns>Null where the list is none that shows.</returns>
    public ListItem? Next(string? list, int? level, string? style)
    {
        if (list is null or "0" || !lists.TryGetValue(list, out var found))
            return null;
        var definition = Definition(found.Abstract);
        var at = Math.Clamp(level ?? LevelOf(definition, style), 0, 8);
        var shape = definition?.ChildElements.FirstOrDefault(child => child.LocalName == "lvl" && child.Number("ilvl") == at);
        var overriding = found.Element.ChildElements.FirstOrDefault(child => child.LocalName == "lvlOverride" && child.Number("ilvl") == at);
        shape = overriding.Child("lvl") ?? shape;
        var format = shape.Child("numFmt").Value() ?? "decimal";
        if (format == "none" || shape.Child("lvlText") is { } text && format != "bullet" && string.IsNullOrWhiteSpace(text.Value()))
            return null;

        var key = (found.Abstract, at);
        if (started.Add((list, at)) && overriding.Child("startOverride").Number() is { } restart)
            counts[key] = restart - 1;
        var number = counts[key] = counts.GetValueOrDefault(key, (shape.Child("start").Number() ?? 1) - 1) + 1;
        for (var deeper = at + 1; deeper <= 8; deeper++)
            counts.Remove((found.Abstract, deeper));
        return new(list, at, format != "bullet", number);
    }

    // A definition may stand for a style's, which then has the levels (ECMA-376, part 1, 17.9.21).
    private OpenXmlElement? Definition(string kind)
    {
        var definition = kinds.GetValueOrDefault(kind);
        return definition.Child("numStyleLink").Value() is { } link && styles.Of(link).List is { } list && lists.TryGetValue(list, out var other)
            ? kinds.GetValueOrDefault(other.Abstract)
            : definition;
    }

    private static int LevelOf(OpenXmlElement? definition, string? style) => style is null ? 0 :
        definition?.ChildElements.FirstOrDefault(child => child.LocalName == "lvl" && child.Child("pStyle").Value() == style).Number("ilvl") ?? 0;
}

/// <summary>An item of a list.</summary>
/// <param name="List">The list's id.</param>
/// <param name="Level">How deep, from 0.</param>
/// <param name="IsNumbered">Whether it has a number rather than a mark.</param>
/// <param name="Number">Its number.</param>
internal sealed record ListItem(string List, int Level, bool IsNumbered, int Number);
