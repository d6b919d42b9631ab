using System.Text.Json;
using AngleSharp.Dom;
using Syndication.Releases;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Syndication.Intake;

/// <summary>What a file says about itself, key by key, before anybody asked whether it makes sense. A value is one text or several.</summary>
internal static class FrontMatter
{
    private const int MostKeys = 64;
    private static readonly string[] OfOneText = ["title", "language", "original", "dateline", "summary"];
    private const string MetaPrefix = "syndication";

    // What news sites have long told search engines: where a story is from. No key of ours.
    private const string OfNewsSites = "syndication-source";

    /// <summary>The block between two lines of <c>---</c> at the very beginning, read as YAML.</summary>
    /// <param name="text">The file's text; on return, what follows the block.</param>
    /// <param name="facts">Where the keys go.</param>
    public static Problem? TakeYaml(ref string text, Dictionary<string, IReadOnlyList<string>> facts)
    {
        var start = text.TrimStart('\uFEFF', '\u200B', '\n', '\r', ' ', '\t', '\u00A0');
        var lines = start.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        if (lines[0].TrimEnd() != "---")
            return NearMiss(lines);
        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() is "---" or "...");
        if (end < 0)
            return new("front-matter-not-understood", "The front matter begins with --- and does not end: put --- on a line of its own after it.");

