using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using Syndication.Configuration;
using Syndication.Network.Guard;
using Syndication.Sources;

namespace Syndication.Network.Sources;

/// <summary>
/// Asks for feeds and pages over guarded HTTP: on condition (RFC 9110, section 13), packed, within bounds of time and size, and with
/// every redirect checked like a first call.
/// </summary>
/// <param name="http">The guarded way out.</param>
/// <param name="clock">The time.</param>
/// <param name="options">The bounds.</param>
public sealed class FeedHttp(GuardedHttp http, TimeProvider clock, FeedHttpOptions? options = null) : IFeeds
{
    private const string Feeds = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1";
    private const string Pages = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1";

    private static readonly string Name = $"syndication/{typeof(FeedHttp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0"}";

    private readonly FeedHttpOptions options = options ?? new();

    /// <inheritdoc/>
    public async Task<FeedAnswer> ReadAsync(Source source, FeedRequest request, CancellationToken cancel)
    {
        var got = await GetAsync(request.Address, Feeds, request, source.Allow, cancel);
        var moved = got.Permanent == request.Address ? null : got.Permanent;
        switch (got)
        {
            case { Problem: { } problem }:
                return new FeedFailed(problem) { Wait = got.Wait };
            case { Status: HttpStatusCode.NotModified }:
                return new FeedUnchanged { Wait = got.Wait, MovedTo = moved };
            case { Status: HttpStatusCode.Gone }:
                return new FeedGone();
        }

        var document = FeedDocument.Read(got.Content, got.Charset, got.Address);
        if (document.Feed is not { } feed)
            return new FeedFailed(document.Problem!) { Wait = got.Wait };
        var wait = document.Every > (got.Wait ?? TimeSpan.Zero) ? document.Every : got.Wait;
        return new FeedRead(feed, got.ETag, got.LastModified) { Wait = wait, MovedTo = moved };
    }

    /// <inheritdoc/>
    public async Task<PageAnswer> PageAsync(Source source, Uri address, CancellationToken cancel)
    {
        var got = await GetAsync(address, Pages, null, source.Allow, cancel);
        if (got.Problem is not null || got.Status != HttpStatusCode.OK)
            return new(null, null, got.Address, got.Problem ?? $"It answers with {(int)got.Status}.", got.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized);
        return got.MediaType is null or "text/html" or "application/xhtml+xml" or "text/plain"
            ? new(got.Content, got.Charset, got.Address, null, false)
            : new(null, null, got.Address, $"It is no page but {got.MediaType}.", true);
    }

    private async Task<Got> GetAsync(Uri address, string accept, FeedRequest? known, IReadOnlyList<string> allow, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(options.Time, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        var (at, permanent, isPermanent) = (address, address, true);
        try
        {
            for (var hops = 0; ; hops++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, at);
                request.Headers.TryAddWithoutValidation("User-Agent", Name);
                request.Headers.TryAddWithoutValidation("Accept", accept);
                request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");
                if (known?.ETag is { } tag)
                    request.Headers.TryAddWithoutValidation("If-None-Match", tag);
                if (known?.LastModified is { } since)
                    request.Headers.TryAddWithoutValidation("If-Modified-Since", since);
                using var answer = await http.SendAsync(request, allow, both.Token);
                if (Redirect(answer) is not { } kind)
                    return await AnswerAsync(answer, at, permanent, both.Token);

                if (hops == options.Redirects)
                    return Failed(at, $"It sends on more than {options.Redirects} times, perhaps in a circle: open its address in a browser, and put the one it ends at into sources.opml.");
                if (answer.Headers.Location is not { } location || !Uri.TryCreate(at, location, out var next) || next.Scheme is not ("http" or "https") || next.UserInfo.Length > 0)
                    return Failed(at, $"It sends on ({(int)answer.StatusCode}) to no usable address.");
                if (at.Scheme == "https" && next.Scheme == "http")
                    return Failed(at, $"It sends on from https to http ({next.Host}), which is not followed. Put the address it should have into sources.opml.");
                at = next;
                isPermanent &= kind;
                permanent = isPermanent ? at : permanent;
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Failed(at, limit.IsCancellationRequested ? $"{at.Host} did not answer within {options.Time.TotalSeconds:0} seconds." : $"{at.Host} could not be reached in time.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException or InvalidOperationException or FormatException)
        {
            return Failed(at, e.InnerException is AddressRefusedException refused ? refused.Message : $"{at.Host} could not be read: {e.InnerException?.Message ?? e.Message}");
        }
    }

    // Whether it is one, and whether for good: 301 and 308 are.
    private static bool? Redirect(HttpResponseMessage answer) => (int)answer.StatusCode switch
    {
        301 or 308 => true,
        302 or 303 or 307 => false,
        _ => null,
    };

    private async Task<Got> AnswerAsync(HttpResponseMessage answer, Uri at, Uri permanent, CancellationToken cancel)
    {
        var got = new Got(at, permanent, answer.StatusCode) { Wait = Wait(answer.Headers) };
        if (answer.StatusCode is HttpStatusCode.NotModified or HttpStatusCode.Gone)
            return got;
        if (answer.StatusCode != HttpStatusCode.OK)
            return got with { Problem = Refusal(answer, at) };

        var content = await ContentAsync(answer, cancel);
        return content is null
            ? got with { Problem = $"It has more than {options.Largest >> 20} MB; no more is read." }
            : got with
            {
                Content = content,
                Charset = answer.Content.Headers.ContentType?.CharSet?.Trim('"', '\'', ' '),
                MediaType = answer.Content.Headers.ContentType?.MediaType?.ToLowerInvariant(),
                ETag = Single(answer.Headers, "ETag"),
                LastModified = answer.Content.Headers.TryGetValues("Last-Modified", out var modified) ? modified.FirstOrDefault() : null,
            };
    }

    // Counted after unpacking, so that a little that unpacks to much stops at the bound.
    private async Task<byte[]?> ContentAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        var stream = await answer.Content.ReadAsStreamAsync(cancel);
        foreach (var coding in answer.Content.Headers.ContentEncoding.Reverse())
        {
            stream = coding.ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
                "br" => new BrotliStream(stream, CompressionMode.Decompress),
                "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
                "identity" or "none" or "" => stream,
                _ => throw new InvalidDataException($"it is packed as “{coding}”, which was not asked for"),
            };
        }

        await using (stream)
        {
            using var content = new MemoryStream();
            var buffer = new byte[32 * 1024];
            for (int read; (read = await stream.ReadAsync(buffer, cancel)) > 0;)
            {
                if (content.Length + read > options.Largest)
                    return null;
                await content.WriteAsync(buffer.AsMemory(0, read), cancel);
            }

            return content.ToArray();
        }
    }

    private static string Refusal(HttpResponseMessage answer, Uri at) => (int)answer.StatusCode switch
    {
        401 or 403 or 407 => $"{at.Host} lets nobody in ({(int)answer.StatusCode}): ask its owner to open the feed.",
        404 => $"There is no feed at {at} (404): look for its new address.",
        429 => $"{at.Host} is asked too often (429); it is left alone for as long as it says.",
        >= 500 => $"{at.Host} is in trouble ({(int)answer.StatusCode}); it is tried again.",
        var status => $"{at.Host} answers with {status}.",
    };

    // Retry-After (RFC 9110, section 10.2.3), else max-age less Age (RFC 9111, section 5.2.2.1).
    private TimeSpan? Wait(HttpResponseHeaders headers)
    {
        var retry = headers.RetryAfter is { } after ? after.Delta ?? (after.Date - clock.GetUtcNow()) : null;
        var age = headers.CacheControl is { NoCache: false, NoStore: false } cache && (cache.SharedMaxAge ?? cache.MaxAge) is { } fresh ? fresh - (headers.Age ?? TimeSpan.Zero) : (TimeSpan?)null;
        var wait = retry > (age ?? TimeSpan.Zero) ? retry : age;
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static string? Single(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static Got Failed(Uri at, string problem) => new(at, at, 0) { Problem = problem, Permanent = at };

    private sealed record Got(Uri Address, Uri Permanent, HttpStatusCode Status)
    {
        public ReadOnlyMemory<byte> Content { get; init; }

        public string? Charset { get; init; }

        public string? MediaType { get; init; }

        public string? ETag { get; init; }

        public string? LastModified { get; init; }

        public TimeSpan? Wait { get; init; }

        public string? Problem { get; init; }
    }
}
