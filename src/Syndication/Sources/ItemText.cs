using System.Text;
using Syndication.Intake;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Sources;

/// <summary>What of an item's text counts: a change of anything else, such as an address of tracking or a blank, makes no version.</summary>
internal static class ItemText
{
    /// <summary>A hash of what counts.</summary>
    public static string Hash(Manuscript manuscript)
    {
        var text = new StringBuilder(Plain(manuscript.Title)).Append('\n').Append(Plain(manuscript.Dateline ?? "")).Append('\n');
        foreach (var block in Blocks.Of(manuscript.Html))
            text.Append(block.Kind).Append(' ').Append(Plain(block.Text)).Append('\n');
        var body = HtmlParsers.OfThisThread.ParseDocument(manuscript.Html.Markup).Body!;
        foreach (var link in body.QuerySelectorAll("a[href]"))
            text.Append(Uri.TryCreate(link.GetAttribute("href"), UriKind.Absolute, out var address) ? Links.Plain(address) : "").Append('\n');
        foreach (var image in body.QuerySelectorAll("img[src]"))
            text.Append(Uri.TryCreate(image.GetAttribute("src"), UriKind.Absolute, out var address) ? address.AbsolutePath.Split('/')[^1] : "").Append('\n');

        // Its line is no longer part of the text, and a source that mends it says something new.
        if (manuscript.Embargo is { } until)
            text.Append("embargo ").Append(until.UtcTicks).Append('\n');
        return Fingerprints.Of(text.ToString())[..32];
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in Composition.Compose(text))
        {
            var same = c switch
            {
                '‘' or '’' or '‚' or '`' or '´' => '\'',
                '“' or '”' or '„' or '«' or '»' => '"',
                '–' or '—' or '‐' or '‑' or '−' => '-',
                _ => c,
            };
            if (same == '…')
                plain.Append("...");
            else if (char.IsWhiteSpace(same))
                _ = plain.Length == 0 || plain[^1] == ' ' ? plain : plain.Append(' ');
            else if (!char.IsControl(same) && same is not ('\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\u00AD' or '\uFEFF' or '\u2060'))
                plain.Append(same);
        }

        return plain.ToString().Replace(" \"", "\"", StringComparison.Ordinal).Replace("\" ", "\"", StringComparison.Ordinal).Trim();
    }
}
