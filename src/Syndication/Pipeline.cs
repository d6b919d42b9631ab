using Syndication.Delivery;
using Syndication.Hub;
using Syndication.Intake;
using Syndication.Publishing;
using Syndication.Sources;
using Syndication.Translation;

namespace Syndication;

/// <summary>
/// The whole story: an upload or a source's item is read into a release, the release translated into editions, the editions published as pages and feeds
/// and delivered to partners, and who subscribes to a feed is told that it changed. Every piece of work may be done twice, and at any moment cut short: ids are derived, writes conditional,
/// and what follows is handed back to be queued before the work is struck off.
/// </summary>
public sealed class Pipeline(Newsroom newsroom)
{
    private readonly Ingestion ingestion = new(newsroom);
    private readonly Polling polling = new(newsroom);
    private readonly Translations translations = new(newsroom);
    private readonly Publication publication = new(newsroom);
    private readonly Dispatch dispatch = new(newsroom);
    private readonly Distribution distribution = new(newsroom);
    private readonly Verification verification = new(newsroom);
    private readonly Pings pings = new(newsroom);

    /// <summary>Does one piece of work.</summary>
    /// <returns>What follows from it and what happened.</returns>
    /// <exception cref="IOException">The storage failed; the work is to be tried again.</exception>
    /// <exception cref="Storage.DamagedDocumentException">A document of the pipeline's own is not readable.</exception>
    public Task<Handled> HandleAsync(Work work, CancellationToken cancel) => work switch
    {
        IngestUploads ingest => ingestion.ReadAsync(ingest, cancel),
        PollSource poll => polling.PollAsync(poll.Source, cancel),
        TranslateRelease translate => translations.MakeAsync(translate.Release, cancel),
        LiftEmbargo lift => translations.MakeAsync(lift.Release, cancel),
        PublishReleases publish => publication.PublishAsync(publish, cancel),
        DeliverRelease deliver => dispatch.SendAsync(deliver, cancel),
        AnnounceFeeds announce => newsroom.Site.HasOwnHub ? distribution.AnnounceAsync(announce, cancel) : pings.AnnounceAsync(announce, cancel),
        DistributeFeed distribute => distribution.DistributeAsync(distribute, cancel),
        NotifySubscriber notify => distribution.NotifyAsync(notify, cancel),
        VerifySubscription verify => verification.VerifyAsync(verify, cancel),
        PingHub ping => pings.PingAsync(ping, cancel),
        _ => throw new NotSupportedException($"Pipeline: no stage does {work.GetType().Name}."),
    };
}
