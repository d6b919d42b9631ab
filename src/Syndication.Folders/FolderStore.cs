using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Syndication.Storage;

namespace Syndication.Folders;

/// <summary>
/// A blob store over a local folder: containers are its sub-folders. Writes go to a file aside that is then renamed, so a reader or a
/// killed process never leaves half a blob. Conditions hold between the threads of one process; two processes keep apart by
/// <see cref="SiteLock"/>.
/// </summary>
public sealed class FolderStore(string root) : IBlobStore
{
    private const string Aside = ".writing";

    // What FileSystemInfo.Attributes says of a file that is not there.
    private const FileAttributes Missing = (FileAttributes)(-1);

    private readonly string root = Path.GetFullPath(root);
    private readonly SemaphoreSlim[] locks = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <inheritdoc/>
    public async Task<Blob?> ReadAsync(string path, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        // Half of what is asked for is not there, and to ask first costs a fraction of an exception. Unlike File.Exists, this throws
        // where the file may well be there and only cannot be looked at. A pipe is no file: opening it would wait for ever.
        var file = FileOf(path);
        var info = new FileInfo(file);
        if (info.Attributes == Missing || FileKind.IsNoFile(info) || IsLinked(path))
            return null;
        try
        {
            var bytes = await File.ReadAllBytesAsync(file, cancel);
            return new Blob(bytes, ETag(bytes));
        }
        catch (Exception e) when (IsMissing(e))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string path, long offset, int length, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var file = FileOf(path);
        var info = new FileInfo(file);
        if (info.Attributes == Missing || FileKind.IsNoFile(info) || IsLinked(path))
            return null;
        try
        {
            using var handle = File.OpenHandle(file);
            var piece = new byte[(int)Math.Clamp(RandomAccess.GetLength(handle) - offset, 0, length)];
            var read = 0;
            while (read < piece.Length && await RandomAccess.ReadAsync(handle, piece.AsMemory(read), offset + read, cancel) is > 0 and var more)
                read += more;
            return piece.AsMemory(0, read);
        }
        catch (Exception e) when (IsMissing(e))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<BlobItem?> StatAsync(string path, CancellationToken cancel)
    {
        var file = new FileInfo(FileOf(path));
        return Task.FromResult(file.Exists && !IsLinked(path) && !FileKind.IsNoFile(file.FullName) ? Item(path, file) : null);
    }

    /// <inheritdoc/>
    public async Task<string?> WriteAsync(string path, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancel)
    {
        var file = FileOf(path);
        var aside = AsideOf(path);
        var gate = locks[(uint)StringComparer.Ordinal.GetHashCode(path) % locks.Length];
        await gate.WaitAsync(cancel);
        try
        {
            if (condition.MustBeNew && File.Exists(file))
                return null;
            if (condition.ETag is { } expected && (await ReadAsync(path, cancel))?.ETag != expected)
                return null;

            await WriteAsideAsync(aside, content, cancel);
            Replace(aside, file);
            return ETag(content.Span);
        }
        catch (Exception e) when (Failure(e) is { } failure)
        {
            Discard(aside);
            throw failure;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<bool> CopyAsync(string from, string to, CancellationToken cancel)
    {
        var file = FileOf(to);
        var aside = AsideOf(to);
        if (FileKind.IsNoFile(FileOf(from)) || IsLinked(from) || await OpenAsync(FileOf(from)) is not { } source)
            return false;
        try
        {
            await using (source)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(aside)!);
                await using var target = File.Create(aside);
                await source.CopyToAsync(target, cancel);
            }

            Replace(aside, file);
            return true;
        }
        catch (Exception e) when (Failure(e) is { } failure)
        {
            Discard(aside);
            throw failure;
        }
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string path, CancellationToken cancel)
    {
        var file = FileOf(path);
        if (!File.Exists(file))
            return Task.FromResult(false);
        try
        {
            File.Delete(file);
            return Task.FromResult(true);
        }
        catch (Exception e) when (Failure(e) is { } failure)
        {
            throw failure;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlobItem> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        var slash = prefix.LastIndexOf('/');
        var folder = new DirectoryInfo(FileOf(prefix[..slash]));
        if (!folder.Exists)
            yield break;

        var skip = Path.Combine(root, prefix.Split('/')[0], Aside) + Path.DirectorySeparatorChar;
        foreach (var file in Below(folder, prefix[(slash + 1)..]))
        {
            cancel.ThrowIfCancellationRequested();
            if (!file.FullName.StartsWith(skip, StringComparison.Ordinal) && TryItem(file) is { } item)
                yield return item;
        }
    }

    /// <summary>Removes what writes that were cut short have left aside. To be called by whoever holds the site's lock.</summary>
    public void Tidy()
    {
        if (!Directory.Exists(root))
            return;
        foreach (var container in Directory.EnumerateDirectories(root))
        {
            var aside = Path.Combine(container, Aside);
            if (!Directory.Exists(aside))
                continue;
            try
            {
                Directory.Delete(aside, recursive: true);
            }
            catch (Exception e) when (Failure(e) is { } failure)
            {
                throw failure;
            }
        }
    }

    private static async Task WriteAsideAsync(string aside, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        try
        {
            await File.WriteAllBytesAsync(aside, content, cancel);
        }
        catch (Exception e) when (IsMissing(e))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(aside)!);
            await File.WriteAllBytesAsync(aside, content, cancel);
        }
    }

