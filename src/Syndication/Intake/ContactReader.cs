using System.Text.RegularExpressions;
using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>Finds whom to ask in the lines that name them.</summary>
internal static partial class ContactReader
{
    // Stands where a number or an address of mail was taken out.
    private const char Taken = '\u0001';

    private static readonly char[] Around = [' ', ':', '：', '\u00A0', '-', '–', '•', '*', '.', '،'];

    private static readonly char[] AroundName = [' ', '\u00A0', '.', ':', '：', ';', '-', '،', '。', '[', ']', '*', '_', '\u200E', '\u200F'];

    /// <summary>Whether a paragraph announces contacts: “For more information, please contact …”.</summary>
    public static bool Announces(string paragraph) => Announcement().IsMatch(paragraph);

    /// <summary>Whether a paragraph holds an address or a number to reach somebody at.</summary>
    public static bool Holds(string paragraph) => Email().IsMatch(paragraph) || Phone().IsMatch(paragraph);

    /// <summary>Whether a line could be of a list of contacts: somebody's name, an office, a number.</summary>
    public static bool IsPart(string line) => Holds(line) ? line.Length <= 300 : PostalAddress.Opens(line) || line.Length > 1 && line.Length <= (PostalAddress.Is(line) ? 140 : 90) && line[^1] is not ('.' or '!' or '?' or '؟' or '。') && line.Any(char.IsLetter);

    /// <summary>Whether the last lines of some that could be of a list of contacts say where somebody is, or how to reach them, and are no heading of what follows.</summary>
    public static bool EndsIn(IReadOnlyList<string> lines) =>
        Holds(lines[^1]) || PostalAddress.Is(lines[^1]) || (lines.Count > 1 && PostalAddress.Continues(lines[^1]) && PostalAddress.Is(lines[^2]));

    /// <summary>The contacts in the lines below an announcement, the first of which may hold the announcement itself.</summary>
    public static IReadOnlyList<Contact> Read(IEnumerable<string> lines)
    {
        var contacts = new List<Contact>();
        var open = new Contact();
        var further = new List<string>();
        string? seat = null;
        var (isAddress, isLabelled) = (false, false);
        foreach (var line in lines)
        {
            var text = Announcement().Replace(Directions().Replace(line, ""), "", 1).Trim(Around);
            if (!Holds(text) && Seat().Match(text + ":") is { Success: true } at && (at.Length <= text.Length || line.TrimEnd() is [.., ':' or '：']))
            {
                if (IsReached(open))
                    Close();
                seat = SeatIn(at);
                text = text[Math.Min(at.Length, text.Length)..].Trim(Around);
            }

            if (text.Length == 0)
                continue;
            if (!Holds(text) && (isLabelled || PostalAddress.Is(text) || (isAddress && PostalAddress.Continues(text))))
            {
                var (rest, address) = PostalAddress.Take(text, isAddress, Taken);
                if (Names(rest) is { Count: > 0 } names)
                {
                    if (IsReached(open))
                        Close();
                    open = open.Name is null ? open with { Name = names[0], Organisation = Rest(names) } : open with { Organisation = Joined(open.Organisation, string.Join(", ", names)) };
                }

                isLabelled = PostalAddress.IsLabel(text);
                isAddress = true;
                open = open with { Address = PostalAddress.Joined(open.Address, address) };
                continue;
            }

            isAddress = isLabelled = false;
            if (!Holds(text))
            {
                // A name begins a contact where the one before can be reached already; else it is the office of the one that was named.
                if (IsReached(open))
                    Close();
                var label = Names(text);
                if (label.Count == 0)
                    continue;
                open = open.Name is null ? open with { Name = label[0], Organisation = Rest(label) } : open with { Organisation = Joined(open.Organisation, string.Join(", ", label)) };
                continue;
            }

            foreach (var (contact, mails) in Parts(text))
            {
                if (contact.Name is null)
                {
                    if ((contact.Email is not null && open.Email is not null) || (contact.Phone is not null && open.Phone is not null && open.Email is not null && !Another().IsMatch(text)))
                        Close();
                    open = open with { Email = open.Email ?? contact.Email, Phone = Numbers(open.Phone, contact.Phone), Address = PostalAddress.Joined(open.Address, contact.Address) };
                }
                else if (open.Name is not null && !IsReached(open))
                {
                    open = open with { Organisation = Joined(open.Organisation, Joined(contact.Name, contact.Organisation)!), Email = contact.Email, Phone = contact.Phone, Address = PostalAddress.Joined(open.Address, contact.Address) };
                }
                else
                {
                    Close();
                    open = contact;
                }

                further.AddRange(mails);
            }
        }

        Close();
        return contacts;

        // Somebody with two addresses of mail is in the list twice: a contact has one.
        void Close()
        {
            if (IsReached(open))
            {
                open = open with { Organisation = Joined(open.Organisation, seat) };
                seat = null;
                contacts.Add(open);
                contacts.AddRange(further.Where(mail => mail != open.Email).Select(mail => open with { Email = mail, Phone = null, Address = null }));
            }

            further.Clear();
            open = new();
        }
    }

