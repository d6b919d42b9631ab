using Syndication.Releases;
using Syndication.Sameness;
using Syndication.Storage;
using Syndication.Tests.Commands;
using static Syndication.Tests.Sources.SourceNewsroom;

namespace Syndication.Tests.Sources;

public sealed class SamenessTests
{
    private static readonly Language French = Language.Parse("fr");

    [Fact]
    public async Task A_text_that_is_uploaded_under_two_names_is_one_release()
    {
        using var newsroom = new SourceNewsroom();
        newsroom.Room.Upload("2026/a.md", Markdown(1));
        await newsroom.PollAsync();
        newsroom.Room.Upload("2026/autre.html", $"<html lang=\"fr\"><body><h1>Titre du communiqué 1</h1>{Body(1).Replace("«\u00A0", "“", StringComparison.Ordinal).Replace("« ", "\"", StringComparison.Ordinal).Replace(" »", "\"", StringComparison.Ordinal)}</body></html>");
        await newsroom.PollAsync();
        await newsroom.PollAsync();

        var release = Assert.Single(await newsroom.ReleasesAsync());
        Assert.Equal(("2026/a", 1), (release.Id.Value, release.Version));
        Assert.Equal(["2026/a.md", "2026/autre.html"], release.Uploads.Select(upload => upload.Name));
        Assert.Single(newsroom.Room.Events.OfType<OriginJoined>());
        Assert.False(File.Exists(newsroom.Room.PathOf("public/fr/2026/autre.html")));
        Assert.Empty(newsroom.Room.Files("rejected"));

