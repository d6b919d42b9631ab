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

    private static string Again(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
