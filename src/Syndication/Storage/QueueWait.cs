namespace Syndication.Storage;

/// <summary>How one queue stands.</summary>
/// <param name="Kind">Which.</param>
/// <param name="DueSince">Since when the work that is due longest has been due; null where none is.</param>
/// <param name="Poison">How much was given up.</param>
public sealed record QueueWait(WorkKind Kind, DateTimeOffset? DueSince, int Poison);
