using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Syndication.Azure;

/// <summary>Where an account's blobs and queues are and how one proves who one is. Shows no secret, whatever is done with it.</summary>
internal sealed class AzureAccount
{
    // Not a secret: every installation of the emulator has this account and key, as its documentation says.
    private const string EmulatorName = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const string HowTo =
        "Give the account's address, such as https://account.blob.core.windows.net, or its connection string.";

    private readonly StorageSharedKeyCredential? key;
    private readonly TokenCredential? token;

    private AzureAccount(Uri blobs, Uri queues, StorageSharedKeyCredential? key, string? sas, TokenCredential? token)
    {
        (Blobs, Queues, this.key, Sas, this.token) = (Secure(blobs), Secure(queues), key, sas, token);
        SasExpires = ExpiryOf(sas);
    }

    /// <summary>The blobs' address, without a query.</summary>
    public Uri Blobs { get; }

    /// <summary>The queues' address, without a query.</summary>
    public Uri Queues { get; }

    /// <summary>The shared access signature, without a question mark; null where there is none. A secret.</summary>
    public string? Sas { get; }

    /// <summary>When the shared access signature ends; null where it does not say.</summary>
    public DateTimeOffset? SasExpires { get; }

    /// <summary>Whether one is known by a token of Microsoft Entra ID.</summary>
    public bool IsByToken => token is not null;

    /// <summary>Takes an address or a connection string apart.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static AzureAccount Parse(string text, TokenCredential? credential)
    {
        text = text.Trim();
        if (text.Length == 0)
            throw Wrong($"Nothing was given as its address. {HowTo}");
        if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            return OfAddress(text, credential);
        return text.Contains('=', StringComparison.Ordinal)
            ? OfConnectionString(text)
            : throw Wrong($"“{Shown(text)}” is neither an address nor a connection string. {HowTo}");
    }

    /// <summary>A client for the blobs.</summary>
    public BlobServiceClient OpenBlobs(AzureOptions options)
    {
        var settings = new BlobClientOptions { TrimBlobNameSlashes = false };
        Apply(settings, options);
        return key is not null ? new(Blobs, key, settings)
            : Sas is not null ? new(Blobs, new AzureSasCredential(Sas), settings)
            : new(Blobs, token!, settings);
    }

    /// <summary>A client for the queues.</summary>
    public QueueServiceClient OpenQueues(AzureOptions options)
    {
        // The text is encoded by us: the client would fail a whole batch for one message that is not base64.
        var settings = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        Apply(settings, options);
        return key is not null ? new(Queues, key, settings)
            : Sas is not null ? new(Queues, new AzureSasCredential(Sas), settings)
            : new(Queues, token!, settings);
    }

    /// <inheritdoc/>
    public override string ToString() => Blobs.AbsoluteUri.TrimEnd('/');

    private static void Apply(ClientOptions settings, AzureOptions options)
    {
        settings.Retry.Mode = RetryMode.Exponential;
        settings.Retry.MaxRetries = options.Retries;
        settings.Retry.Delay = options.FirstDelay;
        settings.Retry.MaxDelay = options.LongestDelay;
        settings.Retry.NetworkTimeout = options.AnswerWithin;
    }

