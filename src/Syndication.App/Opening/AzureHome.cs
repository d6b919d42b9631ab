using Syndication.Azure;
using Syndication.Storage;

namespace Syndication.App.Opening;

/// <summary>A site in an account of Azure Storage, or in its emulator.</summary>
internal sealed class AzureHome : SiteHome
{
    // What a process that was killed had in hand comes again so late; renewed while it lives.
    private static readonly AzureOptions Patience = new() { Lease = TimeSpan.FromSeconds(30) };

    // A wrong name or key is told in seconds.
    private static readonly AzureOptions Haste = new() { Retries = 1, AnswerWithin = TimeSpan.FromSeconds(20) };

    private readonly string account;
    private readonly AzureStorage storage;

    /// <summary>Opens it; nothing is asked of it yet.</summary>
    /// <param name="account">Its address or connection string. Perhaps a secret: it is kept, and never told.</param>
    /// <param name="clock">The time.</param>
    /// <exception cref="UsageException">It is neither; the message says what to write, and shows no secret.</exception>
    public AzureHome(string account, TimeProvider clock)
    {
        this.account = account;
        try
        {
            storage = AzureStorage.Open(account, clock, Patience);
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <inheritdoc/>
    public override IBlobStore Store => storage.Store;

    /// <inheritdoc/>
    public override string? Folder => null;

    /// <summary>Longer than a webhook may take to answer, with room for storing what came of it.</summary>
    public static TimeSpan LongestTry { get; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override TimeSpan Hold => LongestTry;

    /// <inheritdoc/>
    public override string Argument => Uri.TryCreate(account, UriKind.Absolute, out var address) && address.Query.Length == 0 ? $"--storage {storage}" : "--storage …";

    /// <inheritdoc/>
    public override string Unconfigured =>
        $"See that {storage} is the right account, and put the newsroom's configuration there: az storage blob upload-batch --destination config --source newsroom/config";

    /// <inheritdoc/>
    public override string GivenUp => "Read the messages in the queues ending with -poison; docs/operating-azure.md says how to drain them.";

    /// <inheritdoc/>
    public override string Where(string path) => $"{path} in {storage}";

    /// <inheritdoc/>
    public override async Task ReachAsync(CancellationToken cancel)
    {
        await using var brief = AzureStorage.Open(account, TimeProvider.System, Haste);
        try
        {
            await brief.ReachAsync(cancel);
        }
        catch (IOException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <inheritdoc/>
    public override Task<ISiteTurn> TurnAsync(Action? waiting, TimeProvider clock, CancellationToken cancel) => Task.FromResult<ISiteTurn>(new AzureTurn(storage));

    /// <inheritdoc/>
    public override Task<QueueDepth> DepthAsync(TimeProvider clock, CancellationToken cancel) => storage.Queue.DepthAsync(cancel);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await storage.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    public override string ToString() => storage.ToString();
}
