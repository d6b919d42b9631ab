using System.Net.Sockets;
using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Delivery.Formats;
using Syndication.Network.Guard;

namespace Syndication.Network.Channels.Sftp;

/// <summary>
/// Puts copies on a partner's SFTP server, one file each, named as in a folder. A file is written under a temporary name, its size is
/// checked, and then it is renamed: so it appears whole or not at all. A machine that shows another key than agreed gets nothing, not even
/// our name.
/// </summary>
/// <param name="names">How hosts become addresses.</param>
/// <param name="options">The partner's channel.</param>
/// <param name="secrets">Where the key or password is.</param>
/// <param name="clock">The time, for the time-out.</param>
public sealed class SftpChannel(GuardedNames names, ChannelOptions options, Secrets secrets, TimeProvider clock) : IChannel
{
    /// <summary>How long a delivery may take, from the connection to the renaming.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public string? Lacks
    {
        get
        {
            var lacks = Method(out var method);
            (method as IDisposable)?.Dispose();
            return lacks;
        }
    }

    /// <inheritdoc/>
    public Payload Pack(Copy copy) => CopyFormats.Write(copy, options.Format);

    /// <inheritdoc/>
    public async Task<Outcome> SendAsync(Shipment shipment, CancellationToken cancel)
    {
        if (Method(out var method) is { } lacks)
            return Outcome.Temporary(lacks);
        using var toDispose = method as IDisposable;
        using var patience = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        var shown = new List<string>();
        try
        {
            var addresses = await names.AddressesAsync(options.Host!, GuardedNames.Allows(options.Allow, options.Host!), both.Token);
            var connection = new ConnectionInfo(addresses[0].ToString(), options.Port, options.User!, method!) { Timeout = ConnectTime };
            using var client = new SftpClient(connection) { OperationTimeout = Patience };
            client.HostKeyReceived += (_, key) =>
            {
                shown.Add($"SHA256:{key.FingerPrintSHA256}");
                key.CanTrust = options.HostKeys.Contains(shown[^1], StringComparer.Ordinal);
            };
            await client.ConnectAsync(both.Token);
            return await PutAsync(client, shipment, both.Token);
        }
        catch (Exception e) when (e is SshException or SocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            cancel.ThrowIfCancellationRequested();
            if (patience.IsCancellationRequested)
                return Outcome.Temporary($"It was not done within {Patience.TotalSeconds:0} seconds.");
            return shown.Find(key => !options.HostKeys.Contains(key, StringComparer.Ordinal)) is { } other
                ? Outcome.Temporary($"The machine shows the key {other}, and the partner's file names others. Nothing was sent. Ask the partner, by another way, whether the key is theirs; then add it to “hostKeys”.")
                : Outcome.Temporary(Explain(e));
        }
    }

    private async Task<Outcome> PutAsync(SftpClient client, Shipment shipment, CancellationToken cancel)
    {
        var name = FileName.Of(shipment);
        var folder = options.Path?.TrimEnd('/') is { Length: > 0 } path ? path + "/" : options.Path is null ? "" : "/";
        if (folder.Length > 0 && !await client.ExistsAsync(folder, cancel))
            return Outcome.Temporary($"The folder {options.Path} is not there; ask the partner to make it, or correct “path”.");

        var size = shipment.Payload.Content.Length;
        if (await client.ExistsAsync(folder + name, cancel))
        {
            return (await client.GetAttributesAsync(folder + name, cancel)).Size == size
                ? Outcome.Accepted(name)
                : Outcome.Permanent($"There is a file {name} of another size, which we did not write and do not write over. Have it moved away, then send the copy again.");
        }

        // The name derives from the copy: what a broken connection leaves behind, the next try writes over.
        var unfinished = $"{folder}.{name}.tmp";
        using (var content = new MemoryStream(shipment.Payload.Content.ToArray(), writable: false))
            await client.UploadFileAsync(content, unfinished, cancel);
        var there = (await client.GetAttributesAsync(unfinished, cancel)).Size;
        if (there != size)
            return Outcome.Temporary($"Of {size} bytes {there} arrived; its disk may be full.");
        await client.RenameFileAsync(unfinished, folder + name, cancel);
        return Outcome.Accepted(name);
    }

    private string? Method(out AuthenticationMethod? method)
    {
        method = null;
        var password = "";
        if (options.Password is { } reference && secrets.Read(reference, options.Key is null ? "the password agreed on" : "the private key's passphrase", out password) is { } noPassword)
            return noPassword;
        if (options.Key is null)
        {
            method = new PasswordAuthenticationMethod(options.User!, password);
            return null;
        }

        if (secrets.Read(options.Key, "the private key, from “-----BEGIN” to its last line", out var key) is { } noKey)
            return noKey;
        try
        {
            // Where variables hold one line, its line ends are written as \n.
            using var text = new MemoryStream(Encoding.UTF8.GetBytes(key.Replace("\\n", "\n", StringComparison.Ordinal) + "\n"));
            method = new PrivateKeyAuthenticationMethod(options.User!, new PrivateKeyFile(text, password.Length > 0 ? password : null));
            return null;
        }
        catch (Exception e) when (e is SshException or FormatException or ArgumentException or InvalidOperationException or System.Security.Cryptography.CryptographicException or NotSupportedException)
        {
            var what = e is SshPassPhraseNullOrEmptyException ? "a private key with a passphrase; name its variable in “password”" : "no private key that can be read; set it to one in OpenSSH's or PEM form";
            return $"The environment variable {options.Key["env:".Length..]} holds {what}.";
        }
    }

    private string Explain(Exception e) => e switch
    {
        AddressRefusedException => e.Message,
        SshAuthenticationException => $"It does not let “{options.User}” in with this {(options.Key is null ? "password" : "key")}; ask the partner, or correct the partner's file.",
        SftpPermissionDeniedException => $"“{options.User}” may not write into {options.Path ?? "its folder"}; ask the partner for the right to.",
        SftpPathNotFoundException => $"The folder {options.Path ?? "it starts in"} is not there; ask the partner to make it, or correct “path”.",
        SshOperationTimeoutException => "It did not answer in time.",
        SocketException socket => $"The connection failed: {socket.SocketErrorCode}.",
        SshConnectionException => $"The connection broke off: {e.Message}",
        SftpException => $"It could not store the copy ({e.Message}); its disk may be full.",
        _ => $"The connection failed: {e.Message}",
    };
}
