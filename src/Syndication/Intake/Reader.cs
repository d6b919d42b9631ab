using AngleSharp.Dom;
using Syndication.Intake.Mail;
using Syndication.Intake.Word;
using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>Reads one upload: bytes in, a manuscript or a problem out. Nothing in the bytes makes it throw.</summary>
public static class Reader
{
    private static readonly Dictionary<string, ReadOnlyMemory<byte>> Nothing = [];

    /// <summary>Reads an upload.</summary>
    /// <param name="name">Its name, taken apart.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="sidecar">The bytes of its sidecar; null where it has none.</param>
    /// <param name="ofRelease">The bytes of the whole release's sidecar; null where there is none, or it is the file's own.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="beside">The images that were uploaded beside it, by path below the inbox; null for none. The reading says which it shows.</param>
    public static Reading Read(
        UploadName name,
        ReadOnlyMemory<byte> content,
        ReadOnlyMemory<byte>? sidecar,
        ReadOnlyMemory<byte>? ofRelease,
        IntakeOptions options,
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? beside = null)
    {
        var reading = ReadContent(name, content, sidecar, ofRelease, options, beside ?? Nothing);
        return reading.Manuscript is not null
            ? reading
            : Refused(name, reading.Problems[0], content.Length > options.LargestUpload ? null : content, new[] { sidecar, ofRelease }.OfType<ReadOnlyMemory<byte>>(), options);
    }

    /// <summary>A reading of an upload that is refused, with the embargo that it states all the same.</summary>
    /// <param name="name">Its name, taken apart.</param>
    /// <param name="problem">Why it is refused.</param>
    /// <param name="content">Its bytes; null where they are not to be had.</param>
    /// <param name="sidecars">The bytes of the sidecars that speak of it.</param>
    /// <param name="options">The bounds.</param>
    public static Reading Refused(UploadName name, Problem problem, ReadOnlyMemory<byte>? content, IEnumerable<ReadOnlyMemory<byte>> sidecars, IntakeOptions options)
    {
        if (RefusedEmbargo.Of(name, content, sidecars, options) is not { } stated)
            return new(null, [problem]);
        var words = stated.Words.Length <= 120 ? stated.Words : stated.Words[..119] + "…";
        var waits = OpenEmbargo.Is(stated.Until)
            ? $"It also speaks of an embargo (“{words}”) and leaves open until when, so nothing of the release comes out until this file is corrected."
            : $"It also states an embargo (“{words}”), so no other file of the release comes out before {stated.Until:yyyy-MM-dd HH:mm} UTC.";
        return new(null, [problem with { Message = $"{problem.Message} {waits}" }]) { StatedEmbargo = stated.Until };
    }

    private static Reading ReadContent(
        UploadName name, ReadOnlyMemory<byte> content, ReadOnlyMemory<byte>? sidecar, ReadOnlyMemory<byte>? ofRelease, IntakeOptions options, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> beside)
    {
        if (content.Length > options.LargestUpload)
            return Reading.Rejected("too-large", $"It has {content.Length >> 20} MB; at most {options.LargestUpload >> 20} MB are read. Take large images out, or save the text alone.");
        var (format, unknown) = Recognition.Of(name, content, options);
        if (unknown is not null)
            return new(null, [unknown]);

        var source = new Opened(format, content);
        if (format == Format.Mail)
        {
            (var opened, unknown) = MailMessage.Open(content, options);
            if (opened is null)
                return new(null, [unknown!]);
            source = opened;
        }

        return Read(name, source, sidecar, ofRelease, options, beside);
    }

    private static Reading Read(
        UploadName name, Opened source, ReadOnlyMemory<byte>? sidecar, ReadOnlyMemory<byte>? ofRelease, IntakeOptions options, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> beside)
    {
        var said = new Dictionary<string, IReadOnlyList<string>>();
        var (text, wrong) = source.Format == Format.Word ? TextOf(source, options) : TextOf(source, options, said);
        if (text is null)
            return new(null, [wrong!]);
        if (sidecar is { } own && FrontMatter.ReadSidecar(own, said) is { } wrongBeside)
            return new(null, [wrongBeside]);
        if (ofRelease is { } wide && FrontMatter.ReadSidecarOfRelease(wide, name.Language, said) is { } wrongOfRelease)
            return new(null, [wrongOfRelease]);
        var (facts, problem) = Facts.Of(said);
        if (facts is null)
            return new(null, [problem!]);
        if (name.Language is { } suffix && facts.Language is { } stated && suffix != stated)
            return Reading.Rejected("language-contradiction", $"Its name says {suffix}, the file itself says {stated}: make them the same.");

        var draft = text.Draft(facts.Title is not null);
        draft = draft with { Notices = [.. draft.Notices, .. source.Beside] };
        var illustrations = new Illustrations(name, address => source.Images(address) ?? text.Images(address), beside, options);
        illustrations.Place(draft.Blocks);
        var reading = Manuscripts.Make(name, facts, draft, options.Seen);
        return reading.Manuscript is not { } manuscript ? reading : Illustrated(reading, manuscript, illustrations) with
        {
            Problems = [.. reading.Problems, .. source.Doubts, .. illustrations.Doubts],
        };
    }

