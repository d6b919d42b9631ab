using System.Text;
using System.Text.RegularExpressions;
using Syndication.Storage;

namespace Syndication.Configuration;

/// <summary>Reads everything below <c>config/</c>, and tells every mistake at once.</summary>
public static partial class ConfigurationFiles
{
    /// <summary>Reads the site, the partners, the sources and the glossary.</summary>
    public static async Task<NewsroomConfiguration> LoadAsync(IBlobStore store, CancellationToken cancel)
    {
        var problems = new List<ConfigProblem>();
        var basis = new StringBuilder();

        Site? site = null;
        if (await store.ReadAsync("config/site.json", cancel) is { } file)
        {
            basis.Append(Fingerprints.Of(file.Content.Span));
            site = SiteFile.Read("config/site.json", file.Content, problems);
        }
        else
        {
            problems.Add(new("config/site.json", "", "is missing. Every newsroom has one; `syndication demo` makes a sample to start from."));
        }

        IReadOnlyList<Source> sources = [];
        if (await store.ReadAsync("config/sources.opml", cancel) is { } sourcesFile)
            sources = SourcesFile.Read("config/sources.opml", sourcesFile.Content, site, problems);

        var partners = new List<Partner>();
        foreach (var path in await PathsAsync(store, "config/partners/", ".json", cancel))
        {
            if (await store.ReadAsync(path, cancel) is { } partnerFile && PartnerFile.Read(path, partnerFile.Content, site, sources, problems) is { } partner)
                partners.Add(partner);
        }

        IReadOnlyList<GlossaryTerm> glossary = [];
        if (await store.ReadAsync("config/glossary.csv", cancel) is { } glossaryFile)
        {
            basis.Append(Fingerprints.Of(glossaryFile.Content.Span));
            glossary = GlossaryFile.Read("config/glossary.csv", glossaryFile.Content, problems);
        }

        return new(site, partners, glossary, problems, Fingerprints.Of(basis.ToString())[..16]) { Sources = sources };
    }

    /// <summary>Whether a text can be the id of a partner, topic or region: it stands in addresses and file names.</summary>
    internal static bool IsId(string text) => Id().IsMatch(text);

    private static async Task<IReadOnlyList<string>> PathsAsync(IBlobStore store, string prefix, string ending, CancellationToken cancel)
    {
        var paths = new List<string>();
        await foreach (var item in store.ListAsync(prefix, cancel))
        {
            if (item.Path.EndsWith(ending, StringComparison.Ordinal))
                paths.Add(item.Path);
        }

        paths.Sort(StringComparer.Ordinal);
        return paths;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
