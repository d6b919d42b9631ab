using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using Syndication.Configuration;
using Syndication.Intake.Mail;
using Syndication.Intake.Word;
using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>
/// The embargo that an upload states although it is refused for something else: the other files of its release wait for it. Nothing here
/// needs the upload to be in order, so it is looked for by shape alone, and where two readings are possible, the careful one counts.
/// </summary>
internal static partial class RefusedEmbargo
{
    private const int Near = 12;
    private const int MostLines = 4_000;
    private const int LongestEnd = 200_000;
    private const int LongestFrontMatter = 64;
    private const int DeepestMessage = 4;

    private static readonly HashSet<string> Inline = ["a", "b", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "time", "u"];

    /// <summary>Looks for it.</summary>
    /// <param name="name">The upload's name.</param>
    /// <param name="content">Its bytes; null where they were not read.</param>
    /// <param name="sidecars">The bytes of the sidecars that speak of it.</param>
    /// <param name="options">The bounds, and when the release was first seen.</param>
    /// <returns>Until when, an <see cref="OpenEmbargo"/> where that is left open, and the words that say so; null where it states none.</returns>
    public static (DateTimeOffset Until, string Words)? Of(UploadName name, ReadOnlyMemory<byte>? content, IEnumerable<ReadOnlyMemory<byte>> sidecars, IntakeOptions options)
    {
        var texts = content is { } bytes ? Texts(name, bytes, options, 0) : [];

        // What the file says of itself goes before its sidecars, and both before any line.
        var said = texts.SelectMany(text => Said(text.Raw)).ToList();
        if (said.Count == 0)
            said = [.. sidecars.SelectMany(SaidBeside)];
        if (said.Count > 0)
            return Latest(said.Select(value => Understood(value, options.Seen)));
        return Latest(texts.SelectMany(text => Stated(text, options.Seen)));
    }

    private static (DateTimeOffset, string)? Latest(IEnumerable<(DateTimeOffset? Until, string Words)> found) =>
        found.Where(one => one.Until is not null).OrderByDescending(one => one.Until).FirstOrDefault() is ({ } until, var words) ? (until, words) : null;

    private static (DateTimeOffset?, string) Understood((string Line, string Value) said, DateTimeOffset? about)
    {
        var value = said.Value.Trim().Trim('"', '\'', ',', ' ');
        if (value.ToLowerInvariant() is "none" or "no" or "null")
            return (null, said.Line);
        if (Facts.Instant(value) is { } instant)
            return (instant, said.Line);
        return EmbargoLine.Of(said.Line, about) switch
        {
            { Kind: EmbargoKind.Immediate } => (null, said.Line),
            { Until: { } until } => (until, said.Line),
            _ => (OpenEmbargo.End, said.Line),
        };
    }

    // Lines of the form “embargo: …”, slips of the pen included, and what a page says of itself.
    private static IEnumerable<(string Line, string Value)> Said(string text)
    {
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Take(LongestFrontMatter))
        {
            if (line.Length <= 400 && Key().Match(line) is { Success: true } key && IsEmbargo(key.Groups[1].Value))
                yield return (line, key.Groups[2].Value);
        }

