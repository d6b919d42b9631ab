using System.Net;
using Syndication.Configuration;
using Syndication.Intake;
using Syndication.Releases;

namespace Syndication.Publishing.Pages;

/// <summary>The body of a release as its page has it.</summary>
internal static class ReleaseBody
{
    /// <summary>The body with the images' addresses on the site, fetched when a reader comes near them.</summary>
    public static CleanHtml Of(CleanHtml html, Site site)
    {
        var root = site.BaseUrl.AbsolutePath;
        var own = $"<img src=\"{WebUtility.HtmlEncode(root)}{Media.Prefix}";
        var markup = Media.At(WithoutForeign(html), root).Markup;
        return markup.Contains(own, StringComparison.Ordinal) ? new(markup.Replace(own, $"<img loading=\"lazy\" decoding=\"async\" {own["<img ".Length..]}", StringComparison.Ordinal)) : new(markup);
    }

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
