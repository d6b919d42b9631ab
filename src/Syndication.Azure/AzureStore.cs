using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Syndication.Storage;
using BlobItem = Syndication.Storage.BlobItem;

namespace Syndication.Azure;

/// <summary>
/// A blob store over Azure Storage. Containers are made when first written to; <c>public/</c> is the container <c>$web</c>, from which
/// the account's static website serves, so what is written there carries its media type and how long it may be cached.
/// </summary>
public sealed class AzureStore : IBlobStore
{
    private const string Mark = "written";

    // One request, however large: blocks of two writers at once would mix, since the client names blocks by their place alone.
    private static readonly StorageTransferOptions Whole = new() { InitialTransferSize = 4L << 30, MaximumTransferSize = 4L << 30, MaximumConcurrency = 1 };

    private readonly BlobServiceClient service;
    private readonly AzureAccount account;
    private readonly AzureCalls calls;
    private readonly RecentTexts texts;
    private readonly int? pageSize;

    internal AzureStore(BlobServiceClient service, AzureAccount account, AzureCalls calls, RecentTexts texts, int? pageSize = null) =>
        (this.service, this.account, this.calls, this.texts, this.pageSize) = (service, account, calls, texts, pageSize);

    /// <inheritdoc/>
    public async Task<Blob?> ReadAsync(string path, CancellationToken cancel)
    {
        if (texts.Find(path) is { } known)
            return known;
        var blob = BlobOf(path);
        var found = await calls.MakeAsync($"reading {path}", () => OrNoneAsync(async () =>
        {
            var read = await blob.DownloadContentAsync(cancel);
            return new Blob(read.Value.Content.ToMemory(), read.Value.Details.ETag.ToString());
        }), cancel);
        if (found is not null)
            texts.Keep(path, found.Content, found.ETag);
        return found;
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string path, long offset, int length, CancellationToken cancel)
    {
        var blob = BlobOf(path);
        var options = new BlobDownloadOptions { Range = new(offset, length) };
        var read = await calls.MakeAsync($"reading a piece of {path}", () => OrNoneAsync(async () =>
        {
            try
            {
                return (await blob.DownloadContentAsync(options, cancel)).Value.Content;
            }
            catch (RequestFailedException e) when (e.Status == 416)
            {
                return BinaryData.Empty; // The blob ends before the piece begins.
            }
        }), cancel);
        return read?.ToMemory();
    }

    /// <inheritdoc/>
    public Task<BlobItem?> StatAsync(string path, CancellationToken cancel)
    {
        var blob = BlobOf(path);
        return calls.MakeAsync($"looking at {path}", () => OrNoneAsync(async () =>
        {
            var found = (await blob.GetPropertiesAsync(cancellationToken: cancel)).Value;
            return new BlobItem(path, found.ContentLength, StampOf(found.ETag), found.LastModified);
        }), cancel);
    }

    /// <inheritdoc/>
    public async Task<string?> WriteAsync(string path, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancel)
    {
        var blob = BlobOf(path);
        var mark = Guid.NewGuid().ToString("N");
        var options = new BlobUploadOptions
        {
            Conditions = new() { IfNoneMatch = condition.MustBeNew ? ETag.All : null, IfMatch = condition.ETag is { } tag ? new ETag(tag) : null },
            HttpHeaders = HeadersOf(path),
            Metadata = new Dictionary<string, string> { [Mark] = mark },
            TransferOptions = Whole,
        };
        var written = await calls.MakeAsync<string?>(
            $"writing {path}",
            async () =>
            {
                try
                {
                    return await InContainerAsync(path, async () => (await blob.UploadAsync(BinaryData.FromBytes(content), options, cancel)).Value.ETag.ToString(), cancel);
                }
                catch (RequestFailedException e) when (IsUnmet(e, condition))
                {
                    return await OwnAsync(blob, mark, cancel);
                }
            },
            cancel);
        if (written is not null)
            texts.Keep(path, content, written);
        return written;
    }

