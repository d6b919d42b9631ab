using System.Text;
using Syndication.Releases;
using Syndication.Translation.Segments;

namespace Syndication.Translation.Memory;

/// <summary>What two texts have in common that are the same to a reader: the key they are found under.</summary>
internal static class MemoryKey
{
    /// <summary>
    /// Letters composed (NFC), white space of any kind as one blank, typographic apostrophes as the plain one, marks that only steer
    /// the direction or the breaking of lines left out, placeholders numbered in order of opening.
    /// </summary>
    public static string Of(string canonical)
    {
        var text = Composition.Compose(canonical);
        if (text.Contains('<', StringComparison.Ordinal))
        {
            var order = new List<int>();
            foreach (var token in Placeholders.Read(text).Where(token => token.Kind is TokenKind.Open or TokenKind.Empty))
                order.Add(token.Number);
            text = Placeholders.Renumber(text, number => order.IndexOf(number) + 1);
        }

        if (IsPlain(text))
            return text;

        var key = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                if (key.Length > 0 && key[^1] != ' ')
                    key.Append(' ');
            }
            else if (!IsInvisible(c))
            {
                key.Append(c is '’' or 'ʼ' or '‘' ? '\'' : c);
            }
        }

        return key.ToString().TrimEnd();
    }

    private static bool IsPlain(string text)
    {
        var blank = true;
        foreach (var c in text)
        {
            if (c == ' ' && blank || char.IsWhiteSpace(c) && c != ' ' || c is '’' or 'ʼ' or '‘' || IsInvisible(c))
                return false;
            blank = c == ' ';
        }

        return !blank;
    }

    // Soft hyphen, word joiner, byte order mark; the marks, embeddings and isolates of bidirectional text.
    private static bool IsInvisible(char c) =>
        c is '\u00AD' or '\u061C' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
