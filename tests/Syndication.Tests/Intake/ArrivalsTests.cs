using Syndication.Folders;
using Syndication.Intake;

namespace Syndication.Tests.Intake;

public sealed class ArrivalsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("arrivals-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task One_name_brings_all_files_of_its_release_and_no_others()
    {
        foreach (var name in new[]
        {
            "2026/caire.md", "2026/caire.ar.md", "2026/caire.ar.meta.json", "2026/caire", "2026/caire.md.part", "2026/caire-suite.md", "2026/caire.notes.md",
            "caire.md", "2026/caire.suite/annexe.md",
        })
        {
            Put(name);
        }

        var work = Assert.Single(await Arrivals().OfAsync("2026/caire.ar.md", Cancel));

        Assert.Equal("2026/caire", work.Stem);
        Assert.Equal(["2026/caire", "2026/caire.ar.md", "2026/caire.ar.meta.json", "2026/caire.md"], work.Names);
    }

    [Theory]
    [InlineData("2026/.caire.md.swp")]
    [InlineData("2026/~$caire.docx")]
    [InlineData("caire.md.part")]
    [InlineData(".hidden/caire.md")]
    public async Task What_editors_programs_leave_behind_brings_nothing(string name)
    {
        Put(name);
        Assert.Empty(await Arrivals().OfAsync(name, Cancel));
        Assert.Null(Syndication.Intake.Arrivals.StemOf(name));
    }

    [Fact]
    public async Task A_name_that_is_gone_and_was_never_read_brings_nothing() =>
        Assert.Empty(await Arrivals().OfAsync("2026/caire.md", Cancel));

    [Fact]
    public async Task What_was_read_already_brings_nothing_and_its_deletion_is_news()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload("2026/nouvelle.md", "---\ntitle: Une nouvelle\nlanguage: fr\n---\n\nGENÈVE, 3 novembre 2026 – Le texte.\n");
        var arrivals = new Arrivals(rooms.Newsroom.Store, TimeProvider.System);
        Assert.Single(await arrivals.OfAsync("2026/nouvelle.md", Cancel));
        await new Pass(rooms.Newsroom, rooms.Queue(), _ => { }).RunAsync(Cancel);

        Assert.Empty(await arrivals.OfAsync("2026/nouvelle.md", Cancel));
        File.Delete(Path.Combine(rooms.Folder, "inbox/2026/nouvelle.md"));
        Assert.Empty(Assert.Single(await arrivals.OfAsync("2026/nouvelle.md", Cancel)).Names);
    }

    [Fact]
    public async Task A_name_of_two_spellings_is_one_release()
    {
        Put("cafe\u0301.md");
        Put("caf\u00e9.ar.md");

        var work = Assert.Single(await Arrivals().OfAsync("cafe\u0301.md", Cancel));

        Assert.Equal("caf\u00e9", work.Stem);
        Assert.Equal(2, work.Names.Count);
    }

    [Fact]
    public async Task An_image_that_comes_after_its_text_is_taken_up_by_its_own_event()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload("2026/nouvelle.md", "---\ntitle: Une nouvelle\nlanguage: fr\n---\n\nGENÈVE, 3 novembre 2026 – Le texte.\n\n![Le fleuve](bilder/photo.png)\n");
        var arrivals = new Arrivals(rooms.Newsroom.Store, TimeProvider.System);
        Assert.Empty(await arrivals.OfAsync("2026/bilder/photo.png", Cancel));
        await new Pass(rooms.Newsroom, rooms.Queue(), _ => { }).RunAsync(Cancel);
        var page = Path.Combine(rooms.Folder, "public/fr/2026/nouvelle.html");
        Assert.DoesNotContain("<img", await File.ReadAllTextAsync(page, Cancel), StringComparison.Ordinal);

        Directory.CreateDirectory(Path.Combine(rooms.Folder, "inbox/2026/bilder"));
        await File.WriteAllBytesAsync(Path.Combine(rooms.Folder, "inbox/2026/bilder/photo.png"), Pictures.Png(40, 30), Cancel);
        var work = Assert.Single(await arrivals.OfAsync("2026/bilder/photo.png", Cancel));

        Assert.Equal("2026/nouvelle", work.Stem);
        Assert.Equal(["2026/nouvelle.md"], work.Names);
        var queue = rooms.Queue();
        await queue.SendAsync(work, TimeSpan.Zero, Cancel);
        await new Pass(rooms.Newsroom, queue, _ => { }).RunAsync(Cancel);
        Assert.Contains("alt=\"Le fleuve\"", await File.ReadAllTextAsync(page, Cancel), StringComparison.Ordinal);
        Assert.Empty(await arrivals.OfAsync("2026/bilder/other.png", Cancel));
    }

    private Arrivals Arrivals() => new(new FolderStore(folder), TimeProvider.System);

    private void Put(string name)
    {
        var file = Path.Combine(folder, "inbox", name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "text");
    }
}
