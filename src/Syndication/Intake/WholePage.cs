namespace Syndication.Intake;

/// <summary>
/// A page of a site that is not built as a release: nothing in it says where and when it was written, or whom to ask. There a general
/// extractor, which scores teasers and comments away, finds the text better than a reader of releases does.
/// </summary>
internal static class WholePage
{
    // It wants an address, and makes all others absolute against it; an upload has none. RFC 2606, section 2: nobody's ever.
    private const string Address = "https://page.invalid/";

    // A text alone has fewer links than the menus of a site.
    private const int FewestLinks = 30;

    /// <summary>Whether a page is one.</summary>
    /// <param name="links">How many links it has in all.</param>
    /// <param name="draft">What was read of it as of a release.</param>
    public static bool Is(int links, Draft draft) =>
        links >= FewestLinks && !draft.Blocks.Select(Words.Of).Any(text => Dateline.Of(text) is { Place.Length: > 0 } || ContactReader.Announces(text));

    /// <summary>Reads its text.</summary>
    /// <param name="html">The page.</param>
    /// <param name="draft">What was read of it as of a release, which stays where the extractor finds next to nothing.</param>
    public static Draft Read(string html, Draft draft)
    {
        using var reader = new SmartReader.Reader(Address, html);
        if (reader.GetArticle() is not { Content.Length: > 0, TextContent: var said, Content: var content } || said.Length < draft.Blocks.Sum(block => block.TextContent.Length) / 4)
            return draft;
        var document = HtmlParsers.OfThisThread.ParseDocument("");
        document.Body!.InnerHtml = content;
        foreach (var element in document.Body.QuerySelectorAll("[href], [src]"))
        {
            foreach (var name in new[] { "href", "src" })
            {
                if (element.GetAttribute(name) is { } address && address.StartsWith(Address, StringComparison.Ordinal))
                    element.SetAttribute(name, address[Address.Length..]);
            }
        }

        var (blocks, notices) = HtmlPage.Of(document.Body, draft.Title);
        return blocks.Count == 0 ? draft : draft with { Blocks = blocks, Notices = [.. draft.Notices.Union(notices)] };
    }
}
