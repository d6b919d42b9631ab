using Azure.Core;

namespace Syndication.Azure;

/// <summary>A newsroom's storage on Azure, or in its emulator: blobs and queues of one account.</summary>
public sealed class AzureStorage : IAsyncDisposable
{
    private readonly AzureAccount account;

    private AzureStorage(AzureAccount account, TimeProvider clock, AzureOptions options)
    {
        this.account = account;
        var calls = new AzureCalls(account, clock);
        var blobs = account.OpenBlobs(options);
        Store = new AzureStore(blobs, account, calls, new RecentTexts(clock));
        Queue = new AzureQueue(account.Queues, new AzureMessages(account.OpenQueues(options), calls, clock), Store, clock, options.Lease);
    }

    /// <summary>The blobs.</summary>
    public AzureStore Store { get; }

    /// <summary>The queues.</summary>
    public AzureQueue Queue { get; }

    /// <summary>
    /// Opens an account; nothing is asked of it yet. It is named by its address, <c>https://account.blob.core.windows.net</c>, and
    /// reached as whoever is signed in there (managed identity, environment, <c>az login</c>) or by a SAS that the address carries;
    /// or by a connection string; or, for the emulator on this machine, by <c>http://127.0.0.1:10000/devstoreaccount1</c> or
    /// <c>UseDevelopmentStorage=true</c>.
    /// </summary>
    /// <param name="uriOrConnectionString">Which account.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="options">How patient to be; null for the defaults.</param>
    /// <param name="credential">Who to be where the address carries no secret of its own; null for whoever is signed in.</param>
    /// <exception cref="FormatException">The text names no account; the message says why and what to write, and shows no secret.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static AzureStorage Open(string uriOrConnectionString, TimeProvider clock, AzureOptions? options = null, TokenCredential? credential = null)
    {
        options ??= new AzureOptions();
        options.Validate();
        return new AzureStorage(AzureAccount.Parse(uriOrConnectionString, credential), clock, options);
    }

    /// <summary>Asks the blobs and the queues for something small, to see whether both can be used.</summary>
    /// <exception cref="IOException">One cannot; the message says what to do.</exception>
    public async Task ReachAsync(CancellationToken cancel)
    {
        await Store.StatAsync("config/site.json", cancel);
        await Queue.ReachAsync(cancel);
    }

    /// <summary>Gives work in hand back at once.</summary>
    public ValueTask DisposeAsync() => Queue.DisposeAsync();

    /// <summary>The account's address, without any secret.</summary>
    public override string ToString() => account.ToString();
}
