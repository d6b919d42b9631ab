using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Syndication.Intake;

/// <summary>
/// Time zones as embargo lines name them: by abbreviation, by an offset, or by the city whose clocks are meant. Cities are names of IANA
/// zones, so their summer time is that of the system's own data. Names that mean several zones (CST, IST, “local time”) are left out on purpose.
/// </summary>
internal static partial class Zones
{
    private static readonly FrozenDictionary<string, double> Abbreviations = new Dictionary<string, double>
    {
        ["gmt"] = 0,
        ["utc"] = 0,
        ["z"] = 0,
        ["tu"] = 0,
        ["tuc"] = 0,
        ["zulu"] = 0,
        ["wet"] = 0,
        ["west"] = 1,
        ["cet"] = 1,
        ["cest"] = 2,
        ["mez"] = 1,
        ["mesz"] = 2,
        ["hnec"] = 1,
        ["heec"] = 2,
        ["eet"] = 2,
        ["eest"] = 3,
        ["msk"] = 3,
        ["мск"] = 3,
        ["bst"] = 1,
        ["est"] = -5,
        ["edt"] = -4,
        ["pst"] = -8,
        ["pdt"] = -7,
        ["mst"] = -7,
        ["mdt"] = -6,
        ["eat"] = 3,
        ["wat"] = 1,
        ["cat"] = 2,
        ["sast"] = 2,
        ["gst"] = 4,
        ["pkt"] = 5,
        ["jst"] = 9,
        ["kst"] = 9,
        ["hkt"] = 8,
        ["sgt"] = 8,
        ["aest"] = 10,
        ["aedt"] = 11,
        ["nzst"] = 12,
        ["nzdt"] = 13,
        ["brt"] = -3,
    }.ToFrozenDictionary();