    private static Reading Illustrated(Reading reading, Manuscript manuscript, Illustrations illustrations)
    {
        var shown = Media.Shown(manuscript.Html).ToHashSet();
        var images = illustrations.Images.Where(image => shown.Contains(image.Image.Name)).ToList();
        return reading with
        {
            Manuscript = images.Count == 0 ? manuscript : manuscript with { Images = [.. images.Select(image => image.Image)] },
            Images = images.ToDictionary(image => image.Image.Name, image => image.Content),
            Beside = illustrations.Paths,
        };
    }

    private static (Readable? Text, Problem? Problem) TextOf(Opened source, IntakeOptions options)
    {
        var (document, problem) = WordDocument.Read(source.Content, options);
        if (document is null)
            return (null, problem);
        if (FrontMatter.RefuseYaml(string.Join('\n', document.Blocks.Take(40).Select(Words.Of))) is not null)
            return (null, new("front-matter-not-understood", "Front matter between lines of --- is not read in a Word document: put it into a sidecar (.meta.json), uploaded before it."));
        return (new(_ => Document(document, source), document.Images), null);
    }

    private static (Readable? Text, Problem? Problem) TextOf(Opened source, IntakeOptions options, Dictionary<string, IReadOnlyList<string>> said)
    {
        var isHtml = source.Format == Format.Html;
        var text = source.Text;
        if (text is null)
        {
            (text, var unreadable) = Encodings.Decode(source.Content.Span, isHtml);
            if (unreadable is not null)
                return (null, unreadable);
        }

        if (string.IsNullOrWhiteSpace(text))
            return (null, new("empty", "The file is empty: save it again and upload it."));
        var inlined = new Inlined();
        text = isHtml || source.Format == Format.Markdown ? inlined.Take(text) : text;
        if (text.Length > options.LongestText)
            return (null, new("too-large", $"Its text has {text.Length >> 20} million characters; at most {options.LongestText >> 20} million are read. Is it the right file?"));
        if (isHtml && Nesting.IsTooDeep(text, options.DeepestNesting))
            return (null, TooDeep(options));
        if (isHtml)
        {
            var page = HtmlParsers.OfThisThread.ParseDocument(text);
            if (Nesting.IsDeeper(page, options.DeepestNesting * 2))
                return (null, TooDeep(options));
            return (FrontMatter.RefuseYaml(text) ?? FrontMatter.ReadMeta(page, said)) is { } wrongInPage ? (null, wrongInPage) : (new(_ => Page(page, text, source), inlined.Find), null);
        }

        if (FrontMatter.TakeYaml(ref text, said) is { } wrong)
            return (null, wrong);
        if (source.Format == Format.Markdown)
        {
            var document = HtmlParsers.OfThisThread.ParseDocument("");
            if (MarkdownText.ToHtml(text, options) is not { } html)
                return (null, TooDeep(options));
            document.Body!.InnerHtml = html;
            return Nesting.IsDeeper(document, options.DeepestNesting * 2) ? (null, TooDeep(options)) : (new(_ => MarkdownText.Read(document), inlined.Find), null);
        }

        return (new(knowsTitle => PlainText.Read(text, knowsTitle) is var draft && draft.Title is null ? draft with { Title = source.Title } : draft, inlined.Find), null);
    }

    private static Problem TooDeep(IntakeOptions options) => new("nested-too-deep", $"Elements are nested more than {options.DeepestNesting} deep: save the text alone.");

    private static Draft Page(IDocument page, string html, Opened source)
    {
        if (!source.IsFromMail)
        {
            var links = page.Links.Length;
            var whole = HtmlPage.Read(page);
            whole = WholePage.Is(links, whole) ? WholePage.Read(html, whole) : whole;
            return string.IsNullOrEmpty(whole.Title) ? whole with { Title = source.Title } : whole;
        }

        MailPage.Unfold(page);
        var around = MailPage.Unquote(page);
        var draft = HtmlPage.Read(page, isMail: true);
        List<string> notices = [.. draft.Notices, .. Embargoes.Beside(MailPage.TakeHead(draft.Blocks)), .. Notices.Take(draft.Blocks)];
        var (headline, note) = MailPage.TakeNote(draft.Blocks, source.Title);
        return Titled(draft with { Notices = [.. notices, .. Embargoes.Beside([.. around, .. note])] }, headline, source.Title);
    }

    // Lines about an embargo are taken before the headline is looked for: what stands above it may be one, and labels there are left out.
    private static Draft Document(WordDocument document, Opened source)
    {
        List<string> notices = [.. document.Notices, .. Notices.Plain(document.Blocks), .. Notices.Take(document.Blocks)];
        return Titled(new(null, document.Blocks, null) { Notices = [.. notices.Distinct()] }, document.Headline, document.Title ?? source.Title);
    }

    private static Draft Titled(Draft draft, IElement? headline, string? otherwise)
    {
        var title = HeadlineByLook.Take(draft.Blocks, headline);
        title = !string.IsNullOrEmpty(title) ? title : string.IsNullOrEmpty(draft.Title) ? otherwise : draft.Title;
        draft.Blocks.RemoveAll(block => block.LocalName is "h1" or "h2" or "p" && title is not null && Words.Of(block) == title);
        return draft with { Title = title };
    }

    /// <summary>An upload that can be read, and the images in it.</summary>
    /// <param name="Draft">Reads it, knowing whether its headline is said elsewhere.</param>
    /// <param name="Images">The images by address.</param>
    private sealed record Readable(Func<bool, Draft> Draft, Func<string, ReadOnlyMemory<byte>?> Images);
}
