using System.Text.RegularExpressions;

namespace Syndication.Intake;

/// <summary>Tells postal addresses from names and offices: a street with its number, a box, a town with its postcode, or what a label says is one.</summary>
internal static partial class PostalAddress
{
    private const int Longest = 200;

    /// <summary>Whether a line holds an address, from its beginning or after a name.</summary>
    public static bool Is(string line) => line.Length <= Longest && (Label().IsMatch(line) || Town().IsMatch(line) || Parts(line).Exists(Begins));

    /// <summary>Whether a line is an address from its beginning, and no sentence that begins like one.</summary>
    public static bool Opens(string line) => line.Length <= 120 && Parts(line) is [var first, ..] && Begins(first);

    /// <summary>Whether a part of a line between two commas begins an address.</summary>
    public static bool Begins(string part) =>
        Label().IsMatch(part) || Western().IsMatch(part) || Russian().IsMatch(part) || Arabic().IsMatch(part) || Chinese().IsMatch(part) || Box().IsMatch(part) || Town().IsMatch(part);

    /// <summary>Whether a line can only go on an address that stands above it: the country.</summary>
    public static bool Continues(string line) => Is(line) || (Parts(line) is [.., var last] && Country().IsMatch(last) && line.Length <= 60);

    /// <summary>Whether a line says that the next is an address, and nothing else.</summary>
    public static bool IsLabel(string line) => Label().Match(line) is { Success: true } label && label.Length == line.Length;

    /// <summary>Takes the address off a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isWhole">Whether all of it is one.</param>
    /// <param name="end">What ends it, besides the line.</param>
    /// <returns>What stands before and after it, and the address; null where the line holds none.</returns>
    public static (string Others, string? Address) Take(string line, bool isWhole, char end)
    {
        var parts = Parts(line);
        var first = isWhole || Town().IsMatch(line) ? 0 : parts.FindIndex(Begins);
        if (first < 0)
            return (line, null);
        var stop = parts.FindIndex(first, part => part.Contains(end, StringComparison.Ordinal));
        stop = stop < 0 ? parts.Count : stop;
        var address = parts[first..stop].Select(part => Label().Replace(part, "")).Where(part => part.Length > 0).ToList();
        return (string.Join(", ", parts[..first].Concat(parts[stop..])), address.Count == 0 ? null : string.Join(Comma(line), address).TrimEnd('.', ' '));
    }

    /// <summary>Two lines of an address as one.</summary>
    public static string? Joined(string? one, string? other) => one is null ? other : other is null ? one : one + Comma(one) + other;

    private static string Comma(string text) => text.Any(c => c is >= '\u0600' and <= '\u06FF') ? "، " : text.Any(c => c is >= '\u4E00' and <= '\u9FFF') ? "，" : ", ";

    private static List<string> Parts(string line)
    {
        var parts = Split(line);

        // “17 bis, route des Exemples”: the number is of the street.
        for (var i = 0; i + 1 < parts.Count; i++)
        {
            if (Number().IsMatch(parts[i]) && Western().IsMatch($"{parts[i]}, {parts[i + 1]}"))
            {
                parts[i] += ", " + parts[i + 1];
                parts.RemoveAt(i + 1);
            }
        }

        return parts;
    }

