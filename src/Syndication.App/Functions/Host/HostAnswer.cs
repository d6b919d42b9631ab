using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndication.App.Functions.Host;

/// <summary>
/// What the host is answered. It must be JSON: an empty 200, and a 204 too, leave the call hanging until the function times out.
/// </summary>
/// <param name="Logs">Lines for the invocation's log.</param>
internal sealed record HostAnswer(IReadOnlyList<string> Logs)
{
    /// <summary>There was nothing to do and there is nothing to say.</summary>
    public static HostAnswer Nothing { get; } = new([]);

    /// <summary>Output bindings; there are none.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; } = new Dictionary<string, string>();

    /// <summary>What the function returns; nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? ReturnValue { get; }

    /// <summary>Writes the answer.</summary>
    /// <param name="response">Where to.</param>
    /// <param name="status">200; 500 where the fault is ours and the call is to come again.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task WriteAsync(HttpResponse response, int status, CancellationToken cancel)
    {
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(this, HostAnswerJson.Default.HostAnswer), cancel);
    }
}

// The host's names begin with capitals.
[JsonSerializable(typeof(HostAnswer))]
internal sealed partial class HostAnswerJson : JsonSerializerContext;
