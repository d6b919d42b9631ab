using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Delivery.Formats;
using Syndication.Releases;
using Syndication.Tests.Delivery;

namespace Syndication.Tests.Network;

/// <summary>Copies ready to leave.</summary>
internal static class Shipments
{
    /// <summary>One of the sample's release.</summary>
    public static Shipment Of(CopyKind kind = CopyKind.Published, int version = 1, CopyFormat format = CopyFormat.Ninjs, Language? language = null, string? title = null)
    {
        var tongue = language ?? Sample.French;
        var release = Sample.Release(tongue);
        if (kind == CopyKind.Withdrawn)
            release = release.Withdrawn();
        var edition = Sample.Edition(release, tongue, version);
        if (title is not null)
            edition = edition with { Text = edition.Text with { Title = title } };
        var entry = LedgerCopy.Due("p", release.Id, tongue, version, kind, Sample.Start);
        var copy = Copies.Make(entry, release, edition, Sample.Site);
        return new(entry.WebhookId, copy, CopyFormats.Write(copy, format));
    }
}