    /// <inheritdoc/>
    public async Task<bool> CopyAsync(string from, string to, CancellationToken cancel)
    {
        var source = BlobOf(from);
        var target = BlobOf(to);
        var status = await calls.MakeAsync<CopyStatus?>(
            $"copying {from} to {to}",
            async () =>
            {
                try
                {
                    // Within an account “Copy Blob” needs no second credential and has no size limit; it is done in the answer, as a rule.
                    var address = account.Sas is null ? source.Uri : new UriBuilder(source.Uri) { Query = account.Sas }.Uri;
                    var copy = await InContainerAsync(to, () => target.StartCopyFromUriAsync(address, cancellationToken: cancel), cancel);
                    await copy.WaitForCompletionAsync(cancel);
                    var properties = (await target.GetPropertiesAsync(cancellationToken: cancel)).Value;
                    if (IsPublic(to))
                        await target.SetHttpHeadersAsync(HeadersOf(to), cancellationToken: cancel);
                    return properties.CopyId == copy.Id ? properties.CopyStatus : CopyStatus.Success;
                }
                catch (RequestFailedException e) when (e.Status == 404)
                {
                    return null;
                }
            },
            cancel);
        return status is CopyStatus.Failed or CopyStatus.Aborted
            ? throw new IOException($"Storage: copying {from} to {to} was given up by {account}; the work is tried again.")
            : status is not null;
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string path, CancellationToken cancel)
    {
        var blob = BlobOf(path);
        texts.Forget(path);
        return calls.MakeAsync(
            $"deleting {path}", async () => (await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancel)).Value, cancel);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlobItem> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (container, name) = Split(prefix);
        var listing = service.GetBlobContainerClient(ContainerOf(container)).GetBlobsAsync(new GetBlobsOptions { Prefix = name }, cancel);
        await using var pages = listing.AsPages(pageSizeHint: pageSize).GetAsyncEnumerator(cancel);
        while (await calls.MakeAsync($"listing {prefix}", NextAsync, cancel))
        {
            foreach (var item in pages.Current.Values)
            {
                // A name with such a segment can be listed and never be asked for: every client shortens the address.
                if (item.Name.Split('/').Any(segment => segment is "." or ".."))
                    continue;
                yield return new BlobItem(
                    $"{container}/{item.Name}",
                    item.Properties.ContentLength ?? 0,
                    StampOf(item.Properties.ETag),
                    item.Properties.LastModified ?? DateTimeOffset.UnixEpoch);
            }
        }

        async Task<bool> NextAsync()
        {
            try
            {
                return await pages.MoveNextAsync();
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
            {
                return false;
            }
        }
    }

    /// <summary>The same store, asking for so many blobs of a listing at a time; the service gives 5,000 unless told.</summary>
    internal AzureStore InPagesOf(int size) => new(service, account, calls, texts, size);

    /// <summary>The account's address, without any secret.</summary>
    public override string ToString() => account.ToString();

    private static async Task<T?> OrNoneAsync<T>(Func<Task<T>> call)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    // 409 answers a condition too: “If-None-Match: *” on a blob that is there. A proxy on the way may leave the code out.
    private static bool IsUnmet(RequestFailedException e, WriteCondition condition) => e.Status switch
    {
        412 => condition != WriteCondition.Always && e.ErrorCode is null or "ConditionNotMet" or "TargetConditionNotMet",
        409 => condition.MustBeNew && e.ErrorCode == BlobErrorCode.BlobAlreadyExists,
        404 => condition.ETag is not null,
        _ => false,
    };

    // Where an answer was lost, the client asks again, and the condition then fails because of our own first writing.
    private static async Task<string?> OwnAsync(BlobClient blob, string mark, CancellationToken cancel)
    {
        var found = await OrNoneAsync(async () => (await blob.GetPropertiesAsync(cancellationToken: cancel)).Value);
        return found?.Metadata.TryGetValue(Mark, out var theirs) == true && theirs == mark ? found.ETag.ToString() : null;
    }

    private async Task<T> InContainerAsync<T>(string path, Func<Task<T>> call, CancellationToken cancel)
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await service.GetBlobContainerClient(ContainerOf(Split(path).Container)).CreateIfNotExistsAsync(cancellationToken: cancel);
            return await call();
        }
    }

    // Only what is published is typed by its name; the rest is nobody's to open in a browser, an upload least of all.
    private static BlobHttpHeaders HeadersOf(string path) => IsPublic(path)
        ? new() { ContentType = MediaTypes.Of(path["public/".Length..]), CacheControl = Freshness.Of(path["public/".Length..]) }
        : new() { ContentType = path.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "application/octet-stream" };

    // A listing has the tag without the quotes that a header has.
    private static string StampOf(ETag? tag) => $"{tag}".Trim('"');

    private static bool IsPublic(string path) => path.StartsWith("public/", StringComparison.Ordinal);

    private static string ContainerOf(string name) => name == "public" ? "$web" : name;

    private BlobClient BlobOf(string path)
    {
        var (container, name) = Split(path);
        if (name.Length == 0 || name.EndsWith('/'))
            throw new ArgumentException($"Storage: “{path}” is no path of a blob.", nameof(path));
        return service.GetBlobContainerClient(ContainerOf(container)).GetBlobClient(name);
    }

    private static (string Container, string Name) Split(string path)
    {
        var at = path.IndexOf('/', StringComparison.Ordinal);
        if (at <= 0 || path.Contains('\0', StringComparison.Ordinal) || path.Split('/').Any(segment => segment is "." or ".."))
            throw new ArgumentException($"Storage: “{path}” is no path of a blob.", nameof(path));
        return (path[..at], path[(at + 1)..]);
    }
}
