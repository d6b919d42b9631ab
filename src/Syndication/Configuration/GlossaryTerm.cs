using Syndication.Releases;

namespace Syndication.Configuration;

/// <summary>A name and what it is called in each language: a line of <c>config/glossary.csv</c>.</summary>
/// <param name="Line">The line of the file, for messages.</param>
/// <param name="Kind">What it is, as the file says: <c>name</c>, <c>programme</c>, <c>place</c>, <c>keep</c>; empty where it says nothing.</param>
/// <param name="Names">The name per language.</param>
public sealed record GlossaryTerm(int Line, string Kind, IReadOnlyDictionary<Language, string> Names)
{
    /// <summary>Other forms of the name per language, such as its cases: found and accepted like it, never put in.</summary>
    public IReadOnlyDictionary<Language, IReadOnlyList<string>> OtherForms { get; init; } = new Dictionary<Language, IReadOnlyList<string>>();

    /// <summary>The name in a language and its other forms; none where it has none there.</summary>
    internal IEnumerable<string> FormsIn(Language language) =>
        Names.TryGetValue(language, out var name) ? [name, .. OtherForms.GetValueOrDefault(language) ?? []] : [];
}
