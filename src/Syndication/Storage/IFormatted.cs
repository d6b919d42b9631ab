namespace Syndication.Storage;

/// <summary>A stored document that says which form it has; a later one than the program knows is refused.</summary>
internal interface IFormatted
{
    /// <summary>The form, counted from 1.</summary>
    int Format { get; }
}
