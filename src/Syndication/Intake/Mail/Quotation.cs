namespace Syndication.Intake.Mail;

/// <summary>A text that somebody answered or passed on with “&gt;” before its lines (RFC 3676, section 4.5).</summary>
internal static class Quotation
{
    private const int LongestPreface = 700;

    /// <summary>Takes one level of marks off a text that is quoted for the greater part; null where it is not.</summary>
    /// <returns>What is quoted, and what stands around it.</returns>
    public static (string Text, string Around)? Open(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        var (first, last) = (Array.FindIndex(lines, IsQuoted), Array.FindLastIndex(lines, IsQuoted));
        if (first < 0 || lines[..first].Sum(line => line.Length) > LongestPreface || lines.Where(IsQuoted).Sum(line => line.Length) <= lines.Where(line => !IsQuoted(line)).Sum(line => line.Length) ||
            lines[..first].Select(Words.OnOneLine).Any(CoveringNote.IsDatelined))
        {
            return null; // What is quoted may also be an older message below the release.
        }

        List<string> quoted = [], around = [.. lines[..first]];
        for (var i = first; i <= last; i++)
        {
            var line = IsQuoted(lines[i]) ? WithoutMark(lines[i]) : lines[i];
            if (IsQuoted(lines[i]) && line.TrimEnd() == "--")
            {
                // The signature below it is its sender's.
                around.AddRange(lines[i..(last + 1)]);
                break;
            }

            // What is not marked is the answer, or the rest of a line that was broken on the way.
            if (IsQuoted(lines[i]) || string.IsNullOrWhiteSpace(line))
                quoted.Add(line);
            else if (IsBroken(lines, i))
                quoted[^1] += " " + line.Trim();
            else
                around.Add(line);
        }

        around.AddRange(lines[(last + 1)..]);
        return (string.Join('\n', quoted), string.Join('\n', around));
    }

    private static bool IsQuoted(string line) => line.AsSpan().TrimStart(' ') is ['>', ..] marked && line.Length - marked.Length < 4;

    private static string WithoutMark(string line)
    {
        var rest = line.AsSpan().TrimStart(' ')[1..];
        return rest is [' ', ..] ? rest[1..].ToString() : rest.ToString();
    }

    private static bool IsBroken(string[] lines, int at)
    {
        var (from, to) = (at, at);
        while (from >= 0 && !IsQuoted(lines[from]) && !string.IsNullOrWhiteSpace(lines[from]))
            from--;
        while (to < lines.Length && !IsQuoted(lines[to]) && !string.IsNullOrWhiteSpace(lines[to]))
            to++;
        return from >= 0 && to < lines.Length && to - from == 2 && IsQuoted(lines[from]) && IsQuoted(lines[to]) && WithoutMark(lines[from]).Trim().Length > 0;
    }
}