        // Whoever asks for it by the other name is told of the release.
        var archive = new Archive(newsroom.Room.Store);
        foreach (var name in new[] { "2026/autre", "inbox/2026/autre.html", "2026/autre.html" })
            Assert.Equal("2026/a", (await archive.JoinedAsync(name, TestContext.Current.CancellationToken))?.Id.Value);
        Assert.Null(await archive.JoinedAsync("2026/a", TestContext.Current.CancellationToken));
        Assert.Null(await archive.JoinedAsync("2026/autrement", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_feeds_that_carry_one_text_make_one_release()
    {
        using var newsroom = new SourceNewsroom("alpha", "beta");
        newsroom.Feed("beta").Items = [Item(1)];
        await newsroom.PollAsync();
        newsroom.Feed("alpha").Items = [Item(1, guid: "x", link: "https://alpha.example/1", title: "COMMUNIQUÉ | Titre du communiqué 1")];
        await newsroom.PollAsync();

        var release = Assert.Single(await newsroom.ReleasesAsync());
        Assert.Equal(1, release.Version);
        Assert.Equal(["alpha", "beta"], release.Origins);
        newsroom.Feed("alpha").Items = [Item(1, guid: "x", link: "https://alpha.example/1", body: Body(2))];
        await newsroom.PollAsync();
        Assert.Equal(1, Assert.Single(await newsroom.ReleasesAsync()).Version);
        Assert.DoesNotContain("numéro 2", newsroom.Room.Read($"public/fr/{release.Id}.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_is_the_original_whichever_came_first()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Feed("undrr").Items = [Item(1)];
        await newsroom.PollAsync();
        newsroom.Room.Upload("2026/a.md", Markdown(1));
        await newsroom.PollAsync();

        var release = Assert.Single(await newsroom.ReleasesAsync());
        Assert.StartsWith("sources/undrr/", release.Id.Value, StringComparison.Ordinal);
        Assert.Equal(["own", "undrr"], release.Origins);
        Assert.Equal((2, ChangeKind.Joined), (release.Version, release.History[^1].Kind));
        Assert.DoesNotContain("Office undrr", newsroom.Room.Read($"public/fr/{release.Id}.html"), StringComparison.Ordinal);

        newsroom.Feed("undrr").Items = [Item(1, title: "La source corrige")];
        await newsroom.PollAsync();
        Assert.Equal(2, Assert.Single(await newsroom.ReleasesAsync()).Version);

        File.Delete(newsroom.Room.PathOf("inbox/2026/a.md"));
        await newsroom.PollAsync();
        Assert.Equal(2, Assert.Single(await newsroom.ReleasesAsync()).Version);

        newsroom.Room.Upload("2026/a.md", Markdown(1).Replace("concrets", "mesurables", StringComparison.Ordinal));
        await newsroom.PollAsync();
        Assert.Equal((3, ChangeKind.Corrected), (Assert.Single(await newsroom.ReleasesAsync()).Version, Assert.Single(await newsroom.ReleasesAsync()).History[^1].Kind));
    }

    [Fact]
    public async Task An_item_whose_text_was_uploaded_before_is_joined_to_the_upload()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Room.Upload("2026/a.md", Markdown(1));
        await newsroom.PollAsync();
        newsroom.Feed("undrr").Items = [Item(1)];
        await newsroom.PollAsync();

        var release = Assert.Single(await newsroom.ReleasesAsync());
        Assert.Equal(("2026/a", 1), (release.Id.Value, release.Version));
        Assert.Equal(["own", "undrr"], release.Origins);
    }

    [Fact]
    public async Task A_feed_does_not_bring_back_what_was_withdrawn()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Room.Upload("2026/a.md", Markdown(1));
        await newsroom.PollAsync();
        await newsroom.Room.AtDeskAsync((desk, _) => desk.WithdrawAsync(ReleaseId.Parse("2026/a"), "faux", TestContext.Current.CancellationToken));
        newsroom.Feed("undrr").Items = [Item(1)];
        await newsroom.PollAsync();
        newsroom.Feed("undrr").Items = [Item(1, title: "Encore")];
        await newsroom.PollAsync();

        Assert.NotNull(Assert.Single(await newsroom.ReleasesAsync()).Withdrawal);
        Assert.Contains(newsroom.Room.Events.OfType<OriginJoined>(), joined => joined.Status == ReleaseStatus.Withdrawn);
    }

    [Fact]
    public async Task An_embargo_in_an_item_holds_it_until_then_and_makes_no_version_when_its_line_goes()
    {
        using var newsroom = new SourceNewsroom("undrr");
        var until = newsroom.Room.Clock.GetUtcNow().AddHours(5);
        newsroom.Feed("undrr").Items = [Item(1, body: $"<p>Sous embargo jusqu’au {until.ToString("d MMMM yyyy, H:mm", System.Globalization.CultureInfo.InvariantCulture)} GMT</p>" + Body(1))];
        await newsroom.PollAsync();

        var release = Assert.Single(await newsroom.ReleasesAsync());
        Assert.Equal((ReleaseStatus.Embargoed, new DateTimeOffset(until.Year, until.Month, until.Day, until.Hour, until.Minute, 0, TimeSpan.Zero)), (release.Status(newsroom.Room.Clock.GetUtcNow()), release.Embargo));
        Assert.False(File.Exists(newsroom.Room.PathOf($"public/fr/{release.Id}.html")));

        newsroom.Room.Clock.Advance(TimeSpan.FromHours(6));
        await newsroom.PollAsync();
        Assert.True(File.Exists(newsroom.Room.PathOf($"public/fr/{release.Id}.html")));
        newsroom.Feed("undrr").Items = [Item(1)];
        await newsroom.PollAsync();
        Assert.Equal(1, Assert.Single(await newsroom.ReleasesAsync()).Version);
    }

    [Fact]
    public async Task An_embargo_in_an_item_that_is_not_understood_holds_it_until_the_source_mends_it()
    {
        using var newsroom = new SourceNewsroom("undrr");
        newsroom.Feed("undrr").Items = [Item(1, body: "<p>SOUS EMBARGO JUSQU’À DEMAIN</p>" + Body(1))];
        await newsroom.PollAsync();
        Assert.Equal(ReleaseStatus.Embargoed, Assert.Single(await newsroom.ReleasesAsync()).Status(newsroom.Room.Clock.GetUtcNow()));
        Assert.Contains(newsroom.Room.Events.OfType<SourceRead>(), read => read.Refused.Any(why => why.Contains("DEMAIN", StringComparison.Ordinal)));

        newsroom.Feed("undrr").Items = [Item(1)];
        await newsroom.PollAsync();
        Assert.Equal(ReleaseStatus.Live, Assert.Single(await newsroom.ReleasesAsync()).Status(newsroom.Room.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task An_embargo_holds_although_a_feed_carries_the_text()
    {
        using var newsroom = new SourceNewsroom("undrr");
        var until = newsroom.Room.Clock.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        newsroom.Room.Upload("2026/a.md", Markdown(1, $"embargo: {until}"));
        await newsroom.PollAsync();
        newsroom.Feed("undrr").Items = [Item(1)];
        await newsroom.PollAsync();

        Assert.Equal(ReleaseStatus.Embargoed, Assert.Single(await newsroom.ReleasesAsync()).Status(newsroom.Room.Clock.GetUtcNow()));
        Assert.DoesNotContain(newsroom.Room.Files("public").Keys, path => newsroom.Room.Read(path).Contains("conférence numéro 1", StringComparison.Ordinal));
        Assert.Contains(newsroom.Room.Events.OfType<OriginJoined>(), joined => joined.Status == ReleaseStatus.Embargoed);
    }

    [Fact]
    public async Task A_joined_upload_whose_text_parts_from_the_other_is_a_release_of_its_own()
    {
        using var newsroom = new SourceNewsroom();
        newsroom.Room.Upload("2026/a.md", Markdown(1));
        newsroom.Room.Upload("2026/b.md", Markdown(1));
        await newsroom.PollAsync();
        var joined = Assert.Single(await newsroom.ReleasesAsync()).Id.Value == "2026/a" ? "2026/b" : "2026/a";
        newsroom.Room.Upload($"{joined}.md", Markdown(2));
        await newsroom.PollAsync();

        var releases = await newsroom.ReleasesAsync();
        Assert.Equal(["2026/a", "2026/b"], releases.Select(release => release.Id.Value));
        Assert.All(releases, release => Assert.Equal((1, $"{release.Id}.md"), (release.Version, Assert.Single(release.Uploads).Name)));
    }

    [Fact]
    public async Task Two_releases_that_differ_stay_two_though_a_translation_of_the_one_was_uploaded_for_the_other_too()
    {
        using var newsroom = new SourceNewsroom();
        newsroom.Room.Upload("2026/a.md", Markdown(1));
        newsroom.Room.Upload("2026/a.ar.md", Markdown(3));
        await newsroom.PollAsync();
        newsroom.Room.Upload("2026/b.md", Markdown(2));
        newsroom.Room.Upload("2026/b.ar.md", Markdown(3));
        await newsroom.PollAsync().WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        await newsroom.PollAsync();

        var releases = await newsroom.ReleasesAsync();
        Assert.Equal(["2026/a", "2026/b"], releases.Select(release => release.Id.Value).Order(StringComparer.Ordinal));
        Assert.Contains("numéro 2", newsroom.Room.Read("public/fr/2026/b.html"), StringComparison.Ordinal);
        Assert.Contains("numéro 1", newsroom.Room.Read("public/fr/2026/a.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_withdrawn_does_not_come_up_again_by_an_edit_of_its_double()
    {
        using var newsroom = new SourceNewsroom();
        newsroom.Room.Upload("2026/a.md", Markdown(1));
        await newsroom.PollAsync();
        newsroom.Room.Upload("2026/b.md", Markdown(1));
        await newsroom.PollAsync();
        await newsroom.Room.AtDeskAsync((desk, _) => desk.WithdrawAsync(ReleaseId.Parse("2026/a"), null, TestContext.Current.CancellationToken));
        newsroom.Room.Upload("2026/b.md", Markdown(1).Replace("concrets", "mesurables", StringComparison.Ordinal));
        await newsroom.PollAsync();

        Assert.NotNull(Assert.Single(await newsroom.ReleasesAsync()).Withdrawal);
    }

    [Theory]
    [InlineData("Le taux est de 1,5 % en 2026", "Le taux est de 15 % en 2026")]
    [InlineData("Une hausse de 3 points", "Une hausse de -3 points")]
    [InlineData("Le 5 mars", "Le 6 mars")]
    [InlineData("il accepte", "il n’accepte")]
    public void Texts_that_say_something_else_are_never_the_same(string one, string other) => Assert.NotEqual(Key(one), Key(other));

    [Theory]
    [InlineData("L’«\u00A0accord\u00A0» — enfin", "L'\"accord\" - enfin")]
    [InlineData("1\u202F500 personnes", "1 500 personnes")]
    [InlineData("ÉTÉ", "E\u0301te\u0301")]
    public void Texts_that_are_only_written_otherwise_are_the_same(string one, string other) => Assert.Equal(Key(one), Key(other));

    [Fact]
    public void What_stands_around_a_release_makes_no_difference() =>
        Assert.Equal(Key("Le texte"), NormalText.Key(Manuscript("<p>COMMUNIQUÉ DE PRESSE</p>" + Body(4) + "<p>Le texte</p><p>À propos de l’office</p><p>L’office est une organisation de la région.</p>")));

    [Fact]
    public void What_comes_every_week_and_says_the_same_under_another_headline_is_not_the_same() =>
        Assert.NotEqual(Key("Le texte", "Bulletin de mars"), Key("Le texte", "Bulletin d’avril"));

    [Fact]
    public void A_long_text_is_the_same_under_another_headline_but_not_under_another_figure()
    {
        var text = string.Concat(Enumerable.Range(1, 5).Select(Body));

        Assert.Equal(Key(text, "Bulletin de mars"), Key(text, "L’office : bulletin"));
        Assert.NotEqual(Key(text, "Bulletin 12"), Key(text, "Bulletin 13"));
    }

    [Fact]
    public void A_short_text_is_not_known_again() => Assert.Null(NormalText.Key(Manuscript("<p>Voir le document joint.</p>")));

    private static string? Key(string text, string title = "Titre") => NormalText.Key(Manuscript($"{Body(4)}<div>{text}</div>", title));

    private static Manuscript Manuscript(string html, string title = "Titre") => new() { Language = French, Title = title, Html = Syndication.Intake.Sanitiser.Clean(html) };

    private static string Markdown(int text, params string[] facts) => TestNewsroom.Markdown(
        $"Titre du communiqué {text}", Body(text).Replace("<p>", "", StringComparison.Ordinal).Replace("</p>", "\n\n", StringComparison.Ordinal), facts);
}
