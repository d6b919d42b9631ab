using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Syndication.Configuration;
using Syndication.Network.Guard;
using Syndication.Network.Sources;
using Syndication.Sources;
using Syndication.Tests.Network;

namespace Syndication.Tests.Sources;

/// <summary>Feeds over HTTP, from a real server on this machine.</summary>
public sealed class FeedHttpTests : IDisposable
{
    private const string Rss = "<rss version=\"2.0\"><channel><title>Office</title><ttl>90</ttl><item><guid>1</guid><title>One</title></item></channel></rss>";

    private readonly GuardedHttp http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task A_feed_is_asked_for_on_condition_and_304_leaves_everything_as_it_was()
    {
        await using var server = await ServeAsync(context =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.Headers.LastModified = "Tue, 24 Nov 2026 10:00:00 GMT";
            if (context.Request.Headers.IfNoneMatch == "\"v1\"" && context.Request.Headers.IfModifiedSince == "Tue, 24 Nov 2026 10:00:00 GMT")
            {
                context.Response.StatusCode = 304;
                context.Response.Headers.CacheControl = "public, max-age=600";
                return Task.CompletedTask;
            }

            return context.Response.WriteAsync(Rss);
        });
        var read = Assert.IsType<FeedRead>(await ReadAsync(server));
        Assert.Equal(("\"v1\"", "Tue, 24 Nov 2026 10:00:00 GMT", TimeSpan.FromMinutes(90)), (read.ETag, read.LastModified, read.Wait));
        Assert.Equal("One", Assert.Single(read.Feed.Items).Title);

        var unchanged = Assert.IsType<FeedUnchanged>(await ReadAsync(server, new(server.Url, read.ETag, read.LastModified)));
        Assert.Equal(TimeSpan.FromMinutes(10), unchanged.Wait);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Packed_answers_are_unpacked(string coding)
    {
        await using var server = await ServeAsync(context => PackedAsync(context, coding, Encoding.UTF8.GetBytes(Rss)));

        Assert.IsType<FeedRead>(await ReadAsync(server));
        Assert.Equal("gzip, br", server.Requests.Single().Headers.AcceptEncoding);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_little_that_unpacks_to_much_stops_at_the_bound(string coding)
    {
        await using var server = await ServeAsync(context => PackedAsync(context, coding, new byte[40 << 20]));

        Assert.Contains("more than 1 MB", Assert.IsType<FeedFailed>(await ReadAsync(server, options: new() { Largest = 1 << 20 })).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_packed_as_it_says_is_a_failure_and_no_crash()
    {
        await using var server = await ServeAsync(context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.WriteAsync(Rss);
        });

        Assert.IsType<FeedFailed>(await ReadAsync(server));
    }

    [Theory]
    [InlineData(301, true)]
    [InlineData(308, true)]
    [InlineData(302, false)]
    [InlineData(303, false)]
    [InlineData(307, false)]
    public async Task Redirects_are_followed_and_only_those_for_good_are_remembered(int status, bool isRemembered)
    {
        await using var server = await ServeAsync(context =>
        {
            if (context.Request.Path == "/new")
                return context.Response.WriteAsync(Rss);
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/new";
            return Task.CompletedTask;
        });
        var read = Assert.IsType<FeedRead>(await ReadAsync(server));

        Assert.Equal(isRemembered ? new Uri(server.Url, "/new") : null, read.MovedTo);
    }

    [Fact]
    public async Task A_move_for_good_behind_one_that_is_not_is_not_remembered()
    {
        await using var server = await ServeAsync(context =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = context.Request.Path.Value switch { "/in" => (302, "/a"), "/a" => (301, "/b"), _ => (200, "") };
            return context.Response.StatusCode == 200 ? context.Response.WriteAsync(Rss) : Task.CompletedTask;
        });

        Assert.Null(Assert.IsType<FeedRead>(await ReadAsync(server)).MovedTo);
    }

    [Fact]
    public async Task A_circle_of_redirects_ends()
    {
        await using var server = await ServeAsync(context =>
        {
            context.Response.Redirect(context.Request.Path == "/in" ? "/again" : "/in", permanent: true);
            return Task.CompletedTask;
        });

        Assert.Contains("circle", Assert.IsType<FeedFailed>(await ReadAsync(server)).Reason, StringComparison.Ordinal);
        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task A_redirect_to_a_private_address_is_refused()
    {
        await using var secret = await ServeAsync(context => context.Response.WriteAsync(Rss));
        await using var server = await ServeAsync(context =>
        {
            context.Response.Redirect($"http://localhost:{secret.Url.Port}/");
            return Task.CompletedTask;
        });

        Assert.Contains("allow", Assert.IsType<FeedFailed>(await ReadAsync(server)).Reason, StringComparison.Ordinal);
        Assert.Empty(secret.Requests);
    }

    [Fact]
    public async Task A_private_address_is_refused_where_the_source_does_not_allow_it()
    {
        await using var server = await ServeAsync(context => context.Response.WriteAsync(Rss));
        var answer = await new FeedHttp(http, TimeProvider.System).ReadAsync(Source(server) with { Allow = [] }, new(server.Url, null, null), Cancel);

        Assert.Contains("sources.opml", Assert.IsType<FeedFailed>(answer).Reason, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Gone_is_the_end_and_other_refusals_are_not()
    {
        await using var server = await ServeAsync(context =>
        {
            context.Response.StatusCode = int.Parse(context.Request.Path.Value![1..]);
            return Task.CompletedTask;
        });

        Assert.IsType<FeedGone>(await ReadAsync(server, new(new(server.Url, "/410"), null, null)));
        foreach (var status in new[] { 400, 401, 403, 404, 429, 500, 502, 503, 204, 206, 418 })
            Assert.IsType<FeedFailed>(await ReadAsync(server, new(new(server.Url, $"/{status}"), null, null)));
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("date", 300)]
    public async Task Retry_After_is_obeyed_in_seconds_and_as_a_date(string value, int seconds)
    {
        await using var server = await ServeAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = value == "date" ? DateTimeOffset.UtcNow.AddSeconds(300).ToString("r") : value;
            return Task.CompletedTask;
        });

        Assert.InRange(Assert.IsType<FeedFailed>(await ReadAsync(server)).Wait!.Value.TotalSeconds, seconds - 60, seconds);
    }

    [Fact]
    public async Task One_that_sends_a_byte_now_and_then_is_not_waited_for()
    {
        await using var server = await ServeAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(" ", context.RequestAborted);
                await Task.Delay(50, context.RequestAborted);
            }
        });

