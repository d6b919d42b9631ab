using System.Text.Json;
using AngleSharp.Dom;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Syndication.Intake;

/// <summary>What a file says about itself, key by key, before anybody asked whether it makes sense. A value is one text or several.</summary>
internal static class FrontMatter
{
    private const int MostKeys = 64;
    private const string MetaPrefix = "syndication.";

    /// <summary>The block between two lines of <c>---</c> at the very beginning, read as YAML.</summary>
    /// <param name="text">The file's text; on return, what follows the block.</param>
    /// <param name="facts">Where the keys go.</param>
    public static Problem? TakeYaml(ref string text, Dictionary<string, IReadOnlyList<string>> facts)
    {
        var start = text.TrimStart('\uFEFF', '\n', '\r', ' ');
        if (!start.StartsWith("---\n", StringComparison.Ordinal) && !start.StartsWith("---\r\n", StringComparison.Ordinal))
            return null;
        var lines = start.Split('\n');
        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() is "---" or "...");
        if (end < 0)
            return new("front-matter-not-understood", "The front matter begins with --- and does not end: put --- on a line of its own after it.");

        text = string.Join('\n', lines[(end + 1)..]);
        try
        {
            return ReadYaml(string.Join('\n', lines[1..end]), facts);
        }
        catch (YamlException e)
        {
            return new("front-matter-not-understood", $"The front matter is no YAML at line {e.Start.Line + 1}: {e.Message.TrimEnd('.')}. Put quotation marks around a text that holds a colon or a bracket.");
        }
    }

    /// <summary>The <c>&lt;meta name="syndication.KEY" content="…"&gt;</c> of a page.</summary>
    public static void ReadMeta(IDocument page, Dictionary<string, IReadOnlyList<string>> facts)
    {
        foreach (var meta in page.QuerySelectorAll("meta[name]"))
        {
            var name = meta.GetAttribute("name")!.Trim();
            if (name.StartsWith(MetaPrefix, StringComparison.OrdinalIgnoreCase))
                facts[name[MetaPrefix.Length..].ToLowerInvariant()] = [meta.GetAttribute("content") ?? ""];
        }
    }

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
        catch (JsonException e)
        {
            return new("sidecar-not-understood", $"The sidecar (.meta.json) is no JSON (line {e.LineNumber + 1}, character {e.BytePositionInLine + 1}): correct it and upload it again.");
        }
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
