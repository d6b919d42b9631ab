using System.Text.RegularExpressions;
using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>Finds whom to ask in the paragraph that names them.</summary>
internal static partial class ContactReader
{
    /// <summary>Whether a paragraph announces contacts: “For more information, please contact …”.</summary>
    public static bool Announces(string paragraph) => Announcement().IsMatch(paragraph);

    /// <summary>Whether a paragraph holds an address or a number to reach somebody at.</summary>
    public static bool Holds(string paragraph) => Email().IsMatch(paragraph) || Phone().IsMatch(paragraph);

    /// <summary>The contacts in a paragraph; empty where it holds none.</summary>
    public static IReadOnlyList<Contact> Read(string paragraph)
    {
        var text = Announcement().Replace(paragraph, "", 1);
        var contacts = new List<Contact>();
        var start = 0;
        foreach (Match between in Between().Matches(text))
        {
            // A word like “or” parts two contacts only where each has its own address or number.
            var left = text[start..between.Index];
            if (!Holds(left) || !Holds(text[(between.Index + between.Length)..]))
                continue;
            Add(left);
            start = between.Index + between.Length;
        }

        Add(text[start..]);
        return contacts;

        void Add(string part)
        {
            if (One(part) is { } contact)
                contacts.Add(contact);
        }
    }

    private static Contact? One(string part)
    {
        var email = Email().Match(part) is { Success: true } address ? address.Value.TrimEnd('.') : null;
        var rest = email is null ? part : part.Replace(email, " ", StringComparison.Ordinal);
        var phone = Phone().Match(rest) is { Success: true } number ? number.Value.Trim() : null;
        rest = phone is null ? rest : rest.Replace(phone, " ", StringComparison.Ordinal);
        if (email is null && phone is null)
            return null;

        rest = Labels().Replace(rest, ",");
        var names = rest.Split([',', '،', '|', '\n', '–', '(', ')', '<', '>'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => name.Trim(' ', '\u00A0', '.', ':', ';', '-', '،')).Where(name => name.Any(char.IsLetter)).ToList();
        return new(names.FirstOrDefault(), names.Count > 1 ? string.Join(", ", names.Skip(1)) : null, email, phone);
    }

    [GeneratedRegex(
        @"^\s*(?:pour (?:plus|de plus amples|tout(?:e)?) (?:d['’]\s?)?(?:informations?|renseignements?)[^:@]{0,40}?(?:contacter|contact|adresser à|à)\b|" +
        @"contacts?(?:\s+(?:presse|médias?|de presse|de prensa|for media|for the media))?\s*(?:[:\-–]|$)|(?:press|media)\s+(?:contacts?|enquiries|inquiries)\b|" +
        @"for (?:more|further|additional) (?:information|details)[^:@]{0,40}?(?:contact|write to|reach)\b|for (?:more|further) information\s*:|" +
        @"para (?:más|mayor|obtener más) informaci[oó]n[^:@]{0,60}?(?:contactar(?: con)?|contacte(?: con)?|comun[ií]quese con|póngase en contacto con|dirigirse a|escribir a|\b(?:a|con))\b|contactos? (?:de|para la) prensa|" +
        @"(?:للمزيد|لمزيد|للحصول على مزيد|للاستفسار)(?:[^:@]{0,70}(?:الاتصال|التواصل)(?:\s*(?:بـ|ب|مع|على))?|[^:@]{0,30}?المعلومات)|للاتصال|جهات الاتصال|" +
        @"(?:за )?дополнительн\w+ информаци\w+[^:@]{0,40}|контакты(?: для (?:прессы|сми))?|(?:媒体)?联系(?:人|方式)?|欲了解更多信息[^:@]{0,12})\s*[:：\-–]?\s*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Announcement();

    [GeneratedRegex(@"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"(?<![\w@./])\+?\(?\d[\d\s\u00A0().\-/]{6,22}\d(?![\w@])", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\s*(?:;|\n|(?<=\s)(?:ou|or|o|et|and|y|или|и|أو|或)(?=\s)|(?<=\s)و(?=\p{L}))\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex(
        @"(?<!\p{L})(?:e-?mail|courriel|m[ée]l|correo(?:\s+electr[oó]nico)?|t[ée]l(?:[ée]phone|[ée]fono)?|phone|mobile|cell|portable|fax|البريد الإلكتروني|بريد إلكتروني|هاتف|الهاتف|тел(?:ефон)?|эл\. почта|电话|电邮|邮箱)(?!\p{L})\s*\.?\s*[:：]?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Labels();
}
