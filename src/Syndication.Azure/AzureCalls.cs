using System.Globalization;
using Azure;
using Azure.Identity;

namespace Syndication.Azure;

/// <summary>
/// Makes calls to an account, and tells in plain words what kept one from being answered. The words are our own: what the storage or
/// the network said may quote a signature, so nothing of it but its status, its code and the request's id goes on.
/// </summary>
internal sealed class AzureCalls(AzureAccount account, TimeProvider clock)
{
    // The storage refuses what is signed more than 15 minutes off its own clock.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);

    /// <summary>Makes a call.</summary>
    /// <exception cref="IOException">It failed, after all retries; the message says what to do.</exception>
    public async Task<T> MakeAsync<T>(string doing, Func<Task<T>> call, CancellationToken cancel)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && Told(e) is not null)
        {
            throw new IOException($"Storage: {doing} failed: {Told(e)}");
        }
    }

    /// <summary>Makes a call that gives nothing back.</summary>
    /// <exception cref="IOException">It failed, after all retries; the message says what to do.</exception>
    public Task MakeAsync(string doing, Func<Task> call, CancellationToken cancel) => MakeAsync(
        doing,
        async () =>
        {
            await call();
            return true;
        },
        cancel);

    // What went wrong and what to do; null where it is not the storage's fault.
    private string? Told(Exception e) => e switch
    {
        RequestFailedException { Status: > 0 } answer => $"{Answered(answer)} ({answer.Status}{Code(answer)}{Request(answer)}).",
        RequestFailedException silent => Unreachable(silent.InnerException),
        AggregateException { InnerExceptions: [.., var last] } => Told(last),
        CredentialUnavailableException =>
            $"nobody is signed in to reach {account}. On Azure give the app a managed identity, elsewhere sign in with “az login”, or give a connection string.",
        AuthenticationFailedException =>
            $"signing in to reach {account} was refused. See that the identity exists in the account's tenant, or sign in again with “az login”.",
        OperationCanceledException or TimeoutException =>
            $"{account} did not answer in time. If that lasts, see to the network between here and there; the work is tried again.",
        HttpRequestException or IOException or System.Net.Sockets.SocketException => Unreachable(e),
        _ => null,
    };

    private string Answered(RequestFailedException e) => e.Status switch
    {
        401 => $"{account} does not know who asks. Sign in to the account's own tenant, or give a connection string",
        403 when SkewOf(e) is { } skew =>
            $"this machine's clock is {skew} off the storage's. Set it right (NTP), nothing signed by it is accepted",
        403 when account.SasExpires < clock.GetUtcNow() =>
            $"the shared access signature expired on {account.SasExpires.Value.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC. Make a new one",
        403 when account.Sas is not null =>
            $"the shared access signature does not allow it. Make one for blobs and queues, service, container and object, that may read, add, create, write, delete, list, update and process, valid from now on and from this machine's address",
        403 when e.ErrorCode is "KeyBasedAuthenticationNotPermitted" =>
            $"{account} takes no keys. Give its address instead of a connection string, and sign in",
        403 when e.ErrorCode is "AuthorizationFailure" or "AuthorizationSourceIPMismatch" =>
            $"{account} keeps this machine out. Allow its address or network in the account's firewall",
        403 when account.IsByToken =>
            $"whoever is signed in may not do this in {account}. Give the identity the roles Storage Blob Data Contributor and Storage Queue Data Contributor; they count some minutes later",
        403 => $"{account} refused the key. See that key and account belong together and that the key was not rotated",
        404 => $"there is none such in {account}. See that it is the right account",
        409 when e.ErrorCode is "ContainerBeingDeleted" or "QueueBeingDeleted" =>
            "it is being deleted. Wait half a minute; the work is tried again",
        409 or 412 when e.ErrorCode is "LeaseIdMissing" or "LeaseIdMismatchWithBlobOperation" or "LeaseAlreadyPresent" =>
            "somebody holds a lease on the blob. Break it in the portal or with “az storage blob lease break”",
        409 when e.ErrorCode?.StartsWith("BlobImmutable", StringComparison.Ordinal) == true =>
            "an immutability policy forbids it. The pipeline must be able to write and delete: take the policy off its containers",
        400 when e.ErrorCode is "InvalidResourceName" or "InvalidUri" or "OutOfRangeInput" =>
            "the storage takes no such name. Rename the upload: at most 1,024 characters, no full stop or slash at its end",
        413 => "it is larger than the storage takes",
        429 or 503 => $"{account} is busy and asks for patience. If that lasts, see its limits in the portal; the work is tried again",
        500 or 502 or 504 => $"{account} had a fault of its own. If that lasts, see its health in the portal; the work is tried again",
        _ => $"{account} refused it",
    };

    private string Unreachable(Exception? why) => why switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            $"there is no host {account.Blobs.Host}. See that the account's name is right and that names can be looked up here.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            $"{account} shows no certificate that this machine trusts. See to its trusted certificates and to proxies on the way.",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
            $"{account} does not take a connection. See that the address is right, that it runs and that no firewall is on the way; the work is tried again.",
        _ => $"the connection to {account} broke. If that lasts, see to the network between here and there; the work is tried again.",
    };

    private string? SkewOf(RequestFailedException e) =>
        e.GetRawResponse()?.Headers.Date is { } theirs && (clock.GetUtcNow() - theirs).Duration() is var skew && skew > Skew
            ? $"{skew.TotalMinutes:0} minutes"
            : null;

    private static string Code(RequestFailedException e) => e.ErrorCode is { } code && code.All(char.IsAsciiLetterOrDigit) ? $" {code}" : "";

    private static string Request(RequestFailedException e) =>
        e.GetRawResponse()?.Headers.RequestId is { } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? $", request {id}" : "";
}
