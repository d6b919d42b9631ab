using System.Text;
using System.Text.RegularExpressions;
using Syndication.Intake.Images;
using Syndication.Intake.Word;

namespace Syndication.Intake;

/// <summary>Tells what an upload is by how it begins, and by its name where that does not say: people rename files, and programs do.</summary>
internal static partial class Recognition
{
    private static ReadOnlySpan<byte> OleSignature => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>The format of an upload; a problem where it is none that is read, or its name says something that could not be kept.</summary>
    public static (Format Format, Problem? Problem) Of(UploadName name, ReadOnlyMemory<byte> content, IntakeOptions options)
    {
        var (format, what, remedy) = OfContent(content, options);
        if (what is not null)
            return (default, new(what.StartsWith("It is protected", StringComparison.Ordinal) ? "protected" : "format-not-read", $"{what} {remedy}"));
        var byName = OfExtension(name.Extension);
        if (byName is null)
        {
            return (default, format is { } other
                ? new("name-not-its-format", $"It is {Described(other)}, and its name ends with “.{name.Extension}”: name it {FileOf(name)}.{Usual(other)} and upload it again.")
                : NotKnown(name));
        }

        return (format ?? (byName is Format.Word or Format.Mail ? Format.Text : byName.Value), null);
    }

    /// <summary>That the name says no format that is read.</summary>
    public static Problem NotKnown(UploadName name) =>
        new("format-not-known", $"Files ending with “.{name.Extension}” cannot be read: save it as one of {string.Join(", ", UploadName.Readable)}.");

    /// <summary>The format that an attachment's content has, or its name or media type says; null where it is none that is read.</summary>
    public static Format? OfAttachment(string? name, string mediaType, ReadOnlyMemory<byte> content, IntakeOptions options)
    {
        var (format, what, _) = OfContent(content, options);
        if (format is not null || what is not null)
            return format;
        var extension = name is null ? "" : name[(name.LastIndexOf('.') + 1)..].ToLowerInvariant();
        return OfExtension(extension) is { } named and (Format.Html or Format.Markdown or Format.Text) ? named : mediaType switch
        {
            "text/html" or "application/xhtml+xml" => Format.Html,
            "text/markdown" => Format.Markdown,
            "text/plain" => Format.Text,
            _ => null,
        };
    }

