using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Network.Channels;
using Syndication.Network.Channels.Webhook;
using Syndication.Network.Guard;
using Syndication.Tests.Delivery;

namespace Syndication.Tests.Network;

/// <summary>A webhook against partners that answer, and against those that do not. Long, because every way in which an answer goes wrong is a test of its own.</summary>
public sealed class WebhookChannelTests : IDisposable
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private readonly FakeTimeProvider clock = Sample.Clock();
    private readonly GuardedHttp http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task A_copy_arrives_whole_and_its_signature_is_genuine()
    {
        await using var partner = await StubPartner.StartAsync(context => context.Response.WriteAsync("""{"receipt":"r-1"}"""));
        var shipment = Shipment();
        var outcome = await Channel(partner.Url).SendAsync(shipment, Cancel);
        Assert.Equal((OutcomeKind.Accepted, 200, "r-1", null), (outcome.Kind, outcome.Status, outcome.Receipt, outcome.Detail));
        var (headers, body) = Assert.Single(partner.Requests);
        Assert.Equal(shipment.Payload.Content.ToArray(), body);
        Assert.Equal("application/json", headers.ContentType);
        Assert.Equal(shipment.WebhookId, headers["webhook-id"]);
        Assert.Null(WebhookSecret.TryParse(Secret, out var secret));
        Assert.Null(Signing.Verify(
            secret!, headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"], body, clock.GetUtcNow()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("OK")]
    [InlineData("[1]")]
    [InlineData("""{"receipt":7}""")]
    [InlineData("""{"receipt":null}""")]
    [InlineData("""{"receipt":"a\ud800b"}""")]
    [InlineData("{\"receipt\":")]
    public async Task An_acceptance_without_a_receipt_is_an_acceptance(string body)
    {
        await using var partner = await StubPartner.StartAsync(context => context.Response.WriteAsync(body));
        var outcome = await Channel(partner.Url).SendAsync(Shipment(), Cancel);
        Assert.Equal((OutcomeKind.Accepted, null), (outcome.Kind, outcome.Receipt));
    }

    [Theory]
    [InlineData(200, OutcomeKind.Accepted)]
    [InlineData(202, OutcomeKind.Accepted)]
    [InlineData(204, OutcomeKind.Accepted)]
    [InlineData(300, OutcomeKind.Permanent)]
    [InlineData(301, OutcomeKind.Permanent)]
    [InlineData(304, OutcomeKind.Permanent)]
    [InlineData(308, OutcomeKind.Permanent)]
    [InlineData(400, OutcomeKind.Permanent)]
    [InlineData(401, OutcomeKind.Temporary)]
    [InlineData(403, OutcomeKind.Temporary)]
    [InlineData(404, OutcomeKind.Temporary)]
    [InlineData(405, OutcomeKind.Permanent)]
    [InlineData(408, OutcomeKind.Temporary)]
    [InlineData(409, OutcomeKind.Temporary)]
    [InlineData(410, OutcomeKind.Permanent)]
    [InlineData(413, OutcomeKind.Permanent)]
    [InlineData(415, OutcomeKind.Permanent)]
    [InlineData(422, OutcomeKind.Permanent)]
    [InlineData(425, OutcomeKind.Temporary)]
    [InlineData(429, OutcomeKind.Temporary)]
    [InlineData(500, OutcomeKind.Temporary)]
    [InlineData(503, OutcomeKind.Temporary)]
    [InlineData(599, OutcomeKind.Temporary)]
    public async Task Every_status_means_one_of_three_things(int status, OutcomeKind kind)
    {
        await using var partner = await StubPartner.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        var outcome = await Channel(partner.Url).SendAsync(Shipment(), Cancel);
        Assert.Equal((kind, status), (outcome.Kind, outcome.Status));
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("99999999", 99_999_999)]
    [InlineData("99999999999999999999", 999_999_999)]
    [InlineData("Mon, 23 Nov 2026 10:05:00 GMT", 300)]
    [InlineData("Mon, 23 Nov 2020 10:05:00 GMT", 0)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    public async Task Retry_After_is_read_in_both_forms(string value, int? seconds)
    {
        await using var partner = await StubPartner.StartAsync(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = value;
            return Task.CompletedTask;
        });
        var outcome = await Channel(partner.Url).SendAsync(Shipment(), Cancel);
        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, outcome.RetryAfter);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await StubPartner.StartAsync(_ => Task.CompletedTask);
        await using var partner = await StubPartner.StartAsync(context =>
        {
            context.Response.Redirect(elsewhere.Url.ToString(), permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        var outcome = await Channel(partner.Url).SendAsync(Shipment(), Cancel);
        Assert.Equal(OutcomeKind.Permanent, outcome.Kind);
        Assert.Contains("redirects are not followed", outcome.Detail!, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_partner_that_is_gone_is_said_to_be()
    {
        await using var partner = await StubPartner.StartAsync(context =>
        {
            context.Response.StatusCode = 410;
            return Task.CompletedTask;
        });
        Assert.Contains("gone", (await Channel(partner.Url).SendAsync(Shipment(), Cancel)).Detail!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partner_that_hangs_is_left_after_fifteen_seconds()
    {
        var asked = new TaskCompletionSource();
        await using var partner = await StubPartner.StartAsync(context =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var sending = Channel(partner.Url).SendAsync(Shipment(), Cancel);
        await asked.Task.WaitAsync(Cancel);
        clock.Advance(TimeSpan.FromSeconds(14.9));
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        var outcome = await sending;
        Assert.Equal((OutcomeKind.Temporary, "No answer within 15 seconds."), (outcome.Kind, outcome.Detail));
    }

    [Fact]
    public async Task A_partner_that_dribbles_its_headers_is_left_after_fifteen_seconds()
    {
        var dribbling = new TaskCompletionSource();
        await using var partner = new RawPartner(async (socket, cancel) =>
        {
            await socket.SendAsync("HTTP/1.1 200 OK\r\nX-Slow: "u8.ToArray(), cancel);
            dribbling.SetResult();
            while (await socket.SendAsync("a"u8.ToArray(), cancel) > 0)
                await Task.Yield();
        });
        var sending = Channel(partner.Url).SendAsync(Shipment(), Cancel);
        await dribbling.Task.WaitAsync(Cancel);
        clock.Advance(WebhookChannel.Patience);
        Assert.Equal(OutcomeKind.Temporary, (await sending).Kind);
    }

    [Fact]
    public async Task A_partner_that_accepts_and_dribbles_its_answer_has_the_copy_when_the_time_is_up()
    {
        using var patience = new CancellationTokenSource(WebhookChannel.Patience, clock);
        using var dribble = new Dribble(() => clock.Advance(TimeSpan.FromSeconds(1)));
        using var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(dribble) };
        var outcome = await Answers.ReadAsync(answer, clock.GetUtcNow(), Cancel, patience.Token);
        Assert.Equal((OutcomeKind.Accepted, null), (outcome.Kind, outcome.Receipt));
        Assert.Contains("broke off", outcome.Detail!, StringComparison.Ordinal);
        Assert.Equal(15, dribble.Taken);
    }

    [Fact]
    public async Task An_answer_of_a_gigabyte_is_not_read()
    {
        long sent = 0;
        var ended = new TaskCompletionSource();
        await using var partner = new RawPartner(async (socket, cancel) =>
        {
            try
            {
                await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"u8.ToArray(), cancel);
                while (sent < 1L << 30)
                    sent += await socket.SendAsync(new byte[64 * 1024], cancel);
            }
            finally
            {
                ended.SetResult();
            }
        });
        var outcome = await Channel(partner.Url).SendAsync(Shipment(), Cancel);
        await ended.Task.WaitAsync(Cancel);
        Assert.Equal(OutcomeKind.Accepted, outcome.Kind);
        Assert.Contains("too long", outcome.Detail!, StringComparison.Ordinal);
        Assert.InRange(sent, 0, 32 * 1024 * 1024);
    }

    [Fact]
    public async Task An_endless_answer_in_the_headers_is_cut_off()
    {
        await using var partner = await StubPartner.StartAsync(context =>
        {
            for (var i = 0; i < 400; i++)
                context.Response.Headers[$"X-{i}"] = new string('a', 100);
            return Task.CompletedTask;
        });
        Assert.Equal(OutcomeKind.Temporary, (await Channel(partner.Url).SendAsync(Shipment(), Cancel)).Kind);
    }

    [Fact]
    public async Task An_answer_that_is_not_UTF_8_does_no_harm()
    {
        await using var partner = await StubPartner.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/in" ? 400 : 200;
            return context.Response.Body.WriteAsync(new byte[] { (byte)'{', 0xFF, 0xFE, 0xC3, 0x28, 0x00 }).AsTask();
        });
        var refused = await Channel(partner.Url).SendAsync(Shipment(), Cancel);
        Assert.Equal(OutcomeKind.Permanent, refused.Kind);
        Assert.Contains("\uFFFD", refused.Detail!, StringComparison.Ordinal);
        var accepted = await Channel(new Uri(partner.Url, "/ok")).SendAsync(Shipment(), Cancel);
        Assert.Equal((OutcomeKind.Accepted, null), (accepted.Kind, accepted.Receipt));
    }

    [Fact]
    public async Task A_partner_that_resets_the_connection_is_tried_again()
    {
        await using var partner = new RawPartner((socket, _) =>
        {
            socket.LingerState = new(enable: true, 0);
            socket.Close();
            return Task.CompletedTask;
        });
        var outcome = await Channel(partner.Url).SendAsync(Shipment(), Cancel);
        Assert.Equal(OutcomeKind.Temporary, outcome.Kind);
        Assert.Contains("connection", outcome.Detail!, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", OutcomeKind.Accepted)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{", OutcomeKind.Accepted)]
    [InlineData("HTTP/1.1 503 Busy\r\nContent-Length: 100\r\n\r\n", OutcomeKind.Temporary)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Len", OutcomeKind.Temporary)]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\n", OutcomeKind.Temporary)]
    [InlineData("", OutcomeKind.Temporary)]
    public async Task A_partner_that_hangs_up_early_has_said_what_its_status_line_says(string answer, OutcomeKind kind)
    {
        await using var partner = new RawPartner(async (socket, cancel) =>
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(answer), cancel);
            socket.Shutdown(SocketShutdown.Both);
        });
        Assert.Equal(kind, (await Channel(partner.Url).SendAsync(Shipment(), Cancel)).Kind);
    }

    [Fact]
    public async Task A_partner_nobody_listens_at_is_tried_again()
    {
        Uri gone;
        await using (var partner = await StubPartner.StartAsync(_ => Task.CompletedTask))
            gone = partner.Url;
        var outcome = await Channel(gone).SendAsync(Shipment(), Cancel);
        Assert.Equal(OutcomeKind.Temporary, outcome.Kind);
        Assert.Contains("ConnectionRefused", outcome.Detail!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_not_allowed_is_not_called()
    {
        await using var partner = await StubPartner.StartAsync(_ => Task.CompletedTask);
        var outcome = await Channel(partner.Url, allow: []).SendAsync(Shipment(), Cancel);
        Assert.Equal(OutcomeKind.Temporary, outcome.Kind);
        Assert.Contains("add the host to “allow”", outcome.Detail!, StringComparison.Ordinal);
        Assert.Empty(partner.Requests);
    }

    [Fact]
    public async Task When_the_program_ends_the_sending_ends_and_is_no_failure_of_the_partners()
    {
        using var end = new CancellationTokenSource();
        await using var partner = await StubPartner.StartAsync(async context =>
        {
            await end.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Channel(partner.Url).SendAsync(Shipment(), end.Token));
    }

    [Theory]
    [InlineData(null, "is not set")]
    [InlineData(" ", "is not set")]
    [InlineData("s3cr3t-value", "begin with whsec_")]
    [InlineData("whsec_s3cr3t!", "base64")]
    [InlineData("whsec_AAAA", "24 to 64")]
    [InlineData(Secret + " whsec_AAAA", "24 to 64")]
    public void A_secret_that_is_missing_or_none_is_said_and_not_shown(string? value, string said)
    {
        var lacks = Channel(new("https://partner.example.net/"), value: value).Lacks;
        Assert.Contains("PARTNER_SECRET", lacks!, StringComparison.Ordinal);
        Assert.Contains(said, lacks!, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", lacks!, StringComparison.Ordinal);
        Assert.DoesNotContain("MfKQ", lacks!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_secrets_sign_twice_while_one_takes_the_place_of_the_other()
    {
        await using var partner = await StubPartner.StartAsync(_ => Task.CompletedTask);
        var next = "whsec_" + Convert.ToBase64String(new byte[24]);
        await Channel(partner.Url, value: $"{Secret} {next}").SendAsync(Shipment(), Cancel);
        Assert.Equal(2, partner.Requests.Single().Headers["webhook-signature"].ToString().Split(' ').Length);
    }

    private WebhookChannel Channel(Uri url, IReadOnlyList<string>? allow = null, string? value = Secret) => new(
        http,
        new() { Type = "webhook", Format = CopyFormat.Ninjs, Url = url, Secret = "env:PARTNER_SECRET", Allow = allow ?? ["127.0.0.1"] },
        new Secrets(name => name == "PARTNER_SECRET" ? value : null),
        clock);

    // A byte a second.
    private sealed class Dribble(Action second) : MemoryStream
    {
        public int Taken { get; private set; }

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            buffer.Span[0] = (byte)' ';
            Taken++;
            second();
            return ValueTask.FromResult(1);
        }
    }

    private static Shipment Shipment()
    {
        var release = Sample.Release(Sample.French);
        var entry = LedgerCopy.Due("p", release.Id, Sample.French, 1, CopyKind.Published, Sample.Start);
        var copy = Copies.Make(entry, release, Sample.Edition(release, Sample.French, 1), Sample.Site);
        return new(entry.WebhookId, copy, WebhookEvent.Write(copy, CopyFormat.Ninjs));
    }
}
