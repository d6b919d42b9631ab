using System.Text;

namespace Syndication.Configuration;

/// <summary>Comma-separated values as RFC 4180 has them; a semicolon serves where the first line holds more of them.</summary>
internal static class Csv
{
    /// <summary>The rows, each with the line that it begins in.</summary>
    /// <param name="text">The file.</param>
    /// <param name="unclosed">Told the line of a quotation mark that nothing closes.</param>
    public static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Read(string text, Action<int> unclosed)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var first = end < 0 ? text : text[..end];
        var separator = first.Count(c => c == ';') > first.Count(c => c == ',') ? ';' : ',';

        var fields = new List<string>();
        var field = new StringBuilder();
        var (quoted, line, start) = (false, 1, 1);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
                line++;
            if (quoted)
            {
                if (c != '"')
                    field.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    field.Append(text[i++]);
                else
                    quoted = false;
            }
            else if (c == '"' && field.Length == 0)
            {
                quoted = true;
            }
            else if (c == separator)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else if (c == '\n')
            {
                fields.Add(field.ToString());
                yield return (start, fields);
                fields = [];
                field.Clear();
                start = line;
            }
            else if (c != '\r')
            {
                field.Append(c);
            }
        }

        if (quoted)
            unclosed(start);
        if (field.Length > 0 || fields.Count > 0)
        {
            fields.Add(field.ToString());
            yield return (start, fields);
        }
    }
}
