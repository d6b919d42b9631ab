using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndication.Testing;

/// <summary>
/// Sentences with their translations, as an engine makes them: with names that are not to be translated (<c>{0}</c>, <c>{1}</c> …) where the
/// other language has them, and small words before them that it did not join. The names are whatever was sent; a sentence whose names were
/// not protected is not in the book.
/// </summary>
public static partial class Phrasebook
{
    /// <summary>A release in French about a meeting: title, then sentences.</summary>
    public static IReadOnlyList<string> French { get; } =
    [
        "L’OIM salue la décision de la LEA",
        "Les délégués de l’OIM et de la LEA se sont réunis au Caire le 3 mars 2026.",
        "L’OIM fournira une aide à 1 200 familles de la région.",
        "La ministre a remercié l’OIM et la LEA pour leur travail.",
    ];

    /// <summary>A release in Arabic, with names that have something written onto them: title, then sentences.</summary>
    public static IReadOnlyList<string> Arabic { get; } =
    [
        "اتفاق جديد بين المنظمة الدولية للهجرة والجامعة",
        "قدمت الحكومة الدعم للمنظمة الدولية للهجرة والجامعة.",
        "صدر تقرير المنظمة الدولية للهجرة في القاهرة.",
    ];

    /// <summary>Both, in the other languages.</summary>
    public static IReadOnlyDictionary<(string Source, string Language), string> Meeting { get; } = new Dictionary<(string, string), string>
    {
        [("L’{0} salue la décision de la {1}", "en")] = "{0} welcomes the decision of the {1}",
        [("L’{0} salue la décision de la {1}", "es")] = "La {0} acoge con satisfacción la decisión de la {1}",
        [("L’{0} salue la décision de la {1}", "ar")] = "ترحيب {0} بقرار {1}",
        [("Les délégués de l’{0} et de la {1} se sont réunis à {2} le 3 mars 2026.", "en")] = "Delegates of {0} and the {1} met in {2} on 3 March 2026.",
        [("Les délégués de l’{0} et de la {1} se sont réunis à {2} le 3 mars 2026.", "es")] = "Los delegados de la {0} y de la {1} se reunieron en {2} el 3 de marzo de 2026.",
        [("Les délégués de l’{0} et de la {1} se sont réunis à {2} le 3 mars 2026.", "ar")] = "اجتمع مندوبو {0} و {1} في {2} في 3 مارس 2026.",
        [("L’{0} fournira une aide à 1 200 familles de la région.", "en")] = "{0} will provide aid to 1,200 families in the region.",
        [("L’{0} fournira une aide à 1 200 familles de la région.", "es")] = "La {0} prestará ayuda a 1200 familias de la región.",
        [("L’{0} fournira une aide à 1 200 familles de la région.", "ar")] = "ستقدم {0} المساعدة إلى 1200 أسرة في المنطقة.",
        [("La ministre a remercié l’{0} et la {1} pour leur travail.", "en")] = "The minister thanked {0} and the {1} for their work.",
        [("La ministre a remercié l’{0} et la {1} pour leur travail.", "es")] = "La ministra dio las gracias a la {0} y a la {1} por su labor.",
        [("La ministre a remercié l’{0} et la {1} pour leur travail.", "ar")] = "وجهت الوزيرة الشكر ل {0} و {1} على عملهما.",
        [("اتفاق جديد بين {0} و {1}", "fr")] = "Nouvel accord entre l’{0} et la {1}",
        [("اتفاق جديد بين {0} و {1}", "en")] = "New agreement between {0} and the {1}",
        [("قدمت الحكومة الدعم ل {0} و {1}.", "fr")] = "Le gouvernement a apporté son appui à l’{0} et à la {1}.",
        [("قدمت الحكومة الدعم ل {0} و {1}.", "en")] = "The government gave its support to {0} and the {1}.",
        [("صدر تقرير {0} في {1}.", "fr")] = "Le rapport de la {0} a été publié à {1}.",
        [("صدر تقرير {0} في {1}.", "en")] = "The report of {0} was published in {1}.",
    };

    internal static string? Translate(string html, string to, IReadOnlyDictionary<(string Source, string Language), string> phrases)
    {
        var names = new List<string>();
        var source = Name().Replace(html, name =>
        {
            names.Add(name.Value);
            return string.Create(CultureInfo.InvariantCulture, $"{{{names.Count - 1}}}");
        });
        if (!phrases.TryGetValue((source, to), out var translation))
            return null;
        for (var i = 0; i < names.Count; i++)
            translation = translation.Replace(string.Create(CultureInfo.InvariantCulture, $"{{{i}}}"), names[i], StringComparison.Ordinal);
        return translation;
    }

    [GeneratedRegex("<span class=[\"']notranslate[\"']>[^<]*</span>", RegexOptions.CultureInvariant)]
    internal static partial Regex Name();
}
