namespace Syndication.Testing;

/// <summary>An account in Azurite.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Key">Its key, base64.</param>
/// <param name="Blobs">Where the blobs of all accounts are.</param>
/// <param name="Queues">Where the queues of all accounts are.</param>
public sealed record AzuriteAccount(string Name, string Key, Uri Blobs, Uri Queues)
{
    /// <summary>How to reach it.</summary>
    public string ConnectionString =>
        $"AccountName={Name};AccountKey={Key};BlobEndpoint={new Uri(Blobs, Name)};QueueEndpoint={new Uri(Queues, Name)}";

    /// <summary>The same account through a proxy.</summary>
    public AzuriteAccount Through(FaultProxy proxy) => this with { Blobs = proxy.Blobs, Queues = proxy.Queues };
}
