using System.Text.RegularExpressions;

namespace Syndication.Translation.Segments;

/// <summary>Text that is the same in every language.</summary>
internal static partial class NeutralText
{
    /// <summary>
    /// Whether it holds no word and no number that languages write differently ("3,5", "70 %"), or is but an address.
    /// </summary>
    public static bool Is(string text) =>
        !text.Any(char.IsLetter) ? !WrittenNumber().IsMatch(text) : Address().IsMatch(text.Trim());

    [GeneratedRegex(@"\p{Nd}[ \u00A0\u202F]?%|%[ \u00A0\u202F]?\p{Nd}|\p{Nd}[.,٫٬\u00A0\u202F' ’]\p{Nd}", RegexOptions.CultureInvariant)]
    private static partial Regex WrittenNumber();

    [GeneratedRegex(@"^(?:(?:https?://|www\.)\S+|(?:mailto:)?[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255})$", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
