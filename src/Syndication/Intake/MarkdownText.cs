using Markdig;

namespace Syndication.Intake;

/// <summary>Markdown: CommonMark with tables. Raw html in it is html like any other, and cleaned like it.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Rules = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().Build();

    /// <summary>Reads the text that follows the front matter. The first heading of the first level is the headline.</summary>
    public static Draft Read(string text)
    {
        var document = HtmlParsers.OfThisThread.ParseDocument("");
        document.Body!.InnerHtml = Markdown.ToHtml(text, Rules);
        var blocks = document.Body.Children.ToList();
        if (blocks.Count == 0 || blocks[0].LocalName != "h1")
            return new(null, blocks, null);
        return new(Words.Of(blocks[0]), blocks[1..], null);
    }
}
