using System.Text;
using Syndication.Releases;

namespace Syndication.Configuration;

/// <summary>Reads <c>config/glossary.csv</c>: a column per language, and if wanted <c>kind</c> and <c>note</c>. Other forms of a name follow it after <c>|</c>.</summary>
internal static class GlossaryFile
{
    public static IReadOnlyList<GlossaryTerm> Read(string file, ReadOnlyMemory<byte> content, List<ConfigProblem> problems)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content.Span).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new(file, "", "is not UTF-8; save it as “CSV UTF-8”."));
            return [];
        }

        var rows = Csv.Read(text, line => problems.Add(new(file, $"line {line}", "has a quotation mark that nothing closes: close it, or double it where it is part of a name."))).ToList();
        if (rows.Count == 0)
            return [];

        var columns = rows[0].Fields.Select(name => (Name: name.Trim().ToLowerInvariant(), Language: Tag(name))).ToList();
        foreach (var (name, language) in columns.Where(column => column.Language == Language.None && column.Name is not ("kind" or "note")))
            problems.Add(new(file, "line 1", $"the column “{name}” is neither a language tag nor kind nor note."));

        foreach (var twice in columns.GroupBy(column => column.Language == Language.None ? column.Name : column.Language.Tag).Where(same => same.Key.Length > 0 && same.Count() > 1))
            problems.Add(new(file, "line 1", $"the column “{twice.Key}” stands there {twice.Count()} times; keep one. Other forms of a name follow it after “|”."));

        var terms = new List<GlossaryTerm>();
        foreach (var (line, fields) in rows.Skip(1).Where(row => row.Fields.Any(field => !string.IsNullOrWhiteSpace(field))))
        {
            if (fields.Count > columns.Count)
                problems.Add(new(file, $"line {line}", "has more fields than the first line; put quotation marks around a name that holds a comma."));
            var cells = columns.Zip(fields).Where(pair => !string.IsNullOrWhiteSpace(pair.Second)).DistinctBy(pair => (pair.First.Language, pair.First.Language == Language.None ? pair.First.Name : "")).ToList();
            terms.Add(new(
                line,
                cells.Where(cell => cell.First.Name == "kind").Select(cell => cell.Second.Trim()).FirstOrDefault() ?? "",
                cells.Where(cell => cell.First.Language != Language.None && Forms(cell.Second).Count > 0)
                    .ToDictionary(cell => cell.First.Language, cell => Forms(cell.Second)[0]))
            {
                OtherForms = cells.Where(cell => cell.First.Language != Language.None && Forms(cell.Second).Count > 1)
                    .ToDictionary(cell => cell.First.Language, cell => (IReadOnlyList<string>)Forms(cell.Second)[1..]),
            });
        }

        return terms;
    }

    // "Лига арабских государств|Лиги арабских государств": the agreed name, then forms of it that count as it.
    private static List<string> Forms(string cell) => [.. Composition.Compose(cell).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static Language Tag(string name) => Language.TryParse(name, out var language) ? language : Language.None;
}
