using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Syndication.Storage;

namespace Syndication.App.Web;

/// <summary>
/// Answers requests for pages and feeds from <c>public/</c>, by the book of RFC 9110: strong tags, conditions, HEAD, and compressed forms
/// that are made once when a file changes. What was asked for lately is kept in memory, up to a bound.
/// </summary>
internal sealed class PublicFiles(IBlobStore store, long memory = 64 << 20)
{
    private static readonly StringValues Html = new(
        "default-src 'none'; style-src 'self'; img-src 'self' https: http:; font-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");

    private readonly ConcurrentDictionary<string, PublicFile> files = new(StringComparer.Ordinal);
    private long held;

    /// <summary>Answers one GET or HEAD request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimStart('/');
        if (path.Length == 0 || path.EndsWith('/'))
            path += "index.html";
        var response = context.Response;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        if (await FindAsync(path, context.RequestAborted) is not { } file)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            response.ContentType = "text/plain; charset=utf-8";
            if (HttpMethods.IsGet(context.Request.Method))
                await response.WriteAsync("There is nothing here. The newsroom starts at /index.html.\n", context.RequestAborted);
            return;
        }

        var (content, encoding) = Choose(file, context.Request.Headers.AcceptEncoding);
        var tag = encoding is null ? $"\"{file.ETag}\"" : $"\"{file.ETag}-{encoding}\"";
        response.Headers.ETag = tag;
        response.Headers.LastModified = HeaderUtilities.FormatDate(file.LastModified);
        response.Headers.CacheControl = path.StartsWith("assets/", StringComparison.Ordinal) ? "public, max-age=86400" : "public, max-age=60";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (path.EndsWith(".html", StringComparison.Ordinal))
        {
            response.Headers.ContentSecurityPolicy = Html;
            response.Headers.XFrameOptions = "DENY";
        }
        else
        {
            response.Headers.AccessControlAllowOrigin = "*";
        }

        if (IsKnown(context.Request, file, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = file.IsGone ? StatusCodes.Status410Gone : StatusCodes.Status200OK;
        response.ContentType = file.MediaType;
        response.ContentLength = content.Length;
        if (encoding is not null)
            response.Headers.ContentEncoding = encoding;
        if (HttpMethods.IsGet(context.Request.Method))
            await response.Body.WriteAsync(content, context.RequestAborted);
    }

    private async ValueTask<PublicFile?> FindAsync(string path, CancellationToken cancel)
    {
        foreach (var segment in path.Split('/'))
        {
            if (segment.Length == 0 || segment[0] == '.' || segment.Contains('\0', StringComparison.Ordinal))
                return null;
        }

        if (await store.StatAsync($"public/{path}", cancel) is not { } item)
        {
            Forget(path);
            return null;
        }

        if (files.TryGetValue(path, out var known) && known.Stamp == item.Stamp)
            return known;
        if (await store.ReadAsync($"public/{path}", cancel) is not { } blob)
            return null;

        var file = PublicFile.Of(path, item, blob);
        Forget(path);
        if (Interlocked.Add(ref held, file.Size) > memory)
        {
            // Rarely, and cheaper than counting every request: all is forgotten, and what is asked for comes back.
            files.Clear();
            Interlocked.Exchange(ref held, file.Size);
        }

        files[path] = file;
        return file;
    }

    private void Forget(string path)
    {
        if (files.TryRemove(path, out var old))
            Interlocked.Add(ref held, -old.Size);
    }

    private static (ReadOnlyMemory<byte> Content, string? Encoding) Choose(PublicFile file, StringValues accepted)
    {
        if (accepted.Count == 0)
            return (file.Plain, null);
        var wanted = StringWithQualityHeaderValue.TryParseList(accepted, out var list) ? list : [];
        return file.Brotli is { } brotli && Takes("br") ? (brotli, "br") : file.Gzip is { } gzip && Takes("gzip") ? (gzip, "gzip") : (file.Plain, null);

        bool Takes(string encoding) => wanted.Any(value => value.Quality is null or > 0 && value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase));
    }

    // RFC 9110, section 13.2.2: If-None-Match decides; If-Modified-Since only where it is missing.
    private static bool IsKnown(HttpRequest request, PublicFile file, string tag)
    {
        if (request.Headers.IfNoneMatch is { Count: > 0 } tags)
        {
            return EntityTagHeaderValue.TryParseList(tags, out var known) &&
                known.Any(value => value.Equals(EntityTagHeaderValue.Any) || value.Tag.Equals(tag, StringComparison.Ordinal));
        }

        return request.GetTypedHeaders().IfModifiedSince is { } since && file.LastModified.ToUnixTimeSeconds() <= since.ToUnixTimeSeconds();
    }
}
