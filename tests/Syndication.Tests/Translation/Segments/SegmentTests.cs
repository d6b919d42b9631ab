using System.Text.RegularExpressions;
using CsCheck;
using Syndication.Intake;
using Syndication.Releases;
using Syndication.Translation.Segments;
using static Syndication.Tests.Translation.Manuscripts;

namespace Syndication.Tests.Translation.Segments;

public sealed partial class SegmentTests
{
    // Sentences with what is hard about them: quotes, escapes, no-break spaces, what looks like a placeholder.
    private static readonly Gen<string> Text = Gen.OneOf(
        "Un mot", "Deux phrases. Oui !", "A &lt;g1&gt; B", "R&amp;D", "« Bien. »", "fin.", "M. Roy", "会议。结束。", "هل؟ نعم.", " ", "15 000", "x\u00A0y", "…", "(a. B)");

    private static readonly Gen<string> Empty = Gen.OneOf(
        "<br />", "<img src=\"https://x.example/a.png\" alt=\"Une image. Belle !\" />", "<img src=\"https://x.example/b.png\" alt=\"\" />");

    private static readonly Gen<string> Inline = Gen.Recursive<string>((depth, deeper) => depth > 3
        ? Text
        : Gen.Frequency(
            (5, Text),
            (1, Empty),
            (3, Gen.Select(
                Gen.OneOf("<strong>", "<em>", "<a href=\"https://x.example/?a=1&amp;b=2\">", "<span lang=\"fr\" title=\"Un titre\">"), deeper.List[0, 4],
                (open, inner) => $"{open}{string.Concat(inner)}</{open[1..].Split('>', ' ')[0]}>"))));

    private static readonly Gen<string> Leaf = Gen.Select(
        Gen.OneOf("p", "h2", "li", "td", "blockquote", "dt", "figcaption"), Inline.List[0, 6], (name, inner) => (Name: name, Html: string.Concat(inner)))
        .Select(leaf => leaf.Name switch
        {
            "li" => $"<ul><li>{leaf.Html}<ol><li>{leaf.Html}</li></ol>{leaf.Html}</li></ul>",
            "td" => $"<table><tbody><tr><td>{leaf.Html}</td><td><p>{leaf.Html}</p></td></tr></tbody></table>",
            "dt" => $"<dl><dt>{leaf.Html}</dt><dd>{leaf.Html}</dd></dl>",
            "figcaption" => $"<figure><img src=\"https://x.example/c.png\" alt=\"Photo\" /><figcaption>{leaf.Html}</figcaption></figure>",
            var name => $"<{name}>{leaf.Html}</{name}>",
        });

    [Fact]
    public void Html_split_and_joined_with_its_own_segments_is_the_same() => Leaf.List[1, 4].Sample(
        blocks =>
        {
            // What is taken apart is always clean; an edition put together is cleaned again.
            var html = Sanitiser.Clean(string.Concat(blocks)).Markup;
            foreach (var language in (Language[])[French, Chinese])
            {
                var source = SegmentedManuscript.Of(In(language, html, "Titre"));
                var joined = source.Join(Own(source), language);
                Assert.Empty(joined.Faults);
                Assert.Equal(Squash(html), Squash(joined.Text.Html.Markup));

                var whole = source.Join(Own(source, wholeBlocks: true), language);
                Assert.Empty(whole.Faults);
                Assert.Equal(Squash(html), Squash(whole.Text.Html.Markup));
            }
        },
        iter: 2000);

    [Fact]
    public void Tags_links_and_their_order_are_the_same_in_whatever_words_stand_between_them() => Gen.Select(Leaf.List[1, 4], Gen.Int[0, 3]).Sample(
        (blocks, length) =>
        {
            var html = Sanitiser.Clean(string.Concat(blocks)).Markup;
            foreach (var (from, to) in (ReadOnlySpan<(Language, Language)>)[(French, Arabic), (French, Chinese), (Chinese, English)])
            {
                var source = SegmentedManuscript.Of(In(from, html, "Titre"));
                var texts = new string?[source.Count];
                foreach (var segment in source.Blocks.SelectMany(block => block.Sentences))
                    texts[segment.Number] = string.Concat(Placeholders.Read(segment.Text).Select(token => token.Kind == TokenKind.Text ? string.Concat(Enumerable.Repeat("mot &lt;b&gt; ", length + 1)) : token.Text));
                var joined = source.Join(texts, to);

                Assert.Empty(joined.Faults);
                Assert.Equal(Tags(html), Tags(joined.Text.Html.Markup));
            }
        },
        iter: 500);

