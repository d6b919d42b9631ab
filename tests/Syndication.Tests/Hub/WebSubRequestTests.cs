using System.Net;
using Microsoft.AspNetCore.Http;

namespace Syndication.Tests.Hub;

/// <summary>
/// What the W3C Recommendation of 23 January 2018 requires of a hub that is asked for a subscription (section 5), MUST by MUST, by a subscriber
/// that was written from its text.
/// </summary>
public sealed class WebSubRequestTests : IAsyncLifetime
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

    [Fact]
    public async Task Section_5_1_a_hub_accepts_callback_mode_and_topic_with_202()
    {
        using var answer = await House.AskAsync(("hub.callback", Me.Callback), ("hub.mode", "subscribe"), ("hub.topic", House.Atom));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task Section_5_1_a_hub_accepts_a_secret_of_less_than_200_bytes()
    {
        using var longest = await AskWithSecretAsync(new string('é', 99) + "x");
        using var longer = await AskWithSecretAsync(new string('é', 100));

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.BadRequest), (longest.StatusCode, longer.StatusCode));
    }

    [Fact]
    public async Task Section_5_1_a_hub_ignores_parameters_it_does_not_understand()
    {
        await House.SubscribeAsync(Me, ("hub.verify", "sync"), ("hub.x", "1"), ("other", "2"), ("other", "3"));

        Assert.Equal([SubscriptionOutcome.Subscribed], House.Outcomes);
    }

    [Fact]
    public async Task Section_5_1_a_topic_is_the_same_with_characters_encoded_that_need_not_be()
    {
        await House.SubscribeAsync(Me);
        using var answer = await House.AskAsync(("hub.callback", Me.Callback), ("hub.mode", "unsubscribe"), ("hub.topic", House.Atom.Replace("/fr/", "/%66r/", StringComparison.Ordinal)));
        await House.WorkAsync();

        Assert.Equal([SubscriptionOutcome.Subscribed, SubscriptionOutcome.Unsubscribed], House.Outcomes);
    }

    [Fact]
    public async Task Section_5_1_what_is_subscribed_can_be_requested_again_and_lasts_from_then_on()
    {
        await House.SubscribeAsync(Me);
        await House.WorkAfterAsync(TimeSpan.FromDays(9));
        await House.SubscribeAsync(Me);
        House.Room.Clock.Advance(TimeSpan.FromDays(9));
        await House.PublishAsync("2026/second", "Un autre");

        Assert.Single(Me.Came);
    }

    [Fact]
    public async Task Section_5_1_a_later_request_overrides_the_secret_once_it_is_verified()
    {
        await House.SubscribeAsync(Me, ("hub.secret", "le premier"));
        await House.SubscribeAsync(Me, ("hub.secret", Secret));
        await House.PublishAsync("2026/second", "Un autre");

        Assert.True(Assert.Single(Me.Came).IsSignedWith(Secret));
    }

    [Fact]
    public async Task Section_5_1_a_later_request_without_a_secret_takes_it_away()
    {
        await House.SubscribeAsync(Me, ("hub.secret", Secret));
        await House.SubscribeAsync(Me);
        await House.PublishAsync("2026/second", "Un autre");

        Assert.Null(Assert.Single(Me.Came).Signature);
    }

    [Fact]
    public async Task Section_5_1_where_verification_fails_the_subscription_is_left_as_it_was()
    {
        await House.SubscribeAsync(Me, ("hub.secret", Secret));
        Me.Confirm = Subscriber.Status(404);
        await House.SubscribeAsync(Me, ("hub.secret", "celui d’un autre"));
        await House.UnsubscribeAsync(Me);
        await House.PublishAsync("2026/second", "Un autre");

        Assert.True(Assert.Single(Me.Came).IsSignedWith(Secret));
    }

    [Fact]
    public async Task Section_5_1_a_subscription_ends_on_request_and_a_lease_in_that_request_is_ignored()
    {
        await House.SubscribeAsync(Me);
        await House.UnsubscribeAsync(Me, ("hub.lease_seconds", "none"));
        await House.PublishAsync("2026/second", "Un autre");

        Assert.Equal("unsubscribe", Me.Asked.Last().Query["hub.mode"]);
        Assert.Empty(Me.Came);
    }

    [Fact]
    public async Task Section_5_1_the_query_of_a_callback_is_preserved_and_appended_to()
    {
        Me.Callback += "?foo=bar&hub.mode=mine&red=f%69sh&é=".Replace("é", "%C3%A9", StringComparison.Ordinal);
        var own = new Uri(Me.Callback, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }).PathAndQuery;
        await House.SubscribeAsync(Me);
        await House.PublishAsync("2026/second", "Un autre");

        Assert.StartsWith(own + "&hub.mode=subscribe&", Assert.Single(Me.Asked).Target, StringComparison.Ordinal);
        Assert.Equal(own, Assert.Single(Me.Came).Target);
    }

    [Fact]
    public async Task Section_5_1_the_answer_does_not_wait_for_the_verification_nor_depend_on_it()
    {
        Me.Confirm = Subscriber.Status(404);
        using var answer = await House.AskAsync(("hub.callback", Me.Callback), ("hub.mode", "subscribe"), ("hub.topic", House.Atom));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Empty(Me.Asked);
    }

    [Fact]
    public async Task Section_5_1_errors_are_answered_with_4xx_and_said_in_plain_text()
    {
        using var answer = await House.AskAsync(("hub.callback", Me.Callback), ("hub.mode", "subscribe"), ("hub.topic", "https://elsewhere.example/feed"));

        Assert.Equal((HttpStatusCode.BadRequest, "text/plain"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("hub.topic is none of this newsroom's feeds", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Section_5_2_a_subscriber_is_told_that_its_subscription_is_denied()
    {
        await using var full = await HubHouse.OpenAsync("""{ "allow": ["127.0.0.1"], "subscriptionsPerTopic": 1 }""");
        await using var first = await Subscriber.StartAsync();
        await full.SubscribeAsync(first);
        await full.SubscribeAsync(Me);

        var (_, query) = Assert.Single(Me.Asked);
        Assert.Equal(("denied", full.Atom), (query["hub.mode"].ToString(), query["hub.topic"].ToString()));
        Assert.NotEmpty(query["hub.reason"].ToString());
    }

    [Fact]
    public async Task Section_5_3_the_verification_names_mode_topic_lease_and_a_challenge_that_is_another_each_time()
    {
        await House.SubscribeAsync(Me, ("hub.lease_seconds", "864000"));
        await House.SubscribeAsync(Me);

        var asked = Me.Asked.Select(one => one.Query).ToList();
        Assert.All(asked, query => Assert.Equal(("subscribe", House.Atom, "864000"), (query["hub.mode"].ToString(), query["hub.topic"].ToString(), query["hub.lease_seconds"].ToString())));
        Assert.All(asked, query => Assert.True(query["hub.challenge"].ToString().Length >= 32));
        Assert.NotEqual(asked[0]["hub.challenge"].ToString(), asked[1]["hub.challenge"].ToString());
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Section_5_3_any_status_but_2xx_means_that_verification_has_failed(int status)
    {
        await using var other = await Subscriber.StartAsync();
        Me.Confirm = Subscriber.Status(status, other.Callback);
        await House.SubscribeAsync(Me);
        await House.PublishAsync("2026/second", "Un autre");

        Assert.Equal([SubscriptionOutcome.Unconfirmed], House.Outcomes);
        Assert.Empty(other.Asked);
        Assert.Empty(Me.Came);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData("{0}\n")]
    [InlineData("<p>{0}</p>")]
    public async Task Section_5_3_a_body_that_is_not_the_challenge_means_that_verification_has_failed(string form)
    {
        Me.Confirm = context => context.Response.WriteAsync(form.Replace("{0}", context.Request.Query["hub.challenge"].ToString(), StringComparison.Ordinal), context.RequestAborted);
        await House.SubscribeAsync(Me);

        Assert.Equal([SubscriptionOutcome.Unconfirmed], House.Outcomes);
    }

    [Fact]
    public async Task Section_5_3_leases_are_enforced()
    {
        await House.SubscribeAsync(Me, ("hub.lease_seconds", "172800"));
        House.Room.Clock.Advance(TimeSpan.FromSeconds(172799));
        await House.PublishAsync("2026/second", "Un autre");
        House.Room.Clock.Advance(TimeSpan.FromSeconds(1));
        await House.PublishAsync("2026/third", "Encore un");

        Assert.Single(Me.Came);
    }

    [Theory]
    [InlineData("99999999999999999999", "2592000")]
    [InlineData("315360000", "2592000")]
    [InlineData("1", "86400")]
    public async Task Section_5_3_no_lease_is_for_ever_nor_outside_the_hubs_bounds(string asked, string given)
    {
        await House.SubscribeAsync(Me, ("hub.lease_seconds", asked));

        Assert.Equal(given, Assert.Single(Me.Asked).Query["hub.lease_seconds"]);
    }

    private Task<HttpResponseMessage> AskWithSecretAsync(string secret) =>
        House.AskAsync(("hub.callback", Me.Callback), ("hub.mode", "subscribe"), ("hub.topic", House.Atom), ("hub.secret", secret));
}
