using System.Text.RegularExpressions;

namespace Syndication.Benchmarks.Pages;

/// <summary>A page, and what people found in it. What a corpus does not say of a page is null, and no extractor is judged by it.</summary>
/// <param name="Name">Its name in the corpus.</param>
/// <param name="Bytes">The page.</param>
internal sealed partial record Page(string Name, byte[] Bytes)
{
    public string? Title { get; init; }

    /// <summary>yyyy-MM-dd.</summary>
    public string? Date { get; init; }

    public string? Place { get; init; }

    /// <summary>The text, without dateline and contacts.</summary>
    public string? Body { get; init; }

    /// <summary>Dateline and contacts, which an extractor may leave in the text.</summary>
    public string Besides { get; init; } = "";

    /// <summary>Names, addresses and numbers.</summary>
    public IReadOnlyList<string>? Contacts { get; init; }

    /// <summary>Phrases that are of the text, where the corpus has no whole text.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Phrases that stand around it.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>The F1 of the words of a text, the better of with and without dateline and contacts.</summary>
    public double TextF1(string text) => Math.Max(F1(Words(Body!), Words(text)), F1(Words($"{Besides} {Body}"), Words(text)));

    /// <summary>The F1 of names, addresses and numbers.</summary>
    public double ContactsF1(IReadOnlyList<string> found) => found.Intersect(Contacts!).Count() is > 0 and var both ? 2.0 * both / (Contacts!.Count + found.Count) : 0;

    /// <summary>A text on one line.</summary>
    public static string Plain(string? text) => Space().Replace(text ?? "", " ").Trim();

    private static double F1(List<string> expected, List<string> found)
    {
        var left = expected.GroupBy(word => word).ToDictionary(group => group.Key, group => group.Count());
        var both = found.Count(word => left.TryGetValue(word, out var count) && count > 0 && (left[word] = count - 1) >= 0);
        return both == 0 ? 0 : 2.0 * both / (expected.Count + found.Count);
    }

    private static List<string> Words(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    // An ideograph is a word.
    [GeneratedRegex(@"[\u3040-\u30FF\u3400-\u9FFF]|[^\W\u3040-\u30FF\u3400-\u9FFF]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
