using Syndication.Releases;

namespace Syndication.Tests.Translation;

internal static class Manuscripts
{
    public static readonly Language French = Language.Parse("fr");
    public static readonly Language English = Language.Parse("en");
    public static readonly Language Spanish = Language.Parse("es");
    public static readonly Language Arabic = Language.Parse("ar");
    public static readonly Language Chinese = Language.Parse("zh");
    public static readonly Language Russian = Language.Parse("ru");

    public static Manuscript In(Language language, string html, string title = "") =>
        new() { Language = language, Title = title, Html = new CleanHtml(html) };
}
