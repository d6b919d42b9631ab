using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using MimeKit.Text;

namespace Syndication.Intake.Mail;

/// <summary>
/// A message (RFC 5322, MIME), or a page saved as one (RFC 2557): the release is in its body, or attached where the body is only a
/// covering note. Nothing of its head goes out but the subject, and that only where there is no other headline.
/// </summary>
internal static partial class MailMessage
{
    private const int LongestNote = 700;
    private const int ShortestText = 120;
    private const int DeepestMessage = 8;

    /// <summary>Opens one.</summary>
    public static (Opened? Source, Problem? Problem) Open(ReadOnlyMemory<byte> content, IntakeOptions options) => Open(content, options, 0);

    private static (Opened?, Problem?) Open(ReadOnlyMemory<byte> content, IntakeOptions options, int depth)
    {
        if (depth > DeepestMessage)
            return (null, new("nested-too-deep", $"Messages are passed on within messages more than {DeepestMessage} times: save the last of them by itself."));
        try
        {
            var limits = new ParserOptions { MaxMimeDepth = Math.Min(options.DeepestNesting, 64) };
            using var stream = new MemoryStream(content.ToArray(), writable: false);

            // It holds nothing but memory, and its images are asked for later.
            return Read(new MimeParser(limits, stream, MimeFormat.Entity).ParseMessage(), options, depth);
        }
        catch (Exception e) when (IsOfTheMessage(e))
        {
            return (null, Damaged());
        }
    }

    private static (Opened?, Problem?) Read(MimeMessage message, IntakeOptions options, int depth)
    {
        var parts = Parts.Of(message.Body, options);
        if (parts.Count > options.MostMailParts)
            return (null, new("unpacks-too-large", $"The message has more than {options.MostMailParts} parts: upload the release in it by itself."));
        if (parts.IsEncrypted)
            return (null, new("protected", "It is an encrypted message: open it, and upload the release in it by itself."));

        var subject = Forwarded.Subject(message.Subject ?? "");
        var html = string.Join('\n', parts.Html.Select(part => TextOf(part, options)));
        var plain = string.Join('\n', parts.Plain.Select(part => Unwrapped(part, TextOf(part, options))));
        var words = plain.Length > 0 ? plain : TextOf(html);
        var title = Embargoes.IsLine(subject) ? null : subject;
        string[] asides = [subject, .. words.Split('\n')];
        if (plain.Length > 0 && html.Length > 0)
            asides = [.. asides, .. TextOf(html).Split('\n')];
        var body = Body(parts, html, plain, title, options);
        body = body with { Title = title, Beside = [.. Embargoes.Beside([subject]), .. body.Beside] };
        var isNote = Words.OnOneLine(Signature().Replace(words, "")).Length < LongestNote && !parts.Shown.Exists(part => part.ContentLocation is not null && part.ContentType.MediaType == "image");
        if (!isNote)
            return (body with { Doubts = LeftOut(parts) }, null);

        var candidates = Candidates(parts, options);
        var readable = candidates.Where(candidate => candidate.Format is not null).ToList();
        if (readable.Count > 1 && readable.Select(candidate => candidate.Format == Format.Mail).Distinct().Count() > 1)
            readable.RemoveAll(candidate => candidate.Format == Format.Mail);
        if (IsRelease(body.Format == Format.Text ? body.Text! : TextOf(html), title) && (readable.Count == 0 || !words.Split('\n').Select(Words.OnOneLine).Any(CoveringNote.SaysAttached)))
            return (body with { Doubts = LeftOut(parts) }, null);
        if (readable.Count == 0)
            return candidates.Find(candidate => candidate.Problem is not null) is { } unread ? (null, unread.Problem) : (body with { Doubts = LeftOut(parts) }, null);
        if (readable.Count > 1)
            return (null, new("several-releases", $"The message has {readable.Count} documents attached ({string.Join(", ", readable.Select(one => $"“{one.Name}”"))}), and which of them is the release cannot be told: upload each by itself."));
        return Attached(readable[0], title, [.. Embargoes.Beside(asides)], options, depth);
    }

    private static (Opened?, Problem?) Attached(Candidate attached, string? subject, IReadOnlyList<string> beside, IntakeOptions options, int depth)
    {
        if (attached.Format == Format.Mail)
        {
            var (inner, problem) = Open(attached.Content, options, depth + 1);
            return (inner is null ? null : inner with { Beside = [.. inner.Beside, .. beside] }, problem);
        }

        return (new Opened(attached.Format!.Value, attached.Content) { Title = subject, Beside = beside, IsFromMail = false }, null);
    }

