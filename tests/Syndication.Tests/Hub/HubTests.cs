using System.Net;
using System.Text;
using Syndication.Hub;
using Syndication.Network.Guard;
using Syndication.Network.Hub;
using Syndication.Releases;

namespace Syndication.Tests.Hub;

/// <summary>What the hub promises beyond the Recommendation: nothing lost, nobody delayed, nobody called who must not be.</summary>
public sealed class HubTests : IAsyncLifetime
{
    private Subscriber? subscriber;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Subscriber Me => subscriber!;

    public async ValueTask InitializeAsync() => subscriber = await Subscriber.StartAsync();

    public ValueTask DisposeAsync() => subscriber!.DisposeAsync();

    [Fact]
    public async Task A_request_that_was_accepted_outlives_the_process_and_even_its_queue()
    {
        await using var house = await HubHouse.OpenAsync();
        await house.AskAsync(("hub.mode", "subscribe"), ("hub.topic", house.Atom), ("hub.callback", Me.Callback));
        Directory.Delete(house.Room.PathOf("queues"), recursive: true);
        await house.Room.PassAsync();
        await house.PublishAsync("2026/second", "Un autre");

        Assert.Single(Me.Came);
    }

    [Fact]
    public async Task A_correction_a_withdrawal_and_a_restoration_are_sent_at_once_and_an_unchanged_feed_is_not()
    {
        await using var house = await HubHouse.OpenAsync();
        await house.SubscribeAsync(Me);
        await house.PublishAsync("2026/first", "Un texte corrigé");
        await house.Room.PassAsync();
        Assert.Contains("Un texte corrigé", Assert.Single(Me.Came).Text, StringComparison.Ordinal);

        house.Room.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.Room.AtDeskAsync((desk, _) => desk.WithdrawAsync(ReleaseId.Parse("2026/first"), "Une date était fausse.", Cancel));
        Assert.Equal(2, Me.Came.Count);
        Assert.Contains("Une date était fausse.", Me.Came.Last().Text, StringComparison.Ordinal);

        house.Room.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.Room.AtDeskAsync((desk, _) => desk.RestoreAsync(ReleaseId.Parse("2026/first"), Cancel));
        Assert.Equal(3, Me.Came.Count);
    }

