using System.Text;

namespace Syndication.Delivery.Formats;

/// <summary>A copy as an html document that stands alone: no script, no style from elsewhere.</summary>
internal static class HtmlCopy
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Write(Copy copy)
    {
        var words = CopyWords.In(copy.Language);
        var title = Markup.Escape(copy.Edition?.Text.Title ?? words.Withdrawn);
        var html = new StringBuilder();
        html.Append($"<!doctype html>\n<html lang=\"{copy.Language}\" dir=\"{copy.Language.Direction}\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append($"<title>{title}</title>\n");
        foreach (var (name, value) in Facts(copy))
            html.Append($"<meta name=\"syndication.{name}\" content=\"{Markup.Escape(value)}\">\n");
        html.Append($"<link rel=\"canonical\" href=\"{Markup.Escape(copy.Page.AbsoluteUri)}\">\n");
        if (copy.Edition is null)
            html.Append("<meta name=\"robots\" content=\"noindex\">\n");
        html.Append("<style>body{max-width:42em;margin:2em auto;padding:0 1em;font:1.05em/1.6 serif}.note{font-weight:bold}</style>\n");
        html.Append($"</head>\n<body>\n<article>\n<h1>{title}</h1>\n{Markup.Body(copy)}</article>\n</body>\n</html>\n");
        return Strict.GetBytes(html.ToString());
    }

    private static IEnumerable<(string Name, string Value)> Facts(Copy copy)
    {
        yield return ("id", copy.Release.Value);
        yield return ("uri", copy.Uri);
        yield return ("event", copy.Type);
        yield return ("version", $"{copy.Version}");
        yield return ("language", copy.Language.Tag);
        yield return ("instant", Instants.Text(copy.At));
        if (copy.Edition is { } edition)
            yield return ("provenance", ProvenanceName.Of(edition.Provenance));
        if (copy.Edition is { Reviewed: { } reviewed })
            yield return ("reviewed", Instants.Text(reviewed));
        if (copy.Embargo is { } embargo)
            yield return ("embargo", Instants.Text(embargo));
        if (copy.Edition is { Text.Topics: { Count: > 0 } topics })
            yield return ("topics", string.Join(", ", topics));
        if (copy.Edition is { Text.Regions: { Count: > 0 } regions })
            yield return ("regions", string.Join(", ", regions));
        if (copy.Reason is { } reason)
            yield return ("reason", reason);
    }
}
