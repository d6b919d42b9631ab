using System.Text;
using Azure.Storage.Blobs;
using Syndication.App.Opening;
using Syndication.Testing;

namespace Syndication.EndToEnd.Functions;

/// <summary>The sample newsroom in an account of Azurite's, with the deployed app behind the host, and a partner that really receives.</summary>
internal sealed class AzureSite : IAsyncDisposable
{
    private readonly SampleSite sample;
    private readonly BlobServiceClient blobs;

    private AzureSite(SampleSite sample, string connection, FunctionsHost host)
    {
        this.sample = sample;
        Connection = connection;
        Host = host;
        blobs = new(connection);
    }

    public FunctionsHost Host { get; }

    public string Connection { get; }

    /// <summary>What the partner took.</summary>
    public IReadOnlyList<System.Text.Json.JsonElement> Received => sample.Received;

    /// <summary>Puts the configuration up and starts the app; the inbox is empty.</summary>
    public static async Task<AzureSite> StartAsync(Azurite azurite, string app)
    {
        if (await azurite.StartAsync() is { } why)
            Assert.Skip(why);
        var sample = await SampleSite.CreateAsync();
        foreach (var partner in new[] { "union-observatory", "wire-agency" })
            Sample.Set(sample.PathOf($"config/partners/{partner}.json"), Directory.CreateDirectory(sample.PathOf($"taken/{partner}")).FullName, "channel", "path");
        var connection = azurite.NewAccount().ConnectionString;
        var service = new BlobServiceClient(connection);
        foreach (var container in new[] { "config", "inbox" })
            await service.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: Cancel);
        foreach (var file in sample.Files("config").Keys)
            await service.GetBlobContainerClient("config").UploadBlobAsync(file, BinaryData.FromBytes(await File.ReadAllBytesAsync(sample.PathOf($"config/{file}"), Cancel)), Cancel);
        var environment = new Dictionary<string, string>(sample.Environment) { ["SYNDICATION_STORAGE"] = connection };
        return new(sample, connection, await FunctionsHost.StartAsync(app, connection, environment));
    }

    /// <summary>Uploads the first day's releases one by one; what stands beside an upload comes before it.</summary>
    public Task FirstDayAsync(Random random) => UploadAllAsync(sample.Files("inbox").Keys, random);

    /// <summary>Uploads the second day's.</summary>
    public Task SecondDayAsync(Random random) => UploadAllAsync(Sample.CopyLater(sample.Folder), random);

    /// <summary>Puts a blob into a container.</summary>
    public async Task PutAsync(string container, string name, byte[] content) =>
        await blobs.GetBlobContainerClient(container).GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), overwrite: true, Cancel);

    public Task PutAsync(string container, string name, string content) => PutAsync(container, name, Encoding.UTF8.GetBytes(content));

    /// <summary>The text of a blob; null where there is none.</summary>
    public async Task<string?> ReadAsync(string container, string name)
    {
        var blob = blobs.GetBlobContainerClient(container).GetBlobClient(name);
        return await blob.ExistsAsync(Cancel) ? (await blob.DownloadContentAsync(Cancel)).Value.Content.ToString() : null;
    }

    /// <summary>The names in a container.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(string container)
    {
        var names = new List<string>();
        if (await blobs.GetBlobContainerClient(container).ExistsAsync(Cancel))
        {
            await foreach (var blob in blobs.GetBlobContainerClient(container).GetBlobsAsync(cancellationToken: Cancel))
                names.Add(blob.Name);
        }

        return names;
    }

    /// <summary>The files in which a partner's copies lie, by the partner's own folder.</summary>
    public IReadOnlyList<string> Taken(string partner) => [.. sample.Files($"taken/{partner}").Keys.Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await sample.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Events come in any order and at once; a sidecar is uploaded before its file, as the editors' guide says.
    private async Task UploadAllAsync(IEnumerable<string> names, Random random)
    {
        var order = names.ToArray();
        foreach (var name in order.OrderBy(name => !name.EndsWith(".meta.json", StringComparison.Ordinal)))
            await PutAsync("inbox", name, await File.ReadAllBytesAsync(sample.PathOf($"inbox/{name}"), Cancel));
        random.Shuffle(order);
        Assert.All(await Task.WhenAll(order.Select(Host.BlobCreatedAsync)), status => Assert.Equal(200, status));
    }
}