    [Fact]
    public void Every_word_of_the_html_is_in_a_segment_once_and_no_attribute_is() => Leaf.Sample(
        html =>
        {
            if (NestedLink().IsMatch(html))
                return;
            var source = SegmentedManuscript.Of(In(French, html));
            Assert.Equal(Occurrences(html, "Un mot"), source.Blocks.SelectMany(block => block.Sentences).Sum(segment => Occurrences(segment.Text, "Un mot")));
            Assert.All(source.Blocks.SelectMany(block => block.Sentences), segment => Assert.DoesNotContain("x.example", segment.Text, StringComparison.Ordinal));
        },
        iter: 1000);

    [Fact]
    public void Inline_elements_become_numbered_placeholders_and_text_cannot_be_taken_for_one() => Assert.Equal(
        ["Lire <g1>le <g2>texte</g2></g1><x3/>ici : &lt;g1&gt; &amp; fin"],
        Texts("<p>Lire <a href=\"/a\">le <em>texte</em></a><br />ici : &lt;g1&gt; &amp; fin</p>"));

    [Fact]
    public void Tags_around_the_whole_of_a_text_are_no_part_of_it() =>
        Assert.Equal(["Un.", "Deux.", "Trois."], Texts("<p><strong><em>Un. Deux.</em></strong></p><p><br /><a href=\"/a\">Trois.</a> </p>"));

    [Fact]
    public void An_element_that_spans_sentences_keeps_them_together() =>
        Assert.Equal(["Avant.", "Il dit <g1>oui. Elle dit</g1> non.", "Après."], Texts("<p>Avant. Il dit <em>oui. Elle dit</em> non. Après.</p>"));

    [Fact]
    public void The_text_of_an_attribute_is_a_segment_of_its_own()
    {
        var source = SegmentedManuscript.Of(In(French, "<p>Voir <img src=\"https://x.example/a.png\" alt=\"La carte &quot;nord&quot;\" /> ici.</p>"));

        Assert.Equal(["La carte \"nord\"", "Voir <x1/> ici."], source.Blocks.SelectMany(block => block.Sentences).Select(segment => segment.Text));
        Assert.Equal(
            "<p>See <img src=\"https://x.example/a.png\" alt=\"The &quot;north&quot; map &lt;1&gt;\" /> here.</p>",
            source.Join(["The \"north\" map &lt;1&gt;", "See <x1/> here."], English).Text.Html.Markup);
    }

    [Fact]
    public void What_is_no_language_is_not_translated() =>
        Assert.Empty(Texts("<p>2013</p><p>***</p><p><a href=\"mailto:a@b.example\">a@b.example</a></p><p>https://x.example/a</p><hr /><p> </p>"));

    [Fact]
    public void A_number_that_languages_write_differently_is_translated() => Assert.Equal(["3,5", "70 %", "1 200"], Texts("<p>3,5</p><p>70 %</p><p>1 200</p>"));

    [Fact]
    public void The_language_and_direction_of_the_source_do_not_go_over_and_those_of_a_quotation_do()
    {
        var source = SegmentedManuscript.Of(In(French, "<p lang=\"fr-FR\" dir=\"ltr\">Oui <span lang=\"la\">non</span> !</p>"));

        Assert.Equal("<p>نعم <span lang=\"la\">non</span>!</p>", source.Join(["نعم <g1>non</g1>!"], Arabic).Text.Html.Markup);
        Assert.Equal("<p lang=\"fr-FR\" dir=\"ltr\">Oui <span lang=\"la\">non</span> !</p>", source.Join(Own(source), French).Text.Html.Markup);
    }

    [Fact]
    public void Chinese_sentences_get_a_space_between_in_French_and_French_ones_none_in_Chinese()
    {
        Assert.Equal("<p>Un. Deux.</p>", SegmentedManuscript.Of(In(Chinese, "<p>一。二。</p>")).Join(["Un.", "Deux.", null], French).Text.Html.Markup);
        Assert.Equal("<p>一。二。</p>", SegmentedManuscript.Of(In(French, "<p>Un. Deux.</p>")).Join(["一。", "二。", null], Chinese).Text.Html.Markup);
    }