    [Fact]
    public async Task What_a_subscriber_missed_it_is_sent_in_the_night()
    {
        await using var house = await HubHouse.OpenAsync();
        await house.SubscribeAsync(Me);
        house.Room.Upload("2026/second.md", Commands.TestNewsroom.Markdown("Un autre", "Il a été dit à Genève que tout est en ordre."));
        await new Pass(await house.Room.OpenAsync() with { Hub = null }, house.Room.Queue(), _ => { }).RunAsync(Cancel);
        Assert.Empty(Me.Came);

        await house.Room.NightAsync();
        await house.Room.NightAsync();

        Assert.Contains("Un autre", Assert.Single(Me.Came).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_embargoed_release_is_sent_to_nobody_before_its_time_and_then_to_all()
    {
        await using var house = await HubHouse.OpenAsync();
        await house.SubscribeAsync(Me);
        var end = house.Room.Clock.GetUtcNow().AddHours(2);
        await house.PublishAsync("2026/secret", "Sous embargo", $"embargo: {end:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        await house.WorkAfterAsync(TimeSpan.FromMinutes(119));
        Assert.Empty(Me.Came);

        await house.WorkAfterAsync(TimeSpan.FromMinutes(2));
        Assert.Contains("Sous embargo", Assert.Single(Me.Came).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_subscribes_to_a_topics_feed_hears_of_that_topic_alone()
    {
        await using var house = await HubHouse.OpenAsync();
        await house.AskAsync(("hub.mode", "subscribe"), ("hub.topic", house.Topic("feeds/fr/topics/health/atom.xml")), ("hub.callback", Me.Callback));
        await house.WorkAsync();
        await house.PublishAsync("2026/second", "Un autre");
        Assert.Empty(Me.Came);

        await house.PublishAsync("2026/third", "Sur la santé", "topics: [health]");
        Assert.Contains("Sur la santé", Assert.Single(Me.Came).Text, StringComparison.Ordinal);

        // Taken out of the topic again, it leaves the topic's feed.
        await house.PublishAsync("2026/third", "Sur la santé");
        Assert.DoesNotContain("Sur la santé", Me.Came.Last().Text, StringComparison.Ordinal);
        Assert.Equal(2, Me.Came.Count);
    }

    [Fact]
    public async Task A_subscriber_that_hangs_keeps_nobody_waiting_and_is_sent_to_apart()
    {
        await using var house = await HubHouse.OpenAsync();
        await using var other = await Subscriber.StartAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Me.Take = async context =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        };
        while (PartOf(other) == PartOf(Me))
            other.Callback += "x";
        await house.SubscribeAsync(Me);
        await house.SubscribeAsync(other);

        house.Room.Upload("2026/second.md", Commands.TestNewsroom.Markdown("Un autre", "Il a été dit à Genève que tout est en ordre."));
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pass = new Pass(await house.Room.OpenAsync(), house.Room.Queue(), e =>
        {
            if (e is FeedReported { Sent: 1 })
                told.TrySetResult();
        }).RunAsync(Cancel);
        await Task.WhenAll(asked.Task, told.Task).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.False(pass.IsCompleted);
        Me.Take = Subscriber.Status(204);
        house.Room.Clock.Advance(TimeSpan.FromSeconds(4));
        await pass;

        Assert.Single(other.Came);
        Assert.Equal(2, Me.Came.Count);

        static string PartOf(Subscriber one) => SubscriptionRequest.KeyOf("feeds/fr/atom.xml", one.Callback)[..2];
    }

    [Fact]
    public async Task What_failed_is_tried_again_by_the_policy_with_the_feed_as_it_is_by_then_and_given_up_at_last()
    {
        await using var house = await HubHouse.OpenAsync();
        await house.SubscribeAsync(Me);
        Me.Take = Subscriber.Status(500);
        await house.PublishAsync("2026/second", "Un autre");
        for (var hours = 0; hours < 40; hours++)
            await house.WorkAfterAsync(TimeSpan.FromHours(1));

        Assert.Equal(8, Me.Came.Count);
        Assert.Equal(1, house.Room.Events.OfType<FeedReported>().Sum(reported => reported.GivenUp));
        var standing = Assert.Single(await HubStanding.AllAsync(house.Room.Store, house.Room.Clock.GetUtcNow(), Cancel));
        Assert.Equal(("feeds/fr/atom.xml", 1, 1, "It answered 500."), (standing.Feed, standing.Subscribers, standing.Failing, standing.Trouble));

        Me.Take = Subscriber.Status(200);
        await house.PublishAsync("2026/third", "Encore un");
        Assert.Contains("Encore un", Me.Came.Last().Text, StringComparison.Ordinal);
        Assert.Equal(0, Assert.Single(await HubStanding.AllAsync(house.Room.Store, house.Room.Clock.GetUtcNow(), Cancel)).Failing);
    }

    [Fact]
    public async Task A_subscriber_that_asks_for_a_pause_gets_it()
    {
        await using var house = await HubHouse.OpenAsync();
        await house.SubscribeAsync(Me);
        Me.Take = context =>
        {
            context.Response.Headers.RetryAfter = "600";
            return Subscriber.Status(503)(context);
        };
        await house.PublishAsync("2026/second", "Un autre");
        await house.WorkAfterAsync(TimeSpan.FromSeconds(590));
        Assert.Single(Me.Came);

        await house.WorkAfterAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(2, Me.Came.Count);
    }

    [Fact]
    public async Task A_callback_on_this_machine_is_refused_at_the_door_unless_the_site_allows_it()
    {
        await using var house = await HubHouse.OpenAsync("{}");
        foreach (var host in new[] { "127.0.0.1", "localhost", "10.1.2.3", "169.254.169.254", "[::1]", "[::ffff:192.168.0.1]", "0x7f000001" })
        {
            using var answer = await house.AskAsync(("hub.mode", "subscribe"), ("hub.topic", house.Atom), ("hub.callback", $"http://{host}/x"));
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, host);
        }
    }

    [Fact]
    public async Task A_name_that_means_a_private_address_is_never_called()
    {
        using var guarded = new GuardedHttp((_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
        var calls = new HubHttp(guarded, TimeProvider.System);
        var callback = new UriBuilder(Me.Callback) { Host = "subscriber.example" }.Uri.AbsoluteUri;
        var request = new SubscriptionRequest { Feed = "feeds/fr/atom.xml", Topic = "https://newsroom.example/feeds/fr/atom.xml", Callback = callback };

        var verified = await calls.VerifyAsync(request, TimeSpan.FromDays(1), [], Cancel);
        var sent = await calls.SendAsync(new(callback, Encoding.UTF8.GetBytes("<feed/>"), "application/atom+xml", "<x>; rel=\"hub\"", null), TimeSpan.FromSeconds(5), [], Cancel);
        var denied = await calls.DenyAsync(request, "No.", [], Cancel);

        Assert.All([verified, sent, denied], answer => Assert.Equal(HubAnswerKind.Failure, answer.Kind));
        Assert.Contains("hub.allow", sent.Detail, StringComparison.Ordinal);
        Assert.Empty(Me.Asked);
        Assert.Empty(Me.Came);
    }

    [Fact]
    public async Task A_host_has_so_many_places_and_gets_one_back_when_it_lets_go_of_one()
    {
        await using var house = await HubHouse.OpenAsync("""{ "subscriptionsPerHost": 2 }""");
        var calls = new AgreeingCalls();
        await AskAsync("https://reader.example/1", true);
        await AskAsync("https://reader.example/2", true);
        await AskAsync("https://reader.example/3", true);
        await AskAsync("https://other.example/1", true);
        await AskAsync("https://reader.example/1", true);
        await AskAsync("https://reader.example/2", false);
        await AskAsync("https://reader.example/3", true);

        Assert.Equal(["https://reader.example/3: reader.example has 2 subscriptions, and gets no more. Let go of some, or ask the newsroom."], calls.Denied);
        var standing = Assert.Single(await HubStanding.AllAsync(house.Room.Store, house.Room.Clock.GetUtcNow(), Cancel));
        Assert.Equal(3, standing.Subscribers);

        async Task AskAsync(string callback, bool begins)
        {
            var request = new SubscriptionRequest { Feed = "feeds/fr/atom.xml", Topic = house.Atom, Callback = callback, IsEnd = !begins };
            await house.Room.Queue().SendAsync((await new Requests(house.Room.Store).StoreAsync(request, house.Site.Hub!, Cancel))!, TimeSpan.Zero, Cancel);
            await new Pass(await house.Room.OpenAsync() with { Hub = calls }, house.Room.Queue(), _ => { }).DrainAsync(Cancel);
        }
    }

    [Fact]
    public async Task Requests_of_one_host_that_nobody_confirms_do_not_pile_up()
    {
        await using var house = await HubHouse.OpenAsync("""{ "subscriptionsPerHost": 2 }""");
        var statuses = new List<HttpStatusCode>();
        foreach (var path in new[] { "1", "2", "2", "3" })
        {
            using var answer = await house.AskAsync(("hub.mode", "subscribe"), ("hub.topic", house.Atom), ("hub.callback", $"https://victim.example/{path}"));
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.TooManyRequests], statuses);
    }

    [Fact]
    public async Task The_door_takes_small_forms_by_POST_and_nothing_else()
    {
        await using var house = await HubHouse.OpenAsync();
        using var got = await house.Client.GetAsync(house.Hub, Cancel);
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var json = await house.Client.PostAsync(house.Hub, content, Cancel);
        using var large = await house.AskAsync(("hub.mode", new string('x', 20_000)));

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), (got.StatusCode, string.Join(' ', got.Content.Headers.Allow)));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, HttpStatusCode.RequestEntityTooLarge), (json.StatusCode, large.StatusCode));
    }