        Assert.Contains("did not answer", Assert.IsType<FeedFailed>(await ReadAsync(server, options: new() { Time = TimeSpan.FromMilliseconds(700) })).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_encoding_that_the_server_says_counts_where_the_bytes_are_not_utf_8()
    {
        await using var server = await ServeAsync(context =>
        {
            context.Response.ContentType = "text/html; charset=iso-8859-1";
            return context.Response.Body.WriteAsync(Encoding.Latin1.GetBytes(Rss.Replace("One", "Été", StringComparison.Ordinal))).AsTask();
        });

        Assert.Equal("Été", Assert.IsType<FeedRead>(await ReadAsync(server)).Feed.Items[0].Title);
    }

    [Fact]
    public async Task A_web_page_is_told_apart_and_the_feed_it_names_is_told()
    {
        await using var server = await ServeAsync(context => context.Response.WriteAsync("<!doctype html><html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/real.xml\"></head><body><p>Hello<br></body></html>"));

        Assert.Contains("/real.xml", Assert.IsType<FeedFailed>(await ReadAsync(server)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_read_with_its_address_and_what_is_none_is_refused()
    {
        await using var server = await ServeAsync(context =>
        {
            context.Response.ContentType = context.Request.Path == "/in" ? "text/html" : "application/pdf";
            return context.Response.WriteAsync("<p>Text</p>");
        });
        var feeds = new FeedHttp(http, TimeProvider.System);

        Assert.NotNull((await feeds.PageAsync(Source(server), server.Url, Cancel)).Content);
        Assert.True((await feeds.PageAsync(Source(server), new(server.Url, "/pdf"), Cancel)) is { Content: null, IsForGood: true });
    }

    [Fact]
    public async Task Nobody_at_home_is_a_failure()
    {
        var server = await ServeAsync(_ => Task.CompletedTask);
        var source = Source(server);
        await server.DisposeAsync();

        Assert.IsType<FeedFailed>(await new FeedHttp(http, TimeProvider.System).ReadAsync(source, new(source.Address, null, null), Cancel));
    }

    private static Task<StubPartner> ServeAsync(RequestDelegate answer) => StubPartner.StartAsync(answer);

    private static Source Source(StubPartner server) => new() { Id = "office", Name = "Office", Address = server.Url, Allow = ["127.0.0.1"] };

    private Task<FeedAnswer> ReadAsync(StubPartner server, FeedRequest? request = null, FeedHttpOptions? options = null) =>
        new FeedHttp(http, TimeProvider.System, options).ReadAsync(Source(server), request ?? new(server.Url, null, null), Cancel);

    private static async Task PackedAsync(HttpContext context, string coding, byte[] content)
    {
        context.Response.Headers.ContentEncoding = coding;
        using var packed = new MemoryStream();
        await using (Stream packer = coding == "br" ? new BrotliStream(packed, CompressionLevel.Fastest, true) : new GZipStream(packed, CompressionLevel.Fastest, true))
            await packer.WriteAsync(content);
        await context.Response.Body.WriteAsync(packed.ToArray());
    }
}
