using Syndication.Configuration;
using Syndication.Hub;
using Syndication.Releases;

namespace Syndication.Tests.Hub;

public sealed class SubscriptionRequestTests
{
    private const string Feed = "https://newsroom.example/news/feeds/fr/topics/health/rss.xml";

    private static readonly Site Site = new()
    {
        Title = new Dictionary<Language, string>(),
        Authority = "newsroom.example,2026",
        BaseUrl = new("https://newsroom.example/news/"),
        HubUrl = new("https://newsroom.example/news/hub"),
        Languages = [Language.Parse("fr"), Language.Parse("zh-Hans")],
        Topics = [new("health", new Dictionary<Language, string>())],
    };

    [Theory]
    [InlineData("hub.mode must be", "hub.topic=" + Feed, "hub.callback=https://a.example/")]
    [InlineData("hub.mode must be", "hub.mode=SUBSCRIBE", "hub.topic=" + Feed, "hub.callback=https://a.example/")]
    [InlineData("hub.mode is “publish”", "hub.mode=publish", "hub.topic=" + Feed)]
    [InlineData("hub.mode stands twice", "hub.mode=subscribe", "hub.mode=unsubscribe", "hub.topic=" + Feed, "hub.callback=https://a.example/")]
    [InlineData("hub.topic is missing", "hub.mode=subscribe", "hub.callback=https://a.example/")]
    [InlineData("hub.callback is missing", "hub.mode=subscribe", "hub.topic=" + Feed)]
    [InlineData("hub.callback must be an address", "hub.mode=subscribe", "hub.topic=" + Feed, "hub.callback=ftp://a.example/")]
    [InlineData("hub.callback must be an address", "hub.mode=subscribe", "hub.topic=" + Feed, "hub.callback=/callback")]
    [InlineData("hub.callback must not hold a name or password", "hub.mode=subscribe", "hub.topic=" + Feed, "hub.callback=https://me:secret@a.example/")]
    [InlineData("hub.callback must not hold a fragment", "hub.mode=subscribe", "hub.topic=" + Feed, "hub.callback=https://a.example/#x")]
    [InlineData("hub.callback must hold nothing but", "hub.mode=subscribe", "hub.topic=" + Feed, "hub.callback=https://a.example/a b")]
    [InlineData("hub.callback must hold nothing but", "hub.mode=subscribe", "hub.topic=" + Feed, "hub.callback=https://a.example/\r\nHost: b")]
    [InlineData("hub.lease_seconds must be", "hub.mode=subscribe", "hub.topic=" + Feed, "hub.callback=https://a.example/", "hub.lease_seconds=-1")]
    [InlineData("hub.lease_seconds must be", "hub.mode=subscribe", "hub.topic=" + Feed, "hub.callback=https://a.example/", "hub.lease_seconds=0")]
    [InlineData("hub.lease_seconds must be", "hub.mode=subscribe", "hub.topic=" + Feed, "hub.callback=https://a.example/", "hub.lease_seconds=1e3")]
    public void What_is_wrong_is_said_with_what_to_send(string said, params string[] fields)
    {
        var wrong = SubscriptionRequest.TryRead(Form(fields), Site, out var request);

        Assert.StartsWith(said, wrong, StringComparison.Ordinal);
        Assert.Null(request);
    }

    [Fact]
    public void A_request_says_what_the_form_said()
    {
        var wrong = SubscriptionRequest.TryRead(
            Form("hub.mode=subscribe", "hub.topic=" + Feed, "hub.callback=https://A.example:8443/x?y=z", "hub.secret=s", "hub.lease_seconds=86400"), Site, out var request);

        Assert.Null(wrong);
        Assert.Equal(("feeds/fr/topics/health/rss.xml", "https://A.example:8443/x?y=z", "a.example", "s", 86400, false), (request!.Feed, request.Callback, request.Host, request.Secret, request.LeaseSeconds, request.IsEnd));
    }

    [Theory]
    [InlineData("https://newsroom.example/news/feeds/fr/rss.xml", true)]
    [InlineData("HTTPS://NEWSROOM.example:443/news/feeds/zh-Hans/feed.json", true)]
    [InlineData("https://newsroom.example/news/feeds/fr/topics/health/atom.xml", true)]
    [InlineData("http://newsroom.example/news/feeds/fr/rss.xml", false)]
    [InlineData("https://newsroom.example/feeds/fr/rss.xml", false)]
    [InlineData("https://newsroom.example/news/feeds/en/rss.xml", false)]
    [InlineData("https://newsroom.example/news/feeds/fr/topics/labour/rss.xml", false)]
    [InlineData("https://newsroom.example/news/feeds/fr/rss.xml?page=1", false)]
    [InlineData("https://newsroom.example/news/feeds/fr/archive/2026-11.xml", false)]
    [InlineData("https://newsroom.example/news/feeds/index.opml", false)]
    [InlineData("https://newsroom.example/news/fr/index.html", false)]
    [InlineData("https://newsroom.example.evil.example/news/feeds/fr/rss.xml", false)]
    [InlineData("feeds/fr/rss.xml", false)]
    public void Topics_are_the_addresses_of_the_feeds_and_no_others(string topic, bool isOne) => Assert.Equal(isOne, Topics.Find(Site, topic) is not null);

    [Theory]
    [InlineData(null, 10)]
    [InlineData(1L, 1)]
    [InlineData(5 * 86400L, 5)]
    [InlineData(long.MaxValue, 30)]
    public void A_lease_lies_within_the_hubs_bounds(long? asked, int days) => Assert.Equal(TimeSpan.FromDays(days), new HubOptions().LeaseOf(asked));

    private static IEnumerable<KeyValuePair<string, string>> Form(params string[] fields) =>
        fields.Select(field => field.Split('=', 2)).Select(pair => new KeyValuePair<string, string>(pair[0], pair[1]));
}
