using Syndication.Intake;
using Syndication.Releases;

namespace Syndication.Publishing;

/// <summary>The images of a text with what each shows, in the text's language.</summary>
internal static class Enclosures
{
    /// <summary>The images; null where there are none.</summary>
    public static IReadOnlyList<Image>? Of(Manuscript text)
    {
        if (text.Images is not { Count: > 0 } images)
            return null;
        var shown = HtmlParsers.OfThisThread.ParseDocument(text.Html.Markup).QuerySelectorAll("img").Where(element => Media.IsOwn(element.GetAttribute("src")))
            .DistinctBy(element => element.GetAttribute("src")).ToDictionary(element => element.GetAttribute("src")![Media.Prefix.Length..], element => element.GetAttribute("alt"));
        return [.. images.Where(image => shown.ContainsKey(image.Name)).Select(image => image with { Alternative = shown[image.Name] is { Length: > 0 } alternative ? alternative : null })];
    }
}
