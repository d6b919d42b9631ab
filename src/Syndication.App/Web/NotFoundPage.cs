using System.Text;
using System.Text.Encodings.Web;
using Syndication.Configuration;

namespace Syndication.App.Web;

/// <summary>What a person reads who asks for a page that is not there, in the language of the path or the site's first.</summary>
internal static class NotFoundPage
{
    private static readonly Dictionary<string, (string Title, string Way)> Words = new(StringComparer.Ordinal)
    {
        ["en"] = ("There is no such page", "The address may be mistyped, or the page was never there. All releases:"),
        ["fr"] = ("Cette page n’existe pas", "L’adresse est peut-être erronée, ou la page n’a jamais existé. Tous les communiqués :"),
        ["ar"] = ("هذه الصفحة غير موجودة", "قد يكون العنوان غير صحيح، أو أن الصفحة لم تكن موجودة قط. جميع البيانات الصحفية:"),
        ["es"] = ("Esta página no existe", "Puede que la dirección sea incorrecta o que la página nunca haya existido. Todos los comunicados:"),
        ["ru"] = ("Такой страницы нет", "Возможно, адрес набран с ошибкой или такой страницы никогда не было. Все сообщения:"),
        ["zh"] = ("没有此页面", "地址可能有误，或该页面从未存在。所有新闻稿："),
    };

    /// <summary>The page.</summary>
    /// <param name="site">The site.</param>
    /// <param name="path">What was asked for, without its first slash.</param>
    public static byte[] Of(Site site, string path)
    {
        var segments = path.Split('/');
        var named = segments[0] == "feeds" ? segments.ElementAtOrDefault(1) : segments[0];
        var language = site.Languages.FirstOrDefault(one => one.Tag == named, site.Languages[0]);
        var (title, way) = Words.GetValueOrDefault(language.Tag.Split('-')[0], Words["en"]);
        var isKnown = Words.ContainsKey(language.Tag.Split('-')[0]);
        var (tag, direction) = isKnown ? (language.Tag, language.Direction) : ("en", "ltr");
        var newsroom = HtmlEncoder.Default.Encode(site.InLanguage(site.Title, language) ?? "");
        var style = HtmlEncoder.Default.Encode(new Uri(site.BaseUrl, "assets/site.css").AbsolutePath);
        var rightToLeft = direction == "rtl" ? $"""<link rel="stylesheet" href="{HtmlEncoder.Default.Encode(new Uri(site.BaseUrl, "assets/right-to-left.css").AbsolutePath)}">""" + "\n" : "";
        var index = HtmlEncoder.Default.Encode(new Uri(site.BaseUrl, $"{language.Tag}/index.html").AbsolutePath);
        return Encoding.UTF8.GetBytes($"""
            <!DOCTYPE html>
            <html lang="{tag}" dir="{direction}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            <link rel="stylesheet" href="{style}">
            {rightToLeft}</head>
            <body>
            <main id="content" class="inner">
            <h1>{title}</h1>
            <p>{way} <a href="{index}" lang="{language.Tag}">{newsroom}</a></p>
            </main>
            </body>
            </html>

            """);
    }
}
