using MimeKit;

namespace Syndication.Intake.Mail;

/// <summary>The parts of a message by what they are for: to be read, to be shown within, attached.</summary>
internal sealed class Parts
{
    /// <summary>The pages to be read, in order.</summary>
    public List<TextPart> Html { get; } = [];

    /// <summary>The plain texts to be read, in order.</summary>
    public List<TextPart> Plain { get; } = [];

    /// <summary>What is attached.</summary>
    public List<MimeEntity> Attached { get; } = [];

    /// <summary>What may be shown within.</summary>
    public List<MimePart> Shown { get; } = [];

    /// <summary>Whether it is encrypted.</summary>
    public bool IsEncrypted { get; private set; }

    /// <summary>How many parts there are.</summary>
    public int Count { get; private set; }

    /// <summary>Sorts them.</summary>
    public static Parts Of(MimeEntity? body, IntakeOptions options)
    {
        var parts = new Parts();
        if (body is not null)
            parts.Add(body, 0, options);
        return parts;
    }

    private void Add(MimeEntity entity, int depth, IntakeOptions options)
    {
        if (++Count > options.MostMailParts || depth > options.DeepestNesting)
            return;
        var type = entity.ContentType.MimeType.ToLowerInvariant();
        switch (entity)
        {
            case Multipart when type is "multipart/encrypted":
                IsEncrypted = true;
                break;
            case Multipart multipart:
                foreach (var child in multipart)
                    Add(child, depth + 1, options);
                break;
            case MessagePart:
                Attached.Add(entity);
                break;
            case TextPart text when !text.IsAttachment && string.IsNullOrEmpty(text.FileName) && type is "text/html" or "text/plain":
                (type == "text/html" ? Html : Plain).Add((TextPart)entity);
                break;
            case MimePart part when type is "application/pkcs7-mime" or "application/x-pkcs7-mime" && !type.Contains("signed", StringComparison.Ordinal):
                IsEncrypted |= part.ContentType.Parameters["smime-type"] is not "signed-data";
                break;
            case MimePart part:
                if (part.ContentId is not null || part.ContentLocation is not null)
                    Shown.Add(part);
                if (type is not ("application/pgp-signature" or "application/pkcs7-signature" or "application/x-pkcs7-signature") && !type.StartsWith("image/", StringComparison.Ordinal) && type is not ("text/calendar" or "text/css" or "text/javascript" or "application/javascript"))
                    Attached.Add(part);
                break;
        }
    }
}
