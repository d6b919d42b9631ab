using Microsoft.Extensions.Time.Testing;
using Syndication.Azure;

namespace Syndication.Tests.Azure;

public sealed class RecentTextsTests
{
    private const string Edition = "releases/2026/a~/editions/fr.1-00000000.json";

    private readonly FakeTimeProvider clock = new();
    private readonly RecentTexts texts;

    public RecentTextsTests() => texts = new(clock);

    [Fact]
    public void A_text_is_known_for_five_minutes_and_no_longer_than_it_is_there()
    {
        texts.Keep(Edition, new byte[1], "tag");
        Assert.Equal("tag", texts.Find(Edition)?.ETag);

        texts.Forget(Edition);
        Assert.Null(texts.Find(Edition));

        texts.Keep(Edition, new byte[2], "later");
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(texts.Find(Edition));
    }

    [Theory]
    [InlineData("releases/2026/a~/release.json")]
    [InlineData("releases/~shelves/fr/newest.json")]
    [InlineData("inbox/2026/a~/editions/fr.md")]
    [InlineData("public/fr/a.html")]
    public void What_may_change_is_always_asked_for(string path)
    {
        texts.Keep(path, new byte[1], "tag");
        Assert.Null(texts.Find(path));
    }

    [Fact]
    public void The_oldest_make_room_for_the_newest()
    {
        for (var i = 0; i < 40; i++)
            texts.Keep($"releases/2026/{i}~/editions/fr.1-00000000.json", new byte[1 << 20], "tag");

        Assert.Null(texts.Find("releases/2026/0~/editions/fr.1-00000000.json"));
        Assert.NotNull(texts.Find("releases/2026/39~/editions/fr.1-00000000.json"));
    }
}
