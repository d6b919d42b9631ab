using Syndication.Intake;

namespace Syndication.Tests.Intake;

/// <summary>White space of saved pages, as a browser would show it.</summary>
public sealed class WhiteSpaceTests
{
    [Theory]
    [InlineData("<p>\n    The  text\r\n\tof the   release.\n  </p>", "<p>The text of the release.</p>")]
    [InlineData("<p>One <b> two </b> three<i> </i>four</p>", "<p>One <b>two </b>three four</p>")]
    [InlineData("<p>One&nbsp;&nbsp;&nbsp; two</p>", "<p>One two</p>")]
    [InlineData("<p>&nbsp; One &nbsp;</p>", "<p>One</p>")]
    [InlineData("<p>Il dit&nbsp;: «&nbsp;oui&nbsp;» à 10&nbsp;000 personnes</p>", "<p>Il dit&nbsp;: «&nbsp;oui&nbsp;» à 10&nbsp;000 personnes</p>")]
    [InlineData("<p>Il dit &nbsp;: «&nbsp; oui &nbsp;»</p>", "<p>Il dit&nbsp;: «&nbsp;oui&nbsp;»</p>")]
    [InlineData("<p>One <br>\n two</p>", "<p>One<br />two</p>")]
    [InlineData("<p>这是\n  一个 新闻</p>", "<p>这是一个 新闻</p>")]
    [InlineData("<p>这是 一个</p>", "<p>这是 一个</p>")]
    [InlineData("<pre>one\n   two&nbsp; three</pre>", "<pre>one\n   two&nbsp; three</pre>")]
    [InlineData("<ul>\n\n   <li>  One\n</li>\n   <li><p> Two </p>\n  </li></ul>", "<ul>\n<li>One</li>\n<li><p>Two</p>\n</li></ul>")]
    [InlineData("<table><tbody><tr>\n  <td> One\n two </td></tr></tbody></table>", "<table><tbody><tr>\n<td>One two</td></tr></tbody></table>")]
    [InlineData("<p>نص\n\n   البيان</p>", "<p>نص البيان</p>")]
    public void Runs_of_it_become_one_space_and_edges_go(string html, string clean)
    {
        var once = Sanitiser.Clean(html);
        Assert.Equal(clean, once.Markup.Replace("&#160;", "&nbsp;", StringComparison.Ordinal));
        Assert.Equal(once.Markup, Sanitiser.Clean(once.Markup).Markup);
    }
}
