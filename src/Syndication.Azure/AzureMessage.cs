using System.Text;
using System.Text.Json;
using Syndication.Storage;

namespace Syndication.Azure;

/// <summary>
/// What a queue message says: work, as a rule. Work that waits longer than a queue can hide a message names the instant it is due;
/// work too large for a message names the blob that holds it.
/// </summary>
/// <param name="Work">The work; null where it lies in a blob.</param>
/// <param name="Due">When it may come out; null for whenever the queue hands it out.</param>
/// <param name="Aside">The blob's path; null where the work is in the message.</param>
internal sealed record AzureMessage(Work? Work, DateTimeOffset? Due, string? Aside)
{
    /// <summary>So many bytes of JSON make at most 64 KB of base64, with room for what is put around them.</summary>
    public const int MostBytes = 48_000;

    /// <summary>The trace that the work belongs to, as a W3C <c>traceparent</c>; null for none.</summary>
    public string? Trace { get; init; }

    /// <summary>When it falls due, for whoever asks how long it has waited; null for when it was sent.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>
    /// Work in pieces that fit a message each where it can be divided: publishing many releases is publishing some, and then the others.
    /// </summary>
    public static IEnumerable<Work> Divide(Work work)
    {
        if (work is not PublishReleases { Releases.Count: > 1 } publish || WorkJson.Write(work).Length <= MostBytes)
            return [work];
        var half = publish.Releases.Count / 2;
        return Divide(publish with { Releases = [.. publish.Releases.Take(half)] })
            .Concat(Divide(publish with { Releases = [.. publish.Releases.Skip(half)] }));
    }

    /// <summary>The message as JSON.</summary>
    public byte[] Write()
    {
        if (Due is null && Work is not null)
            return WorkJson.Write(Work, Trace, From);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            if (Due is { } due)
                json.WriteString("due", due.ToUniversalTime());
            if (Aside is not null)
                json.WriteString("aside", Aside);
            if (Work is not null)
            {
                json.WritePropertyName("work");
                json.WriteRawValue(WorkJson.Write(Work));
            }

            WorkJson.WriteEnvelope(json, Trace, From);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Reads a message.</summary>
    /// <returns>Null where it is not one of ours.</returns>
    public static AzureMessage? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (Open(root, json.Span) is not { } message)
                return null;
            return message with { Trace = WorkJson.Trace(root), From = WorkJson.From(root) ?? message.Due };
        }
        catch (Exception e) when (e is JsonException or FormatException or NotSupportedException or InvalidOperationException)
        {
            return null; // Cut short, of another program, or of a version of this one that knows more.
        }
    }

    private static AzureMessage? Open(JsonElement root, ReadOnlySpan<byte> json)
    {
        if (root.TryGetProperty("do", out _))
            return WorkJson.Read(json) is { } plain ? new(plain, null, null) : null;
        DateTimeOffset? due = root.TryGetProperty("due", out var at) ? at.GetDateTimeOffset() : null;
        if (root.TryGetProperty("aside", out var aside))
            return new(null, due, aside.GetString());
        return root.TryGetProperty("work", out var work) && WorkJson.Read(Encoding.UTF8.GetBytes(work.GetRawText())) is { } inside ? new(inside, due, null) : null;
    }
}