    private static string? Numbers(string? one, string? other) => one is null ? other : other is null || one.Contains(other, StringComparison.Ordinal) ? one : $"{one} / {other}";

    // “In Geneva:” is a place; of a language that inflects its names the words are kept as they stand together.
    private static string SeatIn(Match seat) => seat.Groups["place"].Value is var place && place[0] is >= '\u0400' and < '\u0530' ? seat.Value.TrimEnd(Around) : place;

    private static bool IsReached(Contact contact) => contact.Email is not null || contact.Phone is not null;

    private static string? Joined(string? one, string? other) => one is null ? other : other is null ? one : $"{one}, {other}";

    private static string? Rest(List<string> names) => names.Count > 1 ? string.Join(", ", names.Skip(1)) : null;

    // A word like “or” parts two contacts only where each has its own address or number.
    private static IEnumerable<(Contact Contact, IEnumerable<string> Mails)> Parts(string text)
    {
        var start = 0;
        foreach (Match between in Between().Matches(text))
        {
            var left = text[start..between.Index];
            if (!Holds(left) || !Holds(text[(between.Index + between.Length)..]))
                continue;
            yield return One(left);
            start = between.Index + between.Length;
        }

        yield return One(text[start..]);
    }

    private static (Contact Contact, IEnumerable<string> Mails) One(string part)
    {
        part = part.Trim(Around);
        var seat = Seat().Match(part) is { Success: true } at ? SeatIn(at) : null;
        part = Seat().Replace(part, "");
        var mails = Email().Matches(part).Select(mail => mail.Value.TrimEnd('.')).ToList();
        var rest = Email().Replace(part, $" , {Taken} , ");
        var phones = Phone().Matches(rest).Select(number => IsFax(rest[..number.Index]) ? "fax " + number.Value.Trim() : number.Value.Trim()).ToList();
        rest = Phone().Replace(rest, $" , {Taken} , ");
        (rest, var address) = PostalAddress.Take(Labels().Replace(rest, $", {Taken} ,"), isWhole: false, Taken);
        var names = Names(rest);
        var contact = new Contact(names.FirstOrDefault() ?? seat, Joined(Rest(names), names.Count > 0 ? seat : null), mails.FirstOrDefault(), phones.Aggregate((string?)null, Numbers), address);
        return (contact, mails.Skip(1));
    }

    private static bool IsFax(string before) => Fax().IsMatch(before);