    private static (Format? Format, string? What, string Remedy) OfContent(ReadOnlyMemory<byte> content, IntakeOptions options)
    {
        var bytes = content.Span;
        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8))
            return OfArchive(content, options);
        if (bytes.StartsWith(OleSignature))
            return OfCompound(bytes);
        if (bytes.StartsWith("{\\rtf"u8))
            return (null, "It is an RTF document.", "Open it in a word processor, save it as Word document (.docx) and upload that.");
        if (bytes[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) >= 0 && bytes.IndexOf("%PDF-"u8) is var at && IsSpace(bytes[..at]))
            return (null, "It is a PDF document: what is printed in it has no order that a program can be sure of.", "Upload the document that it was made from, as .docx, .html, .md or .txt.");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x78, 0x9F, 0x3E, 0x22]))
            return (null, "It is a winmail.dat, in which Outlook hides a message's attachments.", "Ask the sender for the document itself, or save the attachment in Outlook and upload that.");
        if (ImageFile.IsImage(bytes))
            return (null, "It is an image.", "Upload the release as text; an image beside it goes along where the release shows it.");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) || bytes.StartsWith("7z\u00BC\u00AF"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF]) || bytes.StartsWith("Rar!"u8))
            return (null, "It is a packed archive.", "Unpack it and upload the release in it by itself.");
        if (bytes.StartsWith("MZ"u8) && bytes.Length > 64 && bytes[..64].IndexOf((byte)0) >= 0 || bytes.StartsWith("\u007FELF"u8))
            return (null, "It is a program.", "Upload the release itself.");

        // NULs are between the letters of UTF-16, and are of no account here.
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 8192)]).Replace("\0", "", StringComparison.Ordinal);
        head = (head.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal) ? head[3..] : head.TrimStart('\u00FF', '\u00FE')).TrimStart();
        var element = PastProlog(head);
        if (Page().IsMatch(element))
            return (Format.Html, null, "");
        if (Drawing().IsMatch(element))
            return (null, "It is a drawing (SVG).", "Upload the release as text, and the drawing as PNG beside it.");
        return IsMessage(head) ? (Format.Mail, null, "") : (null, null, "");
    }

    private static (Format? Format, string? What, string Remedy) OfArchive(ReadOnlyMemory<byte> content, IntakeOptions options)
    {
        var names = Package.Names(content, options);
        if (names.Contains("word/document.xml") || names.Any(name => name.StartsWith("word/document", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)))
            return (Format.Word, null, "");
        if (names.Any(name => name.StartsWith("xl/", StringComparison.OrdinalIgnoreCase)))
            return (null, "It is an Excel workbook.", "Upload the release as .docx, .html, .md or .txt; tables in it are kept.");
        if (names.Any(name => name.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase)))
            return (null, "It is a PowerPoint presentation.", "Upload the release as .docx, .html, .md or .txt.");
        if (names.Contains("mimetype") && names.Contains("content.xml"))
            return (null, "It is an OpenDocument file (LibreOffice).", "Open it in LibreOffice, save it as Word document (.docx) and upload that.");
        if (names.Contains("META-INF/container.xml"))
            return (null, "It is an electronic book.", "Upload the release as .docx, .html, .md or .txt.");
        return names.Count == 0
            ? (Format.Word, null, "") // Its reader says what is wrong with it.
            : (null, "It is a packed archive (zip).", "Unpack it and upload the release in it by itself.");
    }

    // The names in a compound file's directory are UTF-16 (MS-CFB, section 2.6.1).
    private static (Format? Format, string? What, string Remedy) OfCompound(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0)
            return (null, "It is protected with a password.", "Open it in Word, take the password out (File, Info, Protect Document) and upload it again.");
        if (bytes.IndexOf(Encoding.Unicode.GetBytes("__properties_version1.0")) >= 0)
            return (null, "It is a message as Outlook saves it (.msg).", "Save it as .eml (drag it out of the new Outlook or of Thunderbird), or save the document attached to it and upload that.");
        return bytes.IndexOf(Encoding.Unicode.GetBytes("WordDocument")) >= 0
            ? (null, "It is a document of an old Word (.doc).", "Open it in Word or LibreOffice, save it as .docx and upload that.")
            : (null, "It is a document of an old Office.", "Open it, save it as .docx and upload that.");
    }

    // An XML declaration and comments may stand before the first element.
    private static string PastProlog(string head)
    {
        var at = 0;
        while (at < head.Length)
        {
            var end = head.AsSpan(at).StartsWith("<!--") ? "-->" : head.AsSpan(at).StartsWith("<?") ? "?>" : null;
            var over = end is null ? -1 : head.IndexOf(end, at, StringComparison.Ordinal);
            if (over < 0)
                break;
            at = over + end!.Length;
            while (at < head.Length && char.IsWhiteSpace(head[at]))
                at++;
        }

        return head[at..];
    }

    private static bool IsSpace(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b > 0x20)
                return false;
        }

        return true;
    }

    // A text may begin with “From:”; what programs write into every message, and people into none, makes it one.
    private static bool IsMessage(string head)
    {
        var end = BlankLine().Match(head) is { Success: true } blank ? blank.Index : head.Length;
        var lines = head[..end].Split('\n').Where(line => line.Length > 0 && line[0] is not (' ' or '\t')).ToList();
        if (lines.Count > 0 && lines[0].StartsWith("From ", StringComparison.Ordinal))
            lines.RemoveAt(0); // As mailboxes begin a message.
        return lines.Count > 1 && lines.TrueForAll(line => HeaderField().IsMatch(line)) && lines.Exists(line => OfPrograms().IsMatch(line));
    }

    private static Format? OfExtension(string extension) => extension switch
    {
        "html" or "htm" => Format.Html,
        "md" => Format.Markdown,
        "txt" => Format.Text,
        "docx" => Format.Word,
        "eml" or "mht" or "mhtml" => Format.Mail,
        _ => null,
    };

    private static string Described(Format format) => format switch
    {
        Format.Word => "a Word document",
        Format.Mail => "a message",
        _ => "a page",
    };

    private static string Usual(Format format) => format switch
    {
        Format.Word => "docx",
        Format.Mail => "eml",
        _ => "html",
    };

    private static string FileOf(UploadName name)
    {
        var file = name.Name[(name.Name.LastIndexOf('/') + 1)..];
        return file.LastIndexOf('.') is > 0 and var dot ? file[..dot] : file;
    }

    [GeneratedRegex(@"^<(?:!doctype\s+html|html|head|body|meta|title)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Page();

    [GeneratedRegex(@"^(?:<!doctype\s+svg[^>]*>\s*)?<svg\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Drawing();

    [GeneratedRegex(@"\r?\n\r?\n", RegexOptions.CultureInvariant)]
    private static partial Regex BlankLine();

    [GeneratedRegex(@"^[!-9;-~]{1,70}\s?:", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderField();

    [GeneratedRegex(@"^(?:MIME-Version|Message-ID|Received|Return-Path|DKIM-Signature|X-Mailer|Content-Type|Content-Location)\s?:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfPrograms();
}
