using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Renderers;

namespace Syndication.Intake;

/// <summary>Markdown: CommonMark with tables, notes, struck-out text and lists of tasks. Raw html in it is html like any other, and cleaned like it.</summary>
internal static partial class MarkdownText
{
    private static readonly MarkdownPipeline Rules = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().UseFootnotes().UseTaskLists().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).Build();

    /// <summary>The html of a text; null where it is nested deeper than may be.</summary>
    public static string? ToHtml(string text, IntakeOptions options)
    {
        try
        {
            return Html(Markdown.Parse(EndMarks(Parted(text)), Rules)) is var html && Nesting.Depth(html) <= options.DeepestNesting ? html : null;
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
        Number(document);
        Tick(document);
        var blocks = document.Body!.Children.ToList();
        var notices = Notices.Take(blocks);
        var headline = blocks.FindIndex(block => block.LocalName == "h1");
        if (headline < 0 || !blocks[..headline].TrueForAll(block => IsImage(block) || IsLabel(Words.Of(block))))
            return new(null, blocks, null) { Notices = notices };
        return new(Words.OfHeadline(blocks[headline]), [.. blocks[..headline].Where(IsImage), .. blocks[(headline + 1)..]], null) { Notices = notices };
    }

    // Addresses that stand below a note, without a blank line, are not of it.
    private static string Parted(string text) => text.Contains("[^", StringComparison.Ordinal) ? BelowNote().Replace(text, "$1\n\n") : text;

    // Notes as every reader has them: a number in the text, and the notes in order at the end.
    private static void Number(IDocument document)
    {
        foreach (var back in document.QuerySelectorAll("a.footnote-back-ref").ToList())
            back.Remove();
        foreach (var reference in document.QuerySelectorAll("a.footnote-ref").ToList())
        {
            var raised = document.CreateElement("sup");
            var link = raised.AppendElement(document.CreateElement("a"));
            link.SetAttribute("href", $"#note-{reference.GetAttribute("href")!.Split(':')[^1]}");
            link.TextContent = reference.TextContent;
            reference.Replace(raised);
        }

        foreach (var notes in document.QuerySelectorAll("div.footnotes").ToList())
        {
            var list = notes.QuerySelector("ol");

            // Between blocks a line break is nothing; between words, once the paragraphs are gone, it would be a space.
            foreach (var blank in notes.QuerySelectorAll("ol, ol > li").SelectMany(block => block.ChildNodes.OfType<IText>()).Where(text => string.IsNullOrWhiteSpace(text.Data)).ToList())
                blank.Remove();
            foreach (var note in list?.Children.ToList() ?? [])
            {
                note.SetAttribute("id", $"note-{note.Id?.Split(':')[^1]}");
                var paragraphs = note.Children.Where(child => child.LocalName == "p").ToList();
                foreach (var paragraph in paragraphs)
                {
                    if (paragraph != paragraphs[0])
                        note.InsertBefore(document.CreateElement("br"), paragraph);
                    while (paragraph.FirstChild is { } node)
                        note.InsertBefore(node, paragraph);
                    paragraph.Remove();
                }
            }

            if (list is not null)
                notes.Replace(list);
            else
                notes.Remove();
        }
    }

    // Whether a thing is done is said, and nothing is there to be ticked.
    private static void Tick(IDocument document)
    {
        foreach (var box in document.QuerySelectorAll("li > input[type=checkbox], li > p > input[type=checkbox]").ToList())
            box.Replace(document.CreateTextNode(box.HasAttribute("checked") ? "☑" : "☐"));
    }

    // “###” alone on a line is how press offices end a release; to Markdown it would be an empty heading, and “***” a rule.
    private static string EndMarks(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Trim() is "###" or "# # #" or "##" or "####" ? "\n\\#\\#\\#\n" : line));

    private static bool IsImage(IElement block) => block.LocalName is "img" or "figure" || (block.QuerySelector("img") is not null && Words.Of(block).Length == 0);

    // A line such as PRESS RELEASE; what could be a sentence of the release, or its dateline, is none.
    private static bool IsLabel(string text) => text.Length <= 60 && !text.EndsWith('.') && Dateline.Of(text) is null;

    [GeneratedRegex(@"^(\[\^[^\]\r\n]+\]:[^\r\n]*)\r?\n(?=\[[^\^\]\r\n][^\]\r\n]*\]:)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex BelowNote();
}
