using System.Diagnostics.CodeAnalysis;
using Syndication.App.Opening;
using Syndication.Storage;

namespace Syndication.App.Functions;

/// <summary>
/// The newsroom as it is configured now: opened when first needed and again when a file below <c>config/</c> or <c>memory/</c> changes. A
/// broken edit changes nothing: the newsroom stays as it was, and it is told what is wrong.
/// </summary>
/// <param name="store">Where it is kept.</param>
/// <param name="queue">Where its work waits.</param>
/// <param name="wrong">Told of every mistake in the configuration, whenever it was looked at anew.</param>
/// <param name="clock">Tells when to look again.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to let go of.")]
internal sealed class LivingNewsroom(IBlobStore store, IWorkQueue queue, Action<string> wrong, TimeProvider clock)
{
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim gate = new(1);
    private Room? room;
    private string? stamp;
    private DateTimeOffset looked;

    /// <summary>A newsroom and where its work is done, which lives as long: it knows who is at which copy.</summary>
    /// <param name="Newsroom">The newsroom.</param>
    /// <param name="Workbench">Where its work is done.</param>
    public sealed record Room(Newsroom Newsroom, Workbench Workbench);

    /// <summary>The newsroom.</summary>
    /// <exception cref="IOException">The storage failed, or there never was a configuration without mistakes.</exception>
    /// <exception cref="NewerFormatException">A later program has written the site.</exception>
    public async Task<Room> GetAsync(CancellationToken cancel)
    {
        if (Trusted is { } known)
            return known;
        await gate.WaitAsync(cancel);
        try
        {
            if (Trusted is { } fresh)
                return fresh;
            var now = await StampAsync(cancel);
            if (room is null || now != stamp)
            {
                await SiteFormat.MigrateAsync(store, cancel);
                var opened = await OpenedNewsroom.OfAsync(store, null, AzureHome.LongestTry, clock, cancel);
                foreach (var problem in opened.Configuration.Problems)
                    wrong(problem.ToString());
                foreach (var (partner, lacks) in opened.Lacking)
                    wrong($"config/partners/{partner}.json: its copies wait: {lacks}");
                if (opened.EngineLacks is { } engine)
                    wrong($"config/site.json: translation.key: editions wait for the engine: {engine}");
                if (opened.Newsroom is { } newsroom)
                    room = new(newsroom, new(newsroom, queue));
                stamp = now;
            }

            looked = clock.GetUtcNow();
            return room ?? throw new IOException("Configuration: config/ has mistakes, or no site.json yet, so nothing is done; the work waits. They are in the log, each with its file.");
        }
        finally
        {
            gate.Release();
        }
    }

    private Room? Trusted => room is { } known && clock.GetUtcNow() - looked < Trust ? known : null;

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
