using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Intake;

/// <summary>Reads uploads together with the images in the inbox that they show.</summary>
internal sealed class ImagesBeside(IBlobStore store)
{
    private readonly NamedImages named = new(store);

    /// <summary>Reads an upload.</summary>
    /// <returns>What came of it, and the images that it names, as <see cref="Upload.Beside"/> has them.</returns>
    public async Task<(Reading Reading, IReadOnlyDictionary<string, string?>? Beside)> ReadAsync(
        ReadOnlyMemory<byte> content, UploadName name, ReadOnlyMemory<byte>? sidecar, ReadOnlyMemory<byte>? ofRelease, IntakeOptions options, CancellationToken cancel)
    {
        // Which images it shows is known once it was read.
        var reading = Reader.Read(name, content, sidecar, ofRelease, options);
        if (reading.Beside.Count == 0)
            return (reading, null);

        var hashes = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        var images = new Dictionary<string, ReadOnlyMemory<byte>>();
        foreach (var path in reading.Beside.Take(options.MostImages))
        {
            // Noted before it is looked for: one that comes in between is taken up by its own event.
            hashes[path] = null;
            await named.NoteAsync(Composition.Compose(name.Stem), path, cancel);
            if (await ImageAsync(path, options, cancel) is not { } image)
                continue;
            images[path] = image;
            hashes[path] = Fingerprints.Of(image.Span);
        }

        return (images.Count == 0 ? reading : Reader.Read(name, content, sidecar, ofRelease, options, images), hashes);
    }

    /// <summary>Whether the images that an upload names are as they were when it was read; one that was deleted since takes nothing away.</summary>
    public async Task<bool> AreAsKnownAsync(IReadOnlyDictionary<string, string?> known, IntakeOptions options, CancellationToken cancel)
    {
        foreach (var (path, hash) in known)
        {
            if (await ImageAsync(path, options, cancel) is { } image && Fingerprints.Of(image.Span) != hash)
                return false;
        }

        return true;
    }

    private async Task<ReadOnlyMemory<byte>?> ImageAsync(string path, IntakeOptions options, CancellationToken cancel) =>
        await store.StatAsync(Paths.Inbox(path), cancel) is { } item && item.Length <= options.LargestUpload ? (await store.ReadAsync(item.Path, cancel))?.Content : null;
}
