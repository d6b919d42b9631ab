using System.Text.RegularExpressions;
using Syndication.Releases;
using Syndication.Translation.Glossaries;
using Syndication.Translation.Segments;

namespace Syndication.Translation;

/// <summary>What must hold before an edition may be published.</summary>
internal static partial class TranslationChecks
{
    /// <summary>What does not, one sentence each.</summary>
    public static IEnumerable<string> Of(Draft draft, Joined joined, Glossary glossary, Manuscript original)
    {
        foreach (var fault in joined.Faults)
            yield return fault;

        foreach (var (segment, text, isMachine) in draft.Pairs)
        {
            var (plain, translated) = (Placeholders.Plain(segment.Text), Placeholders.Plain(text));
            // A person may have had to turn a sentence round; of a machine it is not known whether it put the links on the right words.
            if (isMachine && segment.FaultOf(text) is null && segment.IsReorderedIn(text))
                yield return $"Links or tags stand in another order than in the source: “{translated}”";
            foreach (var reason in glossary.Check(plain, translated, draft.From, draft.To))
                yield return reason;
            foreach (var number in Numbers.MissingIn(translated, plain, wordsAllowed: !isMachine))
                yield return $"The number {number} is not in: “{translated}”";
        }

        if (joined.Faults.Count == 0 && !Addresses(original.Html).SequenceEqual(Addresses(joined.Text.Html)))
            yield return "The links are not those of the source.";
    }

    private static IEnumerable<string> Addresses(CleanHtml html) => Address().Matches(html.Markup).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
