using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Syndication.Configuration;
using Syndication.Intake;
using Syndication.Sameness;

namespace Syndication.Sources;

/// <summary>Makes a manuscript of an item: through the same readers and the same sanitiser as an upload.</summary>
internal static partial class ItemReader
{
    // A host that only counts readers, or only shares.
    private const string Noise =
        "img[width='1'], img[height='1'], img[width='0'], img[height='0'], img[src*='feeds.feedburner.com'], img[src*='feedsportal.com'], img[src*='pixel.wp.com'], " +
        "img[src*='stats.wordpress.com'], img[src*='feeds.wordpress.com'], img[src*='doubleclick.net'], img[src*='google-analytics.com'], .feedflare, .sharedaddy, .mf-viral, " +
        ".addtoany_share_save_container, .share-buttons, .jp-relatedposts";

    // As deep as an honest summary is, and then some.
    private const int Deepest = 64;

    /// <summary>Reads an item.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <param name="feed">The feed it stands in.</param>
    /// <param name="item">The item.</param>
    /// <param name="page">The page it links to, decoded, and its address; null where the item itself is read.</param>
    /// <param name="site">The newsroom's topics.</param>
    /// <param name="options">The bounds.</param>
    public static Reading Read(Source source, Feed feed, FeedEntry item, (string Html, Uri Address)? page, Site site, IntakeOptions options)
    {
        var html = page?.Html ?? $"<!DOCTYPE html><html><body><article>{Paragraphs(item.Html)}</article></body></html>";
        if (html.Length > options.LargestUpload)
            return Reading.Rejected("too-large", $"It has {html.Length >> 20} MB; at most {options.LargestUpload >> 20} MB are read.");
        if (Nesting.IsTooDeep(html, options.DeepestNesting))
            return Reading.Rejected("nested-too-deep", $"Elements are nested more than {options.DeepestNesting} deep.");

        var document = HtmlParsers.OfThisThread.ParseDocument(html);
        if (Nesting.IsDeeper(document, options.DeepestNesting * 2))
            return Reading.Rejected("nested-too-deep", $"Elements are nested more than {options.DeepestNesting} deep.");
        Clean(document, page?.Address ?? item.Link ?? source.Address);
        var draft = HtmlPage.Read(document);
        var title = item.Title.Length > 0 ? item.Title : draft.Title is { Length: > 0 } found ? found : Beginning(draft);
        var first = draft.Blocks.FirstOrDefault();
        if (first is not null && draft.Blocks.Count > 1 && NormalText.Letters(Words.Of(first)) == NormalText.Letters(title))
            draft.Blocks.RemoveAt(0);

        var said = new Dictionary<string, IReadOnlyList<string>>();
        Say("title", title);
        Say("language", source.Language?.Tag);
        Say("date", item.Published?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Say("rights", source.Rights ?? item.Rights ?? feed.Rights);
        Say("summary", Summary(item));
        var topics = source.Topics.Concat(Topics(item, site)).Distinct().ToList();
        if (topics.Count > 0)
            said["topics"] = topics;
        if (source.Regions.Count > 0)
            said["regions"] = source.Regions;
        var (facts, wrong) = Facts.Of(said);
        if (facts is null)
            return new(null, [wrong!]);

        var language = item.Language ?? (page is null ? feed.Language : draft.Language ?? feed.Language);
        var reading = Manuscripts.Make(UploadName.Parse("item.html"), facts, draft with { Language = language });
        if (reading.Manuscript is not { } manuscript)
            return reading.Problems[0].Code == "language-unsure" ? Reading.Rejected("language-unsure", "Its language is not certain: say language=\"…\" in its outline of sources.opml.") : reading;
        var link = item.Link is { } address ? Links.WithoutTracking(address) : null;
        return reading with { Manuscript = manuscript with { Source = new(source.Id, source.Name, source.Address, link) } };

        void Say(string key, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
                said[key] = [value];
        }
    }

    /// <summary>Whether an item only sums up what its page says.</summary>
    public static bool IsSummary(FeedEntry item)
    {
        if (Nesting.Depth(item.Html) > Deepest)
            return false;
        var text = Words.Of(HtmlParsers.OfThisThread.ParseDocument(item.Html).Body!);
        return text.Length < 400 || !item.IsWhole && text.Length < 1500 || CutOff().IsMatch(text);
    }

    /// <summary>The page's text, its bytes decoded.</summary>
    public static (string? Html, Problem? Problem) Decode(ReadOnlyMemory<byte> content)
    {
        var (text, problem) = Encodings.Decode(content.Span, isHtml: true);
        return problem is null ? (text, null) : (null, problem);
    }

    // What is counted, shared and tracked goes; what is relative becomes absolute.
    private static void Clean(IHtmlDocument document, Uri at)
    {
        foreach (var noise in document.QuerySelectorAll(Noise).ToList())
            noise.Remove();
        foreach (var link in document.QuerySelectorAll("a[href]").ToList())
        {
            var href = link.GetAttribute("href")!.Trim();
            if (Sharing().IsMatch(href))
                link.Remove();
            else if (Uri.TryCreate(at, href, out var address) && address.Scheme is "http" or "https")
                link.SetAttribute("href", Links.WithoutTracking(address).AbsoluteUri);
        }

        foreach (var image in document.QuerySelectorAll("img[src]"))
        {
            if (Uri.TryCreate(at, image.GetAttribute("src")!.Trim(), out var address) && address.Scheme is "http" or "https")
                image.SetAttribute("src", address.AbsoluteUri);
        }

        foreach (var paragraph in document.QuerySelectorAll("p, div, small").Where(element => element.ChildElementCount < 8).ToList())
        {
            if (Added().IsMatch(Words.Of(paragraph)))
                paragraph.Remove();
        }
    }

    // Plain text has its paragraphs by empty lines.
    private static string Paragraphs(string html)
    {
        if (html.Contains('<', StringComparison.Ordinal))
            return html;
        return string.Concat(EmptyLines().Split(html.Trim()).Select(paragraph => $"<p>{paragraph}</p>"));
    }

    private static string? Summary(FeedEntry item)
    {
        if (item.Summary is null || item.Html.Length == 0 || Nesting.Depth(item.Summary) > Deepest)
            return null;
        var summary = Words.Of(HtmlParsers.OfThisThread.ParseDocument(item.Summary).Body!);
        if (summary.Length is 0 or > 500 || CutOff().IsMatch(summary))
            return null;
        var text = Words.Of(HtmlParsers.OfThisThread.ParseDocument(item.Html).Body!);
        return NormalText.Letters(text).StartsWith(NormalText.Letters(summary), StringComparison.Ordinal) ? null : summary;
    }

    private static IEnumerable<string> Topics(FeedEntry item, Site site) => item.Categories.Select(category => NormalText.Letters(category))
        .SelectMany(word => site.Topics.Where(topic => NormalText.Letters(topic.Id) == word || topic.Name.Values.Any(name => NormalText.Letters(name) == word)))
        .Select(topic => topic.Id);

    // An item without a headline has its first sentence for one.
    private static string Beginning(Draft draft)
    {
        var text = draft.Blocks.Select(Words.Of).FirstOrDefault(words => words.Length > 0) ?? "";
        var end = text.IndexOfAny(['.', '?', '!', '؟', '。'], Math.Min(20, text.Length)) + 1;
        if (end is > 0 and <= 120 || text.Length <= 120)
            return end is > 0 and <= 120 ? text[..end] : text;
        var space = text.LastIndexOf(' ', 100);
        return text[..(space > 20 ? space : char.IsHighSurrogate(text[99]) ? 99 : 100)] + "…";
    }

    [GeneratedRegex(@"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(more…?\)|read more|continue reading|lire la suite|leer más)\W{0,4}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CutOff();

    [GeneratedRegex(
        @"^(?:https?:)?//(?:[\w-]+\.)*(?:facebook\.com/(?:sharer|share|dialog)|twitter\.com/(?:intent|share|home\?status)|x\.com/(?:intent|share)|linkedin\.com/(?:shareArticle|sharing)|pinterest\.com/pin/create|reddit\.com/submit|t\.me/share|telegram\.me/share|wa\.me/\?|api\.whatsapp\.com/send|feeds\.feedburner\.com/~ff|feeds\.wordpress\.com/1\.0/go)|^whatsapp:|^mailto:\?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sharing();

    [GeneratedRegex(
        @"^(?:The post .{1,300} (?:appeared first on|first appeared on) .{1,200}|L’article .{1,300} est apparu en premier sur .{1,200}|L'article .{1,300} est apparu en premier sur .{1,200}|La entrada .{1,300} (?:aparece primero en|se publicó primero en) .{1,200}|(?:Share this|Partager|Compartir)\W*(?:on|sur|en)?.{0,60})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Added();

    [GeneratedRegex(@"\r?\n[ \t]*\r?\n", RegexOptions.CultureInvariant)]
    private static partial Regex EmptyLines();
}
