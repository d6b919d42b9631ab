using AngleSharp.Dom;
using Syndication.Releases;

namespace Syndication.Translation.Segments;

/// <summary>Takes html apart into blocks and the markup between them.</summary>
internal sealed class BodyReader(Language language, Func<int> number)
{
    private readonly List<Block> blocks = [];
    private readonly List<Piece> pieces = [];

    /// <summary>The blocks in the order of reading, and what the body is put together from.</summary>
    public (IReadOnlyList<Block> Blocks, IReadOnlyList<Piece> Pieces) Read(CleanHtml html)
    {
        var parser = Intake.HtmlParsers.OfThisThread;
        Children(parser.ParseFragment(html.Markup, parser.ParseDocument("").Body!));
        return (blocks, pieces);
    }

    private void Children(INodeList nodes)
    {
        var run = new Run();
        foreach (var node in nodes)
        {
            if (Elements.IsBlock(node))
            {
                End(run);
                run = new();
                Element((IElement)node);
            }
            else if (node is IElement element)
            {
                run.Add(element, Opening);
            }
            else if (node is IText text)
            {
                run.Add(text.Data);
            }
        }

        End(run);
    }

    private void Element(IElement element)
    {
        pieces.AddRange(Opening(element));
        if (Elements.IsVoid(element))
            return;
        Children(element.ChildNodes);
        pieces.Add(new Markup($"</{element.LocalName}>"));
    }

    private void End(Run run)
    {
        var (block, rest) = run.Cut(Part.Body, language, sentences: true, Placeholders.Escape, number);
        pieces.AddRange(rest);
        if (block is not null)
        {
            blocks.Add(block);
            pieces.Add(new Inset(block));
        }
    }

    private List<Piece> Opening(IElement element)
    {
        var opening = new List<Piece> { new Markup($"<{element.LocalName}") };
        foreach (var attribute in element.Attributes)
        {
            if (IsOwn(attribute))
                opening.Add(new OwnMarkup($" {attribute.Name}=\"{Quote(attribute.Value)}\""));
            else if (Elements.IsText(attribute.Name))
                opening.AddRange([new Markup($" {attribute.Name}=\""), .. Text(attribute.Value), new Markup("\"")]);
            else
                opening.Add(new Markup($" {attribute.Name}=\"{Quote(attribute.Value)}\""));
        }

        opening.Add(new Markup(Elements.IsVoid(element) ? " />" : ">"));
        return opening;
    }

    private IReadOnlyList<Piece> Text(string value)
    {
        var (block, rest) = Run.Of(value).Cut(Part.Attribute, language, sentences: false, Quote, number);
        if (block is null)
            return rest;
        blocks.Add(block);
        return [new Inset(block)];
    }

    private bool IsOwn(IAttr attribute) =>
        attribute.Name == "dir" ? attribute.Value == language.Direction
        : attribute.Name is "lang" or "xml:lang" && Language.TryParse(attribute.Value, out var own) && own.Primary == language.Primary;

    private static string Quote(string text) => Placeholders.Escape(text).Replace("\"", "&quot;", StringComparison.Ordinal);
}
