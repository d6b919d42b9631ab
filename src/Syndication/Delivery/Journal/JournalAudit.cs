using System.Text.Json;
using Syndication.Storage;

namespace Syndication.Delivery.Journal;

/// <summary>Reads a partner's journal from its first line to its last, and tells the first thing that does not fit.</summary>
/// <param name="store">Where it is kept.</param>
public sealed class JournalAudit(IBlobStore store)
{
    /// <summary>The partners that have a journal, in order, also those whose file is gone.</summary>
    public Task<IReadOnlyList<string>> PartnersAsync(CancellationToken cancel) => JournalFiles.PartnersAsync(store, cancel);

    /// <summary>Verifies a partner's journal: its chain, its end, and that it has every try of which the ledger knows. Changes nothing.</summary>
    public async Task<JournalVerdict> VerifyAsync(string partner, CancellationToken cancel)
    {
        // The note of the end is read first: what is written from now on comes after it.
        var (head, isDamaged) = await HeadAsync(partner, cancel);
        var chain = new Chain(partner);
        await foreach (var (first, path, content) in JournalFiles.ReadAsync(store, await JournalFiles.ListAsync(store, partner, cancel), cancel))
        {
            if (chain.Add(first, path, content) is { } flaw)
                return chain.Verdict(flaw);
        }

        var end = chain.End();
        if (end is null && isDamaged)
            end = $"{JournalFiles.Head(partner)} is damaged; it says where the journal ends.";
        if (end is null && head is null && chain.Lines > 0)
            end = $"{JournalFiles.Head(partner)} is missing; it says where the journal ends, and lines at the end may be missing.";
        return chain.Verdict(end ?? chain.Tail(head) ?? await LedgersAsync(partner, chain, cancel));
    }

    private async Task<(JournalHead? Head, bool IsDamaged)> HeadAsync(string partner, CancellationToken cancel)
    {
        if (await store.ReadAsync(JournalFiles.Head(partner), cancel) is not { } blob)
            return (null, false);
        try
        {
            return (JsonSerializer.Deserialize(blob.Content.Span, Documents.Json.JournalHead), false);
        }
        catch (JsonException)
        {
            return (null, true);
        }
    }

    // A tail that was cut off together with the note of where it ended is missed by the ledgers.
    private async Task<string?> LedgersAsync(string partner, Chain chain, CancellationToken cancel)
    {
        await foreach (var id in new Archive(store).DueToAsync(partner, cancel))
        {
            if (await store.TryLoadAsync(Deliveries.Path(partner, id), Documents.Json.Deliveries, cancel) is not { } ledger)
                continue;
            foreach (var copy in ledger.Copies)
            {
                for (var i = 0; i < copy.Attempts.Count; i++)
                {
                    var attempt = copy.Attempts[i];
                    if (attempt is { Journal: { } after, Outcome: not OutcomeKind.Begun } && after >= chain.CutThrough && !chain.Has($"{copy.WebhookId}|{i + 1}") && !await IsNewAsync(partner, chain, cancel))
                        return $"the ledger has try {i + 1} of {copy.WebhookId} ({id}, {copy.Language}) on {attempt.At.UtcDateTime:yyyy-MM-dd HH:mm}Z, and no line tells of it: it was removed.";
                }
            }
        }

        return null;
    }

    // What was written while we read is not in what we read.
    private async Task<bool> IsNewAsync(string partner, Chain chain, CancellationToken cancel) =>
        await store.StatAsync(JournalFiles.Path(partner, chain.Last + 1), cancel) is not null;

    private sealed class Chain(string partner)
    {
        private readonly HashSet<UInt128> tries = [];
        private string hash = JournalLine.Nothing;
        private string? start;
        private long startsAfter;
        private JournalCut? cut;

        public long Lines { get; private set; }

        public long Last { get; private set; }

        public long CutThrough => cut?.Through ?? 0;

        public bool Has(string key) => tries.Contains(Short(key));

        /// <summary>Adds a file.</summary>
        /// <returns>The first thing that does not fit; null where all does.</returns>
        public string? Add(long first, string path, ReadOnlyMemory<byte> content)
        {
            if (content.Length == 0)
                return $"{path} is empty or gone.";
            if (content.Span[^1] != (byte)'\n')
                return $"{path}: the last line is cut off.";
            foreach (var bytes in JournalFiles.Lines(content))
            {
                if (AddLine(first++, path, bytes) is { } flaw)
                    return flaw;
            }

            return null;
        }

        /// <summary>What is wrong with the beginning; known at the end, where the note stands that lines were cut off rightly.</summary>
        public string? End() => startsAfter == 0 ? null
            : cut is null || cut.Through < startsAfter ? $"lines {(cut?.Through ?? 0) + 1} to {startsAfter} are missing, and no note says that their time was over."
            : null;

        public string? Tail(JournalHead? head) =>
            head is null || head.Sequence < Last ? null
            : head.Sequence > Last ? $"lines {Last + 1} to {head.Sequence} are missing: the journal was {head.Sequence} lines long."
            : head.Hash != hash ? $"line {Last} is not the one that was written: it was changed."
            : null;

        public JournalVerdict Verdict(string? flaw) => new(partner, Lines, Last, hash, flaw) { FirstLine = Lines == 0 ? 0 : startsAfter + 1 };

        private string? AddLine(long sequence, string path, ReadOnlyMemory<byte> bytes)
        {
            if (Lines == 0 && sequence > 1)
                startsAfter = Last = sequence - 1;
            else if (sequence > Last + 1)
                return $"{(sequence == Last + 2 ? $"line {Last + 1} is" : $"lines {Last + 1} to {sequence - 1} are")} missing before {path}.";
            else if (sequence <= Last)
                return $"line {sequence} in {path} stands twice: one of them was inserted.";
            if (Journals.Read(bytes) is not { } line)
                return $"line {sequence} in {path} is damaged: it is no line of a journal.";
            if (line.Sequence != sequence || line.Partner != partner)
                return $"line {sequence} in {path} says that it is line {line.Sequence} of {line.Partner}: lines were removed, inserted or swapped.";
            if (startsAfter > 0 && Lines == 0)
                start = line.Previous;
            else if (line.Previous != hash)
                return $"line {sequence} in {path} does not follow from line {sequence - 1}: one of the two was changed.";
            if (line.Cut is { } note)
            {
                if (note.Through == startsAfter && startsAfter > 0 && note.Hash != start)
                    return $"line {startsAfter + 1} does not follow from the last one that was cut off, which line {sequence} tells of: it was changed.";
                cut = note.Through >= CutThrough ? note : cut;
            }
            else
            {
                tries.Add(Short(line.Key));
            }

            (hash, Last, Lines) = (JournalFiles.Hash(bytes.Span), sequence, Lines + 1);
            return null;
        }

        private static UInt128 Short(string key) => UInt128.Parse(Fingerprints.Of(key).AsSpan(0, 32), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>What came of verifying a journal.</summary>
/// <param name="Partner">The partner's id.</param>
/// <param name="Lines">How many lines were read and fit.</param>
/// <param name="LastLine">The number of the last of them.</param>
/// <param name="Hash">SHA-256 of the last of them: who keeps it elsewhere can tell later that nothing before it was changed.</param>
/// <param name="Flaw">The first thing that does not fit; null where all does.</param>
public sealed record JournalVerdict(string Partner, long Lines, long LastLine, string Hash, string? Flaw)
{
    /// <summary>The number of the first line that is kept; 0 where there is none.</summary>
    public long FirstLine { get; init; }
}
