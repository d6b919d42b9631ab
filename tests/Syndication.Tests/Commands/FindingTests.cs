using Syndication.App.Commands;
using Syndication.Storage;

namespace Syndication.Tests.Commands;

public sealed class FindingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_release_is_found_by_its_id_and_by_the_path_of_any_of_its_uploads()
    {
        using var newsroom = TestNewsroom.OfSample();
        await newsroom.PassAsync();
        var archive = new Archive(newsroom.Store);

        foreach (var text in new[]
        {
            "2026/journee-migrants", "inbox/2026/journee-migrants.ar.md", "./inbox/2026/journee-migrants.md", "2026/journee-migrants.es.md",
            newsroom.PathOf("inbox/2026/journee-migrants.md"), " 2026/journee-migrants ", "inbox\\2026\\journee-migrants.md", "inbox/2026/journee-migrants.meta.json",
        })
        {
            Assert.Equal("2026/journee-migrants", (await archive.FindAsync(text, Cancel))?.Id.Value);
        }

        foreach (var text in new[] { "", "/", "..", "2026", "journee-migrants", "2026/journee", "a\0b" })
            Assert.Null(await archive.FindAsync(text, Cancel));
    }

    [Theory]
    [InlineData("2026/journee-migrant", "2026/journee-migrants")]
    [InlineData("journee-migrants", "2026/journee-migrants")]
    [InlineData("inbox/2027/journee-migrants.ar.md", "2026/journee-migrants")]
    [InlineData("tunis", "2026/tunis-sante-migrants")]
    [InlineData("qqqqqqqqqqqqqqqq", null)]
    public async Task The_nearest_ids_are_suggested(string text, string? nearest)
    {
        using var newsroom = TestNewsroom.OfSample();
        await newsroom.PassAsync();
        Assert.Equal(nearest, (await new Archive(newsroom.Store).NearestAsync(text, 3, Cancel)).Select(id => id.Value).FirstOrDefault());
    }

    [Theory]
    [InlineData("  Une date\r\n était   fausse. ", "Une date était fausse.")]
    [InlineData("moins de <5 % & plus", "moins de <5 % & plus")]
    public void A_reason_is_put_on_one_line(string reason, string plain)
    {
        Assert.Null(WithdrawCommand.Plain(reason, out var told));
        Assert.Equal(plain, told);
    }

    [Theory]
    [InlineData(" \n ", "empty")]
    [InlineData("a <script>x</script>", "html")]
    [InlineData("bell\u0007", "control character")]
    public void A_reason_that_cannot_be_told_is_refused(string reason, string why) =>
        Assert.Contains(why, WithdrawCommand.Plain(reason, out _), StringComparison.Ordinal);

    [Fact]
    public void A_reason_that_is_too_long_is_refused_with_its_length() =>
        Assert.Contains("501", WithdrawCommand.Plain(new string('x', 501), out _), StringComparison.Ordinal);
}
