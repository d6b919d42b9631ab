using Syndication.Storage;

namespace Syndication.App.Opening;

/// <summary>Where a site is kept: in a folder, or in an account of Azure Storage.</summary>
internal abstract class SiteHome : IAsyncDisposable
{
    /// <summary>Its documents.</summary>
    public abstract IBlobStore Store { get; }

    /// <summary>The folder, from the root; null where it is in none, and paths below it mean nothing.</summary>
    public abstract string? Folder { get; }

    /// <summary>How long a try to deliver belongs to the process that began it.</summary>
    public abstract TimeSpan Hold { get; }

    /// <summary>How a command line names it; never with a secret.</summary>
    public abstract string Argument { get; }

    /// <summary>What to do where there is no <c>config/site.json</c>, after what the configuration's reader says; empty for nothing.</summary>
    public abstract string Unconfigured { get; }

    /// <summary>Where work that was given up lies, and how to look at it.</summary>
    public abstract string GivenUp { get; }

    /// <summary>Where a person finds a document.</summary>
    public abstract string Where(string path);

    /// <summary>Asks for it, where it may be out of reach.</summary>
    /// <exception cref="UsageException">It is out of reach, or may not be used by whoever asks; the message says what to do.</exception>
    public abstract Task ReachAsync(CancellationToken cancel);

    /// <summary>Waits for the turn to work on it.</summary>
    /// <param name="waiting">Told once where another process is at work on it, and this one waits.</param>
    /// <param name="clock">Paces the waiting.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="IOException">It cannot be written to.</exception>
    public abstract Task<ISiteTurn> TurnAsync(Action? waiting, TimeProvider clock, CancellationToken cancel);

    /// <summary>How much work waits in it. Takes no turn.</summary>
    public abstract Task<QueueDepth> DepthAsync(TimeProvider clock, CancellationToken cancel);

    /// <summary>Gives back what is still in hand.</summary>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Its address for people, without any secret.</summary>
    public abstract override string ToString();
}
