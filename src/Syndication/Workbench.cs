using Syndication.Night;
using Syndication.Storage;
using Syndication.Telemetry;

namespace Syndication;

/// <summary>
/// Where a host that has its own way of handing out work has single pieces of it done: what follows is queued before the call returns, and
/// what is damaged is mended on the way. It knows who is at which copy, so there is one of it for a newsroom as long as that is open.
/// </summary>
/// <param name="newsroom">The newsroom.</param>
/// <param name="queue">Where what follows is queued.</param>
public sealed class Workbench(Newsroom newsroom, IWorkQueue queue)
{
    private readonly Pipeline pipeline = new(newsroom);

    /// <summary>Does one piece of work; several may be done at once.</summary>
    /// <param name="work">The work.</param>
    /// <param name="happened">Told of everything that happened.</param>
    /// <param name="cancel">Stops it; the host then hands the work out again.</param>
    /// <param name="trail">The traces of what is done together here; null where there is only one, which goes on by itself.</param>
    /// <returns>What followed; it is queued.</returns>
    /// <exception cref="IOException">The storage failed; the work is to be tried again.</exception>
    /// <exception cref="DamagedDocumentException">A document is damaged and could not be made again.</exception>
    public async Task<IReadOnlyList<Follow>> DoAsync(Work work, Action<Event> happened, CancellationToken cancel, Trail? trail = null)
    {
        // A mending remembers what it has mended, so that it does not mend for ever: for this piece of work.
        var handled = await new Mending(newsroom, queue, happened).DoAsync(() => pipeline.HandleAsync(work, cancel), cancel);
        foreach (var next in handled.Next)
        {
            trail?.Lead(next.Work);
            await queue.SendAsync(next.Work, next.Delay, cancel);
        }

        foreach (var e in handled.Events)
        {
            Tally.Note(e);
            happened(e);
        }

        return handled.Next;
    }
}
