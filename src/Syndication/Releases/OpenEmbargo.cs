namespace Syndication.Releases;

/// <summary>
/// An embargo whose end nobody could read. It holds like any other, and its time never comes: only a corrected upload ends it.
/// </summary>
public static class OpenEmbargo
{
    /// <summary>The instant that stands for its end, in whole seconds, with room after it for zones and hours ahead.</summary>
    public static readonly DateTimeOffset End = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether an embargo is one.</summary>
    public static bool Is(DateTimeOffset? embargo) => embargo >= End;
}