    // Zone, then its names; a star ends a name that grammar goes on with.
    private static readonly string[] Cities =
    [
        "UTC|greenwich|غرينتش|غرينيتش|جرينتش|جرينيتش|التوقيت العالمي|التوقيت العالمي المنسق|гринвич*|всемирно*|格林尼治|格林威治|世界协调时|universal time|temps universel|tiempo universal|hora universal",
        "Europe/Zurich|geneva|genève|ginebra|genf|genebra|ginevra|جنيف|женев*|日内瓦|swiss|switzerland|suisse|suiza|schweiz*|سويسرا|швейцар*|瑞士|bern|berne|zürich|zurich",
        "Europe/Paris|paris|parís|باريس|париж*|巴黎|france|french|فرنسا|central european time|europe centrale|heure d'europe centrale|mitteleuropäisch*|centroeuropea|وسط أوروبا|центральноевропейск*|欧洲中部",
        "Europe/London|london|londres|londra|لندن|лондон*|伦敦|uk|british|britain|royaume-uni",
        "Europe/Brussels|brussels|bruxelles|bruselas|brüssel|bruxelas|بروكسل|брюссел*|布鲁塞尔",
        "Europe/Berlin|berlin|berlín|برلين|берлин*|柏林|german|deutsch*",
        "Europe/Rome|rome|roma|rom|روما|рим*|罗马|italian",
        "Europe/Vienna|vienna|vienne|viena|wien|فيينا|вен|венск*|维也纳",
        "Europe/Madrid|madrid|مدريد|мадрид*|马德里|hora peninsular",
        "Europe/Lisbon|lisbon|lisbonne|lisboa|lissabon|لشبونة|лиссабон*|里斯本",
        "Europe/Moscow|moscow|moscou|moscú|moskau|moscovo|موسكو|московск*|москв*|莫斯科",
        "Europe/Kyiv|kyiv|kiev|كييف|киевск*|киев*|київськ*|基辅",
        "Europe/Istanbul|istanbul|ankara|إسطنبول|اسطنبول|أنقرة|стамбул*|анкар*|伊斯坦布尔|安卡拉|turkish|turkey|turquie|تركيا",
        "Europe/Athens|athens|athènes|atenas|athen|أثينا|афин*|雅典",
        "Europe/Warsaw|warsaw|varsovie|varsovia|warschau|وارسو|варшав*|华沙",
        "Europe/Stockholm|stockholm|estocolmo|ستوكهولم|стокгольм*|斯德哥尔摩",
        "Europe/Oslo|oslo|أوسلو|осло|奥斯陆",
        "Europe/Copenhagen|copenhagen|copenhague|kopenhagen|كوبنهاغن|копенгаген*|哥本哈根",
        "Europe/Amsterdam|amsterdam|the hague|la haye|la haya|den haag|أمستردام|لاهاي|амстердам*|гааг*|阿姆斯特丹|海牙",
        "Africa/Cairo|cairo|caire|kairo|القاهرة|каир*|开罗|egypt|égypte|egipto|مصر",
        "Africa/Tunis|tunis|túnez|تونس|тунис*|突尼斯|tunisie",
        "Africa/Algiers|algiers|alger|argel|algier|الجزائر|алжир*|阿尔及尔",
        "Africa/Casablanca|rabat|casablanca|الرباط|الدار البيضاء|рабат*|拉巴特|morocco|maroc|marruecos|المغرب",
        "Africa/Tripoli|tripoli|trípoli|طرابلس|триполи|的黎波里",
        "Africa/Khartoum|khartoum|jartum|الخرطوم|хартум*|喀土穆|port sudan|بورتسودان",
        "Africa/Nairobi|nairobi|نيروبي|найроби|内罗毕|east africa|addis ababa|addis-abeba|addis abeba|أديس أبابا|аддис-абеб*|亚的斯亚贝巴|mogadishu|mogadiscio|مقديشو|djibouti|جيبوتي",
        "Africa/Dakar|dakar|داكار|дакар*|达喀尔|abidjan|أبيدجان|bamako|باماكو|accra|nouakchott|نواكشوط|ouagadougou",
        "Africa/Lagos|lagos|abuja|أبوجا|лагос*|абудж*|拉各斯|阿布贾|niamey|نيامي|yaoundé|kinshasa|n'djamena|ndjamena|نجامينا",
        "Africa/Johannesburg|johannesburg|johannesbourg|pretoria|johannesburgo|جوهانسبرغ|йоханнесбург*|约翰内斯堡|比勒陀利亚",
        "Asia/Beirut|beirut|beyrouth|بيروت|бейрут*|贝鲁特|lebanon|liban",
        "Asia/Damascus|damascus|damas|damasco|دمشق|дамаск*|大马士革",
        "Asia/Amman|amman|amán|عمان الأردن|عمّان|амман*|安曼",
        "Asia/Jerusalem|jerusalem|jérusalem|jerusalén|القدس|иерусалим*|耶路撒冷",
        "Asia/Baghdad|baghdad|bagdad|بغداد|багдад*|巴格达",
        "Asia/Riyadh|riyadh|riyad|riad|الرياض|эр-рияд*|利雅得|makkah|mecca|مكة|مكة المكرمة|saudi|kuwait|الكويت|sana'a|sanaa|صنعاء|aden|عدن|doha|الدوحة|доха|多哈",
        "Asia/Dubai|dubai|dubaï|abu dhabi|abou dhabi|دبي|أبوظبي|أبو ظبي|дубай*|абу-даби|迪拜|阿布扎比|muscat|مسقط",
        "Asia/Tehran|tehran|téhéran|teherán|teheran|طهران|تهران|тегеран*|德黑兰",
        "Asia/Kabul|kabul|kaboul|كابول|كابل|кабул*|喀布尔",
        "Asia/Karachi|karachi|islamabad|كراتشي|إسلام آباد|اسلام آباد|карачи|исламабад*|伊斯兰堡",
        "Asia/Kolkata|delhi|new delhi|نيودلهي|дели|新德里",
        "Asia/Dhaka|dhaka|dacca|دكا|дакк*|达卡",
        "Asia/Bangkok|bangkok|بانكوك|бангкок*|曼谷|hanoi|هانوي|ханой*|河内",
        "Asia/Manila|manila|manille|مانيلا|манил*|马尼拉",
        "Asia/Jakarta|jakarta|yakarta|جاكرتا|джакарт*|雅加达",
        "Asia/Shanghai|beijing|pékin|pekín|peking|pequim|بكين|بيجين|пекин*|北京|上海|shanghai|中国",
        "Asia/Tokyo|tokyo|tokio|tóquio|طوكيو|токи*|东京|日本",
        "Asia/Seoul|seoul|séoul|seúl|سيول|سيئول|сеул*|首尔",
        "Asia/Almaty|almaty|алмат*|阿拉木图",
        "America/New_York|new york|nueva york|nova york|نيويورك|нью-йорк*|нью-йоркск*|纽约|washington|واشنطن|вашингтон*|华盛顿|eastern time|heure de l'est|hora del este|美国东部",
        "America/Los_Angeles|pacific time|los angeles|san francisco",
        "America/Mexico_City|mexico city|mexico|méxico|ciudad de méxico|мехико|墨西哥城",
        "America/Guatemala|guatemala|san salvador|tegucigalpa|managua|san josé",
        "America/Panama|panama|panamá|بنما|панам*|巴拿马|bogotá|bogota|боготa|波哥大|lima|quito",
        "America/Caracas|caracas|каракас*",
        "America/Port-au-Prince|port-au-prince|puerto príncipe|haïti|haiti",
        "America/Santiago|santiago de chile|santiago",
        "America/Argentina/Buenos_Aires|buenos aires|بوينس آيرس|буэнос-айрес*|布宜诺斯艾利斯",
        "America/Sao_Paulo|brasília|brasilia|são paulo|бразилиа|巴西利亚",
        "Australia/Sydney|sydney|canberra|سيدني|сидне*|悉尼|堪培拉",
    ];

