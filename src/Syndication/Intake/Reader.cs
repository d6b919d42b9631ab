using AngleSharp.Dom;

namespace Syndication.Intake;

/// <summary>Reads one upload: bytes in, a manuscript or a problem out. Nothing in the bytes makes it throw.</summary>
public static class Reader
{
    /// <summary>Reads an upload.</summary>
    /// <param name="name">Its name, taken apart.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="sidecar">The bytes of its sidecar; null where it has none.</param>
    /// <param name="ofRelease">The bytes of the whole release's sidecar; null where there is none, or it is the file's own.</param>
    /// <param name="options">The bounds.</param>
    public static Reading Read(UploadName name, ReadOnlyMemory<byte> content, ReadOnlyMemory<byte>? sidecar, ReadOnlyMemory<byte>? ofRelease, IntakeOptions options)
    {
        if (content.Length > options.LargestUpload)
            return Reading.Rejected("too-large", $"It has {content.Length >> 20} MB; at most {options.LargestUpload >> 20} MB are read. Take large images out, or save the text alone.");
        var isHtml = name.Extension is "html" or "htm";
        var (text, unreadable) = Encodings.Decode(content.Span, isHtml);
        if (unreadable is not null)
            return new(null, [unreadable]);
        if (string.IsNullOrWhiteSpace(text))
            return Reading.Rejected("empty", "The file is empty: save it again and upload it.");
        if (isHtml && Nesting.Depth(text) > options.DeepestNesting)
            return Reading.Rejected("nested-too-deep", $"Elements are nested more than {options.DeepestNesting} deep: save the text alone.");

        var said = new Dictionary<string, IReadOnlyList<string>>();
        IDocument? page = null;
        if (isHtml)
        {
            page = HtmlParsers.OfThisThread.ParseDocument(text);
            if ((FrontMatter.RefuseYaml(text) ?? FrontMatter.ReadMeta(page, said)) is { } wrongInPage)
                return new(null, [wrongInPage]);
        }
        else if (FrontMatter.TakeYaml(ref text, said) is { } wrong)
        {
            return new(null, [wrong]);
        }

        if (sidecar is { } beside && FrontMatter.ReadSidecar(beside, said) is { } wrongBeside)
            return new(null, [wrongBeside]);
        if (ofRelease is { } wide && FrontMatter.ReadSidecarOfRelease(wide, name.Language, said) is { } wrongOfRelease)
            return new(null, [wrongOfRelease]);
        var (facts, problem) = Facts.Of(said);
        if (facts is null)
            return new(null, [problem!]);
        if (name.Language is { } suffix && facts.Language is { } stated && suffix != stated)
            return Reading.Rejected("language-contradiction", $"Its name says {suffix}, the file itself says {stated}: make them the same.");

        var draft = page is not null ? HtmlPage.Read(page) : name.Extension == "md" ? MarkdownText.Read(text) : PlainText.Read(text, facts.Title is not null);
        return Manuscripts.Make(name, facts, draft, options.Seen);
    }
}
