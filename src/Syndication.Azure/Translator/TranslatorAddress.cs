using System.Text;

namespace Syndication.Azure.Translator;

/// <summary>The addresses of version 3.0, which differ by kind of endpoint.</summary>
internal static class TranslatorAddress
{
    /// <summary>
    /// Where to post: a resource's own address has the service below <c>/translator/text/v3.0</c>, the shared ones at their root, a
    /// gateway or container wherever its address says.
    /// </summary>
    public static Uri Of(Uri endpoint, string from, IEnumerable<string> to, string? category)
    {
        var path = endpoint.AbsolutePath.TrimEnd('/');
        if (path.Length == 0 && IsOwn(endpoint))
            path = "/translator/text/v3.0";
        var query = new StringBuilder($"api-version=3.0&textType=html&from={Uri.EscapeDataString(from)}");
        foreach (var language in to)
            query.Append("&to=").Append(Uri.EscapeDataString(language));
        if (category is not null)
            query.Append("&category=").Append(Uri.EscapeDataString(category));
        return new UriBuilder(endpoint) { Path = $"{path}/translate", Query = query.ToString() }.Uri;
    }

    /// <summary>What a token must be for.</summary>
    public static string Scope(Uri endpoint) =>
        endpoint.Host.EndsWith(".us", StringComparison.OrdinalIgnoreCase) ? "https://cognitiveservices.azure.us/.default"
        : endpoint.Host.EndsWith(".cn", StringComparison.OrdinalIgnoreCase) ? "https://cognitiveservices.azure.cn/.default"
        : "https://cognitiveservices.azure.com/.default";

    private static bool IsOwn(Uri endpoint) => endpoint.Host.Contains(".cognitiveservices.azure.", StringComparison.OrdinalIgnoreCase);
}
