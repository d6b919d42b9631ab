using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Network.Channels.Blob;
using Syndication.Network.Channels.Email;
using Syndication.Network.Channels.Folder;
using Syndication.Network.Channels.Sftp;
using Syndication.Network.Channels.Webhook;
using Syndication.Network.Guard;

namespace Syndication.Network.Channels;

/// <summary>Makes the channel that a partner's file asks for.</summary>
/// <param name="http">The guarded way out.</param>
/// <param name="secrets">Where secrets are.</param>
/// <param name="site">The site's folder; null where it has none.</param>
/// <param name="mail">The site's mail server; null where it has none.</param>
/// <param name="clock">The time.</param>
public sealed class PartnerChannels(GuardedHttp http, Secrets secrets, string? site, MailOptions? mail, TimeProvider clock)
{
    /// <summary>The channel to a partner.</summary>
    /// <exception cref="NotSupportedException">There is no channel of that type; the reader of partners' files refuses it before.</exception>
    public IChannel To(Partner partner) => partner.Channel.Type switch
    {
        "webhook" => new WebhookChannel(http, partner.Channel, secrets, clock),
        "folder" => new FolderChannel(partner.Channel, site),
        "sftp" => new SftpChannel(http.Names, partner.Channel, secrets, clock),
        "email" => new EmailChannel(mail, partner.Channel, secrets, clock),
        "blob" => new BlobChannel(http, partner.Channel, secrets),
        var other => throw new NotSupportedException($"Delivery: there is no channel “{other}”."),
    };
}
