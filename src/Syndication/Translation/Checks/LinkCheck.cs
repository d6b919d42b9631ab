using System.Text.RegularExpressions;
using Syndication.Releases;

namespace Syndication.Translation.Checks;

/// <summary>The links and pictures of a body are those of the source, each as often.</summary>
internal static partial class LinkCheck
{
    public static IEnumerable<Finding> Of(CleanHtml source, CleanHtml target)
    {
        var (there, here) = (Addresses(source).ToList(), Addresses(target).ToList());
        foreach (var address in there)
        {
            if (!here.Remove(address))
                yield return new(Check.Links, null, $"The links are not those of the source: {address} is missing.");
        }

        foreach (var address in here)
            yield return new(Check.Links, null, $"The links are not those of the source: {address} is new.");
    }

    private static IEnumerable<string> Addresses(CleanHtml html) => Address().Matches(html.Markup).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value));

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
