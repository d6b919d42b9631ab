using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Network.Channels.Folder;
using Syndication.Network.Channels.Webhook;
using Syndication.Network.Guard;

namespace Syndication.Network.Channels;

/// <summary>Makes the channel that a partner's file asks for.</summary>
/// <param name="http">The guarded way out.</param>
/// <param name="secrets">Where secrets are.</param>
/// <param name="site">The site's folder; null where it has none.</param>
/// <param name="clock">The time.</param>
public sealed class PartnerChannels(GuardedHttp http, Secrets secrets, string? site, TimeProvider clock)
{
    /// <summary>The channel to a partner.</summary>
    /// <exception cref="NotSupportedException">There is no channel of that type; the reader of partners' files refuses it before.</exception>
    public IChannel To(Partner partner) => partner.Channel.Type switch
    {
        "webhook" => new WebhookChannel(http, partner.Channel, secrets, clock),
        "folder" => new FolderChannel(partner.Channel, site),
        var other => throw new NotSupportedException($"Delivery: there is no channel “{other}”."),
    };
}
