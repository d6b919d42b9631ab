using System.Runtime.CompilerServices;
using System.Text.Json;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Tests.Delivery;

/// <summary>A blob store in memory that can end the process before or after any write.</summary>
internal sealed class DeliveryStore(Crashes? crashes = null) : IBlobStore
{
    private readonly Dictionary<string, Blob> blobs = [];
    private int stamp;

    /// <summary>Done once, just before the next write: what another process does meanwhile.</summary>
    public Action? Meanwhile { get; set; }

    public int Writes { get; private set; }

    public void Put(Release release) => Put($"releases/{release.Id}~/release.json", JsonSerializer.SerializeToUtf8Bytes(release, Documents.Json.Release));

    public void Put(Edition edition) => Put(
        $"releases/{edition.Release}~/editions/{edition.Language}.{edition.Version}-00000000.json",
        JsonSerializer.SerializeToUtf8Bytes(edition, Documents.Json.Edition));

    public void Put(string path, byte[] content) => blobs[path] = new(content, $"\"{++stamp}\"");

    public string? Text(string path) => blobs.TryGetValue(path, out var blob) ? System.Text.Encoding.UTF8.GetString(blob.Content.Span) : null;

    public Task<Blob?> ReadAsync(string path, CancellationToken cancel) => Task.FromResult(blobs.GetValueOrDefault(path));

    public Task<string?> WriteAsync(string path, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancel)
    {
        var meanwhile = Meanwhile;
        Meanwhile = null;
        meanwhile?.Invoke();
        crashes?.Pass();
        var there = blobs.GetValueOrDefault(path);
        if ((condition.MustBeNew && there is not null) || (condition.ETag is { } tag && tag != there?.ETag))
            return Task.FromResult<string?>(null);
        Put(path, content.ToArray());
        Writes++;
        crashes?.Pass();
        return Task.FromResult<string?>(blobs[path].ETag);
    }

    public Task<BlobItem?> StatAsync(string path, CancellationToken cancel) =>
        Task.FromResult(blobs.TryGetValue(path, out var blob) ? Item(path, blob) : null);

    public Task<bool> CopyAsync(string from, string to, CancellationToken cancel) => throw new NotSupportedException();

    public Task<bool> DeleteAsync(string path, CancellationToken cancel) => Task.FromResult(blobs.Remove(path));

    public async IAsyncEnumerable<BlobItem> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        foreach (var (path, blob) in blobs.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)))
            yield return Item(path, blob);
    }

    private static BlobItem Item(string path, Blob blob) => new(path, blob.Content.Length, blob.ETag, DateTimeOffset.UnixEpoch);
}

/// <summary>Ends the process at chosen instants, counted from the start.</summary>
internal sealed class Crashes(params IEnumerable<int> at)
{
    private readonly HashSet<int> at = [.. at];

    public int Passed { get; private set; }

    public void Pass()
    {
        if (at.Contains(Passed++))
            throw new CrashedException();
    }
}

/// <summary>The process ended here.</summary>
internal sealed class CrashedException : Exception;