    // By its own build, however short: a place and a day before its text, or the headline that the subject names, a text and whom to ask.
    private static bool IsRelease(string text, string? subject)
    {
        var lines = text.Split('\n').Select(Words.OnOneLine).Where(line => line.Length > 0).ToList();
        if (lines.Exists(line => CoveringNote.IsDatelined(line) && Dateline.Of(line) is { Date: not null }))
            return true;
        var headline = lines.FindIndex(line => CoveringNote.IsNamed(line, subject));
        var contacts = headline < 0 ? -1 : lines.FindIndex(headline, ContactReader.Announces);
        var length = contacts < 0 ? 0 : lines[(headline + 1)..contacts].Where(line => !CoveringNote.Is(line)).Sum(line => line.Length);
        return length > 0 && length >= (lines[^1][^1] >= '\u2E80' ? ShortestText / 3 : ShortestText);
    }

    private static Opened Body(Parts parts, string html, string plain, string? subject, IntakeOptions options)
    {
        var isPage = !string.IsNullOrWhiteSpace(html);
        var text = isPage ? html : plain;
        var (preface, note) = ("", "");
        var signature = Signature().Match(plain).Value;
        if (!isPage)
        {
            (text, preface) = Forwarded.Cut(Signature().Replace(plain, ""));
            (text, note) = CoveringNote.Cut(text, subject);
        }

        return new(isPage ? Format.Html : Format.Text, ReadOnlyMemory<byte>.Empty)
        {
            Text = text,
            IsFromMail = !parts.Html.Exists(part => part.ContentLocation is not null),
            Beside = [.. Embargoes.Beside([.. preface.Split('\n'), .. note.Split('\n'), .. signature.Split('\n')])],
            Images = address => ImageOf(parts, address, options),
        };
    }

    // RFC 2392 for cid:, RFC 2557 for the address that the page named it with.
    private static ReadOnlyMemory<byte>? ImageOf(Parts parts, string address, IntakeOptions options)
    {
        MimePart? part = null;
        if (address.StartsWith("cid:", StringComparison.OrdinalIgnoreCase))
        {
            var id = Uri.UnescapeDataString(address[4..]);
            part = parts.Shown.Find(one => one.ContentId == id);
        }
        else
        {
            var page = parts.Html.Select(one => one.ContentLocation).FirstOrDefault(location => location is { IsAbsoluteUri: true });
            part = parts.Shown.Find(one => one.ContentLocation is { } location && (location.OriginalString == address ||
                (page is not null && Uri.TryCreate(page, address, out var whole) && Uri.TryCreate(page, location, out var its) && whole == its)));
        }

        return part is null ? null : BytesOf(part, options);
    }

    private static List<Candidate> Candidates(Parts parts, IntakeOptions options)
    {
        var candidates = new List<Candidate>();
        foreach (var entity in parts.Attached)
        {
            if (entity is MessagePart { Message: { } inner })
            {
                using var bytes = new MemoryStream();
                inner.WriteTo(bytes);
                candidates.Add(new(inner.Subject ?? "a message", Format.Mail, bytes.ToArray()));
            }
            else if (entity is MimePart part)
            {
                var name = part.FileName ?? part.ContentType.Name;
                var shown = Words.OnOneLine(name ?? part.ContentType.MimeType);
                if (part.ContentType.MimeType.Equals("application/ms-tnef", StringComparison.OrdinalIgnoreCase))
                {
                    candidates.Add(new(shown, null, default) { Problem = new("attachment-not-read", "Outlook has hidden the attachment in a winmail.dat, which cannot be read: ask the sender for the document itself, or save the attachment in Outlook and upload that.") });
                    continue;
                }

                var content = BytesOf(part, options);
                if (content is not { } there)
                    candidates.Add(new(shown, null, default) { Problem = new("attachment-not-read", $"The attachment “{shown}” is too large: upload it by itself.") });
                else if (Recognition.OfAttachment(name, part.ContentType.MimeType.ToLowerInvariant(), there, options) is { } format)
                    candidates.Add(new(shown, format, there));
                else if (Recognition.Of(UploadName.Parse("attached/" + shown.Replace('/', '-')), there, options).Problem is { Code: not "format-not-known" } problem)
                    candidates.Add(new(shown, null, default) { Problem = new("attachment-not-read", $"The message holds no release but the attachment “{shown}”. {problem.Message}") });
            }
        }

        return candidates;
    }

