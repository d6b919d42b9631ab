using DocumentFormat.OpenXml;

namespace Syndication.Intake.Word;

/// <summary>Elements of a Word document by name, and attributes as they are written: a value that makes no sense is passed over, not thrown at.</summary>
internal static class WordXml
{
    /// <summary>The first child of a name; null where there is none.</summary>
    public static OpenXmlElement? Child(this OpenXmlElement? element, string name)
    {
        for (var child = element?.FirstChild; child is not null; child = child.NextSibling())
        {
            if (child.LocalName == name)
                return child;
        }

        return null;
    }

    /// <summary>An attribute by its local name; null where there is none.</summary>
    public static string? Value(this OpenXmlElement? element, string name = "val")
    {
        if (element is null || !element.HasAttributes)
            return null;
        foreach (var attribute in element.GetAttributes())
        {
            if (attribute.LocalName == name)
                return attribute.Value;
        }

        return null;
    }

    /// <summary>A number in an attribute; null where there is none.</summary>
    public static int? Number(this OpenXmlElement? element, string name = "val") => int.TryParse(element.Value(name), out var number) ? number : null;

    /// <summary>A switch such as <c>w:b</c>: on where it is there and does not say off (ECMA-376, part 1, 17.17.4); null where it is not there.</summary>
    public static bool? Switch(this OpenXmlElement? properties, string name) =>
        properties.Child(name) is { } element ? element.Value() is not ("0" or "false" or "off" or "none") : null;
}
