using Syndication.Configuration;
using Syndication.Releases;

namespace Syndication.Translation.Glossaries;

/// <summary>
/// The agreed names. A name is found by whole words, case and accents aside (short words in capitals only in capitals), with
/// articles that melt into it and what Arabic writes onto it; the longest name at a place counts.
/// </summary>
public sealed class Glossary
{
    private readonly Dictionary<Language, NameIndex> names = [];
    private readonly NameIndex anyLanguage;

    // For a language without a column: some names stay as they are in all.
    private readonly NameIndex keptOnly;

    /// <summary>A glossary of the lines of its file.</summary>
    public Glossary(IReadOnlyList<GlossaryTerm> terms)
    {
        anyLanguage = new(Language.None, terms.SelectMany(term => term.Names.Keys.SelectMany(term.FormsIn).Distinct().Select(name => (name, term))));
        keptOnly = new(Language.None, terms.SelectMany(term => NamesOf(term, Language.None).Select(name => (name, term))));
        foreach (var language in terms.SelectMany(term => term.Names.Keys).Distinct())
            names[language] = new(language, terms.SelectMany(term => NamesOf(term, language).Select(name => (name, term))));
    }

    /// <summary>The agreed names that a text holds and its translation does not, one sentence each.</summary>
    /// <param name="sourceText">Plain text.</param>
    /// <param name="targetText">Its translation, plain text.</param>
    /// <param name="from">The language of the text.</param>
    /// <param name="to">The language of the translation.</param>
    public IReadOnlyList<string> Check(string sourceText, string targetText, Language from, Language to)
    {
        var reasons = new List<string>();
        foreach (var found in In(sourceText, from))
        {
            // Where several lines have the name, any of their translations will do: of an acronym often the whole name.
            var agreed = found.Terms.SelectMany(term => term.Kind == "keep" ? [found.Text] : NameIn(term, to) is { } name ? [name] : Array.Empty<string>())
                .Distinct().ToList();
            var forms = agreed.Concat(found.Terms.Where(term => term.Kind != "keep").SelectMany(term => FormsIn(term, to)));
            if (agreed.Count > 0 && !forms.Any(name => NameIndex.Holds(targetText, name, to)))
            {
                var lines = string.Join(", ", found.Terms.Select(term => term.Line));
                reasons.Add($"“{found.Text}” must be “{string.Join("” or “", agreed)}” (config/glossary.csv, line {lines}), which is not in: “{Short(targetText)}”");
            }
        }

        return [.. reasons.Distinct()];
    }

    /// <summary>
    /// What a text that is nothing but names is in another language: a place, or several with commas, slashes or dashes between. A name
    /// may also be written in a third language, as datelines often are.
    /// </summary>
    /// <returns>Null where some of it is no name, or has none in that language.</returns>
    public string? Translate(string text, Language from, Language to)
    {
        var translated = new List<string>();
        foreach (var part in text.Split([',', '/', '–', '—', '،'], StringSplitOptions.TrimEntries))
        {
            if ((Single(In(part, from), to) ?? Single(anyLanguage.In(part), to)) is not { } name)
                return null;
            translated.Add(name);
        }

        return string.Join(Separator(to), translated);
    }

    /// <summary>The agreed names that a text holds and another language has, in their order; none overlaps another.</summary>
    internal IEnumerable<FoundName> Find(string text, Language from, Language to) => In(text, from)
        .Select(found => (found, Agreed: NameOf(found, to))).Where(pair => pair.Agreed is not null)
        .Select(pair => new FoundName(pair.found.Start, pair.found.Text, pair.found.Name, pair.Agreed!));

    /// <summary>The agreed names of those that a text holds, with commas between.</summary>
    /// <returns>Null where it holds none.</returns>
    public string? NamesIn(string text, Language from, Language to)
    {
        var found = In(text, from).Select(occurrence => NameOf(occurrence, to)).OfType<string>().Distinct().ToList();
        return found.Count == 0 ? null : string.Join(Separator(to), found);
    }

