using System.Globalization;
using Syndication.Intake;
using Syndication.Register;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Night;

/// <summary>
/// Everything there is to compare, in 256 parts by a hash of the stem: names and stamps alone, about a hundred bytes a release, so that
/// a hundred thousand fit into a few dozen megabytes.
/// </summary>
internal sealed class ArchiveList
{
    public const int Parts = 256;

    private readonly List<Item>[] parts = [.. Enumerable.Range(0, Parts).Select(_ => new List<Item>())];

    /// <summary>A stem with what there is under it.</summary>
    /// <param name="Stem">Its name; the id of a release where there is one.</param>
    /// <param name="Uploads">Its files in the inbox by name, each with its stamp.</param>
    /// <param name="Entry">What the register says of it; null where it says nothing.</param>
    /// <param name="IsRelease">Whether there is a release of that id.</param>
    public sealed record Item(string Stem, IReadOnlyDictionary<string, string> Uploads, RegisterEntry? Entry, bool IsRelease);

    /// <summary>A part, in the order of the stems.</summary>
    public IReadOnlyList<Item> Part(int number) => parts[number];

    /// <summary>Lists inbox, releases and register.</summary>
    public static async Task<ArchiveList> MakeAsync(IBlobStore store, CancellationToken cancel)
    {
        var entries = await new ReleaseRegister(store).AllAsync(cancel);
        var releases = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var item in store.ListAsync("releases/", cancel))
        {
            // Whatever lies in a release's folder says that there is one, also where release.json itself is missing.
            if (Paths.TryRelease(item.Path, out var id))
                releases.Add(id.Value);
        }

        var uploads = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        await foreach (var item in store.ListAsync("inbox/", cancel))
        {
            var name = UploadName.Parse(item.Path["inbox/".Length..]);
            if (name.Kind is UploadKind.Ignored or UploadKind.Image)
                continue;
            var stem = Composition.Compose(name.Stem);
            if (!uploads.TryGetValue(stem, out var files))
                uploads[stem] = files = new(StringComparer.Ordinal);
            files[name.Name] = item.Stamp;
        }

        var list = new ArchiveList();
        foreach (var stem in entries.Keys.Concat(releases).Concat(uploads.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var part = int.Parse(Fingerprints.Of(stem)[..2], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            list.parts[part].Add(new(stem, uploads.GetValueOrDefault(stem) ?? [], entries.GetValueOrDefault(stem), releases.Contains(stem)));
        }

        return list;
    }
}
