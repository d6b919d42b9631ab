using System.Globalization;

namespace Syndication.Delivery;

/// <summary>Instants as copies carry them.</summary>
internal static class Instants
{
    /// <summary>RFC 3339 in UTC, in whole seconds: <c>2026-11-23T10:00:00Z</c>.</summary>
    public static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>For a reader: <c>2026-11-23 10:00 UTC</c>, or the day alone where the instant is a midnight.</summary>
    public static string Readable(DateTimeOffset instant) => instant.UtcDateTime.TimeOfDay == TimeSpan.Zero
        ? instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>An instant some time earlier, not before the beginning of the calendar.</summary>
    public static DateTimeOffset Before(DateTimeOffset instant, TimeSpan span) =>
        instant - DateTimeOffset.MinValue > span ? instant - span : DateTimeOffset.MinValue;
}
