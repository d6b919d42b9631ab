using AngleSharp.Dom;

namespace Syndication.Intake;

/// <summary>Finds the headline among the blocks of a document whose author only made it look like one.</summary>
internal static class HeadlineByLook
{
    private const int FirstBlocks = 8;
    private const int LongestLabel = 60;
    private const int LongestHeadline = 250;
    private const int Long = 90;

    /// <summary>Takes the headline, and the labels before it, out of the blocks.</summary>
    /// <param name="blocks">The blocks, in order.</param>
    /// <param name="known">The one that is marked as the headline; null where none is.</param>
    /// <returns>Null where nothing is like one.</returns>
    public static string? Take(List<IElement> blocks, IElement? known)
    {
        var at = known is not null ? blocks.IndexOf(known) : -1;
        if (at < 0)
            at = Find(blocks, block => block.LocalName is "h1" or "h2");
        if (at < 0)
            at = Find(blocks, IsAllBold);
        if (at < 0)
            at = Find(blocks, IsBeforeText);
        if (at < 0)
            return null;
        var title = Words.OfHeadline(blocks[at]);
        blocks.RemoveAt(at);
        for (var i = at - 1; i >= 0; i--)
        {
            if (IsLabel(blocks[i]))
                blocks.RemoveAt(i);
        }

        return title;

        bool IsBeforeText(IElement block) => block.LocalName == "p" && blocks.IndexOf(block) is var index && index + 1 < blocks.Count &&
            blocks.Skip(index + 1).FirstOrDefault(next => !IsImage(next)) is { } text && Words.Of(text).Length >= Long && !Words.Of(block).EndsWith(':');
    }

    // The first that is like one, if nothing but labels and images stands before it.
    private static int Find(List<IElement> blocks, Func<IElement, bool> isLikeOne)
    {
        for (var i = 0; i < Math.Min(blocks.Count - 1, FirstBlocks); i++)
        {
            var words = Words.Of(blocks[i]);
            if (words.Length is > 0 and <= LongestHeadline && isLikeOne(blocks[i]) && !IsTold(words) && !IsUsualLabel(words))
                return i;
            if (!IsLabel(blocks[i]) && !IsImage(blocks[i]) && !Embargoes.IsSaid(words))
                return -1;
        }

        return -1;
    }

    private static bool IsAllBold(IElement block) => block.LocalName is "p" && block.QuerySelector("strong, b") is not null &&
        block.QuerySelectorAll("strong, b").Where(bold => bold.ParentElement?.Closest("strong, b") is null).Sum(bold => Words.Of(bold).Length) >= Words.Of(block).Length * 0.9;

    private static bool IsTold(string words) => words[^1] is '.' or ':' or '。' || Dateline.Of(words) is not null || Embargoes.IsSaid(words) || ContactReader.Announces(words) || words.Count(char.IsLetter) < 8;

    private static bool IsLabel(IElement block) => Words.Of(block) is var words && !IsImage(block) && (words.Length == 0 ||
        (words.Length <= LongestLabel && words[^1] is not ('.' or '。') && Dateline.Of(words) is null && !Embargoes.IsSaid(words)));

    // What stands above headlines all over the world, and is as bold as they are.
    private static bool IsUsualLabel(string words) => words.Length <= LongestLabel && Labels.Any(label => words.StartsWith(label, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] Labels =
    [
        "press release", "news release", "media release", "for immediate release", "joint press release", "statement for the press", "communiqué de presse", "communique de presse", "pour diffusion immédiate", "dossier de presse",
        "comunicado de prensa", "nota de prensa", "para difusión inmediata", "para publicación inmediata", "пресс-релиз", "для немедленной публикации", "для немедленного распространения", "بيان صحفي", "بلاغ صحفي", "للنشر الفوري",
        "新闻稿", "新闻公报", "即时发布", "pressemitteilung", "comunicato stampa", "comunicado de imprensa",
    ];

    private static bool IsImage(IElement block) => block.LocalName is "img" or "figure" || (block.QuerySelector("img") is not null && Words.Of(block).Length == 0);
}
