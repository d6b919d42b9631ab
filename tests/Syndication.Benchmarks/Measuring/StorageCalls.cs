using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using Azure.Core.Diagnostics;

namespace Syndication.Benchmarks.Measuring;

/// <summary>
/// Counts every request that the Azure clients of this process send, repeated ones too: what the storage bills. It listens to the clients'
/// own events, so that nothing stands between the pipeline and the storage.
/// </summary>
internal sealed class StorageCalls : IDisposable
{
    private readonly AzureEventSourceListener listener;
    private ConcurrentDictionary<(string Kind, string Operation), int> counts = new();

    public StorageCalls() => listener = new(Note, EventLevel.Informational);

    /// <summary>What was counted since the last time, by kind of document or queue and by operation.</summary>
    public IReadOnlyDictionary<(string Kind, string Operation), int> Take() => Interlocked.Exchange(ref counts, new());

    public void Dispose() => listener.Dispose();

    private void Note(EventWrittenEventArgs e, string message)
    {
        if (e.EventName != "Request" || e.Payload is not [_, string method, string uri, ..])
            return;
        counts.AddOrUpdate(Sort(method, new Uri(uri)), 1, (_, count) => count + 1);
    }

    private static (string Kind, string Operation) Sort(string method, Uri uri)
    {
        // Azurite has the account's name first; the clients hide what a query says, and keep its names.
        var path = string.Join('/', Uri.UnescapeDataString(uri.AbsolutePath).Split('/').Skip(2));
        if (path.EndsWith("/messages", StringComparison.Ordinal) || path.Contains("/messages/", StringComparison.Ordinal))
        {
            return ($"queue {path.Split('/')[0]}", method switch
            {
                "POST" => "sends",
                "GET" => "receives",
                "DELETE" => "deletes",
                _ => "renews",
            });
        }

        var isBlob = path.Contains('/', StringComparison.Ordinal);
        return (isBlob ? Kind(path) : $"container or queue {path}", method switch
        {
            "GET" => isBlob ? "reads" : "lists",
            "HEAD" => "stats",
            "PUT" => "writes",
            "DELETE" => "deletes",
            _ => method,
        });
    }

    private static string Kind(string path) => path switch
    {
        _ when path.StartsWith("releases/~register/", StringComparison.Ordinal) => "register",
        _ when path.StartsWith("releases/~shelves/", StringComparison.Ordinal) => path switch
        {
            _ when path.EndsWith("underway.json", StringComparison.Ordinal) => "underway",
            _ when path.EndsWith("frame.json", StringComparison.Ordinal) => "frame",
            _ => "shelves",
        },
        _ when path.StartsWith("releases/~", StringComparison.Ordinal) => "other documents",
        _ when path.EndsWith("~/release.json", StringComparison.Ordinal) => "release.json",
        _ when path.Contains("~/versions/", StringComparison.Ordinal) => "versions",
        _ when path.Contains("~/editions/", StringComparison.Ordinal) => "editions",
        _ when path.Contains("~/manuscripts/", StringComparison.Ordinal) => "manuscripts",
        _ when path.StartsWith("$web/feeds/", StringComparison.Ordinal) && !path.EndsWith("index.html", StringComparison.Ordinal) && !path.EndsWith("index.opml", StringComparison.Ordinal) => "feeds and archives",
        _ when path.StartsWith("$web/sitemaps/", StringComparison.Ordinal) => "parts of the sitemap",
        _ when path.StartsWith("$web/", StringComparison.Ordinal) && path.Contains("/release-", StringComparison.Ordinal) => "pages",
        _ when path.StartsWith("$web/", StringComparison.Ordinal) => "public, around the releases",
        _ => path.Split('/')[0],
    };
}