    private static readonly (Regex Name, string Zone)[] Names = [.. Cities
        .SelectMany(line => line.Split('|') is var parts ? parts.Skip(1).Select(name => (Name: Months.Fold(name), Zone: parts[0])) : [])
        .OrderByDescending(pair => pair.Name.Length)
        .Select(pair => (Pattern(pair.Name), pair.Zone))];

    /// <summary>A zone that a line names.</summary>
    /// <param name="Offset">From UTC; null where it depends on the day, as <paramref name="Zone"/> has it.</param>
    /// <param name="Zone">An IANA name; null where the offset is fixed.</param>
    /// <param name="Index">Where the name stands.</param>
    /// <param name="Length">How many characters it takes.</param>
    public readonly record struct Found(TimeSpan? Offset, string? Zone, int Index, int Length);

    /// <summary>The zones that a folded text names, in order.</summary>
    public static IReadOnlyList<Found> Find(string folded)
    {
        var all = new List<Found>();
        var text = folded;
        foreach (Match match in Offsets().Matches(text))
        {
            var hours = int.Parse(match.Groups["hours"].ValueSpan) + (match.Groups["minutes"].Success ? int.Parse(match.Groups["minutes"].ValueSpan) / 60.0 : 0);
            if (hours <= 14)
                Take(match, TimeSpan.FromHours(match.Groups["sign"].Value == "+" ? hours : -hours), null);
        }

        foreach (Match match in Words().Matches(text))
        {
            if (Abbreviations.TryGetValue(match.Value.Replace(".", "", StringComparison.Ordinal), out var hours))
                Take(match, TimeSpan.FromHours(hours), null);
        }

        foreach (var (name, zone) in Names)
        {
            while (name.Match(text) is { Success: true } match)
                Take(match, null, zone);
        }

        return [.. all.OrderBy(found => found.Index)];

        void Take(Match match, TimeSpan? offset, string? zone)
        {
            all.Add(new(offset, zone, match.Index, match.Length));
            text = text[..match.Index] + new string('\n', match.Length) + text[(match.Index + match.Length)..];
        }
    }

    /// <summary>
    /// A time of day in a zone as an instant. A time that comes twice is the later one, and one that is left out the one after: an
    /// embargo must not end early.
    /// </summary>
    /// <returns>Null where the system does not know the zone.</returns>
    public static DateTimeOffset? At(Found zone, DateTime local)
    {
        if (zone.Offset is { } offset)
            return new DateTimeOffset(local, offset).ToUniversalTime();
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone.Zone!, out var known))
            return null;
        var smallest = known.IsAmbiguousTime(local) ? known.GetAmbiguousTimeOffsets(local).Min() : known.IsInvalidTime(local) ? known.GetUtcOffset(local.AddHours(-3)) : known.GetUtcOffset(local);
        return new DateTimeOffset(local, smallest).ToUniversalTime();
    }

    private static Regex Pattern(string name)
    {
        var isPart = name.EndsWith('*');
        var word = Regex.Escape(name.TrimEnd('*'));
        var end = isPart ? @"\p{L}*" : @"(?!\p{L})";
        return new(name[0] >= '\u2E80' ? word : $@"(?<!\p{{L}}){(name[0] is >= '\u0600' and < '\u0700' ? "(?:ب|ل|و)?" : "")}{word}{end}", RegexOptions.CultureInvariant);
    }

    [GeneratedRegex(@"(?:(?<!\p{L})(?:gmt|utc)\s?(?<sign>[+−-])\s?(?<hours>\d{1,2})(?::?(?<minutes>\d{2}))?|(?<sign>[+−])(?<hours>\d{2}):?(?<minutes>\d{2}))(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Offsets();

    [GeneratedRegex(@"(?<![\p{L}])(?:u\.t\.c|g\.m\.t|\p{L}+)\.?(?![\p{L}])", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
