using System.Collections.Frozen;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Xhtml;
using Ganss.Xss;
using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>
/// Makes html fit to be shown to the world: an allow-list for press releases over AngleSharp's parser, which reads markup as browsers do.
/// It runs last, after everything else that touches a body; nothing else makes a <see cref="CleanHtml"/>.
/// </summary>
public static class Sanitiser
{
    // What they hold is no text of the release, so it goes with them.
    private static readonly FrozenSet<string> Unwanted = Names(
        "script, style, template, noscript, iframe, object, embed, applet, form, button, input, select, textarea, svg, math, head, title, meta, link, base, audio, video, canvas, dialog, portal, frame, frameset, noframes, plaintext, xmp, noembed");

    // What says nothing once it is empty.
    private static readonly FrozenSet<string> Hollow = Names(
        "p, li, h1, h2, h3, h4, h5, h6, ul, ol, dl, blockquote, pre, figure, figcaption, caption, a, abbr, b, bdi, bdo, cite, code, del, em, i, ins, q, s, small, span, strong, sub, sup, u");

    // Well-formed as XML, and without <strong />, which an html reader takes for the beginning of an element that never ends.
    private static readonly XhtmlMarkupFormatter Formatter = new(emptyTagsToSelfClosing: false);

    // The address comes first, so that it can be found again without parsing.
    private static readonly string[] OfImages = ["src", "alt", "title", "lang", "dir", "width", "height"];

