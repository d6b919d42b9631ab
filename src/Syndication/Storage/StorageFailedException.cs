namespace Syndication.Storage;

/// <summary>
/// The storage itself fails: a disk that is full, a folder that may not be written. No work can go on; what was begun stays where it
/// is for the next run.
/// </summary>
public sealed class StorageFailedException(string message, Exception inner) : IOException(message, inner);
