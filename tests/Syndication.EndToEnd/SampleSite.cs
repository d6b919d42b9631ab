using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Syndication.App.Opening;
using Syndication.Network.Receiving;

namespace Syndication.EndToEnd;

/// <summary>A copy of the sample newsroom in a folder of its own, with a partner that really receives.</summary>
internal sealed class SampleSite : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> lines = [];
    private readonly Receiver receiver;

    private SampleSite(string folder, string secret, Receiver receiver)
    {
        Folder = folder;
        Environment = new Dictionary<string, string> { ["LAS_WEBHOOK_SECRET"] = secret };
        this.receiver = receiver;
    }

    public string Folder { get; }

    /// <summary>The variables with which the program knows the partner's secret.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Every copy the webhook partner took, in order.</summary>
    public IReadOnlyList<JsonElement> Received => [.. lines.Select(line => JsonDocument.Parse(line).RootElement)];

    public static async Task<SampleSite> CreateAsync()
    {
        var secret = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var folder = Directory.CreateTempSubdirectory("newsroom-").FullName;
        SampleSite? site = null;
        var receiver = await Receiver.StartAsync(0, secret, line => site!.lines.Enqueue(line), TimeProvider.System, TestContext.Current.CancellationToken);
        site = new(folder, secret, receiver);
        Sample.Copy(folder);
        Sample.Set(site.PathOf("config/partners/las-secretariat.json"), $"http://localhost:{receiver.Port}/", "channel", "url");
        return site;
    }

    public string PathOf(string path) => Path.Combine(Folder, path);

    public string Read(string path) => File.ReadAllText(PathOf(path));

    public bool Has(string path) => File.Exists(PathOf(path));

    /// <summary>Puts a file into the inbox, long enough ago to be whole.</summary>
    public void Upload(string name, string text) => Upload(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Puts a file into the inbox, long enough ago to be whole.</summary>
    public void Upload(string name, byte[] content)
    {
        var file = PathOf($"inbox/{name}");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(-1));
    }

    public void SecondDay() => Sample.CopyLater(Folder);

    public Task<Cli.Said> RunAsync() => Cli.RunAsync(Environment, "run", "--site", Folder, "--json");

    public Task<Cli.Said> StatusAsync() => Cli.RunAsync(Environment, "status", "--site", Folder, "--json");

    /// <summary>Every file below a folder of the site by its path, with a hash of its bytes.</summary>
    public IReadOnlyDictionary<string, string> Files(string below) => !Directory.Exists(PathOf(below)) ? new Dictionary<string, string>() : Directory
        .EnumerateFiles(PathOf(below), "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(PathOf(below), file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));

    public async ValueTask DisposeAsync()
    {
        await receiver.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
