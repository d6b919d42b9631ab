using System.Runtime.InteropServices;

namespace Syndication.App.Serving;

/// <summary>Ctrl-C and SIGTERM: the first asks for a stop, the second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<PosixSignalRegistration> signals = [];

    public Interruption(CancellationToken cancel)
    {
        cancel.Register(() => stop.Cancel());
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
            signals.Add(PosixSignalRegistration.Create(signal, Came));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signal in signals)
            signal.Dispose();
        stop.Dispose();
    }

    private void Came(PosixSignalContext context)
    {
        if (stop.IsCancellationRequested)
            return; // Not handled again: the system ends the process.
        context.Cancel = true;
        stop.Cancel();
    }
}
