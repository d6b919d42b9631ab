using Syndication.Intake;

namespace Syndication.Tests.Intake;

public sealed class NestingTests
{
    private const int Most = 256;

    [Theory]
    [InlineData("<svg><path d='M0 0'/><g><circle r='1'/></g></svg>")]
    [InlineData("<div><span>a</div>")]
    [InlineData("<section><header><h2>a</section>")]
    [InlineData("<p>a<li>b<td>c")]
    [InlineData("<b>a</b>")]
    public void What_closes_is_not_deep_however_often_it_comes(string again) => Assert.False(Nesting.IsTooDeep(Again(again, 2_000), Most));

    [Theory]
    [InlineData("<div>")]
    [InlineData("<div/>")]
    [InlineData("<path/>")]
    [InlineData("<svg><div/>")]
    [InlineData("<svg><foreignObject><x/>")]
    [InlineData("<div><object></div>")]
    [InlineData("<div><b></div>")]
    [InlineData("<b><i>a</b>")]
    public void What_stays_open_is_deep(string again) => Assert.True(Nesting.IsTooDeep(Again(again, 2_000), Most));

    [Fact]
    public void Markup_that_a_program_writes_is_none_of_the_page()
    {
        var program = $"<script>x = '{Again("<div>", 500)}'</script>";
        Assert.False(Nesting.IsTooDeep($"<p>a</p>{program}<p>b</p>", Most));
        Assert.True(Nesting.IsTooDeep($"<p title='<script>'>{Again("<div>", 2_000)}</script", Most), "An attribute hides nothing.");
    }

    [Theory]
    [InlineData(0, "![a ", "](/x)", 100)]
    [InlineData(0, "> ", "", 120)]
    [InlineData(50, "![a ", "](/x)", 60)]
    public void Markdown_nested_too_deep_changes_nothing_for_what_is_read_after_it(int lists, string opens, string closes, int least)
    {
        const string Text = "# Border posts reopen\n\nThe posts in the north reopened today.\n\n![A post](https://example.org/post.jpg)\n\n- one\n- two\n";
        var right = Html(Text);

        for (var depth = least; depth < least + 60; depth++)
            _ = MarkdownText.ToHtml($"Text\n\n{Again("- ", lists)}{Again(opens, depth)}x{Again(closes, depth)}\n", new());

        for (var i = 0; i < 100; i++)
            Assert.Equal(right, Html(Text));

        static string Html(string text) => MarkdownText.ToHtml(text, new())!;
    }

    private static string Again(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