    /// <summary>
    /// Lines that contradict each other: the same name in one language, different ones in another; and lines that say the same twice. An
    /// acronym beside the whole name is no contradiction: some languages use the whole name for both.
    /// </summary>
    public static IReadOnlyList<ConfigProblem> Conflicts(IReadOnlyList<GlossaryTerm> terms)
    {
        var problems = new List<ConfigProblem>();
        var told = new HashSet<(int, int)>();
        foreach (var same in terms.Where(term => term.Names.Count > 0).GroupBy(Whole).Where(same => same.Count() > 1))
        {
            foreach (var other in same.Skip(1))
                problems.Add(new("config/glossary.csv", $"line {other.Line}", $"says what line {same.First().Line} says; delete one of the two."));
        }

        foreach (var language in terms.SelectMany(term => term.Names.Keys).Distinct())
        {
            foreach (var same in terms.Where(term => term.Names.ContainsKey(language)).GroupBy(term => Folded(term.Names[language])))
            {
                var first = same.First();
                foreach (var other in same.Skip(1))
                {
                    if (Contradiction(first, other) is { } differs && told.Add((first.Line, other.Line)))
                    {
                        problems.Add(new("config/glossary.csv", $"line {other.Line}",
                            $"“{other.Names[language]}” ({language}) is “{other.Names[differs]}” in {differs} here and “{first.Names[differs]}” on line {first.Line}; keep one of the two."));
                    }
                }
            }
        }

        return problems;
    }

    private static Language? Contradiction(GlossaryTerm one, GlossaryTerm other)
    {
        foreach (var (language, name) in one.Names)
        {
            if (other.Names.TryGetValue(language, out var second) && Folded(name) != Folded(second) && IsAcronym(name) == IsAcronym(second))
                return language;
        }

        return null;
    }

    private static IEnumerable<string> NamesOf(GlossaryTerm term, Language language) =>
        term.Kind == "keep" ? term.Names.Keys.SelectMany(term.FormsIn).Distinct() : term.FormsIn(language);

    private static string? NameIn(GlossaryTerm term, Language language) =>
        term.Names.TryGetValue(language, out var name) ? name
        : term.Names.Where(pair => pair.Key.Primary == language.Primary).Select(pair => pair.Value).FirstOrDefault();

    private static IEnumerable<string> FormsIn(GlossaryTerm term, Language language) =>
        term.Names.ContainsKey(language) ? term.FormsIn(language) : term.Names.Keys.Where(other => other.Primary == language.Primary).Take(1).SelectMany(term.FormsIn);

    private static string Whole(GlossaryTerm term) =>
        string.Join('\n', term.Names.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}\t{Folded(pair.Value)}").Prepend(term.Kind == "keep" ? "keep" : ""));

    private static string? NameOf(Occurrence found, Language to) =>
        found.Terms.Select(term => term.Kind == "keep" ? found.Text : NameIn(term, to)).FirstOrDefault(name => name is not null);

    private static string? Single(IReadOnlyList<Occurrence> found, Language to) =>
        found is [{ IsAll: true } only] ? NameOf(only, to) : null;

    private static bool IsAcronym(string name) => FoldedText.Of(name) is [{ Acronym: not null }];

    private static string Folded(string name) =>
        FoldedText.Of(name) is [{ Acronym: { } acronym }] ? acronym : string.Join(' ', FoldedText.Of(name).Select(word => word.Key));

    private static string Separator(Language language) => language.Primary switch { "ar" or "fa" or "ur" or "ps" or "ckb" => "، ", "zh" or "ja" => "，", _ => ", " };

    private static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";

    private IReadOnlyList<Occurrence> In(string text, Language language)
    {
        if (!names.TryGetValue(language, out var index))
            index = names.FirstOrDefault(pair => pair.Key.Primary == language.Primary).Value ?? keptOnly;
        return index.In(text);
    }
}
