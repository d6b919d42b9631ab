using Syndication.Releases;

namespace Syndication.Delivery.Formats;

/// <summary>The few words of our own in a copy, in the language of the copy; English where we have none of that language.</summary>
internal sealed record CopyWords
{
    private static readonly CopyWords English = new()
    {
        Contacts = "Contacts",
        Embargo = "Under embargo until",
        Withdrawn = "This release has been withdrawn.",
        DoNotUse = "Do not use it, and take it down wherever you have published it.",
        Reason = "Reason",
        Corrected = "Corrected version: it replaces the one before.",
        Machine = "Machine translation",
        Reviewed = "Machine translation, approved by a person",
        Translation = "Translation",
        Date = "Date",
        Release = "Release",
        Source = "Source",
        Version = "Version",
        Image = "Image",
    };

    private static readonly CopyWords French = new()
    {
        Contacts = "Contacts",
        Embargo = "Sous embargo jusqu’au",
        Withdrawn = "Ce communiqué a été retiré.",
        DoNotUse = "Ne l’utilisez pas et retirez-le partout où vous l’avez publié.",
        Reason = "Motif",
        Corrected = "Version corrigée : elle remplace la précédente.",
        Machine = "Traduction automatique",
        Reviewed = "Traduction automatique, approuvée par une personne",
        Translation = "Traduction",
        Date = "Date",
        Release = "Communiqué",
        Source = "Source",
        Version = "Version",
        Image = "Image",
        Colon = "\u00A0: ",
    };

    private static readonly CopyWords Arabic = new()
    {
        Contacts = "للاتصال",
        Embargo = "محظور النشر حتى",
        Withdrawn = "سُحب هذا البيان الصحفي.",
        DoNotUse = "يُرجى عدم استخدامه وإزالته حيثما نُشر.",
        Reason = "السبب",
        Corrected = "نسخة مصححة تحل محل النسخة السابقة.",
        Machine = "ترجمة آلية",
        Reviewed = "ترجمة آلية اعتمدها شخص مختص",
        Translation = "ترجمة",
        Date = "التاريخ",
        Release = "البيان الصحفي",
        Source = "المصدر",
        Version = "النسخة",
        Image = "صورة",
        Comma = "، ",
    };

    private static readonly CopyWords Spanish = new()
    {
        Contacts = "Contactos",
        Embargo = "Bajo embargo hasta el",
        Withdrawn = "Este comunicado ha sido retirado.",
        DoNotUse = "No lo utilice y retírelo de dondequiera que lo haya publicado.",
        Reason = "Motivo",
        Corrected = "Versión corregida: sustituye a la anterior.",
        Machine = "Traducción automática",
        Reviewed = "Traducción automática, aprobada por una persona",
        Translation = "Traducción",
        Date = "Fecha",
        Release = "Comunicado",
        Source = "Fuente",
        Version = "Versión",
        Image = "Imagen",
    };

    public required string Contacts { get; init; }

    public required string Embargo { get; init; }

    public required string Withdrawn { get; init; }

    public required string DoNotUse { get; init; }

    public required string Reason { get; init; }

    public required string Corrected { get; init; }

    public required string Machine { get; init; }

    public required string Reviewed { get; init; }

    public required string Translation { get; init; }

    public required string Date { get; init; }

    public required string Release { get; init; }

    public required string Source { get; init; }

    public required string Version { get; init; }

    public required string Image { get; init; }

    public string Colon { get; init; } = ": ";

    public string Comma { get; init; } = ", ";

    public static CopyWords In(Language language) => language.Primary switch
    {
        "fr" => French,
        "ar" => Arabic,
        "es" => Spanish,
        _ => English,
    };

    /// <summary>What a reader should know of where the words come from; null of an original.</summary>
    public string? Origin(Edition edition) => edition.Provenance switch
    {
        Provenance.Original => null,
        Provenance.Machine => $"{(edition.Reviewed is null ? Machine : Reviewed)} ({edition.TranslatedFrom} → {edition.Language})",
        _ => $"{Translation} ({edition.TranslatedFrom} → {edition.Language})",
    };
}
