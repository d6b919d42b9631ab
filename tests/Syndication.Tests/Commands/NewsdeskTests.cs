using Syndication.Delivery;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Tests.Delivery;

namespace Syndication.Tests.Commands;

public sealed class NewsdeskTests
{
    private const string Page = "public/fr/2026/caire-processus-consultatifs.html";
    private static readonly ReleaseId Id = ReleaseId.Parse("2026/caire-processus-consultatifs");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_withdrawal_takes_the_page_down_and_tells_everyone_who_had_it_at_once()
    {
        using var newsroom = TestNewsroom.OfSample();
        await newsroom.PassAsync();

        var release = await WithdrawAsync(newsroom, "Une date était fausse.");

        Assert.Equal((2, "Une date était fausse."), (release.Version, release.Withdrawal!.Reason));
        Assert.Contains("Une date était fausse.", newsroom.Read(Page), StringComparison.Ordinal);
        Assert.Contains("withdrawn ar 2", newsroom.Partner("las-secretariat").Told);
        Assert.Contains("withdrawn es 2", newsroom.Partner("wire-agency").Told);
    }

    [Fact]
    public async Task Withdrawn_twice_for_the_same_reason_nothing_changes_and_nobody_is_told_again()
    {
        using var newsroom = TestNewsroom.OfSample();
        await newsroom.PassAsync();
        await WithdrawAsync(newsroom, "Faux.");
        var (files, told) = (newsroom.Files("public", "releases", "deliveries"), newsroom.Partner("wire-agency").Arrived.Count);

        newsroom.Clock.Advance(TimeSpan.FromHours(1));
        await WithdrawAsync(newsroom, "Faux.");

        Assert.Equal(files, newsroom.Files("public", "releases", "deliveries"));
        Assert.Equal(told, newsroom.Partner("wire-agency").Arrived.Count);
    }

    [Fact]
    public async Task A_restored_release_is_as_public_as_before_and_partners_get_a_correction()
    {
        using var newsroom = TestNewsroom.OfSample();
        await newsroom.PassAsync();
        await WithdrawAsync(newsroom, "Faux.");

        await newsroom.AtDeskAsync((desk, _) => desk.RestoreAsync(Id, Cancel));

        Assert.DoesNotContain("Faux.", newsroom.Read(Page), StringComparison.Ordinal);
        Assert.Equal("corrected ar 3", newsroom.Partner("las-secretariat").Told.Last());
        await newsroom.PassAsync();
        Assert.DoesNotContain("Faux.", newsroom.Read(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_withdrawn_under_embargo_never_appears_and_whoever_had_it_ahead_is_told_before_its_time()
    {
        using var newsroom = TestNewsroom.WithoutUploads();
        var embargo = newsroom.Clock.GetUtcNow().AddHours(12);
        newsroom.Upload("2026/secret.ar.md", $"---\ntitle: بيان صحفي عن الهجرة\nregions: [mena]\nembargo: {embargo:yyyy-MM-dd'T'HH:mm:ss'Z'}\n---\n\nنص البيان الصحفي عن الهجرة الدولية في القاهرة.\n");
        await newsroom.PassAsync();
        Assert.Equal(["published ar 1"], newsroom.Partner("las-secretariat").Told);

        await newsroom.AtDeskAsync((desk, _) => desk.WithdrawAsync(ReleaseId.Parse("2026/secret"), "خطأ.", Cancel));

        Assert.Equal(["published ar 1", "withdrawn ar 2"], newsroom.Partner("las-secretariat").Told);
        newsroom.Clock.Advance(TimeSpan.FromDays(1));
        await newsroom.PassAsync();
        Assert.DoesNotContain(newsroom.Files("public").Keys, file => file.Contains("secret", StringComparison.Ordinal));
        Assert.Equal(2, newsroom.Partner("las-secretariat").Arrived.Count);
    }

    [Fact]
    public async Task Killed_at_any_write_a_withdrawal_is_not_made_or_the_next_pass_finishes_it()
    {
        var instants = await CrashAsync(-1);
        Assert.InRange(instants, 20, 400);

        // The first ones, where the decision is made, all; of the many that publish and deliver, some.
        for (var at = 0; at < instants; at += at < 8 ? 1 : 7)
            await CrashAsync(at);
    }

    private static async Task<int> CrashAsync(int at)
    {
        using var newsroom = TestNewsroom.OfSample();
        await newsroom.PassAsync();
        var crashes = new Crashes(at);
        try
        {
            await newsroom.AtDeskAsync((desk, _) => desk.WithdrawAsync(Id, "Faux.", Cancel), new WatchedStore(newsroom.Store, crashes.Pass));
        }
        catch (CrashedException)
        {
            // Before the decision was written nothing follows from it; after it, everything does.
        }

        newsroom.Clock.Advance(TimeSpan.FromMinutes(1));
        await newsroom.PassAsync();
        var release = await new Archive(newsroom.Store).ReleaseAsync(Id, Cancel);
        Assert.Equal(at != 0, release!.Withdrawal is not null);
        Assert.Equal(at != 0, newsroom.Read(Page).Contains("Faux.", StringComparison.Ordinal));
        Assert.Equal(at == 0 ? 0 : 1, newsroom.Partner("las-secretariat").Arrived.Where(one => one.Copy.Kind == CopyKind.Withdrawn && one.Copy.Release == Id).Select(one => one.WebhookId).Distinct().Count());
        return crashes.Passed;
    }

    private static async Task<Release> WithdrawAsync(TestNewsroom newsroom, string reason)
    {
        var release = await newsroom.AtDeskAsync((desk, _) => desk.WithdrawAsync(Id, reason, Cancel));
        Assert.NotNull(release);
        return release;
    }
}
