using System.Globalization;
using System.Net;
using System.Text;
using Syndication.Releases;

namespace Syndication.Benchmarks.Generated;

/// <summary>
/// One release of the generated newsroom: the same number makes the same release for ever. Six paragraphs, a heading, a list, a quotation,
/// a link and a contact, some 3 KB of text, as press releases have them.
/// </summary>
internal sealed class GeneratedRelease
{
    private readonly FourTexts[] first;
    private readonly FourTexts[] second;
    private readonly FourTexts[] third;
    private readonly FourTexts[] items;
    private readonly FourTexts heading;
    private readonly FourTexts quotation;
    private readonly FourTexts summary;

    public GeneratedRelease(int number)
    {
        Number = number;
        var chance = new Random(number);
        Title = Pick(chance, Vocabulary.Titles);
        Place = Pick(chance, Vocabulary.Places);
        summary = Pick(chance, Vocabulary.Sentences);
        first = Several(chance, 8);
        second = Several(chance, 8);
        third = Several(chance, 6);
        items = Several(chance, 3);
        heading = Pick(chance, Vocabulary.Headings);
        quotation = Pick(chance, Vocabulary.Sentences);

        // Mostly French, as the newsroom's first language is; some in English and Arabic.
        Original = FourTexts.Languages[chance.Next(10) switch { < 7 => 0, < 9 => 2, _ => 1 }];
        Extension = chance.Next(10) switch { < 5 => "md", < 9 => "html", _ => "txt" };
        Topics = chance.Next(10) switch { < 6 => ["governance", "protection"], < 8 => ["governance"], _ => ["protection"] };
    }

    public int Number { get; }

    /// <summary>The path below the inbox without language and extension: a thousand in a folder.</summary>
    public string Stem => string.Create(CultureInfo.InvariantCulture, $"g{Number / 1000:D3}/release-{Number:D6}");

    public Language Original { get; }

    public string Extension { get; }

    public FourTexts Title { get; }

    public FourTexts Place { get; }

    public IReadOnlyList<string> Topics { get; }

    /// <summary>The uploads it comes in, as paths below the inbox with their text.</summary>
    /// <param name="byPeople">Whether people translated it: then there is a file in every language, else the original alone.</param>
    public IEnumerable<(string Name, string Text)> Uploads(bool byPeople)
    {
        yield return ($"{Stem}.{Extension}", Text(Original));
        foreach (var language in FourTexts.Languages.Where(language => byPeople && language != Original))
            yield return ($"{Stem}.{language}.{Extension}", Text(language));
    }

    /// <summary>The body alone, as html.</summary>
    public string Body(Language language)
    {
        var html = new StringBuilder();
        Paragraph(first[..4]);
        Paragraph(first[4..]);
        html.Append($"<h2>{Html(heading)}</h2>\n<ul>\n");
        foreach (var item in items)
            html.Append($"<li>{Html(item)}</li>\n");
        html.Append("</ul>\n");
        Paragraph(second[..4]);
        Paragraph(second[4..]);
        html.Append($"<blockquote><p>{Html(quotation)}</p></blockquote>\n");
        Paragraph(third[..3]);
        Paragraph(third[3..]);
        html.Append($"<p>{Vocabulary.WithLink.In(language).Replace("<g1>", $"<a href=\"{Link}\">", StringComparison.Ordinal).Replace("</g1>", "</a>", StringComparison.Ordinal)}</p>\n");
        return html.ToString();

        void Paragraph(FourTexts[] sentences) => html.Append($"<p>{string.Join(' ', sentences.Select(Html))}</p>\n");

