using System.Globalization;

namespace Syndication.Translation.Checks;

/// <summary>Something a check found.</summary>
/// <param name="Check">The check.</param>
/// <param name="Segment">The number of the segment, from 1, in the order of reading; null where it is the whole.</param>
/// <param name="Message">What, one sentence that quotes the place.</param>
public sealed record Finding(Check Check, int? Segment, string Message)
{
    /// <summary>For people: what, and where.</summary>
    public override string ToString() => Segment is { } number ? string.Create(CultureInfo.InvariantCulture, $"{Message} (segment {number})") : Message;
}
