using System.Collections.Concurrent;
using Microsoft.Net.Http.Headers;
using Syndication.Configuration;
using Syndication.Hub;
using Syndication.Storage;

namespace Syndication.App.Web;

/// <summary>
/// Answers requests for pages and feeds from <c>public/</c>, by the book of RFC 9110: strong tags, conditions, HEAD, and compressed forms
/// that are made once when a file changed, however many ask for it at that moment. What was asked for lately is kept in memory, up to a bound.
/// </summary>
/// <param name="store">Where the files are.</param>
/// <param name="site">The site as its configuration has it now.</param>
/// <param name="memory">How many bytes are kept in memory; 64 MiB by default.</param>
internal sealed class PublicFiles(IBlobStore store, Func<ValueTask<Site>> site, long memory = 64 << 20)
{
    private readonly ConcurrentDictionary<string, Prepared> files = new(StringComparer.Ordinal);
    private long held;
    private int prepared;

    /// <summary>How often a file was read and compressed so far.</summary>
    public int PreparedCount => Volatile.Read(ref prepared);

    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            await Headers.RefuseAsync(context);
            return;
        }

        var path = (context.Request.Path.Value ?? "/")[1..];
        var name = path.Length == 0 || path.EndsWith('/') ? path + "index.html" : path;
        if (!IsSafe(name))
            await NotFoundAsync(context, "");
        else if (await FindAsync(name) is { } file)
            await SendAsync(context, name, file, await site());
        else if (name == path && await store.StatAsync($"public/{path}/index.html", context.RequestAborted) is not null)
            Redirect(context);
        else
            await NotFoundAsync(context, path);
    }

    private static async Task SendAsync(HttpContext context, string name, PublicFile file, Site site)
    {
        var response = context.Response;
        var (content, coding) = file.In(ContentCoding.Choose(context.Request.Headers.AcceptEncoding, file.Codings));
        var tag = coding is null ? $"\"{file.ETag}\"" : $"\"{file.ETag}-{coding}\"";
        response.Headers.ETag = tag;
        response.Headers.LastModified = HeaderUtilities.FormatDate(file.LastModified);
        response.Headers.CacheControl = name.StartsWith("assets/", StringComparison.Ordinal) ? "public, max-age=86400" : "public, max-age=60";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (name.EndsWith(".html", StringComparison.Ordinal))
            Headers.SetPage(response);
        else
            response.Headers.AccessControlAllowOrigin = "*";
        if (Topics.IsFeed(site, name) && Topics.Links(site, name) is { } links)
            response.Headers.Link = links;

        // A condition counts only where the answer would be 200 without it (RFC 9110, section 13.2.1): what is gone stays gone.
        if (!file.IsGone && IsKnown(context.Request, file, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = file.IsGone ? StatusCodes.Status410Gone : StatusCodes.Status200OK;
        response.ContentType = file.MediaType;
        response.ContentLength = content.Length;
        if (coding is not null)
            response.Headers.ContentEncoding = coding;
        if (HttpMethods.IsGet(context.Request.Method))
            await response.Body.WriteAsync(content, context.RequestAborted);
    }

    // Relative links of an index work only below its slash. The path was looked at before, so no other host can be meant.
    private static void Redirect(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
        context.Response.Headers.Location = context.Request.PathBase.Add(context.Request.Path + "/").ToUriComponent() + context.Request.QueryString.ToUriComponent();
        context.Response.ContentLength = 0;
    }

    private async Task NotFoundAsync(HttpContext context, string path)
    {
        var page = NotFoundPage.Of(await site(), path);
        var response = context.Response;
        response.StatusCode = StatusCodes.Status404NotFound;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Length;
        response.Headers.CacheControl = "no-cache";
        Headers.SetPage(response);
        if (HttpMethods.IsGet(context.Request.Method))
            await response.Body.WriteAsync(page, context.RequestAborted);
    }

    // The server has decoded the path and resolved its dots; what still looks like a way out, or like something hidden, is refused.
    private static bool IsSafe(string path)
    {
        foreach (var segment in path.Split('/'))
        {
            if (segment.Length == 0 || segment[0] == '.' || segment.AsSpan().ContainsAny('\\', ':') || segment.Any(char.IsControl))
                return false;
        }

        return true;
    }

    private async ValueTask<PublicFile?> FindAsync(string path)
    {
        if (await store.StatAsync($"public/{path}", CancellationToken.None) is not { } item)
        {
            if (files.TryRemove(path, out var gone))
                Forget(gone);
            return null;
        }

        while (true)
        {
            if (files.TryGetValue(path, out var known) && known.Stamp == item.Stamp)
                return await TakeAsync(path, known);

            // Whoever comes first prepares the file; all who ask meanwhile wait for the same work.
            var fresh = new Prepared(item.Stamp, new(() => PrepareAsync(path, item)));
            if (known is null ? files.TryAdd(path, fresh) : files.TryUpdate(path, fresh, known))
            {
                if (known is not null)
                    Forget(known);
                return await TakeAsync(path, fresh);
            }
        }
    }

    private async Task<PublicFile?> TakeAsync(string path, Prepared entry)
    {
        try
        {
            if (await entry.File.Value is { } file)
                return file;
        }
        catch
        {
            files.TryRemove(new(path, entry));
            throw;
        }

        files.TryRemove(new(path, entry));
        return null;
    }

    private async Task<PublicFile?> PrepareAsync(string path, BlobItem item)
    {
        if (await store.ReadAsync(item.Path, CancellationToken.None) is not { } blob)
            return null;
        var file = PublicFile.Of(path, item, blob);
        Interlocked.Increment(ref prepared);
        if (Interlocked.Add(ref held, file.Size) > memory)
        {
            // Rarely, and cheaper than counting every request: all is forgotten, and what is asked for comes back.
            files.Clear();
            Interlocked.Exchange(ref held, 0);
        }

        return file;
    }

    private void Forget(Prepared entry)
    {
        if (entry.File is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: { } file } })
            Interlocked.Add(ref held, -file.Size);
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

    /// <summary>A file as the storage's stamp has it, being prepared or prepared.</summary>
    private sealed record Prepared(string Stamp, Lazy<Task<PublicFile?>> File);
}
