using System.Net;
using System.Xml.Linq;

namespace Syndication.Tests.Hub;

/// <summary>
/// What the W3C Recommendation of 23 January 2018 requires of a publisher (section 4) and of a hub that sends what changed (sections 6 to 8), MUST
/// by MUST, by a subscriber that was written from its text.
/// </summary>
public sealed class WebSubContentTests : IAsyncLifetime
{
    private const string Secret = "une phrase que personne d’autre ne connaît";

    private HubHouse? house;
    private Subscriber? subscriber;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HubHouse House => house!;

    private Subscriber Me => subscriber!;

    public async ValueTask InitializeAsync()
    {
        house = await HubHouse.OpenAsync();
        subscriber = await Subscriber.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await subscriber!.DisposeAsync();
        await house!.DisposeAsync();
    }

    [Theory]
    [InlineData("feeds/fr/rss.xml")]
    [InlineData("feeds/fr/atom.xml")]
    [InlineData("feeds/ar/feed.json")]
    [InlineData("feeds/fr/topics/health/atom.xml")]
    public async Task Section_4_a_publisher_advertises_one_topic_and_its_hub_in_the_headers_Link(string path)
    {
        using var answer = await House.Client.GetAsync(new Uri(House.Base, path), Cancel);

        Assert.Equal($"<{House.Hub}>; rel=\"hub\", <{House.Topic(path)}>; rel=\"self\"", Assert.Single(answer.Headers.GetValues("Link")));
    }

    [Fact]
    public async Task Section_4_what_is_no_topic_advertises_no_hub()
    {
        using var page = await House.Client.GetAsync(new Uri(House.Base, "fr/2026/first.html"), Cancel);
        using var list = await House.Client.GetAsync(new Uri(House.Base, "feeds/index.opml"), Cancel);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.StatusCode, list.StatusCode));
        Assert.False(page.Headers.Contains("Link") || list.Headers.Contains("Link"));
    }

    [Fact]
    public async Task Section_4_where_no_headers_can_be_sent_the_feed_names_both()
    {
        var feed = XDocument.Parse(await House.Client.GetStringAsync(House.Atom, Cancel));
        var links = feed.Root!.Elements().Where(element => element.Name.LocalName == "link").ToLookup(link => link.Attribute("rel")?.Value, link => link.Attribute("href")!.Value);

        Assert.Equal(House.Hub.AbsoluteUri, Assert.Single(links["hub"]));
        Assert.Equal(House.Atom, Assert.Single(links["self"]));
    }

    [Theory]
    [InlineData("feeds/fr/rss.xml", "application/rss+xml; charset=utf-8")]
    [InlineData("feeds/fr/atom.xml", "application/atom+xml; charset=utf-8")]
    [InlineData("feeds/fr/feed.json", "application/feed+json; charset=utf-8")]
    public async Task Sections_6_and_7_an_updated_topic_is_posted_whole_with_its_own_content_type(string path, string type)
    {
        await House.AskAsync(("hub.mode", "subscribe"), ("hub.topic", House.Topic(path)), ("hub.callback", Me.Callback));
        await House.WorkAsync();
        await House.PublishAsync("2026/second", "Un autre");

        var came = Assert.Single(Me.Came);
        Assert.Equal(("POST", type), (came.Method, came.ContentType));
        Assert.Equal(await House.Client.GetByteArrayAsync(House.Topic(path), Cancel), came.Body);
        Assert.Contains("Un autre", came.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Section_7_what_is_sent_links_to_its_hub_and_to_the_topic()
    {
        await House.SubscribeAsync(Me);
        await House.PublishAsync("2026/second", "Un autre");

        Assert.Equal($"<{House.Hub}>; rel=\"hub\", <{House.Atom}>; rel=\"self\"", Assert.Single(Me.Came).Link);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(308)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Section_7_any_status_but_2xx_is_a_failure_and_a_redirect_is_not_followed(int status)
    {
        await using var other = await Subscriber.StartAsync();
        await House.SubscribeAsync(Me);
        Me.Take = Subscriber.Status(status, other.Callback);
        await House.PublishAsync("2026/second", "Un autre");
        await House.WorkAfterAsync(TimeSpan.FromSeconds(6));

        Assert.Equal(2, Me.Came.Count);
        Assert.Empty(other.Came);
    }

    [Fact]
    public async Task Section_7_a_subscriber_that_answers_410_is_sent_nothing_more()
    {
        await House.SubscribeAsync(Me);
        Me.Take = Subscriber.Status(410);
        await House.PublishAsync("2026/second", "Un autre");
        await House.WorkAfterAsync(TimeSpan.FromDays(1));
        await House.PublishAsync("2026/third", "Encore un");

        Assert.Single(Me.Came);
        Assert.Equal([SubscriptionOutcome.Subscribed, SubscriptionOutcome.Gone], House.Outcomes);
    }

    [Fact]
    public async Task Section_7_1_what_is_sent_is_signed_with_the_subscribers_secret()
    {
        await House.SubscribeAsync(Me, ("hub.secret", Secret));
        await House.PublishAsync("2026/second", "Un autre");

        var came = Assert.Single(Me.Came);
        Assert.Matches("^sha256=[0-9a-f]{64}$", came.Signature);
        Assert.True(came.IsSignedWith(Secret));
        Assert.False(came.IsSignedWith(Secret + "x"));
    }

    [Fact]
    public async Task Section_7_1_without_a_secret_there_is_no_signature()
    {
        await House.SubscribeAsync(Me);
        await House.PublishAsync("2026/second", "Un autre");

        Assert.Null(Assert.Single(Me.Came).Signature);
    }

    [Fact]
    public async Task Section_8_the_callback_is_used_exactly_as_it_was_given()
    {
        Me.Callback += "/a/../b%2Fc/%7Eme;v=1";
        await House.SubscribeAsync(Me);
        await House.PublishAsync("2026/second", "Un autre");

        Assert.Equal("/callback/6f3a/a/../b%2Fc/%7Eme;v=1", Assert.Single(Me.Came).Target);
    }
}
