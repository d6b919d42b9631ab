using Microsoft.Extensions.Time.Testing;
using Syndication.App.Opening;
using Syndication.Azure;
using Syndication.Folders;
using Syndication.Storage;
using Syndication.Testing;

namespace Syndication.Tests.Azure;

/// <summary>The sample newsroom, once in a folder and once on Azure Storage.</summary>
[Collection("Azurite's time")]
public sealed class PassTests(Azurite azurite) : IDisposable
{
    private int wrong;
    private readonly string folder = Directory.CreateTempSubdirectory("pass-").FullName;

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_newsroom_on_Azure_publishes_the_same_bytes_as_in_a_folder_also_on_a_bad_day(bool faulty)
    {
        if (await azurite.StartAsync() is { } whyNot)
            Assert.Skip(whyNot);
        await using var proxy = await FaultProxy.StartAsync(azurite);
        var options = new AzureOptions { Retries = 1, FirstDelay = TimeSpan.FromMilliseconds(1), LongestDelay = TimeSpan.FromMilliseconds(5) };

        // The uploads are an hour old: they have been still for long enough.
        var clock = new FakeTimeProvider(azurite.Clock.GetUtcNow().AddHours(1));
        await using var storage = AzureStorage.Open(azurite.NewAccount().Through(proxy).ConnectionString, clock, options);
        await SampleAsync(storage.Store);
        var opened = await OpenedSite.OpenAsync(folder, clock, None);

        await new Pass(opened.Newsroom!, FolderQueue.Open(folder, clock), _ => { }).RunAsync(None);
        if (faulty)
            proxy.Decide = Rarely(Fault.Reset, Fault.AnswerLost, Fault.Answer(503, "ServerBusy"), Fault.Answer(500, "OperationTimedOut"));
        var failures = await PassAsync(opened.Newsroom! with { Store = storage.Store }, storage.Queue);
        proxy.Decide = _ => Fault.None;

        // A message whose hand-out was lost on the way is no failure that anybody sees: it comes again when its lease is over.
        await azurite.AdvanceAsync(TimeSpan.FromHours(1));
        await PassAsync(opened.Newsroom! with { Store = storage.Store }, storage.Queue);

        TestContext.Current.TestOutputHelper?.WriteLine($"{proxy.Requests.Count} requests to the storage, {failures} failures");
        if (faulty)
            Assert.True(wrong > 20, $"Only {wrong} requests went wrong.");
        else
            Assert.Equal(0, failures);
        var expected = await PublicAsync(opened.Store);
        Assert.NotEmpty(expected);
        var published = await PublicAsync(storage.Store);
        Assert.Equal(expected.Keys, published.Keys);
        Assert.All(expected, file => Assert.Equal(file.Value, published[file.Key]));
        Assert.Equal(0, (await storage.Queue.DepthAsync(None)).Poison);
    }

    // Passes, one after the other as an operator's timer makes them, until one of them meets no fault; three at least, since a message
    // whose hand-out was lost comes again only when its lease is over, and no pass knows of it.
    private async Task<int> PassAsync(Newsroom newsroom, AzureQueue queue)
    {
        var failures = 0;
        for (var pass = 0; pass < 50; pass++)
        {
            var before = failures;
            try
            {
                await new Pass(newsroom, queue, e => failures += e is WorkFailed ? 1 : 0).RunAsync(None);
            }
            catch (IOException)
            {
                failures++;
            }

            if (failures == before && pass >= 2)
                return failures;
            await azurite.AdvanceAsync(TimeSpan.FromHours(1));
        }

        Assert.Fail("There is no end to it.");
        return failures;
    }

    private async Task SampleAsync(AzureStore store)
    {
        Sample.Copy(folder);
        foreach (var file in new[] { "inbox", "config" }.SelectMany(name => Directory.EnumerateFiles(Path.Combine(folder, name), "*", SearchOption.AllDirectories)))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-1));
            var path = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            await store.WriteAsync(path, await File.ReadAllBytesAsync(file, None), WriteCondition.Always, None);
        }
    }

    private static async Task<SortedDictionary<string, string>> PublicAsync(IBlobStore store)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var item in store.ListAsync("public/", None))
            files[item.Path] = Fingerprints.Of((await store.ReadAsync(item.Path, None))!.Content.Span);
        return files;
    }

    // One request in twenty-five goes wrong, the same ones every time as far as their order is the same: rarely enough that no work is
    // given up for five failures in a row.
    private Func<Microsoft.AspNetCore.Http.HttpRequest, Fault> Rarely(params Fault[] faults)
    {
        var random = new Random(11);
        return _ =>
        {
            lock (random)
            {
                if (random.Next(25) != 0)
                    return Fault.None;
                wrong++;
                return faults[random.Next(faults.Length)];
            }
        };
    }
}
