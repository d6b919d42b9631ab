using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Delivery.Formats;
using Syndication.Network.Guard;

namespace Syndication.Network.Channels.Blob;

/// <summary>
/// Puts copies into a partner's container in Azure Storage, one blob each, named as in a folder, with the facts as metadata and its MD5
/// checked by the service. A blob of that name that is there already is never written over.
/// </summary>
/// <param name="http">The guarded way out.</param>
/// <param name="options">The partner's channel.</param>
/// <param name="secrets">Where the shared access signature is.</param>
public sealed class BlobChannel(GuardedHttp http, ChannelOptions options, Secrets secrets) : IChannel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Lazy<TokenCredential> Identity = new(() => new DefaultAzureCredential());

    /// <inheritdoc/>
    public string? Lacks => Signature(out _);

    /// <inheritdoc/>
    public Payload Pack(Copy copy) => CopyFormats.Write(copy, options.Format);

    /// <inheritdoc/>
    public async Task<Outcome> SendAsync(Shipment shipment, CancellationToken cancel)
    {
        if (Signature(out var signature) is { } lacks)
            return Outcome.Temporary(lacks);
        var name = FileName.Of(shipment);
        using var handler = new GuardedHandler(http, options.Allow);
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            var blob = Container(signature, client).GetBlobClient(options.Path?.Trim('/') is { Length: > 0 } path ? $"{path}/{name}" : name);
            return await PutAsync(blob, name, shipment, cancel);
        }
        catch (RequestFailedException e) when (e.Status > 0)
        {
            return Judge(e) with { Status = e.Status };
        }
        catch (Exception e) when (e is RequestFailedException or AuthenticationFailedException or HttpRequestException or IOException or OperationCanceledException or AggregateException)
        {
            cancel.ThrowIfCancellationRequested();
            return Outcome.Temporary(Explain(e));
        }
    }

    private static async Task<Outcome> PutAsync(BlobClient blob, string name, Shipment shipment, CancellationToken cancel)
    {
        var content = shipment.Payload.Content;
#pragma warning disable CA5351 // The service's checksum against damage on the way, not a defence.
        var md5 = System.Security.Cryptography.MD5.HashData(content.Span);
#pragma warning restore CA5351
        var copy = shipment.Copy;
        var upload = new BlobUploadOptions
        {
            Conditions = new() { IfNoneMatch = ETag.All },
            HttpHeaders = new() { ContentType = shipment.Payload.ContentType, ContentHash = md5 },
            Metadata = new Dictionary<string, string>
            {
                ["id"] = shipment.WebhookId,
                ["type"] = copy.Type,
                ["release"] = Uri.EscapeDataString(copy.Release.Value),
                ["language"] = copy.Language.ToString(),
                ["version"] = $"{copy.Version}",
            },
            TransferValidation = new() { ChecksumAlgorithm = Azure.Storage.StorageChecksumAlgorithm.MD5 },
        };
        try
        {
            var stored = await blob.UploadAsync(BinaryData.FromBytes(content), upload, cancel);
            return Outcome.Accepted(name) with { Status = stored.GetRawResponse().Status, Receipt = stored.Value.ETag.ToString("H") };
        }
        catch (RequestFailedException e) when (e.Status is 403 or 409 or 412)
        {
            // A signature that may create and not write is refused with 403 where the blob is there already.
            if (await ThereAsync(blob, cancel) is not { } there)
                throw;
            return there.ContentLength == content.Length && there.ContentHash is { } hash && hash.AsSpan().SequenceEqual(md5)
                ? Outcome.Accepted(name) with { Status = e.Status, Receipt = there.ETag.ToString("H") }
                : Outcome.Permanent($"There is a blob {name} with other content, which was changed or put there by somebody else, and is not written over. Have it moved away, then send the copy again.") with { Status = e.Status };
        }
    }

    private static async Task<BlobProperties?> ThereAsync(BlobClient blob, CancellationToken cancel)
    {
        try
        {
            return (await blob.GetPropertiesAsync(cancellationToken: cancel)).Value;
        }
        catch (RequestFailedException e) when (e.Status is 403 or 404)
        {
            return null;
        }
    }

    private BlobContainerClient Container(string? signature, HttpClient client)
    {
        var settings = new BlobClientOptions { Transport = new HttpClientTransport(client) };
        settings.Retry.MaxRetries = 0; // The ledger's schedule tries again.
        settings.Retry.NetworkTimeout = Patience;
        settings.Diagnostics.IsLoggingEnabled = false;
        settings.Diagnostics.IsDistributedTracingEnabled = false;
        return signature is null
            ? new(options.Url!, Identity.Value, settings)
            : new(new UriBuilder(options.Url!) { Query = signature.TrimStart('?') }.Uri, settings);
    }

    private string? Signature(out string? signature)
    {
        signature = null;
        return options.Secret is null ? null : secrets.Read(options.Secret, "the shared access signature of the partner's container (sv=…&sig=…)", out signature);
    }

    // Only the code is told: the service repeats addresses in its messages, and a signature stands in them.
    private static Outcome Judge(RequestFailedException e) => (e.Status, e.ErrorCode) switch
    {
        (403, _) => Outcome.Temporary($"The container answered 403 ({e.ErrorCode}): the signature or role does not allow writing there, or is over; ask the partner for a new one."),
        (404, _) => Outcome.Temporary($"The container answered 404 ({e.ErrorCode}): it is not there; ask the partner, or correct “container”."),
        (400 or 405 or 409 or 411 or 412 or 413 or 415, "Md5Mismatch" or null) => Outcome.Temporary($"The container answered {e.Status}: the copy was damaged on its way, or this is no container."),
        ( >= 400 and < 500 and not 401 and not 408 and not 429, _) => Outcome.Permanent($"The container answered {e.Status} ({e.ErrorCode}): it refuses this copy as it is."),
        _ => Outcome.Temporary($"The container answered {e.Status} ({e.ErrorCode})."),
    };

    private static string Explain(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is AddressRefusedException)
                return cause.Message;
            if (cause is AuthenticationFailedException)
                return "Signing in to Azure failed; give the app an identity with the role Storage Blob Data Contributor there, or name a signature in “sas”.";
            if (cause is System.Net.Sockets.SocketException socket)
                return $"The connection failed: {socket.SocketErrorCode}.";
            if (cause is System.Security.Authentication.AuthenticationException)
                return "Its TLS certificate was not accepted.";
        }

        return e is OperationCanceledException ? $"No answer within {Patience.TotalSeconds:0} seconds." : "The connection failed.";
    }

    private sealed class GuardedHandler(GuardedHttp http, IReadOnlyList<string> allow) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            http.SendAsync(request, allow, cancellationToken);
    }
}
