using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Storage.Queues;
using Syndication.Testing;

namespace Syndication.EndToEnd.Functions;

/// <summary>
/// The app behind the Functions host's HTTP contract, over Azurite: the one that is published ahead of time where <c>SYNDICATION_PROGRAM</c>
/// names it, else as it is built for the tests. Long, because every case needs the same host and the same two days.
/// </summary>
public sealed partial class FunctionsTests(Azurite azurite)
{
    private const string Main = "2026/caire-processus-consultatifs";
    private const string Withdrawn = "2026/dakar-erosion-cotiere";

    private static readonly TimeSpan Within = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Two_days_of_uploads_in_any_order_end_as_two_passes_over_a_folder()
    {
        var random = new Random(7);
        await using var azure = await AzureSite.StartAsync(azurite);
        await using var folder = await SampleSite.CreateAsync();
        await folder.RunAsync();

        await azure.FirstDayAsync(random);
        await azure.Host.SettleAsync(Within);

        await AssertSamePublicAsync(folder, azure);
        await AssertSameCopiesAsync(folder, azure);
        Assert.DoesNotContain(await azure.NamesAsync("$web"), name => name.Contains("climate-mobility-outlook", StringComparison.Ordinal));
        Assert.Contains(await azure.NamesAsync("releases"), name => name.StartsWith("~embargoes/2027", StringComparison.Ordinal));

        folder.SecondDay();
        await folder.RunAsync();
        await azure.SecondDayAsync(random);
        await azure.Host.SettleAsync(Within);

        await AssertSamePublicAsync(folder, azure);

        await AssertSameCopiesAsync(folder, azure);
        Assert.All(azure.Received, copy => Assert.True(copy.GetProperty("verified").GetBoolean()));
        Assert.Equal(azure.Received.Count, azure.Received.Select(copy => copy.GetProperty("webhookId").GetString()).Distinct().Count());
        using var http = new HttpClient { BaseAddress = azure.Host.Address };
        using var gone = await http.GetAsync($"fr/{Withdrawn}.html", Cancel);
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Empty(azure.Host.Hung);
        Assert.All(azure.Host.Calls, call => Assert.Equal(200, call.Status));
    }

