using Syndication.Storage;

namespace Syndication.Tests.Histories;

/// <summary>Messages in memory, outliving the processes that use them. In any order, and now and then a message comes twice.</summary>
internal sealed class MemoryMessages(TimeProvider clock, int seed)
{
    private const int MostTries = 5;

    private readonly List<Message> messages = [];
    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private int numbers;

    /// <summary>Work given up for good.</summary>
    public List<Work> Poison { get; } = [];

    /// <summary>Whether any of these waits, due or not, but for what waits for a time of its own.</summary>
    public bool IsAnyLeft
    {
        get
        {
            lock (gate)
                return messages.Exists(message => message.Tries > 0 || message.Due <= clock.GetUtcNow());
        }
    }

    /// <summary>Whether any such work is due by an instant.</summary>
    public bool IsAnyDue(Predicate<Work> which, DateTimeOffset by)
    {
        lock (gate)
            return messages.Exists(message => message.Due <= by && which(message.Work));
    }

    /// <summary>What a process held in its hands when it ended comes again.</summary>
    public void TakeOver()
    {
        lock (gate)
        {
            foreach (var message in messages)
                message.IsTaken = false;
        }
    }

    public void Send(Work work, TimeSpan delay)
    {
        lock (gate)
        {
            var due = clock.GetUtcNow() + delay;
            if (messages.Find(message => !message.IsTaken && message.Work.Kind == work.Kind && message.Work.Key == work.Key) is { } waiting)
                waiting.Due = waiting.Due < due ? waiting.Due : due;
            else
                messages.Add(new(++numbers, WorkJson.Read(WorkJson.Write(work))!, due));
        }
    }

    public IReadOnlyList<QueuedWork> Receive(WorkKind kind, int most)
    {
        lock (gate)
        {
            var due = messages.Where(message => !message.IsTaken && message.Work.Kind == kind && message.Due <= clock.GetUtcNow()).ToArray();
            random.Shuffle(due);
            var received = due.Take(most).ToList();
            foreach (var message in received)
                message.IsTaken = true;
            return [.. received.Select(message => new QueuedWork($"{message.Number}", message.Work, message.Tries))];
        }
    }

    public void Complete(QueuedWork work)
    {
        lock (gate)
        {
            if (Find(work) is not { } message)
                return;
            if (random.Next(12) == 0)
                message.IsTaken = false;
            else
                messages.Remove(message);
        }
    }

    public bool Abandon(QueuedWork work)
    {
        lock (gate)
        {
            if (Find(work) is not { } message)
                return false;
            message.IsTaken = false;
            message.Due = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Pow(4, ++message.Tries));
            if (message.Tries < MostTries)
                return false;
            Poison.Add(message.Work);
            messages.Remove(message);
            return true;
        }
    }

    public QueueDepth Depth()
    {
        lock (gate)
        {
            var due = messages.Count(message => message.Due <= clock.GetUtcNow());
            return new(due, messages.Count - due, Poison.Count);
        }
    }

    private Message? Find(QueuedWork work) => messages.Find(message => $"{message.Number}" == work.Receipt);

    private sealed class Message(int number, Work work, DateTimeOffset due)
    {
        public int Number { get; } = number;

        public Work Work { get; } = work;

        public DateTimeOffset Due { get; set; } = due;

        public int Tries { get; set; }

        public bool IsTaken { get; set; }
    }
}

/// <summary>The queue as one process has it.</summary>
internal sealed class MemoryQueue(MemoryMessages messages, Process process) : IWorkQueue
{
    public Task SendAsync(Work work, TimeSpan delay, CancellationToken cancel) => Do(() =>
    {
        messages.Send(work, delay);
        return true;
    });

    public Task<IReadOnlyList<QueuedWork>> ReceiveAsync(WorkKind kind, int most, CancellationToken cancel) => Do(() => messages.Receive(kind, most));

    public Task CompleteAsync(QueuedWork work, CancellationToken cancel) => Do(() =>
    {
        messages.Complete(work);
        return true;
    });

    public Task<bool> AbandonAsync(QueuedWork work, CancellationToken cancel) => Do(() => messages.Abandon(work));

    public Task<QueueDepth> DepthAsync(CancellationToken cancel) => Do(messages.Depth);

    private Task<T> Do<T>(Func<T> operation)
    {
        try
        {
            process.Before();
            var result = operation();
            process.After();
            return Task.FromResult(result);
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
    }
}
