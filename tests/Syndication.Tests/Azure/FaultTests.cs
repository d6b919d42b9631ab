using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using Syndication.Azure;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Testing;

namespace Syndication.Tests.Azure;

/// <summary>Azure Storage on a bad day: a proxy between the client and Azurite lets requests go wrong. Long, because each fault is a test of its own over one account.</summary>
[Collection("Azurite's time")]
public sealed class FaultTests(Azurite azurite) : IAsyncDisposable
{
    private const int Retries = 3;

    private static readonly Work Translate = new TranslateRelease(ReleaseId.Parse("a"));

    private FaultProxy proxy = null!;
    private AzuriteAccount account = null!;
    private AzureStorage storage = null!;

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (storage is null)
            return;
        proxy.Decide = _ => Fault.None;
        await storage.DisposeAsync();
        await proxy.DisposeAsync();
    }

    [Fact]
    public async Task A_storage_that_is_busy_for_a_moment_is_asked_again()
    {
        await OpenAsync();
        await WriteAsync("0");
        var before = proxy.Requests.Count;
        proxy.Decide = First(1, Fault.Answer(503, "ServerBusy", retryAfter: 1));

        Assert.NotNull(await WriteAsync("1"));
        Assert.Equal(before + 2, proxy.Requests.Count);
        Assert.Equal("1", await ReadAsync());
    }

    [Theory]
    [InlineData(503, "ServerBusy", "is busy and asks for patience. If that lasts, see its limits in the portal; the work is tried again (503 ServerBusy).")]
    [InlineData(500, "InternalError", "had a fault of its own. If that lasts, see its health in the portal; the work is tried again (500 InternalError).")]
    public async Task A_storage_that_stays_busy_or_broken_is_told_after_some_tries(int status, string code, string told)
    {
        await OpenAsync();
        proxy.Decide = _ => Fault.Answer(status, code);

        var fault = await Assert.ThrowsAsync<IOException>(() => WriteAsync("1"));

        Assert.Equal($"Storage: writing releases/a.json failed: {storage} {told}", fault.Message);
        Assert.Equal(1 + Retries, proxy.Requests.Count);
        AssertSecret(fault);
    }

    [Fact]
    public async Task A_connection_that_is_reset_is_made_again()
    {
        await OpenAsync();
        proxy.Decide = First(2, Fault.Reset);

        Assert.NotNull(await WriteAsync("1"));
        Assert.Equal("1", await ReadAsync());
    }

    [Fact]
    public async Task Connections_that_are_always_reset_are_told_after_some_tries()
    {
        await OpenAsync();
        proxy.Decide = _ => Fault.Reset;

        var fault = await Assert.ThrowsAsync<IOException>(() => storage.Store.ReadAsync("releases/a.json", None));

        Assert.Equal(
            $"Storage: reading releases/a.json failed: the connection to {storage} broke. If that lasts, see to the network between here and there; the work is tried again.",
            fault.Message);
        Assert.Equal(1 + Retries, proxy.Requests.Count);
        AssertSecret(fault);
    }

    [Fact]
    public async Task A_storage_that_never_answers_is_told_after_some_tries()
    {
        await OpenAsync(answerWithin: TimeSpan.FromMilliseconds(200));
        proxy.Decide = _ => Fault.Silence;

        var fault = await Assert.ThrowsAsync<IOException>(() => storage.Store.StatAsync("releases/a.json", None));

        Assert.Equal(
            $"Storage: looking at releases/a.json failed: {storage} did not answer in time. If that lasts, see to the network between here and there; the work is tried again.",
            fault.Message);
        Assert.Equal(1 + Retries, proxy.Requests.Count);
    }

    [Theory]
    [InlineData("AuthenticationFailed", "{0} refused the key. See that key and account belong together and that the key was not rotated (403 AuthenticationFailed).")]
    [InlineData("AuthorizationFailure", "{0} keeps this machine out. Allow its address or network in the account's firewall (403 AuthorizationFailure).")]
    [InlineData("KeyBasedAuthenticationNotPermitted", "{0} takes no keys. Give its address instead of a connection string, and sign in (403 KeyBasedAuthenticationNotPermitted).")]
    public async Task A_refusal_is_told_at_once_with_what_to_do(string code, string told)
    {
        await OpenAsync();
        proxy.Decide = _ => Fault.Answer(403, code);

        var written = await Assert.ThrowsAsync<IOException>(() => WriteAsync("1"));
        var sent = await Assert.ThrowsAsync<IOException>(() => storage.Queue.SendAsync(Translate, TimeSpan.Zero, None));

        var why = string.Format(System.Globalization.CultureInfo.InvariantCulture, told, storage);
        Assert.Equal($"Storage: writing releases/a.json failed: {why}", written.Message);
        Assert.Equal($"Storage: sending to the queue translate failed: {why}", sent.Message);
        Assert.Equal(2, proxy.Requests.Count);
        AssertSecret(written);
        AssertSecret(sent);
    }

    [Fact]
    public async Task A_key_of_another_account_is_refused_and_told()
    {
        await OpenAsync();
        var wrong = account with { Key = Convert.ToBase64String(new byte[64]) };
        await using var other = AzureStorage.Open(wrong.ConnectionString, TimeProvider.System);

        var fault = await Assert.ThrowsAsync<IOException>(() => other.Store.ReadAsync("inbox/a.md", None));

        Assert.StartsWith($"Storage: reading inbox/a.md failed: {other} ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("(403 ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong.Key, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_that_has_expired_is_told_with_when_and_is_not_shown()
    {
        await OpenAsync();
        const string signature = "c2VjcmV0LXNlY3JldC1zZWNyZXQ";
        await using var expired = AzureStorage.Open(
            $"BlobEndpoint={new Uri(account.Blobs, account.Name)};QueueEndpoint={new Uri(account.Queues, account.Name)};SharedAccessSignature=sv=2024-11-04&ss=bq&srt=sco&sp=rwdlacup&se=2026-01-02T03:04:05Z&sig={signature}%3D",
            TimeProvider.System);

        foreach (var call in new Func<Task>[] { () => expired.Store.ReadAsync("inbox/a.md", None), () => expired.Queue.SendAsync(Translate, TimeSpan.Zero, None) })
        {
            var fault = await Assert.ThrowsAsync<IOException>(call);
            Assert.Contains("the shared access signature expired on 2026-01-02 03:04 UTC. Make a new one (403", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(signature, fault.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_told()
    {
        await OpenAsync();
        var late = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(30));
        await using var other = AzureStorage.Open(account.ConnectionString, late);
        proxy.Decide = _ => Fault.Answer(403, "AuthenticationFailed");

        var fault = await Assert.ThrowsAsync<IOException>(() => other.Store.ReadAsync("inbox/a.md", None));

        Assert.Equal(
            "Storage: reading inbox/a.md failed: this machine's clock is 30 minutes off the storage's. Set it right (NTP), nothing signed by it is accepted (403 AuthenticationFailed).",
            fault.Message);
    }

    [Fact]
    public async Task Where_every_first_write_meets_another_writer_no_change_is_lost()
    {
        await OpenAsync();
        await WriteAsync("0");
        var met = new ConcurrentDictionary<string, bool>();
        proxy.Decide = request => request.Method == "PUT" && met.TryAdd(request.Headers.IfMatch.ToString(), true)
            ? Fault.Answer(412, "ConditionNotMet")
            : Fault.None;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(AddOneAsync)));

        Assert.Equal("8", await ReadAsync());
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_known_as_our_own()
    {
        await OpenAsync();
        await WriteAsync("0");
        var read = await storage.Store.ReadAsync("releases/a.json", None);

        proxy.Decide = First(1, Fault.AnswerLost);
        var changed = await storage.Store.WriteAsync("releases/a.json", "1"u8.ToArray(), WriteCondition.Unchanged(read), None);
        Assert.NotNull(changed);
        Assert.Equal(changed, (await storage.Store.ReadAsync("releases/a.json", None))!.ETag);

        proxy.Decide = First(1, Fault.AnswerLost);
        Assert.NotNull(await storage.Store.WriteAsync("releases/b.json", "1"u8.ToArray(), WriteCondition.IsNew, None));

        proxy.Decide = _ => Fault.None;
        Assert.Null(await storage.Store.WriteAsync("releases/b.json", "1"u8.ToArray(), WriteCondition.IsNew, None));
    }

    [Fact]
    public async Task Where_any_answer_may_be_lost_every_change_counts_once()
    {
        await OpenAsync();
        await WriteAsync("0");
        var random = new Random(7);
        proxy.Decide = _ =>
        {
            lock (random)
                return random.Next(6) switch { 0 => Fault.AnswerLost, 1 => Fault.Reset, 2 => Fault.Answer(503, "ServerBusy"), _ => Fault.None };
        };

        var faults = 0;
        for (var i = 0; i < 30; i++)
        {
            try
            {
                await AddOneAsync();
            }
            catch (IOException)
            {
                faults++;
            }
        }

        proxy.Decide = _ => Fault.None;
        Assert.InRange(int.Parse(await ReadAsync()), 30 - faults, 30);
        Assert.InRange(faults, 0, 10);
    }

    [Fact]
    public async Task Work_whose_sending_was_told_as_done_is_there_whatever_happened_on_the_way()
    {
        await OpenAsync();
        proxy.Decide = Each(Fault.AnswerLost, Fault.None, Fault.Reset, Fault.None, Fault.Answer(503, "ServerBusy"), Fault.None);
        var all = Enumerable.Range(0, 10).Select(i => ReleaseId.Parse($"r{i}")).ToArray();
        foreach (var release in all)
            await storage.Queue.SendAsync(new TranslateRelease(release), TimeSpan.Zero, None);

        var done = new HashSet<ReleaseId>();
        while (await storage.Queue.ReceiveAsync(WorkKind.Translate, 32, None) is { Count: > 0 } batch)
        {
            foreach (var queued in batch)
            {
                done.Add(((TranslateRelease)queued.Work).Release);
                await storage.Queue.CompleteAsync(queued, None);
            }
        }

        // What was handed out in an answer that was lost is hidden until its lease is over.
        proxy.Decide = _ => Fault.None;
        await azurite.AdvanceAsync(TimeSpan.FromMinutes(10));
        foreach (var queued in await storage.Queue.ReceiveAsync(WorkKind.Translate, 100, None))
        {
            done.Add(((TranslateRelease)queued.Work).Release);
            await storage.Queue.CompleteAsync(queued, None);
        }

        Assert.Equal(all.Order(), done.Order());
        Assert.Equal(new QueueDepth(0, 0, 0), await storage.Queue.DepthAsync(None));
    }

    [Fact]
    public async Task A_completion_that_did_not_get_through_is_told_and_the_work_comes_again()
    {
        await OpenAsync();
        await storage.Queue.SendAsync(Translate, TimeSpan.Zero, None);
        var queued = Assert.Single(await storage.Queue.ReceiveAsync(WorkKind.Translate, 1, None));
        proxy.Decide = _ => Fault.Reset;
        await Assert.ThrowsAsync<IOException>(() => storage.Queue.CompleteAsync(queued, None));

        proxy.Decide = _ => Fault.None;
        await azurite.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(Translate, Assert.Single(await storage.Queue.ReceiveAsync(WorkKind.Translate, 1, None)).Work);
    }

    private async Task OpenAsync(TimeSpan? answerWithin = null)
    {
        if (await azurite.StartAsync() is { } whyNot)
            Assert.Skip(whyNot);
        proxy = await FaultProxy.StartAsync(azurite);
        account = azurite.NewAccount().Through(proxy);
        storage = AzureStorage.Open(account.ConnectionString, TimeProvider.System, new AzureOptions
        {
            Retries = Retries,
            FirstDelay = TimeSpan.FromMilliseconds(1),
            LongestDelay = TimeSpan.FromMilliseconds(5),
            AnswerWithin = answerWithin ?? TimeSpan.FromSeconds(60),
        });
    }

    private Task<string?> WriteAsync(string text) =>
        storage.Store.WriteAsync("releases/a.json", Encoding.UTF8.GetBytes(text), WriteCondition.Always, None);

    private async Task<string> ReadAsync() => Encoding.UTF8.GetString((await storage.Store.ReadAsync("releases/a.json", None))!.Content.Span);

    // As the pipeline changes a document: read, change, write, and again where somebody came between.
    private async Task AddOneAsync()
    {
        while (true)
        {
            var read = await storage.Store.ReadAsync("releases/a.json", None);
            var next = int.Parse(Encoding.UTF8.GetString(read!.Content.Span)) + 1;
            if (await storage.Store.WriteAsync("releases/a.json", Encoding.UTF8.GetBytes($"{next}"), WriteCondition.Unchanged(read), None) is not null)
                return;
        }
    }

    private void AssertSecret(Exception fault) => Assert.DoesNotContain(account.Key, fault.ToString(), StringComparison.Ordinal);

    private static Func<HttpRequest, Fault> First(int count, Fault fault)
    {
        var left = count;
        return _ => Interlocked.Decrement(ref left) >= 0 ? fault : Fault.None;
    }

    private static Func<HttpRequest, Fault> Each(params Fault[] faults)
    {
        var next = -1;
        return _ => faults[Interlocked.Increment(ref next) % faults.Length];
    }
}
