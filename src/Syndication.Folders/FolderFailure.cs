using Syndication.Storage;

namespace Syndication.Folders;

/// <summary>Failures of the disk itself, and what to do about each.</summary>
internal static class FolderFailure
{
    // errno as Linux has it; .NET hands it on as the HResult.
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int Quota = 122;
    private const int TooBig = 27;

    /// <summary>What to tell the operator; null where the failure is another.</summary>
    /// <param name="folder">The folder in which it happened.</param>
    /// <param name="e">What happened.</param>
    public static StorageFailedException? Of(string folder, Exception e) => e switch
    {
        StorageFailedException => null,
        UnauthorizedAccessException => new($"{folder}: this may not be written by the user that the program runs as ({e.Message}) Give it to that user, then run again; nothing is lost.", e),
        IOException { HResult: NoSpace or Quota or TooBig } => new($"{folder}: the disk is full, or the user's share of it. Make room, then run again; nothing is lost.", e),
        IOException { HResult: ReadOnly } => new($"{folder}: the disk is mounted read-only. Mount it for writing, then run again; nothing is lost.", e),
        IOException when (e.HResult & 0xFFFF) is 112 or 39 => new($"{folder}: the disk is full. Make room, then run again; nothing is lost.", e),
        _ => null,
    };
}
