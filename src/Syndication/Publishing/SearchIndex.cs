using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Syndication.Configuration;
using Syndication.Publishing.Words;
using Syndication.Releases;

namespace Syndication.Publishing;

/// <summary>
/// What the search of the pages reads: a small file a month, written from the month's shelf, and a list of the months. What was withdrawn
/// is in none.
/// </summary>
internal static class SearchIndex
{
    private const int FirstWords = 240;

    // Read as JSON by the script, which makes text of it and never markup.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What can be found of a month.</summary>
    public static ReadOnlyMemory<byte> WritePart(Site site, Language language, IReadOnlyList<Entry> entries)
    {
        var words = PageWords.Of(site, language);
        return Write(json =>
        {
            foreach (var entry in entries.Where(entry => entry.Withdrawal is null))
            {
                json.WriteStartObject();
                json.WriteString("title"u8, Text.Whole(EntryText.PlainTitle(entry)));
                json.WriteString("date"u8, entry.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
                json.WriteString("day"u8, words.Day(entry.Date));
                if (EntryText.Place(entry) is { } place)
                    json.WriteString("place"u8, Text.Whole(place));
                json.WriteString("address"u8, Addresses.LinkToPage(site, language, entry.Release));
                json.WriteStartArray("subjects"u8);
                foreach (var subject in Subject.Of(entry).Intersect(Subject.Of(site)))
                    json.WriteStringValue(Text.Whole(subject.Name(site, language)));
                json.WriteEndArray();
                json.WriteString("text"u8, Text.Whole(entry.Summary.Length > FirstWords ? entry.Summary[..FirstWords] : entry.Summary));
                json.WriteEndObject();
            }
        });
    }

    /// <summary>The months that have one, the oldest first.</summary>
    public static ReadOnlyMemory<byte> WriteMonths(IEnumerable<string> months) => Write(json =>
    {
        foreach (var month in months)
            json.WriteStringValue(month);
    });

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(4 * 1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartArray();
            content(json);
            json.WriteEndArray();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }
}
