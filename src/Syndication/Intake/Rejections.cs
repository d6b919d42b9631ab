using System.Text.Json;
using Syndication.Storage;

namespace Syndication.Intake;

/// <summary>What could not be read: a copy of the bytes in <c>rejected/</c> with a problem document, until a good upload of that name.</summary>
internal sealed class Rejections(IBlobStore store)
{
    /// <summary>Keeps a rejected upload and says why.</summary>
    /// <returns>False where these very bytes were told of before.</returns>
    public async Task<bool> TellAsync(string name, string hash, Problem problem, DateTimeOffset now, CancellationToken cancel)
    {
        var path = Paths.Problem(name);
        if (await store.ReadAsync(path, cancel) is { } blob && TryRead(blob) is { } before && before.Hash == hash && before.Code == problem.Code)
            return false;

        await store.CopyAsync(Paths.Inbox(name), Paths.Rejected(name), cancel);
        var document = new ProblemDocument
        {
            Type = $"urn:syndication:problem:{problem.Code}",
            Title = $"{name} was not taken in.",
            Detail = problem.Message,
            Instance = Paths.Inbox(name),
            Code = problem.Code,
            Hash = hash,
            Seen = now,
        };
        await store.WriteAsync(path, JsonSerializer.SerializeToUtf8Bytes(document, Documents.Json.ProblemDocument), WriteCondition.Always, cancel);
        return true;
    }

    /// <summary>Forgets what was rejected under a name, now that a good upload has come.</summary>
    public async Task ClearAsync(string name, CancellationToken cancel)
    {
        if (await store.StatAsync(Paths.Problem(name), cancel) is null)
            return;
        await store.DeleteAsync(Paths.Rejected(name), cancel);
        await store.DeleteAsync(Paths.Problem(name), cancel);
    }

    private static ProblemDocument? TryRead(Blob blob)
    {
        try
        {
            return JsonSerializer.Deserialize(blob.Content.Span, Documents.Json.ProblemDocument);
        }
        catch (JsonException)
        {
            return null; // Damaged, so it is written anew.
        }
    }
}
