using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Syndication.App.Opening;
using Syndication.EndToEnd.Azure;
using Syndication.Network.Receiving;
using Syndication.Testing;

namespace Syndication.EndToEnd;

/// <summary>
/// A copy of the sample newsroom of its own, with a partner that really receives: in a folder; or in an account of Azurite's, which the
/// folder then mirrors.
/// </summary>
internal sealed class SampleSite : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> lines = [];
    private readonly Receiver receiver;
    private readonly Mirror? mirror;
    private readonly string[] where;

    private SampleSite(string folder, string? account, string secret, Receiver receiver)
    {
        Folder = folder;
        where = account is null ? ["--site", folder] : ["--storage", account];
        mirror = account is null ? null : new(folder, account);
        Environment = new Dictionary<string, string> { ["LAS_WEBHOOK_SECRET"] = secret };
        this.receiver = receiver;
    }

    public string Folder { get; }

    /// <summary>The variables with which the program knows the partner's secret.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Every copy the webhook partner took, in order.</summary>
    public IReadOnlyList<JsonElement> Received => [.. lines.Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Makes one.</summary>
    /// <param name="azurite">Where its account is; null for a folder.</param>
    public static async Task<SampleSite> CreateAsync(Azurite? azurite = null)
    {
        if (azurite is not null && await azurite.StartAsync() is { } why)
            Assert.Skip(why);
        var secret = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var folder = Directory.CreateTempSubdirectory("newsroom-").FullName;
        SampleSite? site = null;
        var receiver = await Receiver.StartAsync(0, secret, line => site!.lines.Enqueue(line), TimeProvider.System, TestContext.Current.CancellationToken);
        site = new(folder, azurite?.NewAccount().ConnectionString, secret, receiver);
        Sample.Copy(folder);
        if (azurite is not null)
        {
            // In an account there is no folder that a relative path could begin in.
            foreach (var partner in new[] { "union-observatory", "wire-agency" })
                Sample.Set(site.PathOf($"config/partners/{partner}.json"), Directory.CreateDirectory(site.PathOf($"partners/{partner}")).FullName, "channel", "path");
        }

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

    /// <summary>Copies what comes on the second day into the inbox, a second later at least: what is corrected in the second of its publication is no correction to readers.</summary>
    public void SecondDay()
    {
        Thread.Sleep(TimeSpan.FromSeconds(1));
        Sample.CopyLater(Folder);
    }

    public Task<Cli.Said> RunAsync() => CommandAsync("run", "--json");

    /// <summary>Runs until a pass finds nothing due any more: what a kill interrupted may wait a few seconds for its next try.</summary>
    public async Task CatchUpAsync()
    {
        for (var i = 0; i < 60; i++)
        {
            var said = await RunAsync();
            Assert.True(said.ExitCode == 0, said.Output + said.Error);
            var queue = (await StatusAsync()).Json.GetProperty("queue");
            Assert.Equal(0, queue.GetProperty("poison").GetInt32());
            if (queue.GetProperty("due").GetInt32() == 0 && said.Json.GetProperty("retrying").GetInt32() == 0)
                return;
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        }

        Assert.Fail("The newsroom did not catch up.");
    }

    public Task<Cli.Said> StatusAsync() => CommandAsync("status", "--json");

    /// <summary>Runs a command on the site.</summary>
    public Task<Cli.Said> CommandAsync(params string[] arguments) => CommandAsync(Environment, arguments);

    /// <summary>Runs a command on the site where nobody knows the partner's secret.</summary>
    public Task<Cli.Said> WithoutSecretAsync(params string[] arguments) => CommandAsync(null, arguments);

    /// <summary>Runs a command on the site with these variables.</summary>
    public async Task<Cli.Said> CommandAsync(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        if (mirror is not null)
            await mirror.PushAsync();
        var said = await Cli.RunAsync(environment, [.. arguments, .. where]);
        if (mirror is not null)
            await mirror.PullAsync();
        return said;
    }

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
