using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Network.Channels;
using Syndication.Network.Guard;
using Syndication.Network.Receiving;
using Syndication.Tests.Delivery;

namespace Syndication.Tests.Network;

public sealed class ReceiverTests : IAsyncLifetime
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private readonly FakeTimeProvider clock = Sample.Clock();
    private readonly GuardedHttp http = new();
    private readonly List<string> lines = [];
    private Receiver receiver = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => receiver = await Receiver.StartAsync(0, Secret, lines.Add, clock, Cancel);

    public async ValueTask DisposeAsync()
    {
        await receiver.DisposeAsync();
        http.Dispose();
    }

    [Fact]
    public async Task What_the_deliverer_sends_the_receiver_takes()
    {
        var store = new DeliveryStore();
        store.Save(Sample.Release(Sample.French, Sample.Arabic));
        var partner = Partner();
        var channels = new PartnerChannels(http, new Secrets(_ => Secret), site: null, mail: null, clock);
        var deliverer = new Deliverer(store, Sample.Site, new Dictionary<string, Partner> { [partner.Id] = partner }, channels.To, clock);
        var result = await deliverer.DeliverAsync(partner.Id, Sample.Id, Cancel);
        Assert.All(result.Events, one => Assert.Equal(DeliveryEventKind.Delivered, one.Kind));

        var told = lines.ConvertAll(line => JsonDocument.Parse(line).RootElement);
        Assert.Equal(["fr", "ar"], told.Select(one => one.GetProperty("language").GetString()));
        var ledger = (await store.LedgerAsync()).Copies;
        Assert.Equal(ledger.Select(copy => copy.WebhookId), told.Select(one => one.GetProperty("webhookId").GetString()));
        Assert.All(ledger, copy => Assert.StartsWith("rcpt_", copy.Attempts.Single().Receipt, StringComparison.Ordinal));
        Assert.Equal(
            """{"at":"2026-11-23T10:00:00.000Z","webhookId":"W","type":"release.published","id":"2026/reunion-du-caire","version":1,"language":"fr","verified":true,"repeated":false,"bytes":B}""",
            lines[0].Replace(ledger[0].WebhookId, "W", StringComparison.Ordinal)
                .Replace($":{ledger[0].Attempts[0].Bytes}}}", ":B}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_copy_again_is_taken_and_marked()
    {
        var first = await PostAsync(Event);
        var second = await PostAsync(Event);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.Equal(Field(first.Body, "receipt"), Field(second.Body, "receipt"));
        Assert.Equal(["False", "True"], lines.Select(line => Field(line, "repeated")));
        Assert.Equal("True", Field(second.Body, "repeated"));
    }

    [Fact]
    public async Task A_forged_or_stale_message_is_refused_with_the_reason_and_remembered_as_nothing()
    {
        var forged = await PostAsync(Event, tamper: body => body.Replace("2026/a", "2026/b", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Unauthorized, forged.Status);
        Assert.Contains("signatures", forged.Body, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromMinutes(6));
        var stale = await PostAsync(Event, at: Sample.Start);
        Assert.Equal(HttpStatusCode.Unauthorized, stale.Status);
        Assert.Contains("minutes past", stale.Body, StringComparison.Ordinal);
        Assert.All(lines, line => Assert.Equal("False", Field(line, "verified")));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Event)).Status);
        Assert.Equal("False", Field(lines[^1], "repeated"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"x","data":{"id":"a","version":"1","language":"fr"}}""")]
    [InlineData("""{"type":1,"data":{"id":"a","version":1,"language":"fr"}}""")]
    public async Task A_genuine_message_that_is_no_event_is_refused(string body)
    {
        var answer = await PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("no event", answer.Body, StringComparison.Ordinal);
        Assert.Equal("True", Field(Assert.Single(lines), "verified"));
    }

    [Fact]
    public async Task A_message_without_signature_is_refused()
    {
        using var client = new HttpClient();
        using var content = new StringContent(Event);
        using var answer = await client.PostAsync(Url, content, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Only_POST_is_taken()
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(Url, Cancel);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Empty(lines);
    }

    [Fact]
    public async Task A_body_of_more_than_10_MB_is_refused()
    {
        using var client = new HttpClient();
        using var content = new ByteArrayContent(new byte[(10 * 1024 * 1024) + 1]);
        using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = content };
        request.Headers.ExpectContinue = true;
        using var answer = await client.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_secret_that_is_none_is_told_before_anything_is_opened()
    {
        var e = await Assert.ThrowsAsync<ArgumentException>(() => Receiver.StartAsync(0, "hunter2", _ => { }, clock, Cancel));
        Assert.Contains("whsec_", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_IOException() =>
        await Assert.ThrowsAnyAsync<IOException>(() => Receiver.StartAsync(receiver.Port, Secret, _ => { }, clock, Cancel));

    private const string Event = """{"type":"release.published","data":{"id":"2026/a","version":1,"language":"fr"}}""";

    private Uri Url => new($"http://127.0.0.1:{receiver.Port}/anything");

    private Partner Partner() => Sample.Partner with
    {
        Channel = new() { Type = "webhook", Format = CopyFormat.Ninjs, Url = Url, Secret = "env:SECRET", Allow = ["127.0.0.1"] },
    };

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string body, Func<string, string>? tamper = null, DateTimeOffset? at = null)
    {
        Assert.Null(WebhookSecret.TryParse(Secret, out var secret));
        var seconds = (at ?? clock.GetUtcNow()).ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new StringContent(tamper?.Invoke(body) ?? body) };
        request.Headers.Add("webhook-id", "msg_1");
        request.Headers.Add("webhook-timestamp", $"{seconds}");
        request.Headers.Add("webhook-signature", Signing.Sign([secret!], "msg_1", seconds, Encoding.UTF8.GetBytes(body)));
        using var client = new HttpClient();
        using var answer = await client.SendAsync(request, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static string Field(string json, string name) => JsonDocument.Parse(json).RootElement.GetProperty(name).ToString();
}
