using Syndication.Publishing;

namespace Syndication.Tests.Commands;

public sealed class PublishingTogetherTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_month_that_another_language_gets_while_the_sitemap_is_written_is_not_lost_from_it()
    {
        using var newsroom = TestNewsroom.OfSample();
        await newsroom.PassAsync();
        var month = newsroom.Clock.GetUtcNow().ToString("yyyy-MM");
        var shelf = newsroom.PathOf($"releases/~shelves/ar/months/{month}.json");
        File.Move(shelf, shelf + ".aside");
        File.Delete(newsroom.PathOf("public/sitemap.xml"));

        // The other language's month comes after this one has looked for months, and before it writes.
        var opened = await newsroom.OpenAsync();
        var publisher = new Publisher(new WatchedStore(newsroom.Store, () =>
        {
            if (File.Exists(shelf + ".aside"))
                File.Move(shelf + ".aside", shelf);
        }), opened.Site, new());
        await publisher.WriteFrameAsync(Cancel);

        Assert.Contains($"sitemaps/ar/{month}.xml", newsroom.Read("public/sitemap.xml"), StringComparison.Ordinal);
    }
}
