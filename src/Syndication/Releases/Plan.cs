namespace Syndication.Releases;

/// <summary>What has to be done for a release as it stands now; safe to ask for again and again.</summary>
internal static class Plan
{
    public static IReadOnlyList<Follow> After(Release release, Newsroom newsroom, DateTimeOffset now)
    {
        var next = new List<Follow>();

        // Where an edition is public, or once was, its page and feeds are brought up to date; copies follow publication.
        if (newsroom.Site.Languages.Any(language => release.In(language)?.Released is not null))
            next.Add(Follow.Now(new PublishReleases([release.Id])));

        if (release.IsEmbargoed(now))
            next.Add(new(new LiftEmbargo(release.Id), release.Embargo!.Value - now));

        // Somebody may have what was taken back, or what an embargo was put on: who that is, the ledger knows, so everyone is asked.
        // Also where nothing was ever public here: somebody may have had it ahead of its time.
        if (release.Withdrawal is not null || (release.IsEmbargoed(now) && release.Last(ChangeKind.Recalled) is not null))
        {
            next.AddRange(newsroom.Partners.Keys.Select(partner => Follow.Now(new DeliverRelease(partner, release.Id))));
        }
        else if (release.IsEmbargoed(now))
        {
            foreach (var partner in newsroom.Partners.Values.Where(partner => partner.Receives.Ahead > TimeSpan.Zero))
            {
                var wait = release.Embargo!.Value - partner.Receives.Ahead - now;
                next.Add(new(new DeliverRelease(partner.Id, release.Id), wait > TimeSpan.Zero ? wait : TimeSpan.Zero));
            }
        }

        return next;
    }
}
