using System.Globalization;
using System.Text;
using MimeKit;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Delivery.Formats;
using Syndication.Storage;

namespace Syndication.Network.Channels.Email;

/// <summary>
/// A copy as a message: the text to read, plain and as a page, and the agreed form attached (RFC 2046). Its Message-ID derives from the
/// copy's id, so that mail systems know a second one for the same; what concerns one release and language hangs together as a thread.
/// </summary>
internal static class EmailMessage
{
    public static MimeMessage Of(Shipment shipment, IEnumerable<MailboxAddress> to, MailOptions mail, DateTimeOffset now)
    {
        var copy = shipment.Copy;
        var domain = mail.From[(mail.From.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var message = new MimeMessage
        {
            Subject = Line(CopyFormats.Headline(copy)),
            Date = now,
            MessageId = $"{Fingerprints.Of(shipment.WebhookId)[..32]}@{domain}",
            Body = Body(shipment),
        };
        message.From.Add(new MailboxAddress(Encoding.UTF8, Line(copy.Newsroom), mail.From));
        message.To.AddRange(to);
        message.References.Add($"{Fingerprints.Of($"{copy.Uri} {copy.Language}")[..32]}@{domain}");
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<mailto:{mail.Unsubscribe ?? mail.From}?subject=unsubscribe>");
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("Syndication-Id", Encoding.ASCII, shipment.WebhookId);
        message.Headers.Add("Syndication-Type", Encoding.ASCII, copy.Type);
        message.Headers.Add("Syndication-Release", Encoding.UTF8, Line(copy.Release.Value));
        message.Headers.Add("Syndication-Version", Encoding.ASCII, copy.Version.ToString(CultureInfo.InvariantCulture));
        if (copy.Embargo is { } embargo)
            message.Headers.Add("Syndication-Embargo", Encoding.ASCII, embargo.ToString("O", CultureInfo.InvariantCulture));
        return message;
    }

    private static Multipart Body(Shipment shipment)
    {
        var copy = shipment.Copy;
        var readable = new MultipartAlternative
        {
            Part("plain", copy, CopyFormat.Text),
            Part("html", copy, CopyFormat.Html),
        };
        var attached = new MimePart(ContentType.Parse(shipment.Payload.ContentType))
        {
            Content = new MimeContent(new MemoryStream(shipment.Payload.Content.ToArray(), writable: false)),
            ContentDisposition = new(ContentDisposition.Attachment),
            ContentTransferEncoding = ContentEncoding.Base64,
            FileName = FileName.Of(shipment),
        };
        return new Multipart("mixed") { readable, attached };
    }

    private static TextPart Part(string kind, Copy copy, CopyFormat format)
    {
        var part = new TextPart(kind) { ContentTransferEncoding = ContentEncoding.Base64 };
        part.SetText(Encoding.UTF8, Encoding.UTF8.GetString(CopyFormats.Write(copy, format).Content.Span));
        part.Headers.Add(HeaderId.ContentLanguage, copy.Language.ToString());
        return part;
    }

    private static string Line(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
