using AngleSharp.Dom;
using Markdig;
using Markdig.Renderers;

namespace Syndication.Intake;

/// <summary>Markdown: CommonMark with tables. Raw html in it is html like any other, and cleaned like it.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Rules = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().Build();

    /// <summary>The html of a text; null where it is nested deeper than may be.</summary>
    public static string? ToHtml(string text, IntakeOptions options)
    {
        try
        {
            return Html(Markdown.Parse(EndMarks(text), Rules)) is var html && Nesting.Depth(html) <= options.DeepestNesting ? html : null;
        }
        catch (ArgumentException)
        {
            return null; // The library has a bound of its own.
        }
    }

    // The library's own renderers are used again after they threw, and go on as within the list or the picture they were in.
    private static string Html(Markdig.Syntax.MarkdownDocument document)
    {
        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        Rules.Setup(renderer);
        renderer.Render(document);
        return html.ToString();
    }

    /// <summary>Reads the html of the text that follows the front matter. The first heading of the first level is the headline, if nothing but pictures, labels and embargo lines stands before it.</summary>
    public static Draft Read(IDocument document)
    {
        var blocks = document.Body!.Children.ToList();
        var notices = Notices.Take(blocks);
        var headline = blocks.FindIndex(block => block.LocalName == "h1");
        if (headline < 0 || !blocks[..headline].TrueForAll(block => IsImage(block) || IsLabel(Words.Of(block))))
            return new(null, blocks, null) { Notices = notices };
        return new(Words.OfHeadline(blocks[headline]), [.. blocks[..headline].Where(IsImage), .. blocks[(headline + 1)..]], null) { Notices = notices };
    }

    // “###” alone on a line is how press offices end a release; to Markdown it would be an empty heading, and “***” a rule.
    private static string EndMarks(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Trim() is "###" or "# # #" or "##" or "####" ? "\n\\#\\#\\#\n" : line));

    private static bool IsImage(IElement block) => block.LocalName is "img" or "figure" || (block.QuerySelector("img") is not null && Words.Of(block).Length == 0);

    // A line such as PRESS RELEASE; what could be a sentence of the release, or its dateline, is none.
    private static bool IsLabel(string text) => text.Length <= 60 && !text.EndsWith('.') && Dateline.Of(text) is null;
}