    private static List<string> Names(string text) =>
        [.. Labels().Replace(text, ",").Split([',', '،', '，', '、', '|', '\n', '–', '—', '(', ')', '（', '）', '<', '>', ';', '；', '/', '•', '·'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => Towards().Replace(Calls().Replace(name.Trim(AroundName), ""), "").Trim(AroundName)).Where(name => name.Any(char.IsLetter) && !Small().IsMatch(name))];

    [GeneratedRegex(
        @"^[\s*#]*(?:pour (?:plus|de plus amples|tout(?:e)?|en savoir plus) ?(?:d['’]\s?)?(?:informations?|renseignements?|détails|question|demande)?[^:@]{0,40}?(?:contacter|contact|adresser à|écrire à|à)\b|" +
        @"contacts?(?:\s+(?:presse|médias?|de presse|de prensa|for media|for the media|for the press|for journalists|pour la presse|pour les médias|details|information))?\s*(?:[:\-–]|$)|(?:press|media|communications?)\s+(?:contacts?|enquiries|inquiries|office|queries)\b(?=\s*(?:[:\-–]|$|.{0,3}\p{Lu}))|(?:relations (?:avec les )?(?:médias|presse)|service (?:de )?presse)\s*(?:[:\-–]|$)|" +
        @"for (?:more|further|additional|media) (?:information|details|enquiries|inquiries|queries)[^:@]{0,60}?(?:contact|write to|reach)\b|for (?:more|further|additional) (?:information|details)\s*:|" +
        @"para (?:más|mayor|obtener más|mais|mayores) informa[^:@\s]{2,8}[^:@]{0,60}?(?:contactar(?: con| a(?= ))?|contacte(?: con)?|contato|comun[ií]quese con|póngase en contacto con|dirigirse a|escribir a|\b(?:a|con|com))\b|para (?:más|mayor|mais) informa\p{L}{2,5}\s*:|conta(?:c)?tos? (?:de|para(?: la| a)?) (?:prensa|imprensa|medios)|conta(?:c)?tos?\s*(?:[:\-–]|$)|(?:persona|personas) de contacto\s*:?|" +
        @"(?:للمزيد|لمزيد|للحصول على مزيد|للاستفسار)(?:[^:@]{0,70}(?:الاتصال|التواصل)(?:\s*(?:بـ|ب|مع|على))?|[^:@]{0,30}?(?:المعلومات|التفاصيل)|(?:ات)?\s*:)|للاتصال(?: الإعلامي)?|للتواصل(?: الإعلامي| مع وسائل الإعلام)?|جه(?:ات|ة) الاتصال(?: الإعلامي(?:ة)?)?|مسؤول(?:و)? الاتصال|الاتصال الإعلامي|" +
        @"(?:за )?дополнительн\w+ информаци\w+[^:@]{0,60}|контакт(?:ы|ное лицо|ная информация|ные лица)?(?: для (?:прессы|сми|журналистов|средств массовой информации))?\s*(?::|$|(?=[\p{Lu}]))|для (?:сми|прессы|журналистов|средств массовой информации)(?=\s*:)|(?:媒体|新闻|记者|采访)(?:垂询|查询|咨询|问询|联系|联络)[^:：@。]{0,8}请(?:与)?[^:：@。]{0,8}?(?:联系|联络|致电|洽询)|如(?:需|欲|有)[^:：@。]{0,24}?请[^:：@。]{0,8}?(?:联系|联络|致电|咨询|洽询)|(?:媒体|新闻|采访)?联(?:系|络)(?:人|方式|信息)?(?=\s*(?:[:：]|$))|(?:欲)?(?:了解|获取)更多(?:信息|详情)[^:：@]{0,16}|(?:presse|medien)kontakt|ansprechpartner(?:in)?|rückfragen(?: an)?|kontakt\s*(?:[:\-–]|$)|برای اطلاعات بیشتر[^:@]{0,30})\s*[:：\-–]?\s*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Announcement();

    [GeneratedRegex(@"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"(?<![\w@./])(?<!(?:Box|B\.?P\.?|C\.?P\.?|postale|Apartado|Apdo\.?|Casilla|а/я|ص\.?\s?ب\.?|بريد|信箱|Postfach|CEP:?)\s{0,2}(?:№|n[o°º]\.?|رقم|:)?\s{0,2})(?!(?<=(?-i:\b[A-Z]{2})\s)\d{5}-\d{4}\b)(?:\+|00)?\(?\d(?:[\d ]{1,6}\)?\s/\s(?=\d))?(?:[\d\s\u00A0\u202F().\-]|(?<=\d\)?)/(?=\(?\d)){6,22}\d(?![\w@])(?:\s?(?:ext|poste|доб|تحويلة|转)\.?\s?\d{1,5}|\s?\((?:ext|poste|доб|تحويلة|转)\.?\s?\d{1,5}\))?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\s*(?:[;；]|\n|(?<=\s)(?:ou|or|o|et|and|y|e|или|и|أو|або|oder|und)(?=\s)|或|(?<=\s)و(?=\p{L}))\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex(
        @"(?<!\p{L})(?:e-?mails?|courriels?|m[ée]l|correo(?:\s+electr[oó]nico)?|t[ée]l(?:[ée]phone|[ée]fono|efone)?s?|t[ée]l\.?\s?/\s?fax|phone|mobile|mob|cell(?:phone|ular)?|m[óo]vil|portable|telem[óo]vel|fax|facsimile|télécopie|whatsapp|web|name|nom|nombre|nome|(?:ال)?بريد(?:ه|ها)? (?:ال)?إلكتروني|الإيميل|(?:رقم )?(?:ال)?هاتف|(?:ال)?جوال|الاسم|موبايل|فاكس|тел(?:ефон)?|моб(?:ильный)?|факс|эл(?:ектронная)?\.? ?(?:почта|адрес)|почта|имя|电话|手机|传真|电邮|邮箱|电子邮件|电子邮箱|邮件|姓名|联系人|تلفن|ایمیل)(?!\p{L})\s*\.?\s*[:：]?|" +
        @"(?<=(?:^|[,،，、;；|/(（–—•·-]|\u0001)\s*)(?:office|direct(?:\s(?:line|dial))?|landline|desk|switchboard|duty\sphone|main|work|bureau|ligne\sdirecte|direct|standard|fixe|oficina|directo|fijo|cel(?:\.|ular)?|раб(?:\.|очий)?|сот(?:\.|овый)?|прямой|مكتب|المكتب|محمول|المحمول|نقال|خلوي|مباشر|办公室|座机|直线|总机|移动电话|[TMEPFWDOCМТЭتجفب])\s*(?:[:：]|(?=\s*,\s*\u0001))|" +
        @"(?:电话|手机|电邮|邮箱|电子邮件|电子邮箱|联系人|姓名)\s*[:：]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Labels();

    // “Jane Doe on +44 …”: what leads from a name to a number.
    [GeneratedRegex(@"(?<=\p{L})[\s\u00A0]+(?:at|on|by|via|under|sur|au|aux|par|al|en|en\sel|por|по|под|على|عبر|على\s(?:الرقم|رقم|الهاتف|العنوان|البريد)|الرقم|رقم)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Towards();

    [GeneratedRegex(@"^(?:or\s)?(?:call|phone|ring|dial)\s+(?=\p{Ll})", RegexOptions.CultureInvariant)]
    private static partial Regex Calls();

    // A number of the one who can be reached already; “Tel.” may be another's.
    [GeneratedRegex(@"^(?:m|mob(?:ile)?|cell(?:phone|ular)?|m[óo]vil|portable|telem[óo]vel|whatsapp|fax|f|direct(?:\sline)?|office|bureau|oficina|моб(?:ильный)?|факс|раб|(?:ال)?جوال|(?:ال)?محمول|موبايل|فاكس|ج|手机|传真|办公室)\.?\s*[:：]?\s*(?=[+(\d])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Another();

    [GeneratedRegex(@"(?<!\p{L}|[/&]\s?)(?:fax|facsimile|télécopie|факс|فاكس|传真|F)\.?\s*[:：]?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Fax();

    // Marks that embed one direction in another; of a pair that was cut in two, one alone turns what follows.
    [GeneratedRegex("[\u202A-\u202E\u2066-\u2069]", RegexOptions.CultureInvariant)]
    private static partial Regex Directions();

    [GeneratedRegex(@"^(?:(?i:in|at|from|en|à|au|aux|em|в|во)\s+(?<place>\p{Lu}[\p{L}'’.-]*(?:[ /](?:(?:de|del|la|le|du|da|do|of|the|and|et|y)\s)?\p{Lu}[\p{L}'’.-]*){0,4})|في\s+(?<place>(?!حال)\p{L}+(?:\s\p{L}+){0,2})|在(?<place>\p{IsCJKUnifiedIdeographs}{2,8})|(?<place>日内瓦|纽约|北京|内罗毕|维也纳|巴黎|罗马|曼谷|开罗))\s*[:：]\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Seat();

    [GeneratedRegex(@"^(?:us|call|call us|nous|nos|at|on|by|or|and|ou|et|au|à|par|o|y|a|al|en|или|и|по|أو|على|و|عبر|at the|please|via)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Small();
}
