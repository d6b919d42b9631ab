using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndication.App.Web;

/// <summary>How a serving newsroom is, as <c>/healthz</c> says it.</summary>
/// <param name="LastPass">When it last had looked through everything and done what was due; null before the first time.</param>
/// <param name="Trouble">What went wrong since, in a few words without names or paths; null while all is well.</param>
internal sealed record Health(DateTimeOffset? LastPass, string? Trouble)
{
    /// <summary>Whether it does its work.</summary>
    public bool IsWell => Trouble is null;

    /// <summary>Answers a request for it.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            await Headers.RefuseAsync(context);
            return;
        }

        context.Response.StatusCode = IsWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsGet(context.Request.Method))
            await context.Response.WriteAsync(ToJson() + "\n", context.RequestAborted);
    }

    /// <summary>As JSON, without anything a stranger should not know.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new Answer(!IsWell ? "unwell" : LastPass is null ? "starting" : "well", LastPass?.UtcDateTime, Trouble), HealthJson.Default.Answer);

    internal sealed record Answer(string Status, DateTime? LastPass, string? Trouble);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Health.Answer))]
internal sealed partial class HealthJson : JsonSerializerContext;