    private static void Replace(string aside, string file)
    {
        try
        {
            File.Move(aside, file, overwrite: true);
        }
        catch (Exception e) when (IsMissing(e) && File.Exists(aside))
        {
            // Where another thread makes the folder at this very instant, the file is what the framework misses.
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.Move(aside, file, overwrite: true);
        }
    }

    // Links are passed over: who may write to the inbox must not thereby read the rest of the machine.
    private static IEnumerable<FileInfo> Below(DirectoryInfo folder, string beginning)
    {
        var deep = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        if (beginning.Length == 0)
            return folder.EnumerateFiles("*", deep);

        // The whole of one folder is looked through, not what lies below it: a pattern would give some characters a meaning.
        var here = new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint };
        return folder.EnumerateFileSystemInfos("*", here).Where(entry => entry.Name.StartsWith(beginning, StringComparison.Ordinal))
            .SelectMany(entry => entry is DirectoryInfo below ? below.EnumerateFiles("*", deep) : [(FileInfo)entry]);
    }

    // Whether a path leads over a link. Who may write to the inbox must not thereby read the rest of the machine; the container itself may
    // be a link, which is the operator's own doing.
    private bool IsLinked(string path)
    {
        if (!path.StartsWith("inbox/", StringComparison.Ordinal))
            return new FileInfo(FileOf(path)).LinkTarget is not null;
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0;)
        {
            slash = path.IndexOf('/', slash + 1);
            if (new FileInfo(Path.Combine(root, slash < 0 ? path : path[..slash])).LinkTarget is not null)
                return true;
        }

        return false;
    }

    // What cannot be opened is not copied; whoever asked for it is told by the reading of it.
    private static Task<FileStream?> OpenAsync(string file)
    {
        try
        {
            return Task.FromResult<FileStream?>(File.OpenRead(file));
        }
        catch (Exception e) when (IsMissing(e) || e is UnauthorizedAccessException)
        {
            return Task.FromResult<FileStream?>(null);
        }
    }

    // A full disk and a folder that may not be written stop everything; the operator is told where, and what to do.
    private StorageFailedException? Failure(Exception e) => FolderFailure.Of(root, e);

    private static void Discard(string aside)
    {
        try
        {
            File.Delete(aside);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next run tidies up.
        }
    }

    private static string ETag(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));

    private static bool IsMissing(Exception e) => e is FileNotFoundException or DirectoryNotFoundException;

    private static BlobItem Item(string path, FileInfo file) =>
        new(path, file.Length, $"{file.LastWriteTimeUtc.Ticks:x}-{file.Length:x}", new DateTimeOffset(file.LastWriteTimeUtc));

    private BlobItem? TryItem(FileInfo file)
    {
        try
        {
            return FileKind.IsNoFile(file) ? null : Item(Path.GetRelativePath(root, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), file);
        }
        catch (Exception e) when (IsMissing(e))
        {
            return null; // It went while the folder was listed.
        }
    }

    private string AsideOf(string path) =>
        Path.Combine(root, path.Split('/')[0], Aside, $"{Fingerprints.Of(path)[..32]}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}");

    private string FileOf(string path)
    {
        foreach (var segment in path.Split('/'))
        {
            if (segment is "" or "." or ".." || segment.Contains('\0', StringComparison.Ordinal))
                throw new ArgumentException($"Storage: “{path}” is no path of a blob.", nameof(path));
        }

        return Path.Combine(root, path);
    }
}
