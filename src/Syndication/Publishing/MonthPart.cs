using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndication.Publishing;

/// <summary>
/// A month of the archive in UTC, or a part of one in which much was published. Parts follow one another in time: each has what was first
/// public from its beginning on and before the next one's. A part that is full is closed for what comes later, and keeps its address and
/// what stands in it, as an archive document should (RFC 5005, section 4).
/// </summary>
[JsonConverter(typeof(MonthPartJsonConverter))]
public readonly record struct MonthPart : IComparable<MonthPart>
{
    private const string MonthForm = "yyyy-MM";
    private const string FromForm = "yyyyMMdd'T'HHmmss";

    private MonthPart(DateTimeOffset from, int number) => (From, Number) = (from, number);

    /// <summary>Its beginning, to the second; the month's for the first part.</summary>
    public DateTimeOffset From { get; }

    /// <summary>Which part of its month it is, from 1.</summary>
    public int Number { get; }

    /// <summary>What public addresses call it: <c>2026-11</c>, and <c>2026-11-2</c> for the second part.</summary>
    public string Name => Number == 1 ? Month : string.Create(CultureInfo.InvariantCulture, $"{Month}-{Number}");

    private string Month => From.ToString(MonthForm, CultureInfo.InvariantCulture);

    /// <summary>The first part of the month of an instant.</summary>
    public static MonthPart Of(DateTimeOffset instant) => new(new(instant.UtcDateTime.Year, instant.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero), 1);

    /// <summary>The part in which an instant lies, of those there are, oldest first; the first of its month where there is none.</summary>
    public static MonthPart Of(DateTimeOffset instant, IReadOnlyList<MonthPart> parts)
    {
        var first = Of(instant);
        var last = parts.LastOrDefault(part => part.From <= instant);
        return last.Number > 1 && last.Month == first.Month ? last : first;
    }

    /// <summary>The part that follows in the same month.</summary>
    /// <param name="instant">What it begins with; nothing older stands in it.</param>
    public MonthPart Next(DateTimeOffset instant) => new(Second(instant), Number + 1);

    /// <summary>The part that follows this one in the same month, of those there are, oldest first; null where none does.</summary>
    public MonthPart? Following(IEnumerable<MonthPart> parts)
    {
        var own = this;
        return parts.FirstOrDefault(part => part.CompareTo(own) > 0 && part.Month == own.Month) is { Number: > 0 } next ? next : null;
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string? text, out MonthPart part)
    {
        part = default;
        if (text is not { Length: >= 7 } || !TryParse(text[..7], MonthForm, out var month))
            return false;
        if (text.Length == 7)
        {
            part = new(month, 1);
            return true;
        }

        if (text[7] != '-' || text[8..].Split('@') is not [var number, var from] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var which) || which < 2 ||
            !TryParse(from, FromForm, out var begins) || begins.Year != month.Year || begins.Month != month.Month)
        {
            return false;
        }

        part = new(begins, which);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(MonthPart other) => (From, Number).CompareTo((other.From, other.Number));

    /// <summary>What it is stored under: its name, and from the second part on its beginning, such as <c>2026-11-2@20261127T142233</c>.</summary>
    public override string ToString() => Number == 1 ? Month : $"{Name}@{From.ToString(FromForm, CultureInfo.InvariantCulture)}";

    /// <summary>An instant without what is less than a second.</summary>
    internal static DateTimeOffset Second(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    private static bool TryParse(string text, string form, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
}

/// <summary>Stores a part under the name that it has among the shelves.</summary>
internal sealed class MonthPartJsonConverter : JsonConverter<MonthPart>
{
    public override MonthPart Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MonthPart.TryParse(reader.GetString(), out var part) ? part : throw new JsonException("A part of a month is such as 2026-11 or 2026-11-2@20261127T142233.");

    public override void Write(Utf8JsonWriter writer, MonthPart value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
