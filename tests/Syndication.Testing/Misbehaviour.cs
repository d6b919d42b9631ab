using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Syndication.Testing;

/// <summary>What a translation service, or something on the way to it, does wrong with one request.</summary>
public sealed class Misbehaviour
{
    private readonly Func<HttpContext, JsonArray, string, Task> answer;

    private Misbehaviour(bool isInstead, Func<HttpContext, JsonArray, string, Task> answer) => (IsInstead, this.answer) = (isInstead, answer);

    /// <summary>Whether the service hears nothing of the request, and charges nothing.</summary>
    public bool IsInstead { get; }

    /// <summary>The last text is missing.</summary>
    public static Misbehaviour FewerElements { get; } = Changed(answer => answer.RemoveAt(answer.Count - 1));

    /// <summary>The first language is called another.</summary>
    public static Misbehaviour OtherLanguage { get; } = Changed(answer => answer[0]!["translations"]![0]!["to"] = "tlh");

    /// <summary>A text is empty.</summary>
    public static Misbehaviour EmptyText { get; } = Changed(answer => answer[0]!["translations"]![0]!["text"] = "");

    /// <summary>A tag is added to a text.</summary>
    public static Misbehaviour StrangeTag { get; } = Changed(answer =>
        answer[0]!["translations"]![0]!["text"] = $"<a href='https://evil.example'>{answer[0]!["translations"]![0]!["text"]}</a>");

    /// <summary>The texts come in another order than they were asked in.</summary>
    public static Misbehaviour OtherOrder { get; } = Changed(answer =>
    {
        var turned = answer.Reverse().Select(element => element!.DeepClone()).ToList();
        answer.Clear();
        turned.ForEach(answer.Add);
    });

    /// <summary>The texts are in German, whatever was asked for.</summary>
    public static Misbehaviour German { get; } = Texts((_, number) => $"Die Behörde hat gestern im {number}. Bericht ausführlich über die Lage der Menschen an der Küste berichtet.");

    /// <summary>Names that were not to be translated are.</summary>
    public static Misbehaviour NamesTranslated { get; } = Texts((text, _) => Phrasebook.Name().Replace(text, "<span class=\"notranslate\">Banana</span>"));

    /// <summary>The names that were not to be translated are left out.</summary>
    public static Misbehaviour NamesLost { get; } = Texts((text, _) => Phrasebook.Name().Replace(text, ""));

    /// <summary>The first half of an answer, and then the end of the connection.</summary>
    public static Misbehaviour Half { get; } = new(false, (context, _, json) => context.Response.WriteAsync(json[..(json.Length / 2)], context.RequestAborted));

    /// <summary>An answer of no bytes.</summary>
    public static Misbehaviour Nothing { get; } = new(false, (_, _, _) => Task.CompletedTask);

    /// <summary>A page of html from something in between, with a good status.</summary>
    public static Misbehaviour HtmlPage { get; } = new(true, (context, _, _) =>
    {
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync("<!DOCTYPE html><title>Sign in to the network</title>", context.RequestAborted);
    });

    /// <summary>The answer never comes, though the service has charged for it.</summary>
    public static Misbehaviour Silence { get; } = new(false, (context, _, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));

    /// <summary>The connection ends without an answer.</summary>
    public static Misbehaviour Cut { get; } = new(true, (context, _, _) =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>An error as the service writes it.</summary>
    /// <param name="status">The status.</param>
    /// <param name="code">The code, such as 429001.</param>
    /// <param name="retryAfter">What <c>Retry-After</c> says; null where it is left out.</param>
    public static Misbehaviour Error(int status, int code, string? retryAfter = null) => new(true, (context, _, _) => WriteAsync(context, status, retryAfter, $$$"""{"error":{"code":{{{code}}},"message":"secret-free words"}}"""));

    /// <summary>An error as a gateway in front writes it: the code is a text.</summary>
    public static Misbehaviour GatewayError(int status, string? retryAfter = null) => new(true, (context, _, _) => WriteAsync(context, status, retryAfter, $$$"""{"error":{"code":"{{{status}}}","message":"from a gateway"}}"""));

    internal Task AnswerAsync(HttpContext context, JsonArray whole, string json) => answer(context, whole, json);

    private static Misbehaviour Texts(Func<string, int, string> change) => Changed(answer =>
    {
        for (var i = 0; i < answer.Count; i++)
        {
            foreach (var translation in answer[i]!["translations"]!.AsArray())
                translation!["text"] = change(translation["text"]!.GetValue<string>(), i + 1);
        }
    });

    private static Misbehaviour Changed(Action<JsonArray> change) => new(false, (context, answer, _) =>
    {
        change(answer);
        return context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    });

    private static Task WriteAsync(HttpContext context, int status, string? retryAfter, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return context.Response.WriteAsync(body, context.RequestAborted);
    }
}
