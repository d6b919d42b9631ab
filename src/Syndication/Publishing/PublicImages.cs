using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Publishing;

/// <summary>
/// The images that the world may fetch: each once as <c>public/media/{name}</c>, from when the first page that shows it comes up until the
/// last is taken down. To be called before a page is written, and after it is gone.
/// </summary>
internal sealed class PublicImages(IBlobStore store)
{
    /// <summary>Where an image stands below <c>public/</c>.</summary>
    public static string Path(string name) => Media.Prefix + name;

    /// <summary>A page is about to show images.</summary>
    /// <returns>Whether one of them was not there.</returns>
    public async Task<bool> ShowAsync(Language language, ReleaseId id, IEnumerable<Image> images, CancellationToken cancel)
    {
        var changed = false;
        foreach (var image in images)
        {
            await ChangeAsync(image.Name, uses => uses.Contains(Use(language, id)) ? uses : [.. uses.Append(Use(language, id)).Order(StringComparer.Ordinal)], cancel);
            changed |= await SettleAsync(image.Name, cancel);
        }

        return changed;
    }

    /// <summary>A page no longer shows images.</summary>
    public async Task HideAsync(Language language, ReleaseId id, IEnumerable<string> names, CancellationToken cancel)
    {
        foreach (var name in names)
        {
            await ChangeAsync(name, uses => uses.Contains(Use(language, id)) ? [.. uses.Where(use => use != Use(language, id))] : uses, cancel);
            await SettleAsync(name, cancel);
        }
    }

    /// <summary>Strikes out the uses that are none of these, and takes down what nobody shows. For whoever works on the newsroom alone.</summary>
    public async Task KeepAsync(IReadOnlyDictionary<string, IReadOnlySet<string>> shown, CancellationToken cancel)
    {
        var names = new List<string>();
        var folder = Paths.ImageUses("")[..^".json".Length];
        await foreach (var item in store.ListAsync(folder, cancel))
            names.Add(item.Path[folder.Length..^".json".Length]);
        foreach (var name in names)
        {
            await ChangeAsync(name, uses => uses.All(use => shown.GetValueOrDefault(name)?.Contains(use) == true) ? uses : [.. uses.Where(use => shown.GetValueOrDefault(name)?.Contains(use) == true)], cancel);
            await SettleAsync(name, cancel);
        }
    }

    /// <summary>How a use is noted.</summary>
    public static string Use(Language language, ReleaseId id) => $"{language}/{id}";

    private async Task ChangeAsync(string name, Func<IReadOnlyList<string>, IReadOnlyList<string>> change, CancellationToken cancel) => await store.ChangeAsync(
        Paths.ImageUses(name),
        Documents.Json.ImageUses,
        before => change((before ?? new()).Uses) is var after && ReferenceEquals(after, before?.Uses) ? before : new() { Uses = after },
        cancel);

    // Somebody else may note or strike out a use meanwhile: what is done here holds once the note is still the one it was done for.
    private async Task<bool> SettleAsync(string name, CancellationToken cancel)
    {
        var changed = false;
        while (true)
        {
            var (uses, blob) = await store.LoadAsync(Paths.ImageUses(name), Documents.Json.ImageUses, cancel);
            var there = await store.StatAsync($"public/{Path(name)}", cancel) is not null;
            if (uses is not { Uses.Count: > 0 })
            {
                changed |= there && await store.DeleteAsync($"public/{Path(name)}", cancel);
            }
            else if (!there && await store.ReadAsync(Paths.Image(name), cancel) is { } image)
            {
                await store.WriteAsync($"public/{Path(name)}", image.Content, WriteCondition.Always, cancel);
                changed = true;
            }

            if ((await store.ReadAsync(Paths.ImageUses(name), cancel))?.ETag == blob?.ETag)
                return changed;
        }
    }
}
