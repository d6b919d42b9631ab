using Syndication.Releases;

namespace Syndication.Delivery;

/// <summary>
/// Sees to it that one process works on a partner and release once at a time. Who comes second leaves a note and goes: whoever is at
/// it looks again before leaving.
/// </summary>
internal sealed class Turns
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Partner, ReleaseId Release), bool> taken = [];

    /// <summary>Takes the turn.</summary>
    /// <returns>False where somebody has it, who now knows that there is more to look at.</returns>
    public bool Take((string Partner, ReleaseId Release) key)
    {
        lock (gate)
        {
            if (taken.TryAdd(key, false))
                return true;
            taken[key] = true;
            return false;
        }
    }

    /// <summary>Gives the turn back.</summary>
    /// <returns>False where somebody came meanwhile: the turn is kept, and there is more to look at.</returns>
    public bool Give((string Partner, ReleaseId Release) key)
    {
        lock (gate)
        {
            if (!taken[key])
                return taken.Remove(key);
            taken[key] = false;
            return false;
        }
    }

    /// <summary>Gives the turn back after a fault.</summary>
    public void Drop((string Partner, ReleaseId Release) key)
    {
        lock (gate)
            taken.Remove(key);
    }
}
