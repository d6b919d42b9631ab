using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Syndication.App.Web;

/// <summary>Chooses between a file's forms by what a client accepts (RFC 9110, section 12.5.3).</summary>
internal static class ContentCoding
{
    /// <summary>The coding to send.</summary>
    /// <param name="accepted">The client's Accept-Encoding.</param>
    /// <param name="there">The codings there are, the best first.</param>
    /// <returns>Null for the file as it is: also where the client refuses everything, because an answer serves it better than none.</returns>
    public static string? Choose(StringValues accepted, IReadOnlyList<string> there)
    {
        if (StringValues.IsNullOrEmpty(accepted) || !StringWithQualityHeaderValue.TryParseList(accepted, out var list))
            return null;
        var identity = Quality(list, "identity") ?? 0.001;
        string? best = null;
        var most = 0.0;
        foreach (var coding in there)
        {
            if ((Quality(list, coding) ?? Quality(list, "*") ?? 0) is var quality && quality > most)
                (best, most) = (coding, quality);
        }

        return most >= identity ? best : null;
    }

    private static double? Quality(IList<StringWithQualityHeaderValue> list, string coding) =>
        list.FirstOrDefault(value => value.Value.Equals(coding, StringComparison.OrdinalIgnoreCase)) is { } value ? value.Quality ?? 1 : null;
}
