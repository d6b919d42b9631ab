using System.Text;

namespace Syndication.Publishing;

/// <summary>Texts as JSON takes them.</summary>
internal static class Text
{
    /// <summary>The text with half a character, which UTF-8 has no form for, replaced.</summary>
    public static string Whole(string text) => text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
