using System.Net;
using System.Text.RegularExpressions;
using Syndication.Configuration;
using Syndication.Intake;
using Syndication.Publishing.Words;
using Syndication.Releases;

namespace Syndication.Publishing.Pages;

/// <summary>The body of a release as its page has it.</summary>
internal static partial class ReleaseBody
{
    /// <summary>
    /// The body with the images' addresses on the site, fetched when a reader comes near them, with tables that a keyboard can scroll, and
    /// with headings of which none skips a level.
    /// </summary>
    public static CleanHtml Of(CleanHtml html, Site site, PageWords words)
    {
        var root = site.BaseUrl.AbsolutePath;
        var own = $"<img src=\"{WebUtility.HtmlEncode(root)}{Media.Prefix}";
        var markup = Arranged(Media.At(WithoutForeign(html), root).Markup, words);
        return markup.Contains(own, StringComparison.Ordinal) ? new(markup.Replace(own, $"<img loading=\"lazy\" decoding=\"async\" {own["<img ".Length..]}", StringComparison.Ordinal)) : new(markup);
    }

    // Only the sanitiser writes elements: in texts and attributes the angle bracket is an entity.
    private static string Arranged(string markup, PageWords words)
    {
        var outline = new Stack<(int Written, int Shown)>();
        var open = new Stack<int>();
        var (tables, within) = (0, 0);
        return Arrangeable().Replace(markup, tag =>
        {
            switch (tag.Value)
            {
                case "<table":
                    return within++ > 0 ? tag.Value : $"<section class=\"wide\" tabindex=\"0\" aria-label=\"{words.TableName(++tables)}\">{tag.Value}";
                case "</table>":
                    return --within > 0 ? tag.Value : $"{tag.Value}</section>";
                case ['<', '/', ..]:
                    return open.TryPop(out var level) ? $"</h{level}>" : tag.Value;
            }

            var written = tag.Value[^1] - '0';
            while (outline.TryPeek(out var above) && above.Written >= written)
                outline.Pop();
            var shown = outline.TryPeek(out var parent) ? parent.Shown + 1 : 2;
            outline.Push((written, shown));
            open.Push(shown);
            return $"<h{shown}";
        });
    }

    [GeneratedRegex("<h[1-6](?=[ >])|</h[1-6]>|<table(?=[ >])|</table>", RegexOptions.CultureInvariant)]
    private static partial Regex Arrangeable();

    // An image on another host would tell that host who reads what: a link stands in its place, which is followed only on purpose.
    private static CleanHtml WithoutForeign(CleanHtml html)
    {
        if (!html.Markup.Contains("<img src=\"http", StringComparison.OrdinalIgnoreCase))
            return html;
        var body = HtmlParsers.OfThisThread.ParseDocument(html.Markup).Body!;
        foreach (var image in body.QuerySelectorAll("img").Where(image => !Media.IsOwn(image.GetAttribute("src"))).ToList())
        {
            var address = image.GetAttribute("src")!;
            var text = image.GetAttribute("alt") is { Length: > 0 } alternative ? alternative : new Uri(address).Host;
            var instead = image.Owner!.CreateElement(image.Closest("a") is null ? "a" : "span");
            instead.TextContent = text;
            if (instead.LocalName == "a")
                instead.SetAttribute("href", address);
            image.Replace(instead);
        }

        return Sanitiser.Clean(body.InnerHtml);
    }
}
