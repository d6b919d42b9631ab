using Syndication.Releases;

namespace Syndication.Azure.Translator;

/// <summary>Languages as the service names them.</summary>
internal static class TranslatorLanguage
{
    /// <summary>The service's code: mostly the language alone, but for what it knows in several scripts or countries.</summary>
    public static string Of(Language language)
    {
        var parts = language.Tag.Split('-');
        var script = parts.FirstOrDefault(part => part.Length == 4);
        var region = parts.Skip(1).FirstOrDefault(part => part.Length is 2 or 3);
        return (parts[0], script, region) switch
        {
            ("zh", "Hant", _) or ("zh", null, "TW" or "HK" or "MO") => "zh-Hant",
            ("zh", _, _) => "zh-Hans",
            ("sr", "Latn", _) => "sr-Latn",
            ("sr", _, _) => "sr-Cyrl",
            ("mn", "Mong", _) => "mn-Mong",
            ("mn", _, _) => "mn-Cyrl",
            ("fr", _, "CA") => "fr-CA",
            ("pt", _, "PT") => "pt-PT",
            ("no", _, _) => "nb",
            var (plain, _, _) => plain,
        };
    }
}
