using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Syndication.Delivery;
using Syndication.Delivery.Journal;
using Syndication.Hub;
using Syndication.Intake;
using Syndication.Night;
using Syndication.Publishing;
using Syndication.Register;
using Syndication.Releases;
using Syndication.Sameness;
using Syndication.Sources;
using Syndication.Translation;
using Syndication.Translation.Engines;
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
    /// <exception cref="NewerFormatException">They are one of a later form.</exception>
    internal static async Task<(T? Document, Blob? Blob)> LoadAsync<T>(
        this IBlobStore store, string path, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class
    {
        if (await store.ReadAsync(path, cancel) is not { } blob)
            return (null, null);
        return (Read(path, blob, type), blob);
    }

    /// <summary>Reads a document; null where there is none or it is damaged.</summary>
    internal static async Task<T?> TryLoadAsync<T>(this IBlobStore store, string path, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class
    {
        try
        {
            return (await store.LoadAsync(path, type, cancel)).Document;
        }
        catch (DamagedDocumentException)
        {
            return null;
        }
    }

    /// <summary>Makes a document of bytes.</summary>
    /// <exception cref="DamagedDocumentException">They are not such a document.</exception>
    /// <exception cref="NewerFormatException">They are one of a later form.</exception>
    internal static T Read<T>(string path, Blob blob, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            var document = JsonSerializer.Deserialize(blob.Content.Span, type) ?? throw new JsonException("it says null");
            return document is IFormatted { Format: > 1 } newer ? throw new NewerFormatException(path, newer.Format) : document;
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
        await store.StoreAsync(path, document, type, read, cancel) is not null;

    /// <summary>Writes a document if the blob is still as it was read.</summary>
    /// <returns>The blob as it is now, for the next conditional write; null where somebody else wrote meanwhile.</returns>
    internal static async Task<Blob?> StoreAsync<T>(
        this IBlobStore store, string path, T document, JsonTypeInfo<T> type, Blob? read, CancellationToken cancel)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(document, type);
        if (await store.WriteAsync(path, bytes, WriteCondition.Unchanged(read), cancel) is not { } tag)
            return null;

        // Every version of every release is kept, whoever saves it: a release.json that is damaged is made again from the newest.
        if (document is Release release && read?.Content.Span.SequenceEqual(bytes) != true)
            await store.WriteAsync(Paths.Version(release.Id, release.Version), bytes, WriteCondition.Always, cancel);
        return new(bytes, tag);
    }

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
[JsonSerializable(typeof(ImageUses))]
[JsonSerializable(typeof(FrameNote))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(ParkedCopies))]
[JsonSerializable(typeof(JournalLine))]
[JsonSerializable(typeof(JournalHead))]
[JsonSerializable(typeof(PartnerHold))]
[JsonSerializable(typeof(PartnerPace))]
[JsonSerializable(typeof(SeenAgreements))]
[JsonSerializable(typeof(RegisterShard))]
[JsonSerializable(typeof(MemoryIndex))]
[JsonSerializable(typeof(TmxIndexDocument))]
[JsonSerializable(typeof(StoredDraft))]
[JsonSerializable(typeof(SiteFormat))]
[JsonSerializable(typeof(NightState))]
[JsonSerializable(typeof(NightReport))]
[JsonSerializable(typeof(SameAs))]
[JsonSerializable(typeof(NamedBy))]
[JsonSerializable(typeof(SourceState))]
[JsonSerializable(typeof(KnownItem))]
[JsonSerializable(typeof(PollClock))]
[JsonSerializable(typeof(AnswerPart))]
[JsonSerializable(typeof(Spending))]
[JsonSerializable(typeof(SubscriptionRequest))]
[JsonSerializable(typeof(SubscriberPart))]
[JsonSerializable(typeof(HostHoldings))]
[JsonSerializable(typeof(PingNote))]
internal sealed partial class DocumentJson : JsonSerializerContext;
