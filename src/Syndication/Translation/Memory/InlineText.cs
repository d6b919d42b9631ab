using System.Globalization;
using System.Text;
using Syndication.Translation.Segments;

namespace Syndication.Translation.Memory;

/// <summary>Builds the text of one <c>seg</c>, whose placeholders have names until all variants of the unit are known.</summary>
internal sealed class InlineText
{
    private readonly StringBuilder text = new();
    private readonly List<(char Kind, string Name, int At)> marks = [];
    private readonly Stack<(string Pair, string Name)> open = new();
    private int singles;

    /// <summary>What keeps it from being used; null where nothing does.</summary>
    public string? Fault { get; private set; }

    /// <summary>The names of its placeholders in order of opening.</summary>
    public IEnumerable<string> Names => marks.Where(mark => mark.Kind != '/').Select(mark => mark.Name);

    public void Add(string characters)
    {
        if (characters.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            text.Append(characters);
            return;
        }

        // Some tools leave control characters in, and half of a character in two; they are no text, and no XML could carry them on.
        foreach (var rune in characters.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar ? characters.Contains('\uFFFD', StringComparison.Ordinal) : rune.Value is not (0xFFFE or 0xFFFF) && (!Rune.IsControl(rune) || rune.Value is '\t' or '\n' or '\r' or 0x85))
                text.Append(rune);
        }
    }

    public void Open(string? i, string? x)
    {
        var name = Name('g', x, i);
        open.Push((i ?? "", name));
        marks.Add(('g', name, text.Length));
    }

    public void Close(string? i)
    {
        if (!open.TryPop(out var last) || last.Pair != (i ?? ""))
            Fault ??= $"An ept (i=\"{i}\") closes where its bpt is not the one open.";
        else
            marks.Add(('/', last.Name, text.Length));
    }

    public void Empty(string? x)
    {
        singles++;
        marks.Add(('x', Name('x', x, singles.ToString(CultureInfo.InvariantCulture)), text.Length));
    }

    public void End()
    {
        if (open.Count > 0)
            Fault ??= $"A bpt (i=\"{open.Peek().Pair}\") has no ept.";
        if (marks.Count > 0 && Names.Distinct().Count() != Names.Count())
            Fault ??= "Two of its inline elements have the same number.";
    }

    /// <summary>The canonical form.</summary>
    public string Canonical(IReadOnlyDictionary<string, int> numbers)
    {
        var plain = text.ToString();
        if (marks.Count == 0)
            return Placeholders.Escape(plain).Trim();

        var canonical = new StringBuilder();
        var at = 0;
        foreach (var (kind, name, place) in marks)
        {
            canonical.Append(Placeholders.Escape(plain[at..place]));
            canonical.Append(kind switch
            {
                'g' => $"<g{numbers[name]}>",
                '/' => $"</g{numbers[name]}>",
                _ => $"<x{numbers[name]}/>",
            });
            at = place;
        }

        return canonical.Append(Placeholders.Escape(plain[at..])).ToString().Trim();
    }

    // "x" relates the elements of one variant to those of another (TMX 1.4b, 3.2); many tools leave it out and count alike.
    private static string Name(char kind, string? x, string? count) => x is null ? $"{kind}:{count}" : $"{kind}={x}";
}
