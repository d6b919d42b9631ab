using Syndication.Releases;

namespace Syndication.App.Opening;

/// <summary>Tells that a text came by another way.</summary>
internal static class OriginTold
{
    /// <summary>One line.</summary>
    public static string Line(OriginJoined joined) => joined.Status switch
    {
        ReleaseStatus.Withdrawn => $"{joined.Origin} says what {joined.Release} said, which is withdrawn; it stays so. To put it up again: syndication restore {joined.Release}",
        ReleaseStatus.Embargoed => $"{joined.Origin} says what {joined.Release} says, which is under embargo; the embargo holds. Ask whether the text is out already.",
        _ => $"{joined.Origin} says what {joined.Release} says; it is one release.",
    };
}
