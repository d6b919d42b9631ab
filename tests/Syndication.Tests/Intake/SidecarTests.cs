using Syndication.App.Opening;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Tests.Intake;

/// <summary>What is said beside a file counts, however the sidecar is called; where that is not certain, the file is not taken in.</summary>
public sealed class SidecarTests
{
    private const string Embargo = """{ "embargo": "2099-01-01T00:00:00Z" }""";
    private const string English = "---\ntitle: A release\nlanguage: en\n---\n\nThe text of the release.\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("r.en.md", "r.meta.json")]
    [InlineData("r.en.md", "r.en.meta.json")]
    [InlineData("r.en.md", "r.en.md.meta.json")]
    [InlineData("r.en.md", "r.en.META.json")]
    [InlineData("r.en.md", "r.EN.meta.JSON")]
    [InlineData("r.en.md", "r.md.meta.json")]
    [InlineData("r.md", "r.md.meta.json")]
    [InlineData("r.md", "r.Meta.Json")]
    [InlineData("été.en.md", "e\u0301te\u0301.meta.json")]
    public async Task An_embargo_beside_a_file_holds_and_preview_says_so(string file, string sidecar)
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload(sidecar, Embargo);
        rooms.Upload(file, English);
        await RunAsync(rooms);

        Assert.Equal(2099, (await ReleaseAsync(rooms, Syndication.Intake.Arrivals.StemOf(file)!))!.Embargo!.Value.Year);
        Assert.False(IsPublic(rooms, Syndication.Intake.Arrivals.StemOf(file)!));
        Assert.Equal(2099, (await PreviewReport.OfAsync(Path.Combine(rooms.Folder, "inbox", file), rooms.Folder, null, Cancel)).Embargo!.Value.Year);
    }

    [Theory]
    [InlineData("r.en.md", "r.en.meta.json", "r.en.md.meta.json")]
    [InlineData("r.en.md", "r.meta.json", "r.md.meta.json")]
    public async Task Two_sidecars_of_one_file_keep_it_out_until_one_is_left(string file, string one, string other)
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload(one, "{}");
        rooms.Upload(other, Embargo);
        rooms.Upload(file, English);
        var told = await RunAsync(rooms);

        Assert.Equal("two-sidecars", Assert.Single(told.OfType<UploadRejected>()).Problem.Code);
        Assert.Null(await ReleaseAsync(rooms, "r"));
        Assert.Equal("two-sidecars", Assert.Single((await PreviewReport.OfAsync(Path.Combine(rooms.Folder, "inbox", file), rooms.Folder, null, Cancel)).Problems).Code);

        File.Delete(Path.Combine(rooms.Folder, "inbox", one));
        await RunAsync(rooms);
        Assert.Equal(2099, (await ReleaseAsync(rooms, "r"))!.Embargo!.Value.Year);
    }

    [Fact]
    public async Task A_sidecar_named_after_a_language_that_only_the_file_itself_says_is_told()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload("r.en.meta.json", Embargo);
        rooms.Upload("r.md", English);

        Assert.Equal("sidecar-not-usable", Assert.Single((await RunAsync(rooms)).OfType<UploadRejected>()).Problem.Code);
        Assert.False(IsPublic(rooms, "r"));
    }

    [Fact]
    public async Task A_files_own_sidecar_goes_over_that_of_its_release_key_by_key_and_headlines_are_of_one_language()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload("r.meta.json", """{ "title": "Le titre", "language": "fr", "embargo": "2099-01-01T00:00:00Z", "rights": "© all" }""");
        rooms.Upload("r.en.meta.json", """{ "rights": "© ours" }""");
        rooms.Upload("r.en.md", English);
        rooms.Upload("r.fr.md", "Le texte de la nouvelle, en français.\n");
        Assert.Empty((await RunAsync(rooms)).OfType<UploadRejected>());

        var release = (await ReleaseAsync(rooms, "r"))!;
        var (english, french) = (await TextAsync(rooms, release, "en"), await TextAsync(rooms, release, "fr"));
        Assert.Equal(("A release", "© ours", 2099), (english.Title, english.Rights, release.Embargo!.Value.Year));
        Assert.Equal(("Le titre", "© all"), (french.Title, french.Rights));
    }

    [Fact]
    public async Task The_sidecar_of_a_release_still_counts_when_deleted_and_no_longer_when_it_says_otherwise()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload("r.meta.json", Embargo);
        rooms.Upload("r.en.md", English);
        await RunAsync(rooms);
        File.Delete(Path.Combine(rooms.Folder, "inbox/r.meta.json"));
        rooms.Upload("r.en.md", English + "\nMore text.\n");
        await RunAsync(rooms);
        Assert.Equal(2099, (await ReleaseAsync(rooms, "r"))!.Embargo!.Value.Year);

        rooms.Upload("r.meta.json", "{}");
        await RunAsync(rooms);
        Assert.Null((await ReleaseAsync(rooms, "r"))!.Embargo);
        rooms.Upload("r.meta.json", """{ "status": "withdrawn" }""");
        await RunAsync(rooms);
        Assert.NotNull((await ReleaseAsync(rooms, "r"))!.Withdrawal);
    }

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

    private static bool IsPublic(Newsrooms rooms, string id) => File.Exists(Path.Combine(rooms.Folder, $"public/en/{id}.html"));

    private static async Task<Release?> ReleaseAsync(Newsrooms rooms, string id) =>
        (await rooms.Newsroom.Store.LoadAsync(Paths.Release(ReleaseId.Parse(id)), Documents.Json.Release, Cancel)).Document;

    private static async Task<Manuscript> TextAsync(Newsrooms rooms, Release release, string language) =>
        (await rooms.Newsroom.Store.LoadAsync(Paths.Manuscript(release.Id, release.Uploads.First(upload => upload.Language.Tag == language).Manuscript), Documents.Json.Manuscript, Cancel)).Document!;
}
