using Syndication.Storage;

namespace Syndication.App.Functions;

/// <summary>
/// The newsroom as it is configured now: opened when first needed and again when a file below <c>config/</c> or <c>memory/</c> changes. A
/// broken edit changes nothing: the newsroom stays as it was, and it is told what is wrong.
/// </summary>
/// <param name="store">Where it is kept.</param>
/// <param name="open">Opens it; null, with the mistakes told, where its configuration has some.</param>
/// <param name="clock">Tells when to look again.</param>
internal sealed class LivingNewsroom(IBlobStore store, Func<CancellationToken, Task<Newsroom?>> open, TimeProvider clock)
{
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim gate = new(1);
    private Room? room;
    private string? stamp;
    private DateTimeOffset looked;

    /// <summary>A newsroom and its pipeline, which lives as long: it knows who is at which copy.</summary>
    /// <param name="Newsroom">The newsroom.</param>
    /// <param name="Pipeline">The pipeline over it.</param>
    public sealed record Room(Newsroom Newsroom, Pipeline Pipeline);

    /// <summary>The newsroom.</summary>
    /// <exception cref="IOException">The storage failed, or there never was a configuration without mistakes.</exception>
    public async Task<Room> GetAsync(CancellationToken cancel)
    {
        if (room is { } known && clock.GetUtcNow() - looked < Trust)
            return known;
        await gate.WaitAsync(cancel);
        try
        {
            if (room is { } fresh && clock.GetUtcNow() - looked < Trust)
                return fresh;
            var now = await StampAsync(cancel);
            if (room is null || now != stamp)
            {
                stamp = now;
                if (await open(cancel) is { } opened)
                    room = new(opened, new(opened));
            }

            looked = clock.GetUtcNow();
            return room ?? throw new IOException("Configuration: it has mistakes, so nothing is done. Correct them; `syndication check` names them all.");
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<string> StampAsync(CancellationToken cancel)
    {
        var stamps = new List<string>();
        foreach (var container in new[] { "config/", "memory/" })
        {
            await foreach (var item in store.ListAsync(container, cancel))
                stamps.Add($"{item.Path} {item.Stamp}");
        }

        stamps.Sort(StringComparer.Ordinal);
        return Fingerprints.Of(string.Join('\n', stamps));
    }
}
