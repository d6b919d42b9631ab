using System.Net;
using System.Text.RegularExpressions;

namespace Syndication.Releases;

/// <summary>
/// How a body names the images that go along with its release: <c>media/{name}</c>, whatever site it is shown on. Whoever shows it puts
/// the site's own address before it.
/// </summary>
public static partial class Media
{
    /// <summary>What stands before the name.</summary>
    internal const string Prefix = "media/";

    // Only the sanitiser writes elements, with the address first; in a text the angle bracket is an entity.
    private const string Beginning = "<img src=\"" + Prefix;

    /// <summary>Whether an address is one of these.</summary>
    internal static bool IsOwn(string? address) => address is not null && Own().IsMatch(address);

    /// <summary>The body with the images' addresses on a site.</summary>
    /// <param name="html">The body.</param>
    /// <param name="root">The site's address, or the path of its root, ending with a slash.</param>
    public static CleanHtml At(CleanHtml html, string root) => html.Markup.Contains(Beginning, StringComparison.Ordinal)
        ? new(html.Markup.Replace(Beginning, $"<img src=\"{WebUtility.HtmlEncode(root)}{Prefix}", StringComparison.Ordinal))
        : html;

    /// <summary>The names of the images that a body shows, in that order.</summary>
    public static IEnumerable<string> Shown(CleanHtml html)
    {
        for (var at = html.Markup.IndexOf(Beginning, StringComparison.Ordinal); at >= 0; at = html.Markup.IndexOf(Beginning, at + 1, StringComparison.Ordinal))
        {
            var start = at + Beginning.Length;
            yield return html.Markup[start..html.Markup.IndexOf('"', start)];
        }
    }

    [GeneratedRegex(@"^media/[0-9a-f]{64}\.(?:png|jpg|gif|webp)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Own();
}
