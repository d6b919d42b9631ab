using Syndication.Configuration;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Publishing;

/// <summary>
/// What was published in a language that the newsroom no longer has. Its pages and feeds would follow no correction, embargo or withdrawal any
/// more, so they are taken down; the editions stay, and come back with the language.
/// </summary>
internal sealed class FormerLanguages(IBlobStore store, Site site)
{
    private readonly Shelves shelves = new(store);
    private readonly PublicImages images = new(store);

    /// <summary>Takes down what there is of them. Cut short and done again it ends the same.</summary>
    public async Task TakeDownAsync(CancellationToken cancel)
    {
        foreach (var language in await FindAsync(cancel))
        {
            foreach (var month in await shelves.MonthsAsync(language, cancel))
            {
                foreach (var entry in (await shelves.ReadAsync(Shelves.Month(language, month), cancel)).Entries)
                    await images.HideAsync(language, entry.Release, (entry.Images ?? []).Select(image => image.Name), cancel);
            }

            foreach (var folder in Addresses.Folders(language))
                await DeleteAsync($"public/{folder}", cancel);

            // Last, since by them it is found again.
            await DeleteAsync(Shelves.Folder(language), cancel);
        }
    }

    private async Task<IReadOnlyCollection<Language>> FindAsync(CancellationToken cancel)
    {
        var former = new HashSet<Language>();
        await foreach (var item in store.ListAsync(Shelves.Root, cancel))
        {
            if (Language.TryParse(item.Path[Shelves.Root.Length..].Split('/')[0], out var language) && !site.Languages.Contains(language))
                former.Add(language);
        }

        return former;
    }

    private async Task DeleteAsync(string prefix, CancellationToken cancel)
    {
        var paths = new List<string>();
        await foreach (var item in store.ListAsync(prefix, cancel))
            paths.Add(item.Path);
        foreach (var path in paths)
            await store.DeleteAsync(path, cancel);
    }
}
