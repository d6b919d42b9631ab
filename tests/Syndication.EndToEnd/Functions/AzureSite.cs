using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Syndication.App.Opening;
using Syndication.Testing;

namespace Syndication.EndToEnd.Functions;

/// <summary>The sample newsroom in an account of Azurite's, with the deployed app behind the host, and a partner that really receives.</summary>
internal sealed class AzureSite : IAsyncDisposable
{
    private readonly SampleSite sample;
    private readonly BlobServiceClient blobs;
    private readonly List<FunctionsHost> others = [];

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

    /// <summary>Every host, the first one first.</summary>
    public IReadOnlyList<FunctionsHost> Hosts => [Host, .. others];

    /// <summary>Puts the configuration up and starts the app; the inbox is empty.</summary>
    /// <param name="azurite">Where.</param>
    /// <param name="prepare">Changes the sample's configuration before it is put up.</param>
    /// <param name="hosts">How many hosts work on the account, each with a handler of its own.</param>
    /// <param name="settings">More of the app's settings.</param>
    public static async Task<AzureSite> StartAsync(
        Azurite azurite, Action<SampleSite>? prepare = null, int hosts = 1, IReadOnlyDictionary<string, string>? settings = null)
    {
        if (await azurite.StartAsync() is { } why)
            Assert.Skip(why);
        var sample = await SampleSite.CreateAsync();
        foreach (var partner in new[] { "union-observatory", "wire-agency" })
            Sample.Set(sample.PathOf($"config/partners/{partner}.json"), Directory.CreateDirectory(sample.PathOf($"taken/{partner}")).FullName, "channel", "path");
        prepare?.Invoke(sample);
        var connection = azurite.NewAccount().ConnectionString;
        var service = new BlobServiceClient(connection);
        foreach (var container in new[] { "config", "inbox" })
            await service.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: Cancel);
        foreach (var file in sample.Files("config").Keys)
            await service.GetBlobContainerClient("config").UploadBlobAsync(file, BinaryData.FromBytes(await File.ReadAllBytesAsync(sample.PathOf($"config/{file}"), Cancel)), Cancel);
        var environment = new Dictionary<string, string>(sample.Environment) { ["SYNDICATION_STORAGE"] = connection };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            environment[name] = value;
        var site = new AzureSite(sample, connection, await FunctionsHost.StartAsync(Cli.App, connection, environment, hosts > 1));
        for (var i = 1; i < hosts; i++)
            site.others.Add(await FunctionsHost.StartAsync(Cli.App, connection, environment, true));
        return site;
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

    /// <summary>How many messages there are in all queues.</summary>
    public async Task<int> WaitingAsync()
    {
        var service = new QueueServiceClient(Connection);
        var waiting = 0;
        await foreach (var queue in service.GetQueuesAsync(cancellationToken: Cancel))
            waiting += (await service.GetQueueClient(queue.Name).GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount;
        return waiting;
    }

    /// <summary>Whether there is a blob of that name.</summary>
    public async Task<bool> HasAsync(string container, string name) =>
        await blobs.GetBlobContainerClient(container).GetBlobClient(name).ExistsAsync(Cancel);

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

    /// <summary>Copies a container into a folder.</summary>
    public async Task CopyAsync(string container, string folder) => await Parallel.ForEachAsync(await NamesAsync(container), Cancel, async (name, cancel) =>
    {
        var file = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await blobs.GetBlobContainerClient(container).GetBlobClient(name).DownloadToAsync(file, cancel);
    });

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(others.Select(host => host.DisposeAsync().AsTask()));
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