    [Fact]
    public async Task Strangers_read_pages_by_the_book_and_reach_no_trigger()
    {
        await using var azure = await AzureSite.StartAsync(azurite);
        await azure.PutAsync("inbox", "2026/one.en.md", "---\ntitle: One\n---\nGeneva, 3 March 2026. One release, long enough to be one.\n");
        await azure.Host.BlobCreatedAsync("2026/one.en.md");
        await azure.Host.SettleAsync(Within);
        using var http = new HttpClient { BaseAddress = azure.Host.Address };

        using var page = await http.GetAsync("en/2026/one.html", Cancel);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("One release", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, "en/2026/one.html");
        again.Headers.IfNoneMatch.Add(Assert.IsType<EntityTagHeaderValue>(page.Headers.ETag));
        using var known = await http.SendAsync(again, Cancel);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "feeds/en/rss.xml"), Cancel);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.True(head.Content.Headers.ContentLength > 0);
        using var missing = await http.GetAsync("en/2026/none.html", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        using var health = await http.GetAsync("healthz", Cancel);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);

        var calls = azure.Host.Calls.Count;
        Assert.Contains("IngestRelease", azure.Host.Functions);
        foreach (var function in azure.Host.Functions)
        {
            foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options })
            {
                using var answer = await http.SendAsync(new HttpRequestMessage(method, function) { Content = new StringContent("{\"Data\":{},\"Metadata\":{}}") }, Cancel);
                Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, $"{method} /{function}: {answer.StatusCode}");
            }

            using var got = await http.GetAsync(function, Cancel);
            Assert.Equal(HttpStatusCode.NotFound, got.StatusCode);
        }

        Assert.Equal(calls, azure.Host.Calls.Count);
        Assert.DoesNotContain("AccountKey", azure.Host.Said, StringComparison.Ordinal);
        Assert.Contains("Listening on 127.0.0.1", azure.Host.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_not_ours_and_one_that_comes_twice_harm_nobody()
    {
        await using var azure = await AzureSite.StartAsync(azurite);
        foreach (var (queue, text) in new[] { ("translate", "{\"do\":\"something else\"}"), ("publish", "no JSON"), ("deliver", "{\"Id\":1,\"DequeueCount\":\"x\"}") })
        {
            var client = new QueueClient(azure.Connection, queue, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
            await client.CreateIfNotExistsAsync(cancellationToken: Cancel);
            await client.SendMessageAsync(text, Cancel);
        }

        await azure.FirstDayAsync(new Random(1));
        await azure.Host.SettleAsync(Within);
        var received = azure.Received.Count;
        var ours = new QueueClient(azure.Connection, "translate", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        for (var i = 0; i < 2; i++)
            await ours.SendMessageAsync($"{{\"do\":\"translate\",\"release\":\"{Main}\"}}", Cancel);
        await azure.Host.SettleAsync(Within);

        Assert.True(received > 0);
        Assert.Equal(received, azure.Received.Count);
        foreach (var queue in new[] { "translate", "publish", "deliver" })
            Assert.Single((await new QueueClient(azure.Connection, queue + "-poison").PeekMessagesAsync(32, Cancel)).Value);
        Assert.NotNull(await azure.ReadAsync("$web", $"ar/{Main}.html"));
        Assert.Empty(azure.Host.Hung);
    }

    [Fact]
    public async Task A_handler_killed_in_the_middle_of_work_loses_nothing_and_doubles_nothing()
    {
        await using var azure = await AzureSite.StartAsync(azurite);
        await using var folder = await SampleSite.CreateAsync();
        await folder.RunAsync();

        await azure.FirstDayAsync(new Random(3));
        for (var kill = 0; kill < 3; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(150 + (kill * 350)), Cancel);
            await azure.Host.KillAndRestartAsync();
        }

        // What was in hand comes again when its time is over: a message after its lease, a copy when nobody can be at it any more.
        var until = DateTime.UtcNow + TimeSpan.FromMinutes(3);
        while (DateTime.UtcNow < until && (!await IsSamePublicAsync(folder, azure) || !Copies(folder.Received).SequenceEqual(Copies(azure.Received))))
        {
            await azure.Host.SettleAsync(Within);
            await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
        }

        await AssertSamePublicAsync(folder, azure);
        Assert.Equal(Copies(folder.Received), Copies(azure.Received));
        foreach (var copies in azure.Received.GroupBy(copy => Copy(copy)))
            Assert.Single(copies.Select(copy => copy.GetProperty("webhookId").GetString()).Distinct());
        Assert.Empty(azure.Host.Hung);
    }

    [Fact]
    public async Task The_timers_find_what_no_event_told_of_and_file_the_nights_report()
    {
        await using var azure = await AzureSite.StartAsync(azurite);
        await azure.PutAsync("inbox", "2026/unnoticed.en.md", "---\ntitle: Unnoticed\n---\nGeneva, 3 March 2026. No event told of this release, and it is here.\n");

        Assert.True(await azure.Host.TickAsync("NightlyRun") == 200, azure.Host.Said);
        await azure.PutAsync("releases", "~night.json", "{\"format\":1,\"last\":\"2026-01-01T00:00:00+00:00\"}");
        for (var tick = 0; tick < 3; tick++)
        {
            Assert.True(await azure.Host.TickAsync("NightlyRun") == 200, azure.Host.Said);
            await azure.Host.SettleAsync(Within);
        }

        Assert.NotNull(await azure.ReadAsync("$web", "en/2026/unnoticed.html"));
        Assert.Contains("unnoticed", await azure.ReadAsync("reports", "latest.json"), StringComparison.Ordinal);
        Assert.Equal(200, await azure.Host.TickAsync("LiftEmbargoes"));
        Assert.Empty(azure.Host.Hung);
    }

    [Fact]
    public async Task A_timer_has_sources_read_when_the_timetable_says_so()
    {
        await using var feed = await FeedServer.StartAsync();
        feed.Items = FeedServer.Item(1, "A station opens");
        await using var azure = await AzureSite.StartAsync(azurite);
        await azure.PutAsync("config", "sources.opml", feed.Opml);

        for (var tick = 0; tick < 2; tick++)
        {
            Assert.True(await azure.Host.TickAsync("PollSources") == 200, azure.Host.Said);
            await azure.Host.SettleAsync(Within);
        }

        Assert.Contains(await azure.NamesAsync("$web"), name => name.StartsWith("en/sources/relief/", StringComparison.Ordinal));
        Assert.Equal(1, feed.Sent);
        Assert.Empty(azure.Host.Hung);
    }

    [Fact]
    public async Task A_minute_timer_lifts_an_embargo_whose_message_was_lost()
    {
        await using var azure = await AzureSite.StartAsync(azurite);

        // The time has to be long enough for a slow machine to read the upload in it; where it was not, once more with a longer one.
        for (var seconds = 8; ; seconds *= 3)
        {
            var end = DateTimeOffset.UtcNow.AddSeconds(seconds);
            var name = $"2026/soon-{seconds}.en";
            await azure.PutAsync("inbox", name + ".md", $"---\ntitle: Soon\nembargo: {end:yyyy-MM-ddTHH:mm:ss}Z\n---\nGeneva, 3 March 2026. Not before its time, and then at once. It has waited for {seconds} seconds.\n");
            await azure.Host.BlobCreatedAsync(name + ".md");
            await azure.Host.SettleAsync(Within);
            var early = (await azure.NamesAsync("$web")).Where(page => page.Contains($"soon-{seconds}", StringComparison.Ordinal)).ToList();
            await new QueueClient(azure.Connection, "translate").ClearMessagesAsync(Cancel);
            if (DateTimeOffset.UtcNow >= end.AddSeconds(-1))
                continue;

            Assert.Empty(early);
            while (DateTimeOffset.UtcNow < end.AddSeconds(1))
                await Task.Delay(200, Cancel);
            Assert.Equal(200, await azure.Host.TickAsync("LiftEmbargoes"));
            await azure.Host.SettleAsync(Within);

            Assert.NotNull(await azure.ReadAsync("$web", $"en/2026/soon-{seconds}.html"));
            Assert.DoesNotContain(await azure.NamesAsync("releases"), mark => mark.StartsWith("~embargoes/", StringComparison.Ordinal));
            return;
        }
    }

    [Fact]
    public async Task A_blob_of_sixty_megabytes_is_refused_without_being_held_in_memory()
    {
        await using var azure = await AzureSite.StartAsync(azurite);
        await azure.PutAsync("inbox", "2026/huge.en.md", new byte[60 << 20]);

        Assert.Equal(200, await azure.Host.BlobCreatedAsync("2026/huge.en.md"));
        await azure.Host.SettleAsync(Within);

        Assert.Contains("too-large", await azure.ReadAsync("rejected", "2026/huge.en.md.problem.json"), StringComparison.Ordinal);
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Only Linux says how much memory the handler took at most.");
        Assert.InRange(azure.Host.PeakMegabytes(), 1, 200);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Copy(JsonElement copy) =>
        $"{copy.GetProperty("id").GetString()} {copy.GetProperty("language").GetString()} {copy.GetProperty("type").GetString()} {copy.GetProperty("version").GetInt32()}";

    private static IEnumerable<string> Copies(IEnumerable<JsonElement> received) => received.Select(Copy).Distinct().Order(StringComparer.Ordinal);

    private static async Task<bool> IsSamePublicAsync(SampleSite folder, AzureSite azure) =>
        (await azure.NamesAsync("$web")).ToHashSet().SetEquals(folder.Files("public").Keys);

    // Work that met another's at the same document waits its turn, hidden in the queue: so the queues are quiet before all is done.
    private static async Task EventuallyAsync(Func<Task> holds)
    {
        for (var time = System.Diagnostics.Stopwatch.StartNew(); ;)
        {
            try
            {
                await holds();
                return;
            }
            catch (Exception e) when (e is Xunit.Sdk.IAssertionException && time.Elapsed < TimeSpan.FromSeconds(90))
            {
                await Task.Delay(500, Cancel);
            }
        }
    }

    private static Task AssertSamePublicAsync(SampleSite folder, AzureSite azure) => EventuallyAsync(() => AssertSamePublicNowAsync(folder, azure));

    // A copy that waits its turn at a partner is hidden in the queue too; a second day must not begin before the first has gone to everybody.
    private static Task AssertSameCopiesAsync(SampleSite folder, AzureSite azure) => EventuallyAsync(() =>
    {
        Assert.Equal(Copies(folder.Received), Copies(azure.Received));
        foreach (var partner in new[] { "wire-agency", "union-observatory" })
            Assert.Equal(folder.Files($"partners/{partner}").Keys.Order(StringComparer.Ordinal), azure.Taken(partner));
        return Task.CompletedTask;
    });

    // The same bytes, apart from the instants at which this run and that one first saw what they publish.
    private static async Task AssertSamePublicNowAsync(SampleSite folder, AzureSite azure)
    {
        Assert.Equal(folder.Files("public").Keys.Order(StringComparer.Ordinal), (await azure.NamesAsync("$web")).Order(StringComparer.Ordinal));
        foreach (var page in folder.Files("public").Keys.Where(name => name.Contains("/2026/", StringComparison.Ordinal) && name.EndsWith(".html", StringComparison.Ordinal)))
            Assert.Equal(WithoutInstants(folder.Read($"public/{page}")), WithoutInstants((await azure.ReadAsync("$web", page))!));
    }

    private static string WithoutInstants(string text) => Instant().Replace(text, "…");

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")]
    private static partial Regex Instant();
}
