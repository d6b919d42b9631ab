using System.Text;

namespace Syndication.Delivery.Formats;

/// <summary>Wraps lines of plain text by the columns they take on a screen.</summary>
internal static class Wrap
{
    /// <summary>Breaks a text at blanks so that no line is wider than asked; a word that is wider stands alone.</summary>
    public static IEnumerable<string> Lines(string text, string first, string rest, int width)
    {
        var lead = first;
        foreach (var paragraph in text.Split('\n'))
        {
            var line = new StringBuilder(lead);
            var columns = Columns(lead);
            var empty = true;
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var wide = Columns(word);
                if (!empty && columns + 1 + wide > width)
                {
                    yield return line.ToString();
                    line.Clear().Append(rest);
                    columns = Columns(rest);
                    empty = true;
                }

                if (!empty)
                    line.Append(' ');
                line.Append(word);
                columns += wide + (empty ? 0 : 1);
                empty = false;
            }

            yield return line.ToString().TrimEnd();
            lead = rest;
        }
    }

    /// <summary>The columns a text takes: marks and invisible characters none, wide East Asian characters two.</summary>
    public static int Columns(string text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes())
            columns += Width(rune.Value);
        return columns;
    }

    private static int Width(int c) => c switch
    {
        >= 0x0300 and <= 0x036F or >= 0x0591 and <= 0x05C7 and not 0x05BE or >= 0x0610 and <= 0x061A or >= 0x064B and <= 0x065F or 0x0670 or
            >= 0x06D6 and <= 0x06DC or >= 0x200B and <= 0x200F or >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or 0xFEFF or 0x00AD => 0,
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0x303E or >= 0x3041 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or
            >= 0xFE30 and <= 0xFE4F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 or >= 0x1F300 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD => 2,
        _ => 1,
    };
}