        foreach (Match meta in Meta().Matches(text))
        {
            if (MetaName().Match(meta.Value) is { Success: true } named && IsEmbargo(named.Groups[1].Value))
                yield return (meta.Value, WebUtility.HtmlDecode(MetaContent().Match(meta.Value) is { Success: true } value ? value.Groups[1].Value + value.Groups[2].Value : ""));
        }
    }

    private static IEnumerable<(string Line, string Value)> SaidBeside(ReadOnlyMemory<byte> sidecar)
    {
        var said = new Dictionary<string, IReadOnlyList<string>>();
        if (FrontMatter.ReadSidecar(sidecar, said) is null)
            return said.Where(pair => IsEmbargo(pair.Key)).Select(pair => ($"{pair.Key}: {string.Join(", ", pair.Value)}", string.Join(", ", pair.Value)));
        return Property().Matches(Encoding.UTF8.GetString(sidecar.Span)).Where(pair => IsEmbargo(pair.Groups[1].Value)).Select(pair => (pair.Value.Trim(), pair.Groups[2].Value));
    }

    private static bool IsEmbargo(string key) => Spelling.Distance(key.ToLowerInvariant(), "embargo") <= 2;

    private static IEnumerable<(DateTimeOffset? Until, string Words)> Stated(Text text, DateTimeOffset? about)
    {
        var (lines, notices) = (text.Lines, text.Beside.ToList());
        for (var i = 0; i < lines.Count; i++)
        {
            var isNear = i < Near || i >= lines.Count - Near;
            if (isNear ? EmbargoLine.Is(lines[i]) : EmbargoLine.IsPlain(lines[i]))
                notices.Add(Whole(i));
            else if (isNear && EmbargoLine.Opens(lines[i]) is { } sentence)
                notices.Add(sentence);
        }

        return Notices.Understand(notices, about) is ({ } until, var open, _)
            ? [(until, notices.Find(line => EmbargoLine.Of(line, about)?.Until == (open is null ? until : null)) ?? notices[0])]
            : [];

        // A line that says too little may go on in the next.
        string Whole(int i) => EmbargoLine.Of(lines[i], about) is { Kind: EmbargoKind.Unclear } && i + 1 < lines.Count &&
            $"{lines[i]} {lines[i + 1]}" is var both && EmbargoLine.Of(both, about) is { Kind: EmbargoKind.Until } ? both : lines[i];
    }

    private static List<Text> Texts(UploadName name, ReadOnlyMemory<byte> content, IntakeOptions options, int depth)
    {
        var format = Recognition.OfAttachment(name.Name, "text/plain", content, options);
        return format switch
        {
            Format.Word => WordDocument.Read(content, options).Document is { } document
                ? [new("", [.. document.Blocks.SelectMany(Manuscripts.Lines)], document.Notices)]
                : [],
            Format.Mail => OfMail(content, options, depth),
            null => [],
            _ => [.. Decoded(content.Span, format == Format.Html).Select(text => new Text(text, Lines(text, format == Format.Html), []))],
        };
    }

    private static List<Text> OfMail(ReadOnlyMemory<byte> content, IntakeOptions options, int depth)
    {
        var texts = new List<Text>();
        try
        {
            using var stream = new MemoryStream(content.ToArray(), writable: false);
            using var message = new MimeParser(new ParserOptions { MaxMimeDepth = Math.Min(options.DeepestNesting, 64) }, stream, MimeFormat.Entity).ParseMessage();
            var bodies = new[] { message.TextBody ?? "", string.Join('\n', Lines(message.HtmlBody ?? "", isHtml: true)) }.Select(Ends);
            texts.Add(new("", [], [.. Embargoes.Beside([message.Subject ?? "", .. bodies.SelectMany(body => body.Split('\n').Take(MostLines))])]));
            foreach (var part in message.BodyParts.OfType<MimePart>().Where(part => part.IsAttachment && part.Content is not null).Take(depth < DeepestMessage ? 20 : 0))
            {
                using var bytes = new MemoryStream();
                part.Content!.DecodeTo(bytes);
                texts.AddRange(Texts(UploadName.Parse(part.FileName ?? "attached"), bytes.ToArray(), options, depth + 1));
            }
        }
        catch (Exception e) when (MailMessage.IsOfTheMessage(e))
        {
            texts.AddRange(Decoded(content.Span, isHtml: false).Select(text => new Text("", Lines(text, isHtml: false), [])));
        }

        return texts;
    }

    // What is in no encoding that can be told may still say it in letters that nearly all of them share.
    private static IEnumerable<string> Decoded(ReadOnlySpan<byte> bytes, bool isHtml)
    {
        var (text, unreadable) = Encodings.Decode(bytes, isHtml);
        return unreadable is null ? [Ends(text)] : [Ends(Encoding.Latin1.GetString(bytes).Replace("\0", "", StringComparison.Ordinal)), Ends(Encoding.UTF8.GetString(bytes))];
    }

    private static string Ends(string text) => text.Length <= 2 * LongestEnd ? text : text[..LongestEnd] + "\n" + text[^LongestEnd..];

    private static List<string> Lines(string text, bool isHtml) =>
        [.. (isHtml ? WebUtility.HtmlDecode(WithoutTags(text)) : text).Split('\n').Select(Words.OnOneLine).Where(line => line.Length > 0).Take(MostLines)];

    private static string WithoutTags(string html)
    {
        var text = new StringBuilder(html.Length);
        for (var i = 0; i < html.Length; i++)
        {
            if (html[i] != '<')
            {
                text.Append(html[i] is '\n' or '\r' ? ' ' : html[i]);
                continue;
            }

            var end = html.IndexOf('>', i);
            if (end < 0)
                break;
            var tag = TagName().Match(html[i..Math.Min(end, i + 20)]).Value.ToLowerInvariant();
            if (tag is "script" or "style" && html[i + 1] != '/')
            {
                var close = html.IndexOf($"</{tag}", end, StringComparison.OrdinalIgnoreCase);
                end = close < 0 ? html.Length : close - 1;
            }
            else if (!Inline.Contains(tag))
            {
                text.Append('\n');
            }

            i = end;
        }

        return text.ToString();
    }

    // Beside: what counts in whatever words it speaks of an embargo.
    private sealed record Text(string Raw, IReadOnlyList<string> Lines, IReadOnlyList<string> Beside);

    [GeneratedRegex(@"^[\s>*#""'{,-]*(?:syndication[.:_-])?(\p{L}{5,9})[""'*]*\s*[:：=]\s*(.*)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Key();

    [GeneratedRegex(@"<meta\s[^<>]{0,1000}>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Meta();

    [GeneratedRegex(@"(?:name|property)\s*=\s*[""']?\s*syndication[.:_\s-]*(\p{L}{5,9})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex MetaName();

    [GeneratedRegex(@"content\s*=\s*(?:""([^""]*)""|'([^']*)')", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex MetaContent();

    [GeneratedRegex(@"[""']?(\p{L}{5,9})[""']?\s*:\s*(?:[""']([^""'\n]*)|[^,}\n]*)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Property();

    [GeneratedRegex(@"(?<=^<)[A-Za-z][A-Za-z0-9]*|(?<=^</)[A-Za-z][A-Za-z0-9]*", RegexOptions.CultureInvariant)]
    private static partial Regex TagName();
}
