namespace Syndication.Sources;

/// <summary>Addresses without what only tells who came from where.</summary>
internal static class Links
{
    private static readonly string[] Tracking =
        ["fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "mkt_tok", "vero_id", "wickedid", "cmpid", "xtor", "spm", "guccounter"];

    /// <summary>The address without parameters of tracking and without fragment, for comparing.</summary>
    public static string Plain(Uri address)
    {
        var clean = WithoutTracking(address);
        var host = clean.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? clean.Host[4..] : clean.Host;
        return $"{host}{(clean.IsDefaultPort ? "" : $":{clean.Port}")}{clean.AbsolutePath.TrimEnd('/')}{clean.Query}";
    }

    /// <summary>The address without parameters of tracking.</summary>
    public static Uri WithoutTracking(Uri address)
    {
        if (address.Query.Length < 2)
            return address;
        var parts = address.Query[1..].Split('&', StringSplitOptions.RemoveEmptyEntries);
        var kept = parts.Where(part => !IsTracking(part.Split('=')[0])).ToList();
        return kept.Count == parts.Length ? address : new UriBuilder(address) { Query = string.Join('&', kept) }.Uri;
    }

    private static bool IsTracking(string name) =>
        name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || name.StartsWith("at_", StringComparison.OrdinalIgnoreCase) && name.Length > 6 || Tracking.Contains(name, StringComparer.OrdinalIgnoreCase);
}
