using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Network.Channels;
using Syndication.Network.Channels.Blob;
using Syndication.Network.Guard;
using Syndication.Testing;

namespace Syndication.Tests.Network;

public sealed class BlobChannelTests(Azurite azurite) : IDisposable
{
    private const string Name = "2026__reunion-du-caire.fr.v1.published.json";

    private readonly GuardedHttp http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task A_copy_is_a_blob_with_its_facts_and_checksum()
    {
        var container = await ContainerAsync();
        var shipment = Shipments.Of();
        var outcome = await Channel(container, path: "in/fr/").SendAsync(shipment, Cancel);

        Assert.Equal((OutcomeKind.Accepted, Name, 201), (outcome.Kind, outcome.Detail, outcome.Status));
        var there = (await container.GetBlobClient($"in/fr/{Name}").DownloadContentAsync(Cancel)).Value;
        Assert.Equal(shipment.Payload.Content.ToArray(), there.Content.ToArray());
        Assert.Equal("application/json", there.Details.ContentType);
        Assert.NotNull(there.Details.ContentHash);
        Assert.Equal(("release.published", "1", shipment.WebhookId), (there.Details.Metadata["type"], there.Details.Metadata["version"], there.Details.Metadata["id"]));
    }

    [Fact]
    public async Task The_same_copy_twice_is_one_blob_and_what_somebody_changed_is_not_written_over()
    {
        var container = await ContainerAsync();
        var first = await Channel(container).SendAsync(Shipments.Of(), Cancel);
        var again = await Channel(container).SendAsync(Shipments.Of(), Cancel);
        Assert.Equal((OutcomeKind.Accepted, Name, first.Receipt), (again.Kind, again.Detail, again.Receipt));

        await container.GetBlobClient(Name).UploadAsync(BinaryData.FromString("theirs"), overwrite: true, Cancel);
        var changed = await Channel(container).SendAsync(Shipments.Of(), Cancel);

        Assert.Equal(OutcomeKind.Permanent, changed.Kind);
        Assert.Contains("not written over", changed.Detail, StringComparison.Ordinal);
        Assert.Equal("theirs", (await container.GetBlobClient(Name).DownloadContentAsync(Cancel)).Value.Content.ToString());
    }

    [Fact]
    public async Task A_signature_that_is_over_or_may_only_read_is_a_failure_for_now_that_shows_no_signature()
    {
        var container = await ContainerAsync();
        foreach (var sas in new[] { Signature(container, BlobContainerSasPermissions.Read), Signature(container, BlobContainerSasPermissions.Create, isOver: true) })
        {
            var outcome = await Channel(container, sas: sas).SendAsync(Shipments.Of(), Cancel);
            Assert.Equal((OutcomeKind.Temporary, 403), (outcome.Kind, outcome.Status));
            Assert.Contains("ask the partner for a new one", outcome.Detail, StringComparison.Ordinal);
            Assert.DoesNotContain("sig=", outcome.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_container_that_is_not_there_is_said()
    {
        var container = await ContainerAsync();
        var sas = Signature(container, BlobContainerSasPermissions.Create);
        await container.DeleteAsync(cancellationToken: Cancel);

        var outcome = await Channel(container, sas: sas).SendAsync(Shipments.Of(), Cancel);

        Assert.Equal((OutcomeKind.Temporary, 404), (outcome.Kind, outcome.Status));
    }

    [Fact]
    public async Task This_machine_is_reached_only_where_the_partners_file_allows_it()
    {
        var outcome = await Channel(await ContainerAsync(), allow: []).SendAsync(Shipments.Of(), Cancel);
        Assert.Equal(OutcomeKind.Temporary, outcome.Kind);
        Assert.Contains("“allow”", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_signature_copies_wait()
    {
        var channel = Channel(await ContainerAsync(), sas: "");
        Assert.Contains("PARTNER_SAS", channel.Lacks, StringComparison.Ordinal);
        Assert.Equal(OutcomeKind.Temporary, (await channel.SendAsync(Shipments.Of(), Cancel)).Kind);
    }

    private async Task<BlobContainerClient> ContainerAsync()
    {
        if (await azurite.StartAsync() is { } why)
            Assert.Skip(why);
        var container = new BlobContainerClient(azurite.NewAccount().ConnectionString, "copies");
        await container.CreateIfNotExistsAsync(cancellationToken: Cancel);
        return container;
    }

    // Others set Azurite's clock days ahead meanwhile.
    private static string Signature(BlobContainerClient container, BlobContainerSasPermissions rights, bool isOver = false) =>
        container.GenerateSasUri(rights, DateTimeOffset.UtcNow.AddDays(isOver ? -1 : 1000)).Query;

    private BlobChannel Channel(BlobContainerClient container, string? sas = null, string? path = null, IReadOnlyList<string>? allow = null) => new(
        http,
        new() { Type = "blob", Format = CopyFormat.Ninjs, Url = container.Uri, Secret = "env:PARTNER_SAS", Path = path, Allow = allow ?? ["127.0.0.1"] },
        new Secrets(_ => sas ?? Signature(container, BlobContainerSasPermissions.Create | BlobContainerSasPermissions.Read)));
}
