namespace Syndication.App.Web;

/// <summary>The headers that every answer carries, whatever it is.</summary>
internal static class Headers
{
    private const string Feed = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Page =
        "default-src 'none'; style-src 'self'; img-src 'self' https: http:; font-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Sets them.</summary>
    public static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.ContentSecurityPolicy = Feed;

        // Said over http it means nothing (RFC 6797, section 8.1); behind a proxy that speaks https it is the proxy's to say.
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
    }

    /// <summary>Allows a page what pages need: its stylesheet and images.</summary>
    public static void SetPage(HttpResponse response) => response.Headers.ContentSecurityPolicy = Page;

    /// <summary>Refuses a method by RFC 9110, section 15.5.6.</summary>
    public static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = "GET, HEAD";
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
