using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Syndication.Azure;
using Syndication.Storage;
using Syndication.Testing;
using Syndication.Tests.Storage;

namespace Syndication.Tests.Azure;

public sealed class AzureStoreTests(Azurite azurite) : StoreContract, IAsyncDisposable
{
    private AzuriteAccount? account;
    private AzureStorage? storage;

    protected override async Task<IBlobStore> OpenAsync() => await StoreAsync();

    public async ValueTask DisposeAsync()
    {
        if (storage is not null)
            await storage.DisposeAsync();
    }

    [Fact]
    public async Task What_is_published_stands_in_the_website_s_container_with_its_type_and_how_long_it_keeps()
    {
        await WriteAsync("public/ar/index.html", "<p>");
        await WriteAsync("public/feeds/ar/atom.xml", "<feed/>");
        await WriteAsync("public/assets/site.css", "p{}");

        var web = (await ServiceAsync()).GetBlobContainerClient("$web");
        var page = (await web.GetBlobClient("ar/index.html").GetPropertiesAsync(cancellationToken: None)).Value;
        var feed = (await web.GetBlobClient("feeds/ar/atom.xml").GetPropertiesAsync(cancellationToken: None)).Value;
        var style = (await web.GetBlobClient("assets/site.css").GetPropertiesAsync(cancellationToken: None)).Value;

        Assert.Equal(("text/html; charset=utf-8", "public, max-age=60"), (page.ContentType, page.CacheControl));
        Assert.Equal(("application/atom+xml; charset=utf-8", "public, max-age=60"), (feed.ContentType, feed.CacheControl));
        Assert.Equal(("text/css; charset=utf-8", "public, max-age=86400"), (style.ContentType, style.CacheControl));
        Assert.Equal(
            ["public/ar/index.html", "public/assets/site.css", "public/feeds/ar/atom.xml"],
            (await ListAsync("public/")).Select(item => item.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_copied_into_the_website_is_typed_by_its_new_name()
    {
        await WriteAsync("releases/a", "<p>");
        await (await StoreAsync()).CopyAsync("releases/a", "public/fr/a.html", None);

        var page = (await (await ServiceAsync()).GetBlobContainerClient("$web").GetBlobClient("fr/a.html").GetPropertiesAsync(cancellationToken: None)).Value;
        Assert.Equal("text/html; charset=utf-8", page.ContentType);
    }

    [Fact]
    public async Task An_upload_is_never_typed_so_that_a_browser_would_run_it()
    {
        await WriteAsync("rejected/a.html", "<script>");

        var page = (await (await ServiceAsync()).GetBlobContainerClient("rejected").GetBlobClient("a.html").GetPropertiesAsync(cancellationToken: None)).Value;
        Assert.Equal("application/octet-stream", page.ContentType);
    }

    [Fact]
    public async Task An_upload_with_an_empty_folder_name_is_listed_and_read_like_any_other()
    {
        await WriteAsync("inbox/2026//a.md", "1");

        Assert.Equal("inbox/2026//a.md", Assert.Single(await ListAsync("inbox/")).Path);
        Assert.Equal("1", await TextAsync("inbox/2026//a.md"));
    }

    [Fact]
    public async Task A_listing_of_many_pages_names_every_blob_once()
    {
        for (var i = 0; i < 11; i++)
            await WriteAsync($"inbox/{i:00}.md", $"{i}");
        var paged = (await StoreAsync()).InPagesOf(3);

        var names = new List<string>();
        await foreach (var item in paged.ListAsync("inbox/", None))
            names.Add(item.Path);

        Assert.Equal(Enumerable.Range(0, 11).Select(i => $"inbox/{i:00}.md"), names);
    }

    [Fact]
    public async Task A_path_without_a_container_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await (await StoreAsync()).ReadAsync("inbox", None));

    [Fact]
    public async Task A_lease_that_somebody_holds_is_told_and_is_no_change_by_another_writer()
    {
        await WriteAsync("releases/a.json", "1");
        var read = await (await StoreAsync()).ReadAsync("releases/a.json", None);
        var blob = (await ServiceAsync()).GetBlobContainerClient("releases").GetBlobClient("a.json");
        await blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(60), cancellationToken: None);

        var fault = await Assert.ThrowsAsync<IOException>(() => WriteAsync("releases/a.json", "2", WriteCondition.Unchanged(read)));

        Assert.StartsWith(
            "Storage: writing releases/a.json failed: somebody holds a lease on the blob. Break it in the portal or with “az storage blob lease break” (412 LeaseIdMissing",
            fault.Message, StringComparison.Ordinal);
    }

    private async Task<AzureStore> StoreAsync()
    {
        if (await azurite.StartAsync() is { } whyNot)
            Assert.Skip(whyNot);
        account ??= azurite.NewAccount();
        storage ??= AzureStorage.Open(account.ConnectionString, azurite.Clock);
        return storage.Store;
    }

    private async Task<BlobServiceClient> ServiceAsync()
    {
        await StoreAsync();
        return new BlobServiceClient(account!.ConnectionString, new BlobClientOptions());
    }
}