    private static Problem[] LeftOut(Parts parts)
    {
        var names = parts.Attached.OfType<MimePart>().Where(part => part.IsAttachment && part.FileName is not null).Select(part => $"“{Words.OnOneLine(part.FileName!)}”").ToList();
        return names.Count == 0 ? [] : [new("attachments-left-out", $"The release was read in the message itself; {string.Join(", ", names)} attached to it {(names.Count == 1 ? "was" : "were")} left out. Upload by itself what should go out too.")];
    }

    // format=flowed (RFC 3676): lines that end with a space go on in the next.
    private static string Unwrapped(TextPart part, string text)
    {
        if (!part.IsFlowed)
            return text;
        var deletes = string.Equals(part.ContentType.Parameters["delsp"], "yes", StringComparison.OrdinalIgnoreCase);
        return new FlowedToText { DeleteSpace = deletes }.Convert(text);
    }

    private static string TextOf(TextPart part, IntakeOptions options)
    {
        var bytes = BytesOf(part, options) is { } there ? there.Span : [];
        if (part.ContentType.Charset is { Length: > 0 } charset && EncodingOf(charset) is { } encoding)
        {
            var text = encoding.GetString(bytes);
            if (!text.Contains('\uFFFD', StringComparison.Ordinal))
                return text.TrimStart('\uFEFF');
        }

        return Encodings.Decode(bytes, part.IsHtml).Text;
    }

    // About what a reader would see: enough to tell a covering note from a release.
    private static string TextOf(string html)
    {
        var text = new StringBuilder();
        for (var at = 0; at < html.Length;)
        {
            if (html[at] != '<')
            {
                text.Append(html[at] is '\n' or '\r' ? ' ' : html[at]);
                at++;
                continue;
            }

            var until = html.AsSpan(at).StartsWith("<!--") ? "-->"
                : html.AsSpan(at).StartsWith("<style", StringComparison.OrdinalIgnoreCase) ? "</style>"
                : html.AsSpan(at).StartsWith("<script", StringComparison.OrdinalIgnoreCase) ? "</script>" : ">";
            var end = html.IndexOf(until, at, StringComparison.OrdinalIgnoreCase);
            if (end < 0)
                break;
            text.Append(BreaksLine().IsMatch(html.AsSpan(at)) ? '\n' : ' ');
            at = end + until.Length;
        }

        return WebUtility.HtmlDecode(text.ToString());
    }

    private static Encoding? EncodingOf(string charset)
    {
        var name = charset.Trim('"', '\'', ' ').ToLowerInvariant();
        name = name is "iso-8859-1" or "latin1" or "us-ascii" or "ascii" ? "windows-1252" : name is "gb2312" or "gbk" ? "gb18030" : name;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte>? BytesOf(MimePart part, IntakeOptions options)
    {
        if (part.Content is null)
            return ReadOnlyMemory<byte>.Empty;
        using var decoded = new MemoryStream();
        part.Content.DecodeTo(decoded);
        return decoded.Length > options.LargestUpload ? null : decoded.ToArray();
    }

    private static Problem Damaged() => new("damaged", "It is no message that can be read: save it again as .eml, or upload the release in it by itself.");

    /// <summary>Whether an error says that a message is none, and not that the program is wrong.</summary>
    internal static bool IsOfTheMessage(Exception e) =>
        e is FormatException or ArgumentException or InvalidOperationException or NotSupportedException or IOException or IndexOutOfRangeException or OverflowException or ParseException;

    // RFC 3676, section 4.3: what follows a line of two hyphens and a space is the sender's, not the text's.
    [GeneratedRegex(@"(?:^|\n)-- \r?\n[\s\S]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Signature();

    [GeneratedRegex(@"\G</?(?:p|br|div|tr|td|th|li|h[1-6]|table|blockquote)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BreaksLine();

    /// <summary>Something attached that may be the release, or why it cannot be read.</summary>
    private sealed record Candidate(string Name, Format? Format, ReadOnlyMemory<byte> Content)
    {
        public Problem? Problem { get; init; }
    }
}
