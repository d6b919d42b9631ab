using Syndication.Releases;
using Syndication.Sources;
using static Syndication.Tests.Sources.SourceNewsroom;

namespace Syndication.Tests.Sources;

/// <summary>What becomes of the items of a source, poll after poll. Long, because each way in which a feed changes its mind is a test of its own.</summary>
public sealed class PollingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_item_becomes_a_release_that_is_published_with_its_source()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Feed("undrr").Items = [Item(1, link: "https://news.example/1?utm_source=rss&id=7") with { Title = "L’atelier « régional » s’ouvre à Dakar" }];
        await newsroom.PollAsync();

        var release = Assert.Single(await newsroom.ReleasesAsync());
        Assert.Matches("^sources/undrr/[0-9]{4}/latelier-regional-s-?ouvre-a-dakar-[0-9a-f]{6}$", release.Id.Value);
        Assert.Equal(["undrr"], release.Origins);
        var page = newsroom.Room.Read($"public/fr/{release.Id}.html");
        Assert.Contains("Office undrr", page, StringComparison.Ordinal);
        Assert.Contains("href=\"https://news.example/1?id=7\"", page, StringComparison.Ordinal);
        Assert.Contains("<source url=\"https://undrr.example/feed.xml\">Office undrr</source>", newsroom.Room.Read("public/feeds/fr/rss.xml"), StringComparison.Ordinal);
        Assert.Contains("<link rel=\"via\" href=\"https://news.example/1?id=7\"/>", newsroom.Room.Read("public/feeds/fr/atom.xml"), StringComparison.Ordinal);
        Assert.Contains("\"external_url\": \"https://news.example/1?id=7\"", newsroom.Room.Read("public/feeds/fr/feed.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_headline_is_a_correction_and_no_new_release()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Feed("undrr").Items = [Item(1)];
        await newsroom.PollAsync();
        newsroom.Feed("undrr").Items = [Item(1, title: "Un tout autre titre")];
        await newsroom.PollAsync();

        var release = Assert.Single(await newsroom.ReleasesAsync());
        Assert.Equal((2, ChangeKind.Corrected), (release.Version, release.History[^1].Kind));
        Assert.Contains("Un tout autre titre", newsroom.Room.Read($"public/fr/{release.Id}.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_text_makes_no_version()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Feed("undrr").Items = [Item(1)];
        await newsroom.PollAsync();
        var now = newsroom.Room.Clock.GetUtcNow();
        newsroom.Feed("undrr").Items =
        [
            Item(1, link: "https://www.news.example/1/?utm_medium=feed", body: Body(1).Replace("’", "'", StringComparison.Ordinal).Replace(" la ", "\n  la&nbsp;", StringComparison.Ordinal)
                + "<p><a href=\"https://twitter.com/intent/tweet?url=x\">Tweet</a></p><img src=\"https://pixel.wp.com/b.gif?rand=0.123\" width=\"1\" height=\"1\">"
                + "<p>The post Titre du communiqué 1 appeared first on <a href=\"https://news.example\">News</a>.</p>") with { Updated = now, Published = now },
        ];
        await newsroom.PollAsync();

        Assert.Equal(1, Assert.Single(await newsroom.ReleasesAsync()).Version);
    }

    [Fact]
    public async Task A_text_that_flips_between_two_is_settled_only_when_it_has_stood_for_a_day()
    {
        using var newsroom = new SourceNewsroom("undrr");
        for (var i = 0; i < 8; i++)
        {
            newsroom.Feed("undrr").Items = [Item(1, title: i % 2 == 0 ? "Le titre" : "Le titre, autrement")];
            await newsroom.PollAsync();
            newsroom.Room.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.Equal(2, Assert.Single(await newsroom.ReleasesAsync()).Version);
        newsroom.Feed("undrr").Items = [Item(1, title: "Le titre")];
        await newsroom.PollAsync();
        newsroom.Room.Clock.Advance(TimeSpan.FromHours(25));
        await newsroom.PollAsync();

        Assert.Equal(3, Assert.Single(await newsroom.ReleasesAsync()).Version);
    }

    [Fact]
    public async Task A_quiet_period_lets_a_change_count_only_when_it_has_stood()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Sources[0] = newsroom.Sources[0] with { Quiet = TimeSpan.FromHours(1) };
        newsroom.Feed("undrr").Items = [Item(1)];
        await newsroom.PollAsync();
        newsroom.Feed("undrr").Items = [Item(1, title: "Corrigé")];
        await newsroom.PollAsync();
        Assert.Equal(1, Assert.Single(await newsroom.ReleasesAsync()).Version);

        newsroom.Room.Clock.Advance(TimeSpan.FromMinutes(61));
        await newsroom.PollAsync();
        Assert.Equal(2, Assert.Single(await newsroom.ReleasesAsync()).Version);
    }

    [Fact]
    public async Task Items_of_one_date_are_all_taken_and_a_late_one_with_an_old_date_too()
    {
        using var newsroom = new SourceNewsroom("undrr");
        var date = newsroom.Room.Clock.GetUtcNow().AddDays(-1);
        newsroom.Feed("undrr").Items = [.. Enumerable.Range(1, 5).Select(i => Item(i) with { Published = date })];
        await newsroom.PollAsync();
        newsroom.Feed("undrr").Items = [.. newsroom.Feed("undrr").Items, Item(6) with { Published = date.AddYears(-1) }];
        await newsroom.PollAsync();

        Assert.Equal(6, (await newsroom.ReleasesAsync()).Count);
    }

    [Fact]
    public async Task One_that_vanishes_and_returns_is_no_news_and_vanishing_takes_nothing_back()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Feed("undrr").Items = [Item(1), Item(2)];
        await newsroom.PollAsync();
        newsroom.Feed("undrr").Items = [Item(2)];
        await newsroom.PollAsync();
        Assert.All(await newsroom.ReleasesAsync(), release => Assert.Null(release.Withdrawal));
        newsroom.Feed("undrr").Items = [Item(2), Item(1)];
        await newsroom.PollAsync();

        Assert.Equal([1, 1], (await newsroom.ReleasesAsync()).Select(release => release.Version));
    }

    [Fact]
    public async Task A_feed_that_names_everything_anew_is_known_by_its_links_and_texts()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Feed("undrr").Items = [Item(1), Item(2, body: "<p>Court.</p>")];
        await newsroom.PollAsync();
        newsroom.Feed("undrr").Items = [Item(1, guid: "new-1", link: "https://moved.example/a"), Item(2, guid: "new-2", body: "<p>Court.</p>")];
        await newsroom.PollAsync();

        Assert.Equal([1, 1], (await newsroom.ReleasesAsync()).Select(release => release.Version));
    }

    [Fact]
    public async Task Another_item_at_an_address_that_is_used_again_is_another_release()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Feed("undrr").Items = [Item(1, link: "https://news.example/latest")];
        await newsroom.PollAsync();
        newsroom.Feed("undrr").Items = [Item(2, link: "https://news.example/latest")];
        await newsroom.PollAsync();

        Assert.Equal(2, (await newsroom.ReleasesAsync()).Count);
    }

    [Fact]
    public async Task A_name_that_several_items_share_names_none_of_them()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Feed("undrr").Items = [Item(1, guid: "item"), Item(2, guid: "item")];
        await newsroom.PollAsync();

        Assert.Equal(2, (await newsroom.ReleasesAsync()).Count);
    }

    [Fact]
    public async Task At_first_only_the_newest_are_taken_and_the_rest_never_comes_as_news()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Sources[0] = newsroom.Sources[0] with { FirstItems = 3 };
        newsroom.Feed("undrr").Items = [.. Enumerable.Range(1, 8).Select(i => Item(i)), Item(9) with { Published = newsroom.Room.Clock.GetUtcNow().AddDays(-400) }];
        newsroom.Feed("undrr").Items[0] = Item(1) with { Published = newsroom.Room.Clock.GetUtcNow().AddDays(-31) };
        await newsroom.PollAsync();
        Assert.Equal(2, (await newsroom.ReleasesAsync()).Count);
        newsroom.Feed("undrr").Items.Reverse();
        newsroom.Feed("undrr").Items[0] = newsroom.Feed("undrr").Items[0] with { Title = "Retouché" };
        await newsroom.PollAsync();

        Assert.Equal(2, (await newsroom.ReleasesAsync()).Count);
    }

    [Fact]
    public async Task The_page_is_read_where_the_source_says_so_and_the_summary_stands_in_when_it_cannot_be_had()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Sources[0] = newsroom.Sources[0] with { FullText = true };
        newsroom.Feed("undrr").Items = [Item(1, body: "<p>Un résumé de la conférence, rien de plus […]</p>") with { IsWhole = false }];
        await newsroom.PollAsync();
        Assert.Empty(await newsroom.ReleasesAsync());

        newsroom.Feed("undrr").Pages["https://news.example/1"] = $"<html lang=\"fr\"><head><meta name=\"syndication.status\" content=\"withdrawn\"></head><body><nav>Menu</nav><article><h1>Titre</h1>{Body(1)}<p>La suite paraîtra demain sur <a href=\"../b\">une page</a> de la conférence.</p></article></body></html>";
        newsroom.Room.Clock.Advance(TimeSpan.FromMinutes(15));
        await newsroom.PollAsync();
        var release = Assert.Single(await newsroom.ReleasesAsync());
        var page = newsroom.Room.Read($"public/fr/{release.Id}.html");
        Assert.Null(release.Withdrawal);
        Assert.Contains("conférence numéro 1", page, StringComparison.Ordinal);
        Assert.Contains("href=\"https://news.example/b\"", page, StringComparison.Ordinal);

        newsroom.Feed("undrr").Items.Add(Item(2, body: "<p>Un second résumé de conférence, qui reste seul […]</p>") with { IsWhole = false });
        for (var i = 0; i < 6; i++)
        {
            await newsroom.PollAsync();
            newsroom.Room.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.Equal(2, (await newsroom.ReleasesAsync()).Count);
    }

    [Fact]
    public async Task An_item_that_cannot_be_taken_in_is_told_and_stops_none_of_the_others()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Feed("undrr").Items = [Item(1, body: "<script>alert(1)</script>"), Item(2)];
        await newsroom.PollAsync();
        await newsroom.PollAsync();

        Assert.Single(await newsroom.ReleasesAsync());
        Assert.Contains("Titre du communiqué 1", Assert.Single((await newsroom.StandingAsync("undrr")).Refused), StringComparison.Ordinal);
        Assert.Single(newsroom.Room.Events.OfType<SourceRead>().SelectMany(read => read.Refused));
    }

    [Fact]
    public async Task Nothing_is_known_of_a_feed_before_its_items_are_stored()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Feed("undrr").Answer = new FeedRead(new() { Items = [Item(1), Item(2)] }, "\"a\"", "Tue, 24 Nov 2026 10:00:00 GMT");
        var opened = await newsroom.OpenAsync(new FailingStore(newsroom.Room.Store, path => path.Contains("/2/", StringComparison.Ordinal) || path.Contains("communique-1", StringComparison.Ordinal) && path.EndsWith("release.json", StringComparison.Ordinal)));
        await Assert.ThrowsAsync<IOException>(() => new Pipeline(opened).HandleAsync(new PollSource("undrr"), Cancel));
        await newsroom.PollAsync();
        Assert.Null(newsroom.Feed("undrr").Requests[1].ETag);
        Assert.Equal([1, 1], (await newsroom.ReleasesAsync()).Select(release => release.Version));

        await newsroom.PollAsync();
        Assert.Equal(("\"a\"", "Tue, 24 Nov 2026 10:00:00 GMT"), (newsroom.Feed("undrr").Requests[2].ETag, newsroom.Feed("undrr").Requests[2].LastModified));
    }

    [Fact]
    public async Task Two_who_read_at_once_do_no_harm()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Feed("undrr").Items = [.. Enumerable.Range(1, 6).Select(i => Item(i))];
        var opened = await newsroom.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new Pipeline(opened).HandleAsync(new PollSource("undrr"), Cancel), Cancel)));
        await newsroom.PollAsync();

        Assert.Equal([1, 1, 1, 1, 1, 1], (await newsroom.ReleasesAsync()).Select(release => release.Version));
    }

    [Fact]
    public async Task A_source_is_left_alone_as_long_as_it_asks_and_longer_while_it_fails()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Feed("undrr").Answer = new FeedUnchanged { Wait = TimeSpan.FromHours(2) };
        await newsroom.PollAsync();
        newsroom.Room.Clock.Advance(TimeSpan.FromMinutes(119));
        await newsroom.PollAsync();
        Assert.Single(newsroom.Feed("undrr").Requests);

        newsroom.Feed("undrr").Answer = new FeedFailed("It is in trouble (503).");
        for (var i = 0; i < 48; i++)
        {
            newsroom.Room.Clock.Advance(TimeSpan.FromMinutes(30));
            await newsroom.PollAsync();
        }

        Assert.InRange(newsroom.Feed("undrr").Requests.Count, 5, 10);
        var standing = await newsroom.StandingAsync("undrr");
        Assert.Equal(SourceCondition.Broken, standing.State);
        Assert.Contains("503", standing.Detail, StringComparison.Ordinal);
        Assert.Single(newsroom.Room.Events.OfType<SourceFailed>(), failed => failed.IsFirst);
    }

    [Fact]
    public async Task One_that_is_gone_is_told_and_not_asked_again_until_its_address_changes()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Feed("undrr").Answer = new FeedGone();
        await newsroom.PollAsync();
        await newsroom.PollAsync();
        Assert.Single(newsroom.Feed("undrr").Requests);
        Assert.Equal(SourceCondition.Gone, (await newsroom.StandingAsync("undrr")).State);

        newsroom.Sources[0] = newsroom.Sources[0] with { Address = new("https://undrr.example/new.xml") };
        await newsroom.PollAsync();
        Assert.Equal("https://undrr.example/new.xml", newsroom.Feed("undrr").Requests[^1].Address.AbsoluteUri);
    }

    [Fact]
    public async Task A_move_for_good_is_remembered()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Feed("undrr").Answer = new FeedUnchanged { MovedTo = new("https://new.example/feed") };
        await newsroom.PollAsync();
        await newsroom.PollAsync();

        Assert.Equal("https://new.example/feed", newsroom.Feed("undrr").Requests[1].Address.AbsoluteUri);
        Assert.Contains("https://new.example/feed", (await newsroom.StandingAsync("undrr")).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_brings_nothing_for_longer_than_usual_is_quiet()
    {
        using var newsroom = new SourceNewsroom("undrr");
        for (var i = 1; i <= 8; i++)
        {
            newsroom.Feed("undrr").Items.Insert(0, Item(i));
            await newsroom.PollAsync();
            newsroom.Room.Clock.Advance(TimeSpan.FromDays(2));
        }

        Assert.Equal(SourceCondition.Well, (await newsroom.StandingAsync("undrr")).State);
        newsroom.Room.Clock.Advance(TimeSpan.FromDays(3));
        await newsroom.PollAsync();
        Assert.Equal(SourceCondition.Quiet, (await newsroom.StandingAsync("undrr")).State);
    }

    [Fact]
    public async Task An_editors_translation_under_the_id_of_an_item_is_its_translation()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Feed("undrr").Items = [Item(1)];
        await newsroom.PollAsync();
        var id = Assert.Single(await newsroom.ReleasesAsync()).Id;
        newsroom.Room.Upload($"{id}.es.md", "---\nlanguage: es\n---\n\n# El título\n\nEl texto de la traducción que hizo una persona en la oficina.\n");
        await newsroom.PollAsync();

        var release = Assert.Single(await newsroom.ReleasesAsync());
        Assert.Equal((Provenance.Human, Provenance.Original), (release.In(Language.Parse("es"))!.Provenance, release.In(Language.Parse("fr"))!.Provenance));
        Assert.Equal("fr", release.Original.Tag);
        Assert.Contains("Office undrr", newsroom.Room.Read($"public/es/{id}.html"), StringComparison.Ordinal);
    }
}
