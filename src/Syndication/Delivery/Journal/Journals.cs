using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Syndication.Storage;

namespace Syndication.Delivery.Journal;

/// <summary>
/// Writes the journals of partners. A line costs two calls of the storage: the file that holds it, and the note of where the journal ends.
/// Lines that come while others are being written share a file, so a partner that is sent much costs less for each.
/// </summary>
/// <param name="store">Where they are kept.</param>
internal sealed class Journals(IBlobStore store)
{
    private readonly ConcurrentDictionary<string, One> partners = new(StringComparer.Ordinal);

    /// <summary>Appends lines, chained to those before. When this returns they are stored, whatever happens then.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="lines">The lines; their numbers and chaining are given to them here.</param>
    /// <param name="cancel">Stops it before it has begun; perhaps the lines are written all the same.</param>
    /// <exception cref="IOException">The storage failed; perhaps the lines are written all the same.</exception>
    public Task AppendAsync(string partner, IReadOnlyList<JournalLine> lines, CancellationToken cancel) =>
        Of(partner).AppendAsync(lines, cancel);

    /// <summary>
    /// The number of a line that is there already. What is appended from now on comes after it, and the file after it begins with the next.
    /// </summary>
    public Task<long> EndAsync(string partner, CancellationToken cancel) => Of(partner).EndAsync(cancel);

    /// <summary>The lines after one that <see cref="EndAsync"/> named.</summary>
    public async IAsyncEnumerable<JournalLine> AfterAsync(
        string partner, long sequence, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        while (await store.ReadAsync(JournalFiles.Path(partner, sequence + 1), cancel) is { } file)
        {
            foreach (var line in JournalFiles.Lines(file.Content))
            {
                if (Read(line) is { } read)
                    yield return read;
            }

            sequence = JournalFiles.End(sequence + 1, file.Content).Sequence;
        }
    }

    /// <summary>A line; null where it is none.</summary>
    public static JournalLine? Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line.Span, Documents.Json.JournalLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private One Of(string partner) => partners.GetOrAdd(partner, id => new(store, id));

    [SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to dispose of.")]
    private sealed class One(IBlobStore store, string partner)
    {
        private readonly SemaphoreSlim turn = new(1);
        private readonly Lock gate = new();
        private List<Pending> waiting = [];
        private JournalHead? end;
        private Blob? note;

        public async Task AppendAsync(IReadOnlyList<JournalLine> lines, CancellationToken cancel)
        {
            var mine = new Pending(lines);
            lock (gate)
                waiting.Add(mine);
            await turn.WaitAsync(CancellationToken.None);
            try
            {
                if (!mine.Written.Task.IsCompleted)
                    await WriteAsync(cancel);
            }
            finally
            {
                turn.Release();
            }

            await mine.Written.Task;
        }

        public async Task<long> EndAsync(CancellationToken cancel)
        {
            if (Volatile.Read(ref end) is { } known)
                return known.Sequence;
            await turn.WaitAsync(cancel);
            try
            {
                return (await FindAsync(cancel)).Sequence;
            }
            finally
            {
                turn.Release();
            }
        }

        // Whoever has the turn writes what all the others have brought meanwhile.
        private async Task WriteAsync(CancellationToken cancel)
        {
            List<Pending> together;
            lock (gate)
                (together, waiting) = (waiting, []);
            try
            {
                await WriteAsync([.. together.SelectMany(one => one.Lines)], cancel);
                foreach (var one in together)
                    one.Written.SetResult();
            }
            catch (Exception e)
            {
                // Where the journal ends is looked for again: perhaps the file was written before the storage failed.
                end = null;
                if (e is OperationCanceledException)
                    e = new IOException("Delivery: the writing of a journal was stopped.", e);
                foreach (var one in together)
                    one.Written.SetException(e);
                cancel.ThrowIfCancellationRequested();
            }
        }

        private async Task WriteAsync(IReadOnlyList<JournalLine> lines, CancellationToken cancel)
        {
            var last = await FindAsync(cancel);
            while (true)
            {
                var path = JournalFiles.Path(partner, last.Sequence + 1);
                var (content, next) = Chain(lines, last);
                if (await store.WriteAsync(path, content, WriteCondition.IsNew, cancel) is not null)
                {
                    end = next;
                    await NoteAsync(next, cancel);
                    return;
                }

                // Another process came first: after its lines come ours.
                if (await store.ReadAsync(path, cancel) is { } theirs)
                    last = JournalFiles.End(last.Sequence + 1, theirs.Content);
            }
        }

        private static (byte[] Content, JournalHead End) Chain(IReadOnlyList<JournalLine> lines, JournalHead end)
        {
            using var content = new MemoryStream();
            foreach (var line in lines)
            {
                var bytes = JsonSerializer.SerializeToUtf8Bytes(line with { Sequence = end.Sequence + 1, Previous = end.Hash }, Documents.Json.JournalLine);
                content.Write(bytes);
                content.WriteByte((byte)'\n');
                end = new(end.Sequence + 1, JournalFiles.Hash(bytes));
            }

            return (content.ToArray(), end);
        }

        private async Task<JournalHead> FindAsync(CancellationToken cancel)
        {
            if (end is { } known)
                return known;
            (var stored, note) = await LoadNoteAsync(cancel);
            if (stored is null)
            {
                // The note is lost, or there is nothing yet.
                var files = await JournalFiles.ListAsync(store, partner, cancel);
                stored = files.Count > 0 && await store.ReadAsync(files[^1].Path, cancel) is { } file
                    ? JournalFiles.End(files[^1].First, file.Content)
                    : new(0, JournalLine.Nothing);
            }

            return end = stored;
        }

        // The note only ever moves on.
        private async Task NoteAsync(JournalHead head, CancellationToken cancel)
        {
            while ((note = await store.StoreAsync(JournalFiles.Head(partner), head, Documents.Json.JournalHead, note, cancel)) is null)
            {
                (var stored, note) = await LoadNoteAsync(cancel);
                if (stored?.Sequence >= head.Sequence)
                    return;
            }
        }

        private async Task<(JournalHead? Head, Blob? Blob)> LoadNoteAsync(CancellationToken cancel)
        {
            if (await store.ReadAsync(JournalFiles.Head(partner), cancel) is not { } blob)
                return (null, null);
            try
            {
                return (JsonSerializer.Deserialize(blob.Content.Span, Documents.Json.JournalHead), blob);
            }
            catch (JsonException)
            {
                return (null, blob);
            }
        }
    }

    private sealed class Pending(IReadOnlyList<JournalLine> lines)
    {
        public IReadOnlyList<JournalLine> Lines { get; } = lines;

        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
