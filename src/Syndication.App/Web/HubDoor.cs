using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Syndication.Configuration;
using Syndication.Hub;
using Syndication.Network.Guard;

namespace Syndication.App.Web;

/// <summary>
/// <c>/hub</c>: where requests to subscribe come in (WebSub, section 5.1). It says at once what is wrong with one, or that it will be seen to;
/// nobody is called while the stranger who asks waits.
/// </summary>
/// <param name="site">The site as its configuration has it now.</param>
/// <param name="accept">Stores a request and has it verified; false where too many of its host wait already.</param>
internal sealed class HubDoor(Func<ValueTask<Site>> site, Func<SubscriptionRequest, CancellationToken, Task<bool>> accept)
{
    private const int LargestForm = 16 << 10;

    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var here = await site();
        if (!here.HasOwnHub)
        {
            await SayAsync(context, StatusCodes.Status404NotFound, "This newsroom has no hub of its own.");
            return;
        }

        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            await SayAsync(context, StatusCodes.Status405MethodNotAllowed, "This is a WebSub hub (https://www.w3.org/TR/websub/): subscribe to a feed by POST.");
            return;
        }

        if (context.Request.ContentType?.Split(';')[0].Trim().Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
            await SayAsync(context, StatusCodes.Status415UnsupportedMediaType, "Send a form: Content-Type: application/x-www-form-urlencoded.");
        else if (await ReadAsync(context) is not { } form)
            await SayAsync(context, StatusCodes.Status413PayloadTooLarge, $"A request has at most {LargestForm >> 10} KB.");
        else if (SubscriptionRequest.TryRead(form, here, out var request) is { } wrong)
            await SayAsync(context, StatusCodes.Status400BadRequest, wrong);
        else if (WrongWith(request!, here.Hub ?? new()) is { } host)
            await SayAsync(context, StatusCodes.Status400BadRequest, host);
        else if (await accept(request!, context.RequestAborted))
            await SayAsync(context, StatusCodes.Status202Accepted, "The request has been accepted. Your callback is asked to confirm it in a moment.");
        else
            await TooManyAsync(context, request!);
    }

    private static Task TooManyAsync(HttpContext context, SubscriptionRequest request)
    {
        context.Response.Headers.RetryAfter = "60";
        return SayAsync(context, StatusCodes.Status429TooManyRequests, $"Too many requests of {request.Host} wait to be confirmed; try again in a minute.");
    }

    // A name is looked up when it is called; an address can be told at once.
    private static string? WrongWith(SubscriptionRequest request, HubOptions options)
    {
        var host = GuardedNames.Plain(request.Host);
        var what = host is "localhost" ? "this machine's" : IPAddress.TryParse(host, out var address) ? AddressGuard.Refuse(address, allowPrivate: false) : null;
        return what is null || GuardedNames.Allows(options.Allow, host) ? null : $"hub.callback: {host} is {what}, and cannot be called from here.";
    }

    private static async Task<List<KeyValuePair<string, string>>?> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LargestForm + 1;
        if (context.Request.ContentLength > LargestForm)
            return null;
        var buffer = new byte[LargestForm + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > LargestForm)
            return null;
        using var reader = new FormReader(Encoding.UTF8.GetString(buffer, 0, length)) { KeyLengthLimit = LargestForm, ValueLengthLimit = LargestForm };
        var fields = new List<KeyValuePair<string, string>>();
        while (await reader.ReadNextPairAsync(context.RequestAborted) is { } field)
            fields.Add(field);
        return fields;
    }

    private static async Task SayAsync(HttpContext context, int status, string text)
    {
        var content = Encoding.UTF8.GetBytes(text + "\n");
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.ContentLength = content.Length;
        context.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }
}
