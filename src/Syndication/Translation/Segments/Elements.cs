using System.Collections.Frozen;
using AngleSharp.Dom;

namespace Syndication.Translation.Segments;

/// <summary>What html's elements are to a translator.</summary>
internal static class Elements
{
    private static readonly FrozenSet<string> Blocks = (
        "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure " +
        "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul")
        .Split(' ').ToFrozenSet();

    private static readonly FrozenSet<string> Voids = "area base br col embed hr img input link meta source track wbr".Split(' ').ToFrozenSet();

    public static bool IsVoid(IElement element) => Voids.Contains(element.LocalName);

    /// <summary>Whether it stands between runs of text rather than within one: a block, or what holds one.</summary>
    public static bool IsBlock(INode node) => node is IElement element && (Blocks.Contains(element.LocalName) || element.Children.Any(IsBlock));

    /// <summary>Whether the text of an attribute is read by people.</summary>
    public static bool IsText(string attribute) => attribute is "alt" or "title" or "aria-label";
}
