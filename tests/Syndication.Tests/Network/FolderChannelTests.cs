using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Network.Channels.Folder;
using Syndication.Releases;
using Syndication.Tests.Delivery;

namespace Syndication.Tests.Network;

public sealed class FolderChannelTests : IDisposable
{
    private readonly string site = Directory.CreateTempSubdirectory("folder-channel").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(site, recursive: true);

    [Fact]
    public async Task A_copy_appears_under_a_name_that_tells_the_facts()
    {
        var shipment = Shipment("2026/caire");
        var outcome = await Channel("outbox/secretariat").SendAsync(shipment, Cancel);
        Assert.Equal((OutcomeKind.Accepted, "2026__caire.fr.v1.published.html"), (outcome.Kind, outcome.Detail));
        var file = Assert.Single(Files());
        Assert.Equal(Path.Combine(site, "outbox", "secretariat", "2026__caire.fr.v1.published.html"), file);
        Assert.Equal(shipment.Payload.Content.ToArray(), await File.ReadAllBytesAsync(file, Cancel));
    }

    [Fact]
    public async Task The_same_copy_twice_is_one_file_that_is_not_touched_again()
    {
        await Channel("outbox").SendAsync(Shipment("a"), Cancel);
        var file = Assert.Single(Files());
        File.SetLastWriteTimeUtc(file, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await Channel("outbox").SendAsync(Shipment("a"), Cancel);
        Assert.Equal(2020, File.GetLastWriteTimeUtc(Assert.Single(Files())).Year);
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_finished()
    {
        Directory.CreateDirectory(Path.Combine(site, "outbox"));
        await File.WriteAllTextAsync(Path.Combine(site, "outbox", ".a.fr.v1.published.html.tmp"), "<!doct", Cancel);
        await Channel("outbox").SendAsync(Shipment("a"), Cancel);
        Assert.EndsWith("a.fr.v1.published.html", Assert.Single(Files()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_cut_short_is_made_whole()
    {
        await Channel("outbox").SendAsync(Shipment("a"), Cancel);
        await File.WriteAllTextAsync(Assert.Single(Files()), "", Cancel);
        await Channel("outbox").SendAsync(Shipment("a"), Cancel);
        Assert.NotEqual(0, new FileInfo(Assert.Single(Files())).Length);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../elsewhere")]
    [InlineData("outbox/../../elsewhere")]
    [InlineData(".")]
    [InlineData("outbox/..")]
    [InlineData("inbox")]
    [InlineData("INBOX/press")]
    [InlineData("./public/x")]
    [InlineData("outbox/../releases")]
    [InlineData("deliveries/../config")]
    [InlineData(" ")]
    [InlineData("a\0b")]
    public async Task No_path_leads_out_of_the_site_or_into_the_pipelines_own_folders(string path)
    {
        var before = Directory.GetFileSystemEntries(Path.GetDirectoryName(site)!, "elsewhere").Length;
        var outcome = await Channel(path).SendAsync(Shipment("a"), Cancel);
        Assert.Equal(OutcomeKind.Permanent, outcome.Kind);
        Assert.Empty(Files());
        Assert.Equal(before, Directory.GetFileSystemEntries(Path.GetDirectoryName(site)!, "elsewhere").Length);
    }

    [Fact]
    public async Task A_share_that_is_not_mounted_is_waited_for_and_not_made()
    {
        var share = Path.Combine(site, "mnt", "share");
        var outcome = await Channel(share).SendAsync(Shipment("a"), Cancel);
        Assert.Equal(OutcomeKind.Temporary, outcome.Kind);
        Assert.Contains("mount", outcome.Detail!, StringComparison.Ordinal);
        Assert.False(Directory.Exists(share));
        Directory.CreateDirectory(share);
        Assert.Equal(OutcomeKind.Accepted, (await Channel(share).SendAsync(Shipment("a"), Cancel)).Kind);
    }

    [Fact]
    public async Task A_file_where_the_folder_should_be_is_a_failure_for_the_time_being()
    {
        await File.WriteAllTextAsync(Path.Combine(site, "outbox"), "", Cancel);
        Assert.Equal(OutcomeKind.Temporary, (await Channel("outbox").SendAsync(Shipment("a"), Cancel)).Kind);
    }

    [Fact]
    public async Task A_folder_where_the_file_should_be_is_a_failure_for_the_time_being()
    {
        Directory.CreateDirectory(Path.Combine(site, "outbox", "a.fr.v1.published.html"));
        Assert.Equal(OutcomeKind.Temporary, (await Channel("outbox").SendAsync(Shipment("a"), Cancel)).Kind);
    }

    [Fact]
    public async Task Without_a_site_folder_only_an_absolute_path_will_do()
    {
        var channel = new FolderChannel(new() { Type = "folder", Format = CopyFormat.Html, Path = "outbox" }, null);
        Assert.Equal(OutcomeKind.Permanent, (await channel.SendAsync(Shipment("a"), Cancel)).Kind);
    }

    [Fact]
    public async Task No_two_releases_share_a_name()
    {
        string[] ids = ["a/b/c", "a__b/c", "a/b__c", "a_/b", "a/_b", "a___b", "A/b/c", "a~b", "é/b", new string('é', 99) + "/x", new string('é', 99) + "/y"];
        foreach (var id in ids)
            Assert.Equal(OutcomeKind.Accepted, (await Channel("outbox").SendAsync(Shipment(id), Cancel)).Kind);
        Assert.Equal(ids.Length, Files().Count);
        Assert.Contains(Files(), file => file.EndsWith("a__b__c.fr.v1.published.html", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_longest_id_there_can_be_fits_into_a_files_name()
    {
        var id = string.Join('/', Enumerable.Repeat(new string('ع', 84), 3));
        Assert.Equal(OutcomeKind.Accepted, (await Channel("outbox").SendAsync(Shipment(id), Cancel)).Kind);
    }

    private FolderChannel Channel(string path) => new(new() { Type = "folder", Format = CopyFormat.Html, Path = path }, site);

    private List<string> Files() => [.. Directory.GetFiles(site, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })];

    private Shipment Shipment(string id)
    {
        var release = Sample.Release(Sample.French) with { Id = ReleaseId.Parse(id) };
        var entry = LedgerCopy.Due("p", release.Id, Sample.French, 1, CopyKind.Published, Sample.Start);
        var copy = Copies.Make(entry, release, Sample.Edition(release, Sample.French, 1), Sample.Site);
        return new(entry.WebhookId, copy, Channel("outbox").Pack(copy));
    }
}
