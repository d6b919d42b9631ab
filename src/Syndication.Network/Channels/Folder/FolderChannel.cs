using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Delivery.Formats;

namespace Syndication.Network.Channels.Folder;

/// <summary>
/// Puts copies into a folder, one file each, its name telling the facts: <c>2026__caire.ar.v2.corrected.json</c>. A file appears
/// whole or not at all, and the same copy sent twice is one file.
/// </summary>
/// <param name="options">The partner's channel. A relative path lies below the site's folder and is made; an absolute one is
/// somebody else's, such as a mounted share, and has to be there.</param>
/// <param name="site">The site's folder; null where the site has none, then only absolute paths will do.</param>
public sealed class FolderChannel(ChannelOptions options, string? site) : IChannel
{
    // What lies in these is the pipeline's own; a copy in the inbox would even come back as a release.
    private static readonly string[] Ours = ["inbox", "rejected", "config", "releases", "public", "deliveries", "queues", "memory"];

    /// <inheritdoc/>
    public string? Lacks => site is null && !Path.IsPathFullyQualified(options.Path ?? "") ? Where().Wrong : null;

    /// <inheritdoc/>
    public Payload Pack(Copy copy) => CopyFormats.Write(copy, options.Format);

    /// <inheritdoc/>
    public async Task<Outcome> SendAsync(Shipment shipment, CancellationToken cancel)
    {
        var (folder, wrong) = Where();
        if (folder is null)
            return Outcome.Permanent(wrong);
        try
        {
            if (!Path.IsPathFullyQualified(options.Path!))
                Directory.CreateDirectory(folder);
            else if (!Directory.Exists(folder))
                return Outcome.Temporary($"The folder {folder} is not there; make it, or mount the share it is on.");

            var path = Path.Combine(folder, FileName.Of(shipment));
            if (!await HoldsAsync(path, shipment.Payload.Content, cancel))
                await WriteAsync(path, shipment.Payload.Content, cancel);
            return Outcome.Accepted(Path.GetFileName(path));
        }
        catch (PathTooLongException)
        {
            return Outcome.Permanent($"The path of {folder} is too long for a copy's name in it; use a shorter one.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Outcome.Temporary($"The folder {folder} could not be written to: {e.Message}");
        }
    }

    private (string? Folder, string Wrong) Where()
    {
        var path = options.Path ?? "";
        if (path.Contains('\0', StringComparison.Ordinal) || string.IsNullOrWhiteSpace(path))
            return (null, "The partner's file names no folder; correct “path”.");
        if (Path.IsPathFullyQualified(path))
            return (Path.GetFullPath(path), "");
        if (site is null)
            return (null, $"“{path}” is a path below a site's folder, and this site has none; write an absolute path.");

        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(site));
        var folder = Path.GetFullPath(path, root);
        var below = Path.GetRelativePath(root, folder).Replace('\\', '/');
        if (below is "." or ".." || below.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(below))
            return (null, $"“{path}” leads out of the site's folder; write one within it, or an absolute path.");
        var first = below.Split('/')[0];
        return Ours.Contains(first, StringComparer.OrdinalIgnoreCase)
            ? (null, $"“{path}” lies in {first}/, which is the pipeline's own; write another, such as outbox/….")
            : (folder, "");
    }

    private static async Task<bool> HoldsAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        new FileInfo(path) is { Exists: true } file && file.Length == content.Length &&
        (await File.ReadAllBytesAsync(path, cancel)).AsSpan().SequenceEqual(content.Span);

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        // The name derives from the copy: what a crash leaves behind, the next try takes up and renames.
        var unfinished = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.tmp");
        await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 0, FileOptions.WriteThrough))
            await file.WriteAsync(content, cancel);

        File.Move(unfinished, path, overwrite: true);
    }
}
