using System.Globalization;
using System.Text;
using Syndication.Releases;

namespace Syndication.Sources;

/// <summary>What the releases of a source are called: <c>sources/{source}/{year}/{words of the headline}-{part of its key}</c>.</summary>
internal static class ItemIds
{
    private const int MostLetters = 60;

    /// <summary>The id of an item that is new; the same for the same item.</summary>
    public static ReleaseId Of(string source, FeedEntry item, string key, DateTimeOffset now)
    {
        var date = item.Published is { } published && published.Year >= 1990 && published <= now.AddDays(2) ? published : now;
        var words = Words(item.Title);
        if (words.Length < 3 && item.Link is { } link)
            words = Words(Uri.UnescapeDataString(link.AbsolutePath.TrimEnd('/')).Split('/')[^1].Split('.')[0]);
        var name = words.Length == 0 ? key[..6] : $"{words}-{key[..6]}";
        return ReleaseId.Parse($"sources/{source}/{date.UtcDateTime.Year.ToString(CultureInfo.InvariantCulture)}/{name}");
    }

    private static string Words(string text)
    {
        var words = new StringBuilder();
        foreach (var c in Composition.Compose(text))
        {
            var letter = char.ToLowerInvariant(Composition.Letter(c));
            if (char.IsAsciiLetterOrDigit(letter))
                words.Append(letter);
            else if (words.Length > 0 && words[^1] != '-' && c is not ('\'' or '’'))
                words.Append('-');
        }

        var whole = words.ToString().Trim('-');
        if (whole.Length <= MostLetters)
            return whole;
        var end = whole.LastIndexOf('-', MostLetters);
        return end > MostLetters / 2 ? whole[..end] : whole[..MostLetters];
    }
}
