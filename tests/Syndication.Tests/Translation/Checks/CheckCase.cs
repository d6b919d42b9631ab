using Syndication.Configuration;
using Syndication.Releases;
using Syndication.Translation.Checks;
using Syndication.Translation.Glossaries;

namespace Syndication.Tests.Translation.Checks;

// Cases: {from}-{to}.input.txt, or other-pairs with the pair after the verdict. A case begins with "= good" or "= " and the checks that
// must find something; then source and translation, a line each, as often as there are segments.
internal sealed record CheckCase(string Name, Language From, Language To, IReadOnlyList<Check> Expected, IReadOnlyList<(string Source, string Target)> Segments)
{
    public static readonly Glossary Names = new(
    [
        Term(2, "name", ("fr", "OIM"), ("en", "IOM"), ("es", "OIM"), ("ar", "المنظمة الدولية للهجرة"), ("zh", "国际移民组织"), ("ru", "МОМ")),
        Term(3, "name", ("fr", "Ligue des États arabes"), ("en", "League of Arab States"), ("es", "Liga de los Estados Árabes"), ("ar", "جامعة الدول العربية"), ("zh", "阿拉伯国家联盟"), ("ru", "Лига арабских государств")) with
        {
            OtherForms = new Dictionary<Language, IReadOnlyList<string>> { [Language.Parse("ru")] = ["ЛАГ"] },
        },
        Term(4, "place", ("fr", "Le Caire"), ("en", "Cairo"), ("es", "El Cairo"), ("ar", "القاهرة"), ("zh", "开罗"), ("ru", "Каир")),
        Term(5, "keep", ("fr", "DTM")),
    ]);

    /// <summary>The checks that find something, as of a machine's translation.</summary>
    public IReadOnlyList<Finding> Findings() =>
        [.. Syndication.Translation.TranslationChecks.Of([.. Segments.Select((segment, at) => new SegmentPair(at + 1, segment.Source, segment.Target, From, To, isMachine: true))], Names)];

    public static IReadOnlyList<CheckCase> All() => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Translation", "Checks", "Cases"), "*.input.txt").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<CheckCase> Read(string file)
    {
        var name = Path.GetFileName(file).Split('.')[0];
        var number = 0;
        foreach (var lines in File.ReadAllText(file).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(text => text.Trim('\n').Split('\n')))
        {
            var words = lines[0][2..].Split(' ').ToList();
            var pair = words.Find(word => word.Contains('-', StringComparison.Ordinal)) ?? name;
            words.Remove(pair);
            yield return new(
                $"{name} {++number}: {lines[1]}",
                Language.Parse(pair.Split('-')[0]),
                Language.Parse(pair.Split('-')[1]),
                words is ["good"] ? [] : [.. words.Select(word => Enum.Parse<Check>(word, ignoreCase: true))],
                [.. lines[1..].Chunk(2).Select(two => (two[0], two[1]))]);
        }
    }

    private static GlossaryTerm Term(int line, string kind, params (string Language, string Name)[] names) =>
        new(line, kind, names.ToDictionary(name => Language.Parse(name.Language), name => name.Name));
}