    private static readonly HashSet<string> BlockTags =
        ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "table", "figure", "pre", "hr"];

    private static readonly HtmlSanitizer Rules = new(new HtmlSanitizerOptions
    {
        AllowedTags = new HashSet<string>(
            BlockTags.Concat("li dt dd figcaption caption colgroup col thead tbody tfoot tr th td br a abbr b bdi bdo cite code del em i img ins q s small span strong sub sup u".Split(' ')),
            StringComparer.OrdinalIgnoreCase),
        AllowedAttributes = new HashSet<string>("href src alt title dir lang colspan rowspan scope width height start id".Split(' '), StringComparer.OrdinalIgnoreCase),
        AllowedSchemes = new HashSet<string>(["http", "https", "mailto", "tel"], StringComparer.OrdinalIgnoreCase),
        AllowedCssProperties = new HashSet<string>(),
        AllowedAtRules = new HashSet<AngleSharp.Css.Dom.CssRuleType>(),
        UriAttributes = new HashSet<string>(["href", "src"], StringComparer.OrdinalIgnoreCase),
    })
    {
        KeepChildNodes = true,
    };

    /// <summary>Cleans markup, whatever it holds. The result cleaned again is the same.</summary>
    public static CleanHtml Clean(string html)
    {
        // Cleaning can make markup that reads otherwise than it was written; what stays the same when read again hides nothing.
        var clean = Once(html);
        for (var i = 0; i < 4 && Once(clean) is var again && again != clean; i++)
            clean = again;
        return new(clean);
    }

    private static string Once(string html)
    {
        var document = HtmlParsers.OfThisThread.ParseDocument("");
        var body = document.Body!;
        body.InnerHtml = html;
        foreach (var element in body.Descendants<IElement>().Where(element => Unwanted.Contains(element.LocalName)).ToList())
            element.Remove();
        foreach (var comment in body.Descendants<IComment>().ToList())
            comment.Remove();
        foreach (var image in body.QuerySelectorAll("img").Where(IsUnseen).ToList())
            image.Remove();

        // What opens the rest of a text is a line of its own.
        foreach (var summary in body.QuerySelectorAll("details > summary").Where(summary => summary.QuerySelector("p, div, ul, ol, table, blockquote, h1, h2, h3, h4, h5, h6") is null).ToList())
            Rename(summary, "p");

        Rules.SanitizeDom((IHtmlDocument)document, body);
        var notes = NotesOf(body);
        foreach (var element in body.Descendants<IElement>().ToList())
            Tidy(element, notes);
        Wrap(document, body);
        foreach (var text in body.Descendants<IText>().ToList())
            text.Data = Printable(text.Data);
        foreach (var element in body.Descendants<IElement>().Where(element => Hollow.Contains(element.LocalName)).Reverse().ToList())
        {
            if (element.ChildElementCount > 0 || !string.IsNullOrWhiteSpace(element.TextContent))
                continue;
            if (!BlockTags.Contains(element.LocalName) && element.LocalName is not ("li" or "figcaption" or "caption"))
                Unwrap(element); // A space in bold still parts two words.
            else
                element.Remove();
        }

        WhiteSpace.Collapse(body);

        return string.Join('\n', body.Children.Select(child => Markup(child)));
    }

    private static FrozenSet<string> Names(string names) => names.Split(", ").ToFrozenSet();

    private static string Markup(IElement element)
    {
        using var markup = new StringWriter();
        element.ToHtml(markup, Formatter);
        return markup.ToString();
    }

    // The notes at the end of a text, which its numbers lead to; no other address within the page means anything here.
    private static HashSet<string> NotesOf(IElement body)
    {
        var notes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in body.QuerySelectorAll("[id]"))
        {
            var id = element.GetAttribute("id")!;
            if (element.LocalName != "li" || !IsNote(id) || !notes.Add(id))
                element.RemoveAttribute("id");
        }

        return notes;
    }

    private static bool IsNote(string id) =>
        id.StartsWith("note-", StringComparison.Ordinal) && id.Length is > 5 and < 10 && id.AsSpan(5).IndexOfAnyExceptInRange('0', '9') < 0;

    // What is one or two pixels large counts readers, and shows them nothing.
    private static bool IsUnseen(IElement image)
    {
        var style = (image.GetAttribute("style") ?? "").Replace(" ", "", StringComparison.Ordinal);
        return IsTiny(image.GetAttribute("width")) || IsTiny(image.GetAttribute("height")) ||
            style.Split(';').Any(rule => rule.Split(':') is [var name, var value] &&
                (name.ToLowerInvariant() is "width" or "height" or "max-width" or "max-height" && IsTiny(value) || name.Equals("display", StringComparison.OrdinalIgnoreCase) && value.Equals("none", StringComparison.OrdinalIgnoreCase)));
    }

    private static bool IsTiny(string? size) => size is not null && (size.Trim().EndsWith("px", StringComparison.OrdinalIgnoreCase) ? size.Trim()[..^2] : size.Trim()) is { Length: > 0 } number &&
        double.TryParse(number, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var pixels) && pixels <= 2;

    // One of the release's own, with the address first.
    private static void Place(IElement image)
    {
        var kept = OfImages.Select(name => (Name: name, Value: image.GetAttribute(name))).ToList();
        foreach (var attribute in image.Attributes.ToList())
            image.RemoveAttribute(attribute.Name);
        foreach (var (name, value) in kept.Where(attribute => attribute.Value is not null || attribute.Name == "alt"))
            image.SetAttribute(name, value ?? "");
    }

    private static void Tidy(IElement element, HashSet<string> notes)
    {
        foreach (var attribute in element.Attributes.ToList())
        {
            if (attribute.Prefix is not null || (attribute.Name == "href" && element.LocalName != "a") || (attribute.Name == "src" && element.LocalName != "img") || Printable(attribute.Value) != attribute.Value)
                element.RemoveAttribute(attribute.Name);
        }

        switch (element.LocalName)
        {
            case "h1":
                Rename(element, "h2"); // The page has one headline, and it is not in the body.
                break;
            case "img" when Media.IsOwn(element.GetAttribute("src")):
                Place(element);
                break;
            case "img" when !IsAbsolute(element.GetAttribute("src"), "http:", "https:"):
                element.Remove();
                break;
            case "img" when !element.HasAttribute("alt"):
                element.SetAttribute("alt", "");
                break;
            case "a" when element.GetAttribute("href") is ['#', ..] && notes.Contains(element.GetAttribute("href")![1..]):
                break;
            case "a" when !IsAbsolute(element.GetAttribute("href"), "http:", "https:", "mailto:", "tel:"):
                Unwrap(element); // An address within the page it was saved from leads nowhere here.
                break;
            case "span" when element.Attributes.Length == 0:
                Unwrap(element);
                break;
        }
    }

    private static bool IsAbsolute(string? address, params ReadOnlySpan<string> schemes)
    {
        foreach (var scheme in schemes)
        {
            if (address?.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) == true)
                return true;
        }

        return false;
    }

    // Loose text and inline elements at the top become paragraphs; what is left of an element that was taken away has its place.
    private static void Wrap(IDocument document, IElement body)
    {
        IElement? paragraph = null;
        foreach (var node in body.ChildNodes.ToList())
        {
            if (node is IElement element && BlockTags.Contains(element.LocalName))
            {
                paragraph = null;
            }
            else if (node is IText text && string.IsNullOrWhiteSpace(text.Data) && paragraph is null)
            {
                node.Parent!.RemoveChild(node);
            }
            else
            {
                if (paragraph is null)
                {
                    paragraph = document.CreateElement("p");
                    body.InsertBefore(paragraph, node);
                }

                paragraph.AppendChild(node);
            }
        }
    }

    private static void Rename(IElement element, string name)
    {
        var renamed = element.Owner!.CreateElement(name);
        while (element.FirstChild is { } child)
            renamed.AppendChild(child);
        element.Replace(renamed);
    }

    private static void Unwrap(IElement element)
    {
        while (element.FirstChild is { } child)
            element.Parent!.InsertBefore(child, element);
        element.Remove();
    }

    // What XML 1.0 (section 2.2) has no place for, and halves of characters.
    private static string Printable(string text)
    {
        if (IsPrintable(text))
            return text;
        var printable = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                printable.Append(text[i]).Append(text[++i]);
            else if (!char.IsSurrogate(text[i]) && IsPrintable(text[i]))
                printable.Append(text[i]);
        }

        return printable.ToString();
    }

    private static bool IsPrintable(string text)
    {
        foreach (var c in text)
        {
            if (!IsPrintable(c))
                return false;
        }

        return true;
    }

    private static bool IsPrintable(char c) => c is '\t' or '\n' or '\r' || (c >= ' ' && !char.IsSurrogate(c) && c is not ('\uFFFE' or '\uFFFF'));
}