    [Fact]
    public async Task Many_subscribers_of_a_feed_are_kept_in_parts_and_each_is_sent_the_feed_once()
    {
        await using var house = await HubHouse.OpenAsync("{}");
        var calls = new AgreeingCalls();
        var newsroom = await house.Room.OpenAsync() with { Hub = calls };
        var queue = house.Room.Queue();
        for (var i = 0; i < 600; i++)
        {
            var request = new SubscriptionRequest { Feed = "feeds/fr/atom.xml", Topic = house.Atom, Callback = $"https://reader{i}.example/" };
            await queue.SendAsync((await new Requests(newsroom.Store).StoreAsync(request, new(), Cancel))!, TimeSpan.Zero, Cancel);
        }

        await new Pass(newsroom, queue, _ => { }).DrainAsync(Cancel);
        house.Room.Upload("2026/second.md", Commands.TestNewsroom.Markdown("Un autre", "Il a été dit à Genève que tout est en ordre."));
        await new Pass(newsroom, queue, _ => { }).RunAsync(Cancel);

        Assert.Equal(600, calls.Sent.Count);
        Assert.Equal(600, calls.Sent.Distinct().Count());
        Assert.Equal(600, Assert.Single(await HubStanding.AllAsync(house.Room.Store, house.Room.Clock.GetUtcNow(), Cancel)).Subscribers);
    }

    [Fact]
    public async Task Another_hub_is_told_of_the_feeds_that_changed_once_and_again_where_that_failed()
    {
        await using var house = await HubHouse.OpenAsync(another: new Uri(Me.Callback));
        Assert.Equal(3, Me.Came.Count);
        Assert.All(Me.Came, came => Assert.Equal(("POST", "application/x-www-form-urlencoded"), (came.Method, came.ContentType)));
        Assert.Contains(Me.Came, came => came.Text == $"hub.mode=publish&hub.url={Uri.EscapeDataString(house.Atom)}&hub.topic={Uri.EscapeDataString(house.Atom)}");

        await house.Room.PassAsync();
        Assert.Equal(3, Me.Came.Count);

        Me.Take = Subscriber.Status(503);
        await house.PublishAsync("2026/second", "Un autre");
        Assert.Equal(6, Me.Came.Count);
        Me.Take = Subscriber.Status(202);
        await house.WorkAfterAsync(TimeSpan.FromSeconds(6));
        await house.WorkAfterAsync(TimeSpan.FromDays(1));
        Assert.Equal(9, Me.Came.Count);
        using var answer = await house.AskAsync(("hub.mode", "subscribe"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
