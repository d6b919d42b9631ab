namespace Syndication.Translation.Glossaries;

/// <summary>The forms that the first word of a name takes when something is written onto it or melts with it, by language.</summary>
internal static class FirstWords
{
    private static readonly string[] ArabicPrefixes =
        ["", "و", "ف", "ب", "ك", "ل", "وب", "فب", "وك", "فك", "ول", "فل"];

    /// <summary>The forms, folded as <see cref="FoldedText"/> does, the word itself first.</summary>
    public static IEnumerable<string> Of(string word, string primary, bool hasMore) => primary switch
    {
        "ar" => Arabic(word),
        "fr" when hasMore && word == "le" => [word, "au", "du"],
        "fr" when hasMore && word == "les" => [word, "aux", "des"],
        "es" when hasMore && word == "el" => [word, "al", "del"],
        _ => [word],
    };

    // و ف ب ك ل before any word; "ل" before "ال" is written "لل"; a name without article may be given one.
    private static IEnumerable<string> Arabic(string word)
    {
        var bare = word.StartsWith("ال", StringComparison.Ordinal) ? word[2..] : null;
        foreach (var prefix in ArabicPrefixes)
        {
            yield return prefix + word;
            if (bare is not null && prefix.EndsWith('ل'))
                yield return prefix + "ل" + bare;
            else if (bare is null && prefix.EndsWith('ل'))
                yield return prefix + "ل" + word;
            else if (bare is null)
                yield return prefix + "ال" + word;
        }
    }
}
