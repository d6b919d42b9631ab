using System.Xml.Linq;
using CsCheck;
using Syndication.Intake;

namespace Syndication.Tests.Intake;

public sealed class SanitiserTests
{
    internal const string Addresses = "^(?:https?:|mailto:|tel:|#note-[0-9]{1,4}$|media/[0-9a-f]{64}\\.(?:png|jpg|gif|webp)$)";

    internal static readonly HashSet<string> Elements =
        [.. "p h2 h3 h4 h5 h6 ul ol dl blockquote table figure pre hr li dt dd figcaption caption colgroup col thead tbody tfoot tr th td br a abbr b bdi bdo cite code del em i img ins q s small span strong sub sup u".Split(' ')];

    internal static readonly HashSet<string> Attributes = [.. "href src alt title dir lang colspan rowspan scope width height start id".Split(' ')];

    private static readonly Gen<string> Html = Gen.OneOf(
        "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<strong></strong>", "<em>", "</em>", "<ul><li>", "</li></ul>", "<table><tr><td>", "</td></tr></table>", "<td>", "<h1>", "</h1>",
        "Un mot", "A &lt;b&gt; &amp; c", "\u0000\u0007", "\uD800", "]]>", "&nbsp;", "<!-- a -- b -->", "<!--", "-->", "<![CDATA[x]]>", "<?php echo 1 ?>",
        "<script>steal()</script>", "<SCRIPT/SRC=//x.example/s>", "<svg><script>steal()</script></svg>", "<svg onload=steal()>", "<math><mtext><style>", "</style>", "<style>*{}</style>",
        "<img src=x onerror=steal()>", "<img src=\"https://x.example/a.png\">", "<a href=\"javascript:steal()\">", "<a href=\"java&#10;script:steal()\">", "<a href=\" https://x.example/?a=1&b=2\">", "</a>",
        "<a href=\"data:text/html,steal()\">", "<a href='mailto:a@b.example' style='x:expression(steal())' onclick=steal()>", "<iframe srcdoc='<script>steal()</script>'>", "<noscript><p title=\"</noscript><img src=x onerror=steal()>\">",
        "<a href=\"#note-1\">", "<li id=\"note-1\">", "<li id='note-1\" onclick=\"steal()'>", "<img src=\"media/" + new string('a', 64) + ".png\" onerror=steal()>", "<img src=\"media/../x.png\">", "<template><script>steal()</script></template>", "<form action=//x.example><input name=a>", "<base href=//x.example/>", "<plaintext>", "<xmp>", "<textarea>", "<select><option>", "<p title='\"><script>steal()</script>'>", "<td background=javascript:steal()>")
        .List[0, 14].Select(string.Concat);

    [Fact]
    public void Whatever_goes_in_only_what_is_allowed_comes_out_and_stays_as_it_is() => Html.Sample(
        html =>
        {
            var clean = Sanitiser.Clean(html);
            Assert.Equal(clean.Markup, Sanitiser.Clean(clean.Markup).Markup);

            var body = XElement.Parse($"<div>{clean.Markup}</div>");
            foreach (var element in body.Descendants())
            {
                Assert.Contains(element.Name.LocalName, Elements);
                foreach (var attribute in element.Attributes())
                {
                    Assert.Contains(attribute.Name.LocalName, Attributes);
                    if (attribute.Name.LocalName is "href" or "src")
                        Assert.Matches(Addresses, attribute.Value);
                }
            }

            Assert.All(body.Elements(), element => Assert.NotEqual("span", element.Name.LocalName));
        },
        iter: 3000);

    [Theory]
    [InlineData("<p>a<strong></strong>b</p>", "<p>ab</p>")]
    [InlineData("<strong></strong><p>b</p>", "<p>b</p>")]
    [InlineData("<table><tr><td></td><td>1</td></tr></table>", "<table><tbody><tr><td></td><td>1</td></tr></tbody></table>")]
    [InlineData("loose <b>text</b><p>b</p>tail", "<p>loose <b>text</b></p>\n<p>b</p>\n<p>tail</p>")]
    [InlineData("<h1>A</h1><p>b<br>c</p>", "<h2>A</h2>\n<p>b<br />c</p>")]
    [InlineData("<p><a href=\"#top\">top</a> <a href=\"/here\">here</a> <a href=\"https://x.example/\">there</a></p>", "<p>top here <a href=\"https://x.example/\">there</a></p>")]
    [InlineData("<p><img src=\"a.png\" alt=\"a\"><img src=\"https://x.example/a.png\"></p>", "<p><img src=\"https://x.example/a.png\" alt=\"\" /></p>")]
    [InlineData("<p src=\"1\" href=\"https://x.example/\">a</p>", "<p>a</p>")]
    [InlineData("<p><span>a</span><span lang=\"ar\" dir=\"rtl\">ب</span></p>", "<p>a<span lang=\"ar\" dir=\"rtl\">ب</span></p>")]
    [InlineData("<p>a<a href=\"#note-1\">1</a><a href=\"#note-2\">2</a></p><ol><li id=\"note-1\">b</li><li id=\"x\">c</li></ol>", "<p>a<a href=\"#note-1\">1</a>2</p>\n<ol><li id=\"note-1\">b</li><li>c</li></ol>")]
    [InlineData("<p>a<img src=\"https://x.example/o.gif\" width=\"1\" height=\"1\"><img src=\"https://x.example/o.gif\" style=\"width: 1px; height:1px\"><img src=\"https://x.example/o.gif\" style=\"display:none\"></p>", "<p>a</p>")]
    public void It_is_tidied(string html, string clean) => Assert.Equal(clean, Sanitiser.Clean(html).Markup);
}
