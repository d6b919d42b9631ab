namespace Syndication.Configuration;

/// <summary>What somebody probably meant.</summary>
public static class Spelling
{
    /// <summary>A sentence that names the word nearest to a misspelt one, with a space before it; empty where none is near.</summary>
    public static string Suggest(string misspelt, IEnumerable<string> words)
    {
        var nearest = words.Select(word => (Word: word, Distance: Distance(misspelt.ToLowerInvariant(), word.ToLowerInvariant())))
            .OrderBy(pair => pair.Distance).FirstOrDefault();
        return nearest.Word is not null && nearest.Distance <= Math.Max(1, Math.Min(misspelt.Length, nearest.Word.Length) / 3)
            ? $" Did you mean “{nearest.Word}”?"
            : "";
    }

    /// <summary>How many slips of the pen lie between two words: Levenshtein's distance, with neighbours swapped counting as one.</summary>
    internal static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
