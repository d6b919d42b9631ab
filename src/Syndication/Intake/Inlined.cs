using System.Text;

namespace Syndication.Intake;

/// <summary>The images that a page holds within itself as <c>data:</c> addresses (RFC 2397), taken out before it is parsed.</summary>
internal sealed class Inlined
{
    private const string Scheme = "inlined:";
    private readonly List<string> all = [];

    /// <summary>Takes them out of a page; short addresses stand in for them.</summary>
    public string Take(string page)
    {
        var at = page.IndexOf("data:image/", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return page;
        var rest = new StringBuilder();
        var copied = 0;
        for (; at >= 0; at = page.IndexOf("data:image/", Math.Max(at + 1, copied), StringComparison.OrdinalIgnoreCase))
        {
            var comma = page.AsSpan(at, Math.Min(128, page.Length - at)).IndexOf(',');
            if (comma < 0 || !page.AsSpan(at, comma).EndsWith(";base64", StringComparison.OrdinalIgnoreCase))
                continue;
            var end = at + comma + 1;
            while (end < page.Length && (char.IsAsciiLetterOrDigit(page[end]) || page[end] is '+' or '/' or '=' or '%' or '\n' or '\r'))
                end++;
            rest.Append(page, copied, at - copied).Append(Scheme).Append(all.Count);
            all.Add(page[(at + comma + 1)..end]);
            copied = end;
        }

        return rest.Append(page, copied, page.Length - copied).ToString();
    }

    /// <summary>The bytes of one by the address that stands in for it; null where there is none.</summary>
    public ReadOnlyMemory<byte>? Find(string address)
    {
        if (!address.StartsWith(Scheme, StringComparison.Ordinal) || !int.TryParse(address.AsSpan(Scheme.Length), out var number) || number < 0 || number >= all.Count)
            return null;
        var text = all[number];
        text = text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : text;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes.AsMemory(0, length) : null;
    }
}
