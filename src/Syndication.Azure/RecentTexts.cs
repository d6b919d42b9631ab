using Syndication.Storage;

namespace Syndication.Azure;

/// <summary>
/// Texts as this process wrote or read them a moment ago. An edition or manuscript has a fingerprint of what it says in its name and never
/// changes, so whoever asks for it again, to publish it and to send it to each partner, need not ask the storage. For five minutes, so that
/// one that is damaged in the storage is found out; 16 MB at most.
/// </summary>
internal sealed class RecentTexts(TimeProvider clock)
{
    private const int MostBytes = 16 << 20;

    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (Blob Blob, DateTimeOffset Since)> texts = new(StringComparer.Ordinal);
    private readonly Queue<(string Path, Blob Blob)> order = [];
    private int bytes;

    /// <summary>A text; null where it is none, or is not known.</summary>
    public Blob? Find(string path)
    {
        if (!IsText(path))
            return null;
        lock (gate)
            return texts.TryGetValue(path, out var known) && clock.GetUtcNow() - known.Since < Lasting ? known.Blob : null;
    }

    /// <summary>Keeps a text that was read or written just now; anything else is passed over.</summary>
    public void Keep(string path, ReadOnlyMemory<byte> content, string tag)
    {
        if (!IsText(path) || content.Length > MostBytes / 16)
            return;
        var blob = new Blob(content.ToArray(), tag);
        lock (gate)
        {
            texts[path] = (blob, clock.GetUtcNow());
            order.Enqueue((path, blob));
            for (bytes += blob.Content.Length; bytes > MostBytes;)
            {
                var oldest = order.Dequeue();
                bytes -= oldest.Blob.Content.Length;
                if (texts.TryGetValue(oldest.Path, out var there) && ReferenceEquals(there.Blob, oldest.Blob))
                    texts.Remove(oldest.Path);
            }
        }
    }

    /// <summary>Forgets a text that was deleted.</summary>
    public void Forget(string path)
    {
        lock (gate)
            texts.Remove(path);
    }

    private static bool IsText(string path) => path.StartsWith("releases/", StringComparison.Ordinal) && !path.StartsWith("releases/~", StringComparison.Ordinal) &&
        (path.Contains("~/editions/", StringComparison.Ordinal) || path.Contains("~/manuscripts/", StringComparison.Ordinal));
}
