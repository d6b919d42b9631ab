using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Delivery.Formats;

namespace Syndication.Network.Channels.Email;

/// <summary>
/// Sends copies by e-mail through the site's mail server (RFC 5321). One message goes to all of a partner's addresses; an address that
/// is refused for good does not keep it from the others, one that is refused for now puts it off for all of them.
/// </summary>
/// <param name="mail">The site's mail server; null where the site has none.</param>
/// <param name="options">The partner's channel.</param>
/// <param name="secrets">Where the password is.</param>
/// <param name="clock">The time.</param>
public sealed class EmailChannel(MailOptions? mail, ChannelOptions options, Secrets secrets, TimeProvider clock) : IChannel
{
    /// <summary>How long a delivery may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Judges the server's certificate in place of the machine's list of authorities: for tests.</summary>
    internal System.Net.Security.RemoteCertificateValidationCallback? Certificates { get; init; }

    /// <inheritdoc/>
    public string? Lacks => mail is null
        ? "site.json names no mail server; add “mail” there."
        : mail.Password is null ? null : secrets.Read(mail.Password, "the mail server's password", out _);

    /// <inheritdoc/>
    public Payload Pack(Copy copy) => CopyFormats.Write(copy, options.Format);

    /// <inheritdoc/>
    public async Task<Outcome> SendAsync(Shipment shipment, CancellationToken cancel)
    {
        if (Lacks is { } lacks)
            return Outcome.Temporary(lacks);
        using var patience = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        using var client = new Client { Timeout = (int)Patience.TotalMilliseconds, CheckCertificateRevocation = false, ServerCertificateValidationCallback = Certificates };
        try
        {
            return await SendAsync(client, shipment, both.Token);
        }
        catch (SmtpCommandException e)
        {
            var status = (int)e.StatusCode;
            var said = $"The mail server answered {status} to {Name(e)}: {Short(e.Message)}";

            // What it says of the connection or of us may be mended; what it says for good of these addresses or this message stays so.
            var forGood = status >= 500 && e.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted && status is not (530 or 534 or 535 or 538);
            return (forGood && status >= 500 ? Outcome.Permanent(said) : Outcome.Temporary(said)) with { Status = status };
        }
        catch (Exception e) when (e is ProtocolException or AuthenticationException or SslHandshakeException or SocketException or IOException or OperationCanceledException or NotSupportedException or ServiceNotConnectedException or InvalidOperationException)
        {
            cancel.ThrowIfCancellationRequested();
            return Outcome.Temporary(patience.IsCancellationRequested ? $"The mail server was not done within {Patience.TotalSeconds:0} seconds." : Explain(e));
        }
    }

    private async Task<Outcome> SendAsync(Client client, Shipment shipment, CancellationToken cancel)
    {
        using var message = EmailMessage.Of(shipment, options.To.Select(address => new MailboxAddress("", address)), mail!, clock.GetUtcNow());
        await client.ConnectAsync(mail!.Host, mail.Port, Security(mail.Security), cancel);
        if (mail.User is { } user && secrets.Read(mail.Password!, "", out var password) is null)
            await client.AuthenticateAsync(user, password, cancel);
        var receipt = Short(await client.SendAsync(message, cancel));
        try
        {
            await client.DisconnectAsync(quit: true, cancel);
        }
        catch (Exception e) when (e is ProtocolException or IOException or SocketException or OperationCanceledException)
        {
            // The message is theirs since the answer to DATA; a good-bye that fails takes nothing back.
        }

        var refused = client.Refused.Count == 0 ? null : $"Refused for good: {string.Join("; ", client.Refused)}. The others have it.";
        return Outcome.Accepted(refused) with { Status = 250, Receipt = receipt.Length > 0 ? receipt : null };
    }

    private static SecureSocketOptions Security(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    private static string Name(SmtpCommandException e) => e.ErrorCode switch
    {
        SmtpErrorCode.RecipientNotAccepted => e.Mailbox?.Address ?? "the addresses",
        SmtpErrorCode.SenderNotAccepted => "the sender's address",
        SmtpErrorCode.MessageNotAccepted => "the message",
        _ => "a command",
    };

    private static string Explain(Exception e) => e switch
    {
        SslHandshakeException => "The mail server's TLS certificate was not accepted, or it speaks no TLS on this port; correct “mail” in site.json.",
        AuthenticationException => "The mail server does not accept the user and password; correct them.",
        NotSupportedException => "The mail server offers no STARTTLS, and nothing is sent without; correct “security” or “port” of “mail” in site.json.",
        SocketException socket => $"The mail server was not reached: {socket.SocketErrorCode}.",
        _ => $"The connection to the mail server broke off: {Short(e.Message)}",
    };

    private static string Short(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length <= 300 ? line : line[..300];
    }

    private sealed class Client : SmtpClient
    {
        public List<string> Refused { get; } = [];

        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            if ((int)response.StatusCode < 500)
                base.OnRecipientNotAccepted(message, mailbox, response);
            Refused.Add($"{mailbox.Address} ({(int)response.StatusCode} {Short(response.Response)})");
        }

        protected override void OnNoRecipientsAccepted(MimeMessage message) =>
            throw new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, SmtpStatusCode.MailboxUnavailable, string.Join("; ", Refused));
    }
}