        string Html(FourTexts text) => WebUtility.HtmlEncode(text.In(language)).Replace("&#39;", "'", StringComparison.Ordinal);
    }

    private string Link => string.Create(CultureInfo.InvariantCulture, $"https://newsroom.example/reports/{Number}");

    private DateTimeOffset Date => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(Number % 270);

    private string Text(Language language) => Extension == "html" ? Page(language) : Front(language) + (Extension == "md" ? Markdown(language) : Plain(language));

    private string Front(Language language) =>
        $"---\ntitle: \"{Title.In(language)}\"\nlanguage: {language}\ndate: {Date:yyyy-MM-dd}\ndateline: {Place.In(language)}\nsummary: \"{summary.In(language)}\"\n" +
        $"topics: [{string.Join(", ", Topics)}]\nregions: [{(Number % 2 == 0 ? "mena" : "americas")}]\n---\n\n";

    // As an editor's content system saves it: with a menu before and a foot after.
    private string Page(Language language) =>
        $"<!DOCTYPE html>\n<html lang=\"{language}\" dir=\"{language.Direction}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{Title.In(language)}</title>\n" +
        $"<meta name=\"syndication.title\" content=\"{Title.In(language)}\">\n<meta name=\"syndication.language\" content=\"{language}\">\n" +
        $"<meta name=\"syndication.date\" content=\"{Date:yyyy-MM-dd}\">\n<meta name=\"syndication.dateline\" content=\"{Place.In(language)}\">\n" +
        $"<meta name=\"syndication.summary\" content=\"{summary.In(language)}\">\n<meta name=\"syndication.topics\" content=\"{string.Join(", ", Topics)}\">\n" +
        "<script>window.dataLayer = [];</script>\n<style>.menu { display: flex }</style>\n</head>\n<body>\n" +
        "<nav class=\"menu\"><ul><li><a href=\"/\">1</a></li><li><a href=\"/about\">2</a></li></ul></nav>\n" +
        $"<main><article>\n<h1>{Title.In(language)}</h1>\n{Body(language)}<p>{Contact(language)}</p>\n</article></main>\n<footer><p>© 2026</p></footer>\n</body>\n</html>\n";

    private string Markdown(Language language)
    {
        var link = Vocabulary.WithLink.In(language).Replace("<g1>", "[", StringComparison.Ordinal).Replace("</g1>", $"]({Link})", StringComparison.Ordinal);
        return $"{Line(first[..4])}{Line(first[4..])}## {heading.In(language)}\n\n{string.Concat(items.Select(item => $"- {item.In(language)}\n"))}\n" +
            $"{Line(second[..4])}{Line(second[4..])}> {quotation.In(language)}\n\n{Line(third[..3])}{Line(third[3..])}{link}\n\n{Contact(language)}\n";

        string Line(FourTexts[] sentences) => Sentences(sentences, language) + "\n\n";
    }

    private string Plain(Language language) => string.Join("\n\n",
        new[] { first[..4], first[4..], second[..4], second[4..], [quotation], third[..3], third[3..] }.Select(sentences => Sentences(sentences, language))
            .Append(Contact(language))) + "\n";

    private static string Contact(Language language) => language.Tag switch
    {
        "fr" => $"Pour plus d’informations, veuillez contacter : Service de presse, {Vocabulary.Organisation.French}, Tél. : +41 22 555 01 00, Email: presse@newsroom.example",
        "ar" => $"للمزيد من المعلومات، يرجى الاتصال: المكتب الصحفي، {Vocabulary.Organisation.Arabic}، هاتف: +41 22 555 01 00، البريد الإلكتروني: press@newsroom.example",
        "es" => $"Para más información, póngase en contacto con: Oficina de prensa, {Vocabulary.Organisation.Spanish}, Tel.: +41 22 555 01 00, Email: prensa@newsroom.example",
        _ => $"For more information, please contact: Press office, {Vocabulary.Organisation.English}, Tel: +41 22 555 01 00, Email: press@newsroom.example",
    };

    private static string Sentences(IEnumerable<FourTexts> sentences, Language language) => string.Join(' ', sentences.Select(sentence => sentence.In(language)));

    private static FourTexts[] Several(Random chance, int count) => [.. Enumerable.Range(0, count).Select(_ => Pick(chance, Vocabulary.Sentences))];

    private static FourTexts Pick(Random chance, IReadOnlyList<FourTexts> texts) => texts[chance.Next(texts.Count)];
}
