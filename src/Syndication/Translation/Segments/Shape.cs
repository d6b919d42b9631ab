using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndication.Translation.Segments;

/// <summary>How the placeholders of a text stand: each with the one it stands within, in order of opening.</summary>
internal sealed partial record Shape(IReadOnlyDictionary<string, string> Within, IReadOnlyList<string> Order, string? Fault)
{
    public static Shape Of(string canonical)
    {
        var within = new Dictionary<string, string>();
        var order = new List<string>();
        var open = new Stack<string>();
        string? fault = null;
        if (canonical.Contains('<', StringComparison.Ordinal))
        {
            foreach (var (kind, number, text) in Placeholders.Read(canonical))
            {
                var name = (kind == TokenKind.Empty ? "x" : "g") + number.ToString(CultureInfo.InvariantCulture);
                if (kind is TokenKind.Open or TokenKind.Empty)
                {
                    if (!within.TryAdd(name, open.TryPeek(out var outer) ? outer : ""))
                        fault ??= $"The placeholder {name} stands twice.";
                    order.Add(name);
                    if (kind == TokenKind.Open)
                        open.Push(name);
                }
                else if (kind == TokenKind.Close && (!open.TryPop(out var last) || last != name))
                {
                    fault ??= $"The placeholder {name} closes where it is not the one open.";
                }
            }

            if (open.Count > 0)
                fault ??= $"The placeholder {open.Peek()} is not closed.";
        }

        if (Stray().Match(canonical) is { Success: true } stray)
            fault ??= $"It holds “{stray.Value}”, which is neither text nor a placeholder.";
        return new(within, order, fault);
    }

    public string? FaultOf(Shape translation)
    {
        if (translation.Fault is { } fault)
            return fault;
        if (Within.Keys.FirstOrDefault(name => !translation.Within.ContainsKey(name)) is { } lost)
            return $"The placeholder {lost} is lost.";
        if (translation.Within.Keys.FirstOrDefault(name => !Within.ContainsKey(name)) is { } added)
            return $"The placeholder {added} is not in the source.";
        return Within.FirstOrDefault(pair => translation.Within[pair.Key] != pair.Value) is { Key: { } moved }
            ? $"The placeholder {moved} stands within another than in the source."
            : null;
    }

    [GeneratedRegex("<(?!g[0-9]{1,4}>|/g[0-9]{1,4}>|x[0-9]{1,4} ?/>)[^<>]{0,40}>?", RegexOptions.CultureInvariant)]
    private static partial Regex Stray();
}
