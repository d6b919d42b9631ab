using System.Collections.Concurrent;
using Syndication.Folders;

namespace Syndication.App.Serving;

/// <summary>
/// Watches a site's folder as the operating system tells of changes. It may tell too much, and at times too little: events get lost,
/// and network folders tell nothing. So it only ever brings forward what a look through everything would find as well.
/// </summary>
internal sealed class SiteWatch(string site, Action news) : IDisposable
{
    private readonly string site = Path.GetFullPath(site);
    private readonly ConcurrentDictionary<string, byte> uploads = new(StringComparer.Ordinal);
    private readonly List<FileSystemWatcher> watchers = [];
    private bool lost;
    private bool configuration;
    private bool others;
    private bool moved = true;

    /// <summary>Why changes in the inbox are not told of; null while they are.</summary>
    public string? Blind { get; private set; } = "the watch has not begun";

    /// <summary>Begins to watch, or anew where a watched folder came, went or was put in another's place.</summary>
    /// <param name="again">Whether to try again where it could not watch.</param>
    /// <returns>Whether it began anew, so that something may have been missed.</returns>
    public bool Renew(bool again)
    {
        if (!Take(ref moved) && (Blind is null || !again))
            return false;
        Clear();
        try
        {
            Watch(site, "*", deep: false, NotifyFilters.DirectoryName, Noticed);
            if (Directory.Exists(Path.Combine(site, "config")))
                Watch(Path.Combine(site, "config"), "*", deep: true, NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size, (_, _) => Volatile.Write(ref configuration, true));
            if (Directory.Exists(Path.Combine(site, "queues")))
                Watch(Path.Combine(site, "queues"), Path.GetFileName(SiteLock.LastFile(site)), deep: false, NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size, (_, _) => Volatile.Write(ref others, true));
            Blind = Directory.Exists(Path.Combine(site, "inbox")) ? null : "there is no folder inbox/ yet";
            if (Blind is null)
                Watch(Path.Combine(site, "inbox"), "*", deep: true, NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size, Uploaded);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or PlatformNotSupportedException)
        {
            Clear();
            Blind = e.Message;
        }

        return true;
    }

    /// <summary>The files below the inbox that changed since this was last asked.</summary>
    public IReadOnlyList<string> TakeUploads()
    {
        var names = uploads.Keys.ToList();
        foreach (var name in names)
            uploads.TryRemove(name, out _);
        return names;
    }

    /// <summary>Whether something in the inbox may have been missed since this was last asked.</summary>
    public bool TakeLost() => Take(ref lost);

    /// <summary>Whether the configuration changed since this was last asked.</summary>
    public bool TakeConfiguration() => Take(ref configuration);

    /// <summary>Whether another process worked on the site since this was last asked.</summary>
    public bool TakeOthers() => Take(ref others) && SiteLock.OtherWorkedLast(site);

    /// <inheritdoc/>
    public void Dispose() => Clear();

    private static bool Take(ref bool flag) => Interlocked.Exchange(ref flag, false);

    private void Clear()
    {
        foreach (var watcher in watchers)
            watcher.Dispose();
        watchers.Clear();
    }

    private void Watch(string folder, string filter, bool deep, NotifyFilters notify, Action<FileSystemWatcher, FileSystemEventArgs> changed)
    {
        var watcher = new FileSystemWatcher(folder, filter) { IncludeSubdirectories = deep, NotifyFilter = notify, InternalBufferSize = 64 << 10 };
        watchers.Add(watcher);
        watcher.Created += Tell;
        watcher.Changed += Tell;
        watcher.Deleted += Tell;
        watcher.Renamed += (sender, e) => Tell(sender, e);
        watcher.Error += (_, e) =>
        {
            // Too many events at once are made good by a look; anything else ends the watch, and it is begun anew.
            Volatile.Write(ref lost, true);
            if (e.GetException() is not InternalBufferOverflowException)
                Volatile.Write(ref moved, true);
            news();
        };
        watcher.EnableRaisingEvents = true;

        void Tell(object sender, FileSystemEventArgs e)
        {
            changed(watcher, e);
            news();
        }
    }

    private void Noticed(FileSystemWatcher watcher, FileSystemEventArgs e)
    {
        if (e.Name is not ("inbox" or "config" or "queues") && (e as RenamedEventArgs)?.OldName is not ("inbox" or "config" or "queues"))
            return;
        Volatile.Write(ref moved, true);
        Volatile.Write(ref lost, true);
        Volatile.Write(ref configuration, true);
    }

    private void Uploaded(FileSystemWatcher watcher, FileSystemEventArgs e)
    {
        if (e is RenamedEventArgs renamed)
            Note(renamed.OldFullPath);
        if (e.ChangeType is WatcherChangeTypes.Created or WatcherChangeTypes.Renamed && Directory.Exists(e.FullPath))
        {
            // A folder moved in brings its files along in silence, and one being filled may be faster than the watch.
            Volatile.Write(ref lost, true);
            try
            {
                foreach (var file in Directory.EnumerateFiles(e.FullPath, "*", SearchOption.AllDirectories))
                    Note(file);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It went again while it was listed; the look will tell.
            }
        }
        else if (e.ChangeType != WatcherChangeTypes.Changed || !Directory.Exists(e.FullPath))
        {
            Note(e.FullPath);
        }
    }

    private void Note(string file) => uploads[Path.GetRelativePath(Path.Combine(site, "inbox"), file).Replace(Path.DirectorySeparatorChar, '/')] = 0;
}