        var rest = lines[(end + 1)..].SkipWhile(string.IsNullOrWhiteSpace).ToArray();
        if (rest.Length > 0 && IsDashes(rest[0]) && NearMiss(rest) is not null)
            return new("front-matter-not-understood", "There are two blocks of front matter: put all lines of the form “key: value” into the first one, between two lines of ---.");
        text = string.Join('\n', lines[(end + 1)..]);
        try
        {
            return ReadYaml(string.Join('\n', lines[1..end]), facts);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            return new("front-matter-not-understood", "The front matter is no YAML: look for a bracket or a quotation mark that is not closed.");
        }
        catch (YamlException e)
        {
            return new("front-matter-not-understood", $"The front matter is no YAML at line {e.Start.Line + 1}: {e.Message.TrimEnd('.')}. Put quotation marks around a text that holds a colon or a bracket.");
        }
    }

    /// <summary>A block of YAML at the top of a page, which no browser and no reader of pages would see as one.</summary>
    public static Problem? RefuseYaml(string page)
    {
        var lines = page.TrimStart('\uFEFF', '\u200B', '\n', '\r', ' ', '\t', '\u00A0').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        return NearMiss(lines) is null ? null : new(
            "front-matter-not-understood",
            "Front matter between lines of --- is not read in html: write <meta name=\"syndication.embargo\" content=\"…\"> in its head, or put it into a sidecar (.meta.json).");
    }

    /// <summary>The <c>&lt;meta name="syndication.KEY" content="…"&gt;</c> of a page; <c>property</c> and a colon are understood alike.</summary>
    public static Problem? ReadMeta(IDocument page, Dictionary<string, IReadOnlyList<string>> facts)
    {
        foreach (var meta in page.QuerySelectorAll("meta"))
        {
            foreach (var name in new[] { meta.GetAttribute("name"), meta.GetAttribute("property") }.OfType<string>().Select(name => name.Trim().ToLowerInvariant()).Distinct())
            {
                if (!name.StartsWith(MetaPrefix, StringComparison.Ordinal) || name == OfNewsSites)
                    continue;
                if (!facts.TryAdd(name[MetaPrefix.Length..].TrimStart('.', ':', '-', '_', ' '), [meta.GetAttribute("content") ?? ""]))
                    return new("front-matter-not-understood", $"The page has “{name}” twice: keep one.");
            }
        }

        return null;
    }

    // What an editor meant as front matter, and no reader would take for it: an embargo in it would be read past.
    private static Problem? NearMiss(string[] lines) =>
        IsDashes(lines[0]) && lines.Skip(1).Take(40).Any(Facts.IsSaid)
            ? new("front-matter-not-understood", $"The first line, “{lines[0].Trim()}”, looks like the beginning of front matter: write exactly --- there, and on a line of its own after the last key.")
            : null;

    private static bool IsDashes(string line) => line.Trim() is { Length: > 0 } trimmed && trimmed.All(c => c is '-' or '–' or '—' or '―' or '−' or '‐' or '‑') &&
        trimmed.Sum(c => c is '—' or '―' ? 3 : 1) >= 3;

    /// <summary>A sidecar's JSON object; what the file says itself stands.</summary>
    public static Problem? ReadSidecar(ReadOnlyMemory<byte> content, Dictionary<string, IReadOnlyList<string>> facts)
    {
        try
        {
            if (content.Span.StartsWith("\uFEFF"u8))
                content = content[3..];
            using var document = JsonDocument.Parse(content, new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 8 });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return new("sidecar-not-understood", "The sidecar (.meta.json) must be a JSON object: { \"title\": \"…\" }.");
            foreach (var property in document.RootElement.EnumerateObject().Take(MostKeys))
            {
                IReadOnlyList<string> values = property.Value.ValueKind switch
                {
                    JsonValueKind.Array => [.. property.Value.EnumerateArray().Select(item => item.ToString())],
                    JsonValueKind.True => ["true"],
                    JsonValueKind.False => ["false"],
                    JsonValueKind.Null => [],
                    _ => [property.Value.ToString()],
                };
                facts.TryAdd(property.Name.ToLowerInvariant(), values);
            }

            return null;
        }
        catch (InvalidOperationException)
        {
            return new("sidecar-not-understood", "The sidecar (.meta.json) holds bytes that are no UTF-8: save it as UTF-8 and upload it again.");
        }
        catch (JsonException e)
        {
            return new("sidecar-not-understood", $"The sidecar (.meta.json) is no JSON (line {e.LineNumber + 1}, character {e.BytePositionInLine + 1}): correct it and upload it again.");
        }
    }

    /// <summary>
    /// The sidecar of a whole release, for a file in one of its languages. What is said of one text, such as its headline, counts for
    /// that text alone: where the sidecar says itself that it is in this language.
    /// </summary>
    public static Problem? ReadSidecarOfRelease(ReadOnlyMemory<byte> content, Language? language, Dictionary<string, IReadOnlyList<string>> facts)
    {
        var said = new Dictionary<string, IReadOnlyList<string>>();
        if (ReadSidecar(content, said) is { } wrong)
            return wrong;
        var isOfThis = said.TryGetValue("language", out var tags) && tags is [var tag] && Language.TryParse(tag, out var stated) && stated == language;
        foreach (var (key, values) in said.Where(pair => isOfThis || !OfOneText.Contains(pair.Key)))
            facts.TryAdd(key, values);
        return null;
    }

    // The parser's events alone: no types are made, no alias is followed, so nothing in the file can do more than be a text.
    private static Problem? ReadYaml(string yaml, Dictionary<string, IReadOnlyList<string>> facts)
    {
        var parser = new Parser(new StringReader(yaml));
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
            return null;
        if (!parser.TryConsume<MappingStart>(out _))
            return parser.Current is Scalar { Value: "" } ? null : new("front-matter-not-understood", "The front matter must be lines of the form “key: value”.");
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key) || facts.Count >= MostKeys)
                return NotPlain("");
            if (parser.TryConsume<Scalar>(out var value))
            {
                if (!facts.TryAdd(key.Value.ToLowerInvariant(), [value.Value]))
                    return new("front-matter-not-understood", $"The front matter has “{key.Value}” twice: keep one.");
            }
            else if (parser.TryConsume<SequenceStart>(out _))
            {
                var values = new List<string>();
                while (!parser.TryConsume<SequenceEnd>(out _))
                {
                    if (!parser.TryConsume<Scalar>(out var item))
                        return NotPlain(key.Value);
                    values.Add(item.Value);
                }

                facts[key.Value.ToLowerInvariant()] = values;
            }
            else
            {
                return NotPlain(key.Value);
            }
        }

        return null;
    }

    private static Problem NotPlain(string key) =>
        new("front-matter-not-understood", $"The front matter's “{key}” is neither a text nor a list of texts: write “{key}: text” or “{key}: [text, text]”.");
}
