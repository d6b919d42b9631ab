namespace Syndication.Translation.Checks;

/// <summary>Far too short is a loss, far too long an invention. How long is data per language; the shorter the text, the more is let pass.</summary>
internal static class LengthCheck
{
    private const int TooShortToTell = 15;

    public static IEnumerable<Finding> Of(SegmentPair pair)
    {
        var (expected, written) = (Weight(pair.PlainSource, pair.From.Primary), Weight(pair.PlainTarget, pair.To.Primary));
        var ratio = written / Math.Max(1, expected);
        var (least, most) = expected switch
        {
            < TooShortToTell => (0.0, written > 60 ? 5.0 : double.MaxValue),
            < 60 => (0.34, 3.2),
            < 200 => (0.45, 2.3),
            _ => (0.55, 1.9),
        };
        if (ratio < least)
            yield return pair.Found(Check.Length, $"It is {ratio:P0} as long as expected, so something may be lost: {pair.Quoted}".Replace(" %", "%", StringComparison.Ordinal));
        else if (ratio > most)
            yield return pair.Found(Check.Length, $"It is {ratio:0.0} times as long as expected, so something may have been added: {pair.Quoted}");
    }

    /// <summary>How long a text is, in characters of English.</summary>
    public static double Weight(string text, string primary) => text.Count(c => !char.IsWhiteSpace(c)) / Factor(primary);

    private static double Factor(string primary) => primary switch
    {
        "fr" or "es" or "de" => 1.15,
        "pt" or "it" or "nl" => 1.1,
        "ru" or "uk" or "bg" => 1.1,
        "ar" or "fa" or "ur" or "he" => 0.85,
        "zh" => 0.33,
        "ja" => 0.48,
        "ko" => 0.5,
        _ => 1,
    };
}
