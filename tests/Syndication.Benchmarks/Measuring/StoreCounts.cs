namespace Syndication.Benchmarks.Measuring;

/// <summary>Operations on a store. What is read and is not there counts as a read of nothing.</summary>
internal sealed record StoreCounts
{
    public long Reads { get; init; }

    public long BytesRead { get; init; }

    public long Writes { get; init; }

    public long BytesWritten { get; init; }

    public long Stats { get; init; }

    public long Lists { get; init; }

    public long Listed { get; init; }

    /// <summary>Copies and deletions.</summary>
    public long Others { get; init; }

    internal sealed class Counter
    {
        private long reads;
        private long bytesRead;
        private long writes;
        private long bytesWritten;
        private long stats;
        private long lists;
        private long listed;
        private long others;

        public StoreCounts Counts => new()
        {
            Reads = reads, BytesRead = bytesRead, Writes = writes, BytesWritten = bytesWritten, Stats = stats, Lists = lists, Listed = listed, Others = others,
        };

        public void Read(int? bytes)
        {
            Interlocked.Increment(ref reads);
            Interlocked.Add(ref bytesRead, bytes ?? 0);
        }

        public void Write(int bytes)
        {
            Interlocked.Increment(ref writes);
            Interlocked.Add(ref bytesWritten, bytes);
        }

        public void Stat() => Interlocked.Increment(ref stats);

        public void List() => Interlocked.Increment(ref lists);

        public void Listed() => Interlocked.Increment(ref listed);

        public void Other() => Interlocked.Increment(ref others);
    }
}
