namespace Syndication.Tests.Histories;

/// <summary>
/// One process at work on the newsroom: everything it does to storage and partners passes here, and at a chosen operation it ends
/// (before or after the effect), or the storage fails once.
/// </summary>
internal sealed class Process(int? endsAt, int? stumblesAt) : IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private int operations;

    /// <summary>Cancelled when the process is gone: nothing of it does anything more.</summary>
    public CancellationToken Gone => gone.Token;

    /// <summary>Whether it ended before its work was done.</summary>
    public bool IsGone => gone.IsCancellationRequested;

    /// <summary>Whether the storage failed once.</summary>
    public bool Stumbled { get; private set; }

    /// <summary>How many operations there were.</summary>
    public int Operations => Volatile.Read(ref operations);

    public void Before()
    {
        if (IsGone)
            throw new ProcessEndedException();
        var operation = Interlocked.Increment(ref operations);
        if (operation == stumblesAt)
        {
            Stumbled = true;
            throw new IOException("The storage is not to be reached.");
        }

        if (operation == endsAt)
            End();
    }

    public void After()
    {
        if (Interlocked.Increment(ref operations) == endsAt || IsGone)
            End();
    }

    public void Dispose() => gone.Dispose();

    private void End()
    {
        gone.Cancel();
        throw new ProcessEndedException();
    }
}

/// <summary>The process ended here.</summary>
internal sealed class ProcessEndedException : OperationCanceledException;
