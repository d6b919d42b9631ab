using System.Globalization;
using System.Text;
using Syndication.Storage;

namespace Syndication.Delivery.Journal;

/// <summary>Writes journals out for other programs: as JSON lines, byte for byte as they are chained, or as CSV (RFC 4180).</summary>
/// <param name="store">Where they are kept.</param>
public sealed class JournalExport(IBlobStore store)
{
    private static readonly string[] Columns =
    [
        "partner", "sequence", "at", "release", "language", "version", "type", "webhookId", "try", "outcome", "status", "milliseconds", "bytes", "hash",
        "receipt", "excerpt", "cutThrough", "previous",
    ];

    /// <summary>Writes a journal's lines, oldest first.</summary>
    /// <param name="partner">Whose.</param>
    /// <param name="since">Only tries that began at this instant or later; null for all.</param>
    /// <param name="until">Only tries that began before this instant; null for all.</param>
    /// <param name="csv">As CSV, without its first line; else as JSON lines.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>How many lines were written, and how many could not be read.</returns>
    public async Task<(long Lines, long Damaged)> WriteAsync(string partner, DateTimeOffset? since, DateTimeOffset? until, bool csv, Stream output, CancellationToken cancel)
    {
        var (written, damaged) = (0L, 0L);
        await foreach (var (_, _, content) in JournalFiles.ReadAsync(store, await JournalFiles.ListAsync(store, partner, cancel), cancel))
        {
            foreach (var bytes in JournalFiles.Lines(content))
            {
                if (Journals.Read(bytes) is not { } line)
                {
                    damaged++;
                    continue;
                }

                if (line.At < since || line.At >= until)
                    continue;
                if (csv)
                    await output.WriteAsync(Encoding.UTF8.GetBytes(Row(Cells(line))), cancel);
                else
                    await output.WriteAsync(bytes, cancel);
                if (!csv)
                    await output.WriteAsync("\n"u8.ToArray(), cancel);
                written++;
            }
        }

        return (written, damaged);
    }

    /// <summary>The first line of a CSV file: the names of the columns.</summary>
    public static string Header() => Row(Columns);

    private static string?[] Cells(JournalLine line) =>
    [
        line.Partner, Number(line.Sequence), line.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), line.Release, line.Language, Number(line.Version),
        line.Type?.ToString().ToLowerInvariant(), line.WebhookId, Number(line.Try), line.Outcome?.ToString().ToLowerInvariant(), Number(line.Status),
        Number(line.Milliseconds), Number(line.Bytes), line.Hash, line.Receipt, line.Excerpt, Number(line.Cut?.Through), line.Previous,
    ];

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Row(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    // What begins like a formula is one to a spreadsheet, whoever wrote it; an apostrophe makes it a text.
    private static string Cell(string? text)
    {
        if (text is null)
            return "";
        if (text.Length > 0 && (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' || text[0] is '＝' or '＋' or '－' or '＠'))
            text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