    private static AzureAccount OfAddress(string text, TokenCredential? credential)
    {
        // A question mark begins a SAS: what is shown of a wrong address ends before it.
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
            throw Wrong($"“{Shown(text)}” is no address. {HowTo}");
        if (uri.UserInfo.Length > 0)
            throw Wrong($"The address of {uri.Host} carries a name or password before “@”, which storage does not know. {HowTo}");

        var sas = uri.Query.TrimStart('?');
        if (sas.Length > 0 && !sas.Contains("sig=", StringComparison.Ordinal))
            throw Wrong($"What follows “?” in the address of {uri.Host} is no shared access signature (it has no “sig”). Copy it again from where it was made.");

        var segments = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (IsEmulator(uri))
        {
            if (segments.Length != 1)
                throw Wrong($"The emulator's address “{Shown(text)}” must end with the account's name, such as http://127.0.0.1:10000/devstoreaccount1.");
            var blobs = new UriBuilder(uri) { Query = "" }.Uri;
            var queues = new UriBuilder(blobs) { Port = uri.Port + 1 }.Uri;
            if (sas.Length > 0)
                return new(blobs, queues, null, sas, null);
            return segments[0] == EmulatorName
                ? new(blobs, queues, new(EmulatorName, EmulatorKey), null, null)
                : throw Wrong($"The emulator's account “{segments[0]}” has a key of its own: give the connection string instead.");
        }

        if (segments.Length > 0)
            throw Wrong($"“{Shown(text)}” names more than the account: leave out “/{string.Join('/', segments)}”, all containers are found below it.");
        if (!uri.Host.Contains(".blob.", StringComparison.Ordinal))
        {
            throw Wrong(uri.Host.Contains(".queue.", StringComparison.Ordinal)
                ? $"“{uri.Host}” is the queues' address: give the blobs', {uri.Host.Replace(".queue.", ".blob.", StringComparison.Ordinal)}."
                : $"“{uri.Host}” does not say where the account's queues are, since it has no “.blob.” in it: give a connection string with BlobEndpoint and QueueEndpoint.");
        }

        var account = new UriBuilder(uri) { Query = "", Path = "" }.Uri;
        var queue = new UriBuilder(account) { Host = uri.Host.Replace(".blob.", ".queue.", StringComparison.Ordinal) }.Uri;
        return sas.Length > 0
            ? new(account, queue, null, sas, null)
            : new(account, queue, null, null, credential ?? new DefaultAzureCredential());
    }

    private static AzureAccount OfConnectionString(string text)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
                throw Wrong("The connection string has a part without “=”. Copy it whole from the account's page “Access keys”, and quote it for the shell.");
            settings[part[..at]] = part[(at + 1)..];
        }

        if (settings.TryGetValue("UseDevelopmentStorage", out var emulator) && emulator.Equals("true", StringComparison.OrdinalIgnoreCase))
            return OfAddress($"http://127.0.0.1:10000/{EmulatorName}", null);

        var name = settings.GetValueOrDefault("AccountName");
        var blobs = Endpoint("Blob");
        var queues = Endpoint("Queue");
        if (settings.TryGetValue("SharedAccessSignature", out var sas))
            return new(blobs, queues, null, sas.TrimStart('?'), null);
        if (name is null)
            throw Wrong("The connection string has no AccountName. Copy it whole from the account's page “Access keys”.");
        if (!settings.TryGetValue("AccountKey", out var secret))
            throw Wrong("The connection string has neither AccountKey nor SharedAccessSignature. Copy it whole from the account's page “Access keys”, or give the account's address and sign in.");
        if (!Convert.TryFromBase64String(secret, new byte[secret.Length], out var bytes) || bytes == 0)
            throw Wrong("The AccountKey of the connection string is no base64: it was cut or changed on the way. Copy it again.");
        return new(blobs, queues, new(name, secret), null, null);

        Uri Endpoint(string service)
        {
            if (settings.TryGetValue($"{service}Endpoint", out var given))
            {
                return Uri.TryCreate(given, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0
                    ? uri
                    : throw Wrong($"The {service}Endpoint of the connection string is no address.");
            }

            if (name is null)
                throw Wrong($"The connection string has neither AccountName nor {service}Endpoint. Copy it whole from the account's page “Access keys”.");
            var scheme = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
            var host = $"{name}.{service.ToLowerInvariant()}.{settings.GetValueOrDefault("EndpointSuffix", "core.windows.net")}";
            return Uri.TryCreate($"{scheme}://{host}", UriKind.Absolute, out var made) && made.Host == host && made.Scheme is "http" or "https"
                ? made
                : throw Wrong($"The connection string makes “{scheme}://{host}”, which is no address: see to AccountName, EndpointSuffix and DefaultEndpointsProtocol.");
        }
    }

    private static Uri Secure(Uri uri) => uri.Scheme == "https" || uri.IsLoopback
        ? uri
        : throw Wrong($"{uri.Host} would be reached by http, where anybody on the way can read along: write https.");

    private static bool IsEmulator(Uri uri) => uri.IsLoopback;

    private static string Shown(string text) => text.Split('?')[0];

    private static DateTimeOffset? ExpiryOf(string? sas)
    {
        var ends = sas?.Split('&').FirstOrDefault(part => part.StartsWith("se=", StringComparison.Ordinal));
        return ends is not null && DateTimeOffset.TryParse(
            Uri.UnescapeDataString(ends[3..]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }

    private static FormatException Wrong(string what) => new($"Storage: {what}");
}
