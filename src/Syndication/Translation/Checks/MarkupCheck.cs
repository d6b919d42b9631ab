using System.Text.RegularExpressions;

namespace Syndication.Translation.Checks;

/// <summary>
/// What is text and looks like markup must be text on both sides: an entity that came alive is somebody's script, one that was escaped
/// twice is rubbish on the page. Remains of a tool's placeholders and characters read in the wrong encoding are found here too.
/// </summary>
internal static partial class MarkupCheck
{
    public static IEnumerable<Finding> Of(SegmentPair pair)
    {
        var (source, target) = (pair.PlainSource, pair.PlainTarget);
        foreach (var tag in Names(TagLike(), target).Except(Names(TagLike(), source)))
            yield return pair.Found(Check.Markup, $"“{tag}” shows as text, in: {pair.Quoted}");
        foreach (var tag in Names(TagLike(), source).Except(Names(TagLike(), target)))
            yield return pair.Found(Check.Markup, $"“{tag}” is text in the source and not in: {pair.Quoted}");
        foreach (var entity in Names(Entity(), target).Except(Names(Entity(), source)))
            yield return pair.Found(Check.Markup, $"“{entity}” shows as text, in: {pair.Quoted}");
        foreach (var entity in Names(Entity(), source).Except(Names(Entity(), target)))
            yield return pair.Found(Check.Markup, $"“{entity}” is text in the source and not in: {pair.Quoted}");
        foreach (var remains in Names(Remains(), target).Except(Names(Remains(), source)))
            yield return pair.Found(Check.Markup, $"“{remains}” is left of a tool, in: {pair.Quoted}");
        if (Garbled().IsMatch(target) && !Garbled().IsMatch(source))
            yield return pair.Found(Check.Markup, $"It holds garbled characters: {pair.Quoted}");
    }

    private static IEnumerable<string> Names(Regex pattern, string text) => pattern.Matches(text).Select(match => Blanks().Replace(match.Value, "").ToLowerInvariant());

    [GeneratedRegex(@"<[ ]*/?[ ]*[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|<!--|-->", RegexOptions.CultureInvariant)]
    private static partial Regex TagLike();

    [GeneratedRegex(@"&[ ]?(?:amp|lt|gt|quot|nbsp|apos|laquo|raquo|eacute|#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,6})[ ]?;", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();

    [GeneratedRegex(@"\{\{?[0-9]{1,3}\}?\}|\[\[?/?[gx]?[0-9]{1,3}\]\]|\bnotranslate\b|\b(?:pc|ph|bpt|ept) id=|__PH[0-9]*__|%[0-9]\$s", RegexOptions.CultureInvariant)]
    private static partial Regex Remains();

    // The replacement character; UTF-8 read as Windows-1252.
    [GeneratedRegex("\uFFFD|[ÃÂ][\u0080-\u00BF]|â€[™œ\u009D“”˜]|(?:[ØÙÐÑ][\u0080-\u00BF«»®±]){2}", RegexOptions.CultureInvariant)]
    private static partial Regex Garbled();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
