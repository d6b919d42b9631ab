using AngleSharp.Html.Parser;

namespace Syndication.Intake;

/// <summary>Parsers that read html as browsers do. To make one costs more than to read a page with it, so each thread keeps its own.</summary>
internal static class HtmlParsers
{
    [ThreadStatic]
    private static HtmlParser? parser;

    /// <summary>The parser of the thread that asks; not to be carried to another.</summary>
    public static HtmlParser OfThisThread => parser ??= new();
}
