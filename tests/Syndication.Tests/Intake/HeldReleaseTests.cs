using Syndication.App.Opening;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Tests.Intake;

/// <summary>A release whose embargo nobody understands goes nowhere, whatever its other files say, until it is corrected.</summary>
public sealed class HeldReleaseTests
{
    private const string Unclear = "EMBARGOED UNTIL WEDNESDAY\n\nA headline of a release\n\nThe text of the release, in words that are plainly English and that have a full stop.\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_told_once_and_published_once_corrected()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload("r.en.txt", Unclear);

        Assert.Equal("embargo-not-understood", Assert.Single((await RunAsync(rooms)).OfType<UploadRejected>()).Problem.Code);
        Assert.Empty((await RunAsync(rooms)).OfType<UploadRejected>());
        Assert.False(IsPublic(rooms));
        Assert.True(File.Exists(Path.Combine(rooms.Folder, "rejected/r.en.txt.problem.json")));
        var preview = await PreviewReport.OfAsync(Path.Combine(rooms.Folder, "inbox/r.en.txt"), rooms.Folder, rooms.Newsroom, Cancel);
        Assert.True(preview.IsRejected && preview.Held);

        rooms.Upload("r.en.txt", Unclear.Replace("EMBARGOED UNTIL WEDNESDAY", "For immediate release", StringComparison.Ordinal));
        Assert.Empty((await RunAsync(rooms)).OfType<UploadRejected>());
        Assert.True(IsPublic(rooms));
        Assert.False(File.Exists(Path.Combine(rooms.Folder, "rejected/r.en.txt.problem.json")));
    }

    [Fact]
    public async Task A_translation_without_the_line_does_not_let_it_out()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload("r.fr.txt", "SOUS EMBARGO JUSQU'À MERCREDI\n\nUn titre de la nouvelle\n\nLe texte de la nouvelle est dans des mots qui sont clairement du français.\n");
        rooms.Upload("r.en.md", "---\ntitle: A\n---\nThe text of the release.\n");
        await RunAsync(rooms);
        Assert.False(IsPublic(rooms));

        File.Delete(Path.Combine(rooms.Folder, "inbox/r.fr.txt"));
        await RunAsync(rooms);
        Assert.False(IsPublic(rooms));
    }

    [Fact]
    public async Task What_is_public_stays_as_it_was_in_every_language()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload("r.en.md", "---\ntitle: A\n---\nThe text of the release.\n");
        rooms.Upload("r.fr.md", "---\ntitle: B\n---\nLe texte de la nouvelle.\n");
        await RunAsync(rooms);
        var page = Page(rooms);

        rooms.Upload("r.fr.md", "---\ntitle: B\nembargo: bientôt\n---\nLe texte secret de la nouvelle.\n");
        rooms.Upload("r.en.md", "---\ntitle: A\n---\nThe secret text of the release.\n");
        var told = await RunAsync(rooms);

        Assert.Equal(["embargo-not-understood", "held-with-release"], told.OfType<UploadRejected>().Select(rejected => rejected.Problem.Code).Order());
        Assert.Equal(page, Page(rooms));

        rooms.Upload("r.fr.md", "---\ntitle: B\n---\nLe texte secret de la nouvelle.\n");
        await RunAsync(rooms);
        Assert.Contains("secret", Page(rooms), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(rooms.Folder, "rejected")));
    }

    [Fact]
    public async Task An_embargo_that_runs_does_not_end_while_a_correction_is_not_understood()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload("r.en.md", "---\ntitle: A\nembargo: 2099-01-01T00:00:00Z\n---\nThe text of the release.\n");
        await RunAsync(rooms);
        rooms.Upload("r.en.md", "---\ntitle: A\nembargo: a week later\n---\nThe text of the release.\n");
        await RunAsync(rooms);

        var release = (await rooms.Newsroom.Store.LoadAsync(Paths.Release(ReleaseId.Parse("r")), Documents.Json.Release, Cancel)).Document!;
        Assert.True(OpenEmbargo.Is(release.Embargo));

        rooms.Upload("r.en.md", "---\ntitle: A\nembargo: 2099-01-01T00:00:00Z\n---\nThe text of the release.\n");
        await RunAsync(rooms);
        Assert.Equal(2099, (await rooms.Newsroom.Store.LoadAsync(Paths.Release(ReleaseId.Parse("r")), Documents.Json.Release, Cancel)).Document!.Embargo!.Value.Year);
    }

    [Fact]
    public async Task A_withdrawal_is_not_held_up()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload("r.en.md", "---\ntitle: A\n---\nThe text of the release.\n");
        await RunAsync(rooms);
        rooms.Upload("r.en.md", "---\ntitle: A\nstatus: withdrawn\nembargo: soon\n---\nThe text of the release.\n");
        await RunAsync(rooms);
        Assert.NotNull((await rooms.Newsroom.Store.LoadAsync(Paths.Release(ReleaseId.Parse("r")), Documents.Json.Release, Cancel)).Document!.Withdrawal);
    }

    [Fact]
    public async Task What_takes_a_public_release_back_takes_it_back_though_its_embargo_is_not_understood()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload("r.en.md", "---\ntitle: A\n---\nThe text of the release.\n");
        await RunAsync(rooms);
        rooms.Upload("r.en.md", "---\ntitle: A\nstatus: withdrawn\nreason: The figures were wrong.\nembargo: soon\n---\nThe text of the release.\n");
        Assert.Equal("embargo-not-understood", Assert.Single((await RunAsync(rooms)).OfType<UploadRejected>()).Problem.Code);

        // The notice is public; what it took away comes back only once the embargo is understood.
        Assert.Contains("The figures were wrong.", Page(rooms), StringComparison.Ordinal);
        var release = await ReleaseAsync(rooms);
        Assert.Equal(ReleaseStatus.Withdrawn, release.Status(DateTimeOffset.UtcNow));
        Assert.False(release.IsEmbargoed(DateTimeOffset.UtcNow));
        Assert.True(OpenEmbargo.Is(Lifecycle.Restore(release, DateTimeOffset.UtcNow).Embargo));
    }

    [Theory]
    [InlineData("---\ntitle: A\nstatus: withdrawn\nembargo: soon\n---\nThe text of the release.\n")]
    [InlineData("---\nstatus: withdrawn\nembargo: soon\n---\n")]
    public async Task What_is_withdrawn_before_it_came_out_and_has_an_embargo_that_is_not_understood_stays_where_it_is(string text)
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload("r.en.md", text);
        rooms.Upload("r.fr.md", "---\ntitle: B\n---\nLe texte de la nouvelle.\n");
        await RunAsync(rooms);
        var release = await ReleaseAsync(rooms);
        Assert.NotNull(release.Withdrawal);
        Assert.True(OpenEmbargo.Is(release.Embargo));
        Assert.False(IsPublic(rooms, "fr"));
    }

    [Fact]
    public async Task A_refused_file_that_states_an_embargo_holds_the_others_until_then()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload("r.fr.md", "---\ntitle: B\ntopcis: [health]\nembargo: 2099-01-01T00:00:00Z\n---\nLe texte de la nouvelle.\n");
        rooms.Upload("r.en.md", "---\ntitle: A\n---\nThe text of the release.\n");
        var refused = Assert.Single((await RunAsync(rooms)).OfType<UploadRejected>()).Problem;

        Assert.Equal("key-not-known", refused.Code);
        Assert.EndsWith("It also states an embargo (“embargo: 2099-01-01T00:00:00Z”), so no other file of the release comes out before 2099-01-01 00:00 UTC.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2099, (await ReleaseAsync(rooms)).Embargo!.Value.Year);
        Assert.False(IsPublic(rooms));

        // Deleting it lets nothing out, and neither does a correction of the others.
        File.Delete(Path.Combine(rooms.Folder, "inbox/r.fr.md"));
        rooms.Upload("r.en.md", "---\ntitle: A\n---\nThe text of the release, corrected.\n");
        await RunAsync(rooms);
        Assert.False(IsPublic(rooms));

        rooms.Upload("r.fr.txt", "Un titre de la nouvelle\n\nLe texte de la nouvelle est dans des mots qui sont clairement du français.\n");
        await RunAsync(rooms);
        Assert.True(IsPublic(rooms));
        Assert.Null((await ReleaseAsync(rooms)).HeldBy);
    }

    [Fact]
    public async Task A_refused_file_whose_embargo_is_not_understood_holds_the_others_until_it_is_corrected()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload("r.fr.txt", "SOUS EMBARGO JUSQU'À MERCREDI\n");
        rooms.Upload("r.en.md", "---\ntitle: A\n---\nThe text of the release.\n");
        var refused = Assert.Single((await RunAsync(rooms)).OfType<UploadRejected>()).Problem;
        Assert.Equal("no-text", refused.Code);
        Assert.Contains("nothing of the release comes out until this file is corrected", refused.Message, StringComparison.Ordinal);
        Assert.False(IsPublic(rooms));

        rooms.Upload("r.fr.txt", "Un titre de la nouvelle\n\nLe texte de la nouvelle est dans des mots qui sont clairement du français.\n");
        await RunAsync(rooms);
        Assert.True(IsPublic(rooms));
    }

    [Fact]
    public async Task Two_sidecars_that_keep_a_file_out_hold_the_others_as_the_later_of_them_says()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload("r.fr.meta.json", """{ "embargo": "2098-01-01T00:00:00Z" }""");
        rooms.Upload("r.fr.md.meta.json", """{ "embargo": "2099-01-01T00:00:00Z" }""");
        rooms.Upload("r.fr.md", "---\ntitle: B\n---\nLe texte de la nouvelle.\n");
        rooms.Upload("r.en.md", "---\ntitle: A\n---\nThe text of the release.\n");
        Assert.Equal("two-sidecars", Assert.Single((await RunAsync(rooms)).OfType<UploadRejected>()).Problem.Code);
        Assert.Equal(2099, (await ReleaseAsync(rooms)).Embargo!.Value.Year);
        Assert.False(IsPublic(rooms));
    }

    [Fact]
    public async Task What_is_public_stays_when_a_file_that_is_refused_states_an_embargo()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload("r.en.md", "---\ntitle: A\n---\nThe text of the release.\n");
        await RunAsync(rooms);
        var page = Page(rooms);

        rooms.Upload("r.fr.md", "---\ntitle: B\nstatus: held\nembargo: 2099-01-01T00:00:00Z\n---\nLe texte.\n");
        rooms.Upload("r.en.md", "---\ntitle: A\n---\nThe secret text of the release.\n");
        var told = await RunAsync(rooms);
        Assert.Equal(["held-with-release", "status-not-known"], told.OfType<UploadRejected>().Select(rejected => rejected.Problem.Code).Order());
        Assert.Equal(page, Page(rooms));
        Assert.Empty((await RunAsync(rooms)).OfType<UploadRejected>());

        rooms.Upload("r.fr.md", "---\ntitle: B\n---\nLe texte.\n");
        await RunAsync(rooms);
        Assert.Contains("secret", Page(rooms), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sidecar_that_names_no_upload_is_told_until_there_is_one()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload("r.en.md", "---\ntitle: A\n---\nThe text of the release.\n");
        rooms.Upload("rr.meta.json", """{ "embargo": "2099-01-01T00:00:00Z" }""");
        Assert.Equal("sidecar-without-upload", Assert.Single((await RunAsync(rooms)).OfType<UploadRejected>()).Problem.Code);

        rooms.Upload("rr.en.md", "---\ntitle: B\n---\nThe text of the release.\n");
        await RunAsync(rooms);
        Assert.False(File.Exists(Path.Combine(rooms.Folder, "rejected/rr.meta.json.problem.json")));
    }

    private static bool IsPublic(Newsrooms rooms, string language = "en") => File.Exists(Path.Combine(rooms.Folder, $"public/{language}/r.html"));

    private static async Task<Release> ReleaseAsync(Newsrooms rooms) =>
        (await rooms.Newsroom.Store.LoadAsync(Paths.Release(ReleaseId.Parse("r")), Documents.Json.Release, Cancel)).Document!;

    private static string Page(Newsrooms rooms) => File.ReadAllText(Path.Combine(rooms.Folder, "public/en/r.html"));

    private static async Task<List<Event>> RunAsync(Newsrooms rooms)
    {
        var told = new List<Event>();
        await new Pass(rooms.Newsroom, rooms.Queue(), e =>
        {
            lock (told) told.Add(e);
        }).RunAsync(Cancel);
        Assert.Empty(told.OfType<WorkFailed>());
        return told;
    }
}
