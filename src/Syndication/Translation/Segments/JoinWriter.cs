using System.Text;
using Syndication.Releases;

namespace Syndication.Translation.Segments;

/// <summary>Writes pieces with translations in the place of segments.</summary>
internal sealed class JoinWriter(IReadOnlyList<string?> texts, Language from, Language to)
{
    private readonly List<string> faults = [];
    private readonly bool spaced = !SentenceRules.IsSpaceless(to);
    private readonly bool asIs = SentenceRules.IsSpaceless(from) == SentenceRules.IsSpaceless(to);

    public IReadOnlyList<string> Faults => faults;

    public string Html(IReadOnlyList<Piece> pieces)
    {
        var html = new StringBuilder();
        Write(html, pieces, Placeholders.Escape);
        return html.ToString();
    }

    public string Plain(Block block)
    {
        var text = new StringBuilder();
        Write(text, block, plain => plain);
        return text.ToString().Trim();
    }

    private void Write(StringBuilder output, Block block, Func<string, string> escape)
    {
        Write(output, block.Lead, escape);
        if (block.Whole is { } whole && texts[whole.Number] is not null)
            Write(output, whole, escape);
        else
            Write(output, block.Inner, escape);
        Write(output, block.Tail, escape);
    }

    private void Write(StringBuilder output, IReadOnlyList<Piece> pieces, Func<string, string> escape)
    {
        foreach (var piece in pieces)
        {
            switch (piece)
            {
                case Markup markup:
                    output.Append(markup.Text);
                    break;
                case OwnMarkup own when from == to:
                    output.Append(own.Text);
                    break;
                case Gap gap:
                    output.Append(asIs ? gap.Text : spaced ? " " : "");
                    break;
                case Slot slot:
                    Write(output, slot.Segment, escape);
                    break;
                case Inset { Block: { Part: Part.Attribute } attribute }:
                    Write(output, attribute, text => Placeholders.Escape(text).Replace("\"", "&quot;", StringComparison.Ordinal));
                    break;
                case Inset inset:
                    Write(output, inset.Block, escape);
                    break;
            }
        }
    }

    private void Write(StringBuilder output, Segment segment, Func<string, string> escape)
    {
        var text = texts[segment.Number] ?? throw new ArgumentException($"Segment {segment.Number} has no translation.");
        var fault = segment.FaultOf(text);
        if (fault is not null)
            faults.Add($"{fault} In: “{Placeholders.Plain(text)}”");
        foreach (var token in Placeholders.Read(text))
        {
            if (token.Kind == TokenKind.Text)
                output.Append(escape(token.Text));
            else if (fault is null && token.Kind == TokenKind.Close)
                output.Append(segment.Tags[token.Number - 1].Close);
            else if (fault is null)
                Write(output, segment.Tags[token.Number - 1].Open, escape);
        }
    }
}
