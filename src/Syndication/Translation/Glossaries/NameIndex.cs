using Syndication.Configuration;
using Syndication.Releases;

namespace Syndication.Translation.Glossaries;

/// <summary>The names of one language, found in a text by their words.</summary>
internal sealed class NameIndex
{
    private readonly Dictionary<string, List<(IReadOnlyList<Word> Name, GlossaryTerm Term)>> byFirstWord = [];

    public NameIndex(Language language, IEnumerable<(string Name, GlossaryTerm Term)> names)
    {
        foreach (var (name, term) in names)
        {
            if (FoldedText.Of(name) is not [var first, ..] words)
                continue;
            foreach (var form in FirstWords.Of(first.Key, language.Primary, words.Count > 1).Distinct())
            {
                if (!byFirstWord.TryGetValue(form, out var list))
                    byFirstWord[form] = list = [];
                list.Add((words, term));
            }
        }

        foreach (var list in byFirstWord.Values)
            list.Sort((one, other) => other.Name.Count.CompareTo(one.Name.Count));
    }

    /// <summary>The names in a text, none overlapping another, the longest first at each place; terms of the same name together.</summary>
    public IReadOnlyList<Occurrence> In(string text)
    {
        var words = FoldedText.Of(text);
        var found = new List<Occurrence>();
        for (var i = 0; i < words.Count; i++)
        {
            if (!byFirstWord.TryGetValue(words[i].Key, out var candidates))
                continue;
            var longest = 0;
            var terms = new List<GlossaryTerm>();
            var names = new Dictionary<GlossaryTerm, string>(ReferenceEqualityComparer.Instance);
            foreach (var (name, term) in candidates)
            {
                if (name.Count < longest)
                    break;
                if (!StandsAt(words, i, name))
                    continue;
                longest = name.Count;
                if (names.TryAdd(term, string.Join(' ', name.Select(word => word.Written))))
                    terms.Add(term);
            }

            if (longest == 0)
                continue;
            found.Add(new(text[words[i].Start..words[i + longest - 1].End], terms, i == 0 && longest == words.Count) { Start = words[i].Start, Name = names[terms[0]] });
            i += longest - 1;
        }

        return found;
    }

    /// <summary>Whether a text holds a name, also within a longer one.</summary>
    public static bool Holds(string text, string name, Language language)
    {
        if (FoldedText.Of(name) is not [var first, ..] sought)
            return true;
        var words = FoldedText.Of(text);
        var forms = FirstWords.Of(first.Key, language.Primary, sought.Count > 1).ToHashSet();
        return Enumerable.Range(0, words.Count).Any(i => forms.Contains(words[i].Key) && StandsAt(words, i, sought));
    }

    // The first word was found by one of its forms; the others are as they are. A name that is one short word in capitals is an
    // acronym, and another word in small letters.
    private static bool StandsAt(IReadOnlyList<Word> words, int at, IReadOnlyList<Word> name)
    {
        if (at + name.Count > words.Count || name is [{ Acronym: { } acronym }] && words[at].Written != acronym)
            return false;
        for (var i = 1; i < name.Count; i++)
        {
            if (words[at + i].Key != name[i].Key)
                return false;
        }

        return true;
    }
}

/// <param name="Text">As it stands in the text.</param>
/// <param name="Terms">The lines of the glossary with this name, in their order.</param>
/// <param name="IsAll">Whether the text is nothing else.</param>
internal sealed record Occurrence(string Text, IReadOnlyList<GlossaryTerm> Terms, bool IsAll)
{
    /// <summary>Where it begins, in UTF-16 units.</summary>
    public int Start { get; init; }

    /// <summary>The words of the name as the glossary has it, of the first term.</summary>
    public string Name { get; init; } = "";
}
