using System.Diagnostics;

namespace Syndication.Folders;

/// <summary>
/// One process at a time works on a folder site. The operating system holds the lock <c>queues/.lock</c>, and lets go of it when its
/// holder ends, however it ends. Who waits for it holds <c>queues/.next</c> meanwhile, so that a holder who stays for long sees that
/// it is wanted, and so that nobody overtakes. Whoever works leaves its name in <c>queues/.last</c>.
/// </summary>
public sealed class SiteLock : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    // Never the same for two processes: numbers of processes are used again, in containers especially.
    private static readonly string Name = $"{Environment.MachineName} {Environment.ProcessId} {Stopwatch.GetTimestamp()}";

    private readonly string site;
    private readonly FileStream file;

    private SiteLock(string site, FileStream file)
    {
        this.site = site;
        this.file = file;
    }

    /// <summary>Whether somebody else waits for the lock.</summary>
    public bool IsWanted
    {
        get
        {
            using var next = TryOpen(NextFile(site));
            return next is null;
        }
    }

    /// <summary>The file that changes whenever a process begins to work on the site.</summary>
    public static string LastFile(string site) => Path.Combine(site, "queues", ".last");

    /// <summary>Waits for the lock, behind those who wait already, and notes who works now.</summary>
    /// <param name="site">The site's folder.</param>
    /// <param name="waiting">Told once, where somebody else has it.</param>
    /// <param name="clock">Paces the waiting.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static async Task<SiteLock> TakeAsync(string site, Action? waiting, TimeProvider clock, CancellationToken cancel)
    {
        if (TryTake(site) is { } free)
        {
            if (!free.IsWanted)
                return free.Note();
            free.Dispose();
        }

        waiting?.Invoke();
        FileStream? next;
        while ((next = TryOpen(NextFile(site))) is null)
            await Task.Delay(Pace, clock, cancel);
        using (next)
        {
            while (true)
            {
                if (TryTake(site) is { } taken)
                    return taken.Note();
                await Task.Delay(Pace, clock, cancel);
            }
        }
    }

    /// <summary>Takes the lock if nobody has it, without asking for it and without a note: to see whether there is anything to do.</summary>
    /// <returns>Null where somebody has it.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static SiteLock? TryTake(string site)
    {
        try
        {
            Directory.CreateDirectory(Path.Combine(site, "queues"));
        }
        catch (Exception e) when (FolderFailure.Of(site, e) is { } failure)
        {
            throw failure;
        }

        return TryOpen(Path.Combine(site, "queues", ".lock")) is { } file ? new SiteLock(site, file) : null;
    }

    /// <summary>Whether the last process that worked on the site was another one.</summary>
    public static bool OtherWorkedLast(string site)
    {
        try
        {
            return File.ReadAllText(LastFile(site)) != Name;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Notes that this process works on the site now.</summary>
    public SiteLock Note()
    {
        try
        {
            File.WriteAllText(LastFile(site), Name);
        }
        catch (IOException)
        {
            // A disk so full that the note does not fit will be told of by the work itself.
        }

        return this;
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static string NextFile(string site) => Path.Combine(site, "queues", ".next");

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (FolderFailure.Of(Path.GetDirectoryName(path)!, e) is { } failure)
        {
            throw failure;
        }
        catch (IOException e) when ((e.HResult & 0xFFFF) is 11 or 35 or 32)
        {
            // EWOULDBLOCK on Linux and macOS, a sharing violation on Windows: somebody has it. Anything else is a fault to tell.
            return null;
        }
    }
}