    private static List<string> Split(string line) =>
        [.. line.Split([',', '،', '，', '、', '|', '–', '—', '(', ')', '（', '）', '<', '>', ';', '；', '•', '·'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Trim(' ', '\u00A0', ':', '：', '*', '_')).Where(part => part.Length > 0)];

    [GeneratedRegex(
        @"^[\s*•-]*(?:(?:(?:postal|mailing|street|office|visiting)\s+)?address|adresse(?:\s+(?:postale|du\s+bureau))?|siège(?:\s+social)?|dirección(?:\s+postal)?|domicilio|(?:ال)?عنوان(?:\s+(?:ال)?بريدي)?|(?:почтовый\s+)?адрес|(?:通讯|通信|邮寄|办公|联系)?地址|endereço|morada|(?:post)?anschrift|نشانی|آدرس)\s*(?:[:：]\s*|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    // 12 Main Street · 5th floor · Suite 300 · 12 bis, rue X · Rue X 154 · Calle X · C/ X · Rua X · Xstraße 4
    [GeneratedRegex(
        @"^(?:(?:\d{1,5}[A-Za-z]?(?:\s?[-–/]\s?\d{1,5}[A-Za-z]?)?|One|Two),?\s+(?:(?:\p{Lu}[\p{L}.'’-]*|\d{1,3}(?:st|nd|rd|th))\s+){0,5}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Square|Sq|Drive|Way|Place|Plaza|Court|Terrace|Crescent|Parkway|Highway|Row|Quay)\b|" +
        @"\d{1,3}(?:st|nd|rd|th)\s+[Ff]loor\b|(?:Floor|Suite|Room|Building|Block)\s[A-Z]?\d[\w.-]{0,6}$|" +
        @"\d{1,4}\s?(?:bis|ter|quater)?,?\s+(?i:rue|avenue|av\.|boulevard|bd|blvd|place|pl\.|chemin|ch\.|route|rte|quai|allée|impasse|cours|square|passage|esplanade|promenade)\s|" +
        @"(?:Rue|Avenue|Boulevard|Chemin|Route|Quai|Place|Allée)\s(?:de\b|du\b|des\b|d['’]|la\b|le\b|les\b|\p{Lu}).{0,60}?\s\d{1,4}$|" +
        @"(?:Calle|Cl\.|Avenida|Avda\.?|Av\.|Paseo|Plaza|Pza\.|Carrera|Cra\.?|Calzada|Jirón|Jr\.|Rua|Travessa|Praça|Largo|Alameda)\s+(?:de\b|del\b|la\b|da\b|do\b|\d|\p{Lu})|[Cc]/\s?\p{Lu}|" +
        @"\p{Lu}[\p{L}-]+(?:straße|strasse|str\.|platz|allee|gasse)\s+\d{1,4})",
        RegexOptions.CultureInvariant)]
    private static partial Regex Western();

    [GeneratedRegex(@"^\d{1,5}\s?(?:bis|ter|quater|[A-Za-z])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(
        @"^(?:(?:ул\.|улица|пр-т|пр\.|просп\.|проспект|пер\.|переулок|наб\.|набережная|пл\.|площадь|шоссе|бульвар|б-р|проезд|г\.|город|д\.|дом|стр\.|корп\.|оф\.|офис)\s*[\p{Lu}\d]|" +
        @"(?:\p{Lu}[\p{L}-]+\s){1,3}(?:ул\.?|улица|проспект|пр-т|переулок|пер\.?|наб\.?|набережная|площадь|пл\.?|шоссе|бульвар|проезд)(?:\s*\d|$)|\d{6}(?:$|\s+(?:г\.\s?)?[А-Я]))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Russian();

    [GeneratedRegex(@"^(?:\d{1,4}\s*)?(?:شارع|طريق|ميدان|جادة|نهج|زنقة|حي|كورنيش|عمارة|بناية|مبنى|الطابق|ساحة)\s+[\p{L}\d]|^[\u0621-\u064A ]{3,30}\s\d{5}$", RegexOptions.CultureInvariant)]
    private static partial Regex Arabic();

    [GeneratedRegex(@"^(?:[\u4E00-\u9FFF]{0,30}(?:路|街|道|胡同|巷|里|村)[^\s]{0,6}?[\d一二三四五六七八九十百]{1,6}\s?号|(?:邮编|邮政编码)\s*[:：]?\s*\d{6}|\d{6}$)", RegexOptions.CultureInvariant)]
    private static partial Regex Chinese();

    [GeneratedRegex(
        @"^(?:P\.?\s?O\.?\s?Box|B\.?\s?P\.?|C\.?\s?P\.?|Case postale|Boîte postale|Apartado(?:\s(?:de\s)?(?:correos|postal))?|Apdo\.?|Casilla(?:\s(?:de\s)?correo)?|а/я|абонентский ящик|ص\.?\s?ب\.?|صندوق\s(?:ال)?بريد|邮政信箱|Postfach|Caixa postal)\s*(?:№|n[o°º]\.?|رقم|:)?\s*\d",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Box();

    // 1211 Genève 19 · F-75007 Paris · 75352 Paris Cedex 07 · New York, NY 10017 · London SW1A 1AA · NY 10017-1234
    [GeneratedRegex(
        @"^(?:(?:[A-Z]{1,2}-)?\d{4,6}\s+\p{Lu}[\p{L}.'’ -]{1,40}?(?:\s+\d{1,2}|\s+C(?:EDEX|edex)(?:\s\d{1,2})?)?(?=$|[,،])|(?:\p{Lu}[\p{L}. ]{1,30},\s+)?[A-Z]{2}\s\d{5}(?:-\d{4})?(?=$|,)|\p{Lu}[\p{L} ]{1,30}\s[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}(?=$|,))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Town();

    // Where press offices mostly are; elsewhere the country is known by standing in one line with its town.
    [GeneratedRegex(
        @"^(?:Switzerland|Suisse|Suiza|سويسرا|Швейцария|瑞士|(?:the\s)?United States(?: of America)?|USA|U\.S\.A\.?|États-Unis|Estados Unidos|الولايات المتحدة(?: الأمريكية)?|США|美国|France|Francia|فرنسا|Франция|法国|" +
        @"United Kingdom|UK|Royaume-Uni|Reino Unido|المملكة المتحدة|Великобритания|英国|Austria|Autriche|النمسا|Австрия|奥地利|Italy|Italie|Italia|إيطاليا|Италия|意大利|Spain|Espagne|España|إسبانيا|Испания|西班牙|" +
        @"Germany|Allemagne|Alemania|Deutschland|ألمانيا|Германия|德国|Belgium|Belgique|Bélgica|بلجيكا|Бельгия|比利时|Kenya|Kenia|كينيا|Кения|肯尼亚|Egypt|Égypte|Egipto|مصر|جمهورية مصر العربية|Египет|埃及|" +
        @"Lebanon|Liban|Líbano|لبنان|Jordan|Jordanie|Jordania|الأردن|Morocco|Maroc|Marruecos|المغرب|Tunisia|Tunisie|Túnez|تونس|Senegal|Sénégal|السنغال|Ethiopia|Éthiopie|Etiopía|إثيوبيا|Эфиопия|埃塞俄比亚|" +
        @"Russia|Russian Federation|Russie|Rusia|روسيا|Россия|Российская Федерация|俄罗斯|China|Chine|الصين|Китай|中国|Thailand|Thaïlande|Tailandia|تايلند|泰国|Chile|Chili|Mexico|México|Mexique|Colombia|Colombie|Panama|Panamá|Canada|Canadá|كندا|加拿大|Japan|Japon|Japón|日本|India|Inde|الهند|印度|Brazil|Brésil|Brasil|Portugal)\.?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Country();
}
