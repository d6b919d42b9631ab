using System.Globalization;

namespace Syndication.Storage;

/// <summary>
/// Which embargoes end when, as names of blobs below <c>releases/~embargoes/</c>, so that whoever looks every minute lists those that wait
/// and reads nothing else. They stand beside the queue's own delayed messages, in case one of those was lost.
/// </summary>
/// <param name="store">Where they are kept.</param>
/// <param name="clock">The time.</param>
public sealed class EmbargoMarks(IBlobStore store, TimeProvider clock)
{
    private const string Form = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>Notes that there is something to do at the end of an embargo.</summary>
    public async Task NoteAsync(LiftEmbargo work, TimeSpan delay, CancellationToken cancel)
    {
        var at = (clock.GetUtcNow() + delay).UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);
        await store.WriteAsync($"{Paths.Embargoes}{at}/{Fingerprints.Of(work.Key)[..32]}.json", WorkJson.Write(work), WriteCondition.IsNew, cancel);
    }

    /// <summary>Queues the work of the embargoes that have ended, and strikes them off.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> LiftAsync(IWorkQueue queue, CancellationToken cancel)
    {
        // Looked at before they are changed: a listing that is changed under the hand may leave some out.
        var ended = new List<string>();
        await foreach (var item in store.ListAsync(Paths.Embargoes, cancel))
        {
            var at = item.Path[Paths.Embargoes.Length..].Split('/')[0];
            if (!DateTimeOffset.TryParseExact(at, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) || end <= clock.GetUtcNow())
                ended.Add(item.Path);
        }

        foreach (var path in ended)
        {
            if (await store.ReadAsync(path, cancel) is { } mark && Read(mark) is { } work)
                await queue.SendAsync(work, TimeSpan.Zero, cancel);
            await store.DeleteAsync(path, cancel);
        }

        return ended.Count;
    }

    // What is not readable is struck off: the queue has the work too, and the nightly run looks at everything.
    private static LiftEmbargo? Read(Blob mark)
    {
        try
        {
            return WorkJson.Read(mark.Content.Span) as LiftEmbargo;
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or NotSupportedException or FormatException)
        {
            return null;
        }
    }
}
