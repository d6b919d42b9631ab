using Syndication.Storage;

namespace Syndication.Intake;

/// <summary>
/// Which uploads name an image of the inbox, also one that is not there yet: a small document for each, so that an image which comes after
/// its text is taken up at once, whatever the size of the archive. An upload that no longer names it is read once too often, and no more.
/// </summary>
/// <param name="store">Where it is kept.</param>
internal sealed class NamedImages(IBlobStore store)
{
    /// <summary>Notes that the uploads of a stem name an image.</summary>
    /// <param name="stem">The stem.</param>
    /// <param name="image">The image's path below the inbox.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task NoteAsync(string stem, string image, CancellationToken cancel)
    {
        var path = Paths.NamedImage(image);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var (named, blob) = await store.LoadAsync(path, Documents.Json.NamedBy, cancel);
            if (named?.Stems.Contains(stem) == true)
                return;
            var all = new NamedBy([.. (named?.Stems ?? []).Append(stem).Order(StringComparer.Ordinal)]);
            if (await store.SaveAsync(path, all, Documents.Json.NamedBy, blob, cancel))
                return;
        }
    }

    /// <summary>The stems whose uploads name an image.</summary>
    public async Task<IReadOnlyList<string>> StemsAsync(string image, CancellationToken cancel) =>
        (await store.LoadAsync(Paths.NamedImage(image), Documents.Json.NamedBy, cancel)).Document?.Stems ?? [];
}

/// <summary>The stems of the uploads that name an image.</summary>
internal sealed record NamedBy(IReadOnlyList<string> Stems);
