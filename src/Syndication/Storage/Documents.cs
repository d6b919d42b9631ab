using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Syndication.Delivery;
using Syndication.Intake;
using Syndication.Publishing;
using Syndication.Register;
using Syndication.Releases;
using Syndication.Translation.Memory;

namespace Syndication.Storage;

/// <summary>The pipeline's own JSON documents over a blob store.</summary>
public static class Documents
{
    internal static readonly DocumentJson Json = new(new JsonSerializerOptions(DocumentJson.Default.Options)
    {
        // Arabic stays readable in the stored documents; none of them is ever put into html as it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Reads a document and the blob it came from, for a conditional write later.</summary>
    /// <exception cref="DamagedDocumentException">The bytes are not such a document.</exception>
    internal static async Task<(T? Document, Blob? Blob)> LoadAsync<T>(
        this IBlobStore store, string path, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class
    {
        if (await store.ReadAsync(path, cancel) is not { } blob)
            return (null, null);
        try
        {
            return (JsonSerializer.Deserialize(blob.Content.Span, type), blob);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new DamagedDocumentException(path, e);
        }
    }

    /// <summary>Writes a document if the blob is still as it was read.</summary>
    /// <returns>False where somebody else wrote meanwhile.</returns>
    internal static async Task<bool> SaveAsync<T>(
        this IBlobStore store, string path, T document, JsonTypeInfo<T> type, Blob? read, CancellationToken cancel) =>
        await store.WriteAsync(path, JsonSerializer.SerializeToUtf8Bytes(document, type), WriteCondition.Unchanged(read), cancel) is not null;

    /// <summary>
    /// Reads, changes and writes a document until nobody came between. The change is a pure function and may be called again; where
    /// it returns what it was given, nothing is written.
    /// </summary>
    internal static async Task<T?> ChangeAsync<T>(
        this IBlobStore store, string path, JsonTypeInfo<T> type, Func<T?, T?> change, CancellationToken cancel)
        where T : class
    {
        while (true)
        {
            var (document, blob) = await store.LoadAsync(path, type, cancel);
            var changed = change(document);
            if (changed is null || ReferenceEquals(changed, document) || await store.SaveAsync(path, changed, type, blob, cancel))
                return changed;
            cancel.ThrowIfCancellationRequested();
        }
    }
}

/// <summary>A document of the pipeline's own is not readable: cut in half, or edited by hand.</summary>
public sealed class DamagedDocumentException(string path, Exception inner)
    : Exception($"Storage: {path} is damaged ({inner.Message}). Restore it from a backup, or delete it: the next run makes it anew.", inner)
{
    /// <summary>Which one.</summary>
    public string Path { get; } = path;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Manuscript))]
[JsonSerializable(typeof(Release))]
[JsonSerializable(typeof(Edition))]
[JsonSerializable(typeof(Deliveries))]
[JsonSerializable(typeof(Work))]
[JsonSerializable(typeof(Shelf))]
[JsonSerializable(typeof(Entry))]
[JsonSerializable(typeof(Underway))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(ParkedCopies))]
[JsonSerializable(typeof(RegisterShard))]
[JsonSerializable(typeof(MemoryIndex))]
internal sealed partial class DocumentJson : JsonSerializerContext;