    [Theory]
    [InlineData("Read it", "The placeholder g1 is lost.")]
    [InlineData("<g1>Read</g1> <g1>it</g1><x2/>", "The placeholder g1 stands twice.")]
    [InlineData("<g1>Read it<x2/>", "The placeholder g1 is not closed.")]
    [InlineData("Read it</g1><x2/>", "The placeholder g1 closes where it is not the one open.")]
    [InlineData("<g1>Read</g1> it<x2/><x3/>", "The placeholder x3 is not in the source.")]
    [InlineData("<g1>Read it<x2/></g1>", "The placeholder x2 stands within another than in the source.")]
    [InlineData("<g1>Read</g1> it<x2/><b>!</b>", "It holds “<b>”, which is neither text nor a placeholder.")]
    [InlineData("<g1>Read</g1> it<x2/> 3 < 4", "It holds “< 4”, which is neither text nor a placeholder.")]
    public void A_translation_with_other_placeholders_than_the_source_is_at_fault(string translation, string fault)
    {
        var source = SegmentedManuscript.Of(In(French, "<p><a href=\"/a\">Lisez</a> ceci <br />vite</p>"));
        var segment = source.Blocks[0].Sentences[0];

        Assert.Equal(fault, segment.FaultOf(translation));
        var joined = source.Join([translation], English);
        Assert.StartsWith(fault, Assert.Single(joined.Faults), StringComparison.Ordinal);
        Assert.DoesNotContain("<a", joined.Text.Html.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", joined.Text.Html.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Placeholders_in_another_order_are_no_fault_but_known()
    {
        var segment = SegmentedManuscript.Of(In(French, "<p>Le <a href=\"/a\">texte</a> du <a href=\"/b\">site</a> officiel</p>")).Blocks[0].Sentences[0];

        Assert.Null(segment.FaultOf("The <g2>site</g2>’s <g1>text</g1>"));
        Assert.True(segment.IsReorderedIn("The <g2>site</g2>’s <g1>text</g1>"));
        Assert.False(segment.IsReorderedIn("The <g1>text</g1> of the <g2>site</g2>"));
    }

    [Fact]
    public void Title_dateline_summary_rights_and_reason_are_translated_with_the_body()
    {
        var source = SegmentedManuscript.Of(In(French, "<p>Corps.</p>", "Un titre. En deux") with
        {
            Dateline = "Le Caire",
            Summary = "Un. Deux.",
            Rights = "Libre",
            Reason = "Erreur",
            Topics = ["data"],
            Original = true,
            Date = DateTimeOffset.UnixEpoch,
            Contacts = [new("A", null, "a@b.example", null)],
        });
        Assert.Equal(["Un titre. En deux", "Le Caire", "Un.", "Deux.", "Libre", "Erreur", "Corps."], source.Blocks.SelectMany(block => block.Sentences).Select(segment => segment.Text));

        var texts = new string?[source.Count];
        foreach (var segment in source.Blocks.SelectMany(block => block.Sentences))
            texts[segment.Number] = $"[{segment.Text}]";
        var text = source.Join(texts, English).Text;

        Assert.Equal(
            ("[Un titre. En deux]", "[Le Caire]", "[Un.] [Deux.]", "[Libre]", "[Erreur]", "<p>[Corps.]</p>", false, English),
            (text.Title, text.Dateline, text.Summary, text.Rights, text.Reason, text.Html.Markup, text.Original, text.Language));
        Assert.Equal(("data", DateTimeOffset.UnixEpoch, "a@b.example"), (text.Topics[0], text.Date!.Value, text.Contacts[0].Email));
    }

    private static string?[] Own(SegmentedManuscript source, bool wholeBlocks = false)
    {
        var texts = new string?[source.Count];
        foreach (var block in source.Blocks)
        {
            foreach (var segment in block.Sentences)
                texts[segment.Number] = segment.Text;
            if (wholeBlocks && block.Whole is { } whole)
                texts[whole.Number] = whole.Text;
        }

        return texts;
    }

    private static IEnumerable<string> Texts(string html) =>
        SegmentedManuscript.Of(In(French, html)).Blocks.SelectMany(block => block.Sentences).Select(segment => segment.Text);

    private static int Occurrences(string text, string word) => Regex.Count(text, word);

    // Names and addresses; a text in an attribute is translated, a language of one's own goes.
    private static IEnumerable<string> Tags(string html) => TagOrLink().Matches(html).Select(match => match.Value);

    [GeneratedRegex("</?[a-z0-9]+|(?:href|src)=\"[^\"]*\"")]
    private static partial Regex TagOrLink();

    private static string Squash(string html) => Blanks().Replace(html, " ");

    [GeneratedRegex("[ \t\r\n]+")]
    private static partial Regex Blanks();

    [GeneratedRegex("<a [^>]*>(?:(?!</a>).)*<a ", RegexOptions.Singleline)]
    private static partial Regex NestedLink();
}
