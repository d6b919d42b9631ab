using System.Text.RegularExpressions;

namespace Syndication.Intake;

/// <summary>
/// A line above or below a release that says from when it may be used: “EMBARGOED UNTIL 09:00 GMT 14 March”. A line of that shape which
/// leaves anything open, be it the hour, the zone or the year, is not understood; a sentence that speaks of an embargo is no such line.
/// </summary>
/// <param name="Kind">What it says.</param>
/// <param name="Until">The instant; null but where it is understood.</param>
/// <param name="Why">Why it is not understood, or what is odd about it; null where all is well.</param>
internal sealed partial record EmbargoLine(EmbargoKind Kind, DateTimeOffset? Until = null, string? Why = null)
{
    private const int Longest = 240;

    // How far before its own date an embargo without a year may lie: a release that is dated the day after.
    private static readonly TimeSpan Back = TimeSpan.FromDays(31);

    /// <summary>Whether a line has the shape of one.</summary>
    public static bool Is(string line) => Shape(line) is not null;

    /// <summary>Whether a line could be nothing else, wherever on a page it stands.</summary>
    public static bool IsPlain(string line) => line.Length <= Longest && (Plain().IsMatch(Months.Fold(line)) || EmbargoWords.EndIn(Months.Fold(line)) is not null) && Is(line);

    /// <summary>Whether a line says the word and nothing else: EMBARGOED, UNDER EMBARGO.</summary>
    public static bool IsWordAlone(string line) => WordAlone().IsMatch(Months.Fold(line));

    /// <summary>Whether a line begins “embargoed until”, whatever follows: a headline, perhaps.</summary>
    public static bool IsUntil(string line) => UntilWords().IsMatch(Months.Fold(line));

    /// <summary>The embargo that a long paragraph opens with, as far as it can be told from the text that follows it; null where it opens with none.</summary>
    public static string? Opens(string paragraph)
    {
        if (paragraph.Length <= Longest)
            return null;
        var head = paragraph[..Longest];
        return UntilWords().IsMatch(Months.Fold(head)) || Plain().IsMatch(Months.Fold(head)) && Is(head) ? head : null;
    }

    /// <summary>Understands a line; null where it is no such line.</summary>
    /// <param name="line">On one line, as written.</param>
    /// <param name="about">The day of the release, for a line that leaves out the year; null where there is none.</param>
    public static EmbargoLine? Of(string line, DateTimeOffset? about)
    {
        if (Shape(line) is not { } rest)
            return null;
        if (rest.Length == 0)
            return new(EmbargoKind.Immediate);

        var (dates, zones) = (Dates.Find(rest), Zones.Find(rest));
        var left = rest;
        foreach (var found in dates)
            left = Blank(left, found.Index, found.Length);
        var times = Clocks.Find(left);
        foreach (var found in zones)
            left = Blank(left, found.Index, found.Length);
        foreach (var found in times ?? [])
            left = Blank(left, found.Index, found.Length);

        if (dates.Count == 0)
            return Unclear("it names no day that there is");
        if (dates.Select(date => (date.Month, date.Day, date.Year)).Distinct().Count() > 1)
            return Unclear("it names several days");
        if (times is null)
            return Unclear("its hour could be morning or evening");
        if (times.Count == 0)
            return Unclear("it names no hour");
        if (zones.Count == 0)
            return Unclear("it does not say whose time it is: write GMT, or the city, such as “Geneva time”");
        if (Unknown(left) is { } unknown)
            return Unclear($"“{unknown}” in it is not understood");
        if (Year(dates[0], about) is not { } year)
            return Unclear("it names no year, and the release no date");

        var day = new DateTime(year, dates[0].Month, dates[0].Day, 0, 0, 0, DateTimeKind.Unspecified);
        if (Weekdays.Find(rest) is { Count: > 0 } named && !named.Contains(day.DayOfWeek))
            return Unclear($"it names another day of the week than that of {day:d MMMM yyyy}, which is a {day.DayOfWeek}");
        var instants = times.Select((time, i) => Zones.At(zones[Math.Min(i, zones.Count - 1)], day + time.Time))
            .Concat(zones.Skip(times.Count).Select(zone => Zones.At(zone, day + times[^1].Time))).Distinct().ToList();
        if (instants.Contains(null))
            return Unclear("its time zone is not known here");
        if (instants.Count > 1)
            return Unclear("its times are not the same instant");
        return new(EmbargoKind.Until, instants[0], times.Any(time => time.IsMidnight) ? "midnight was taken as the end of that day; write 00:00 or 24:00" : null);
    }

    private static EmbargoLine Unclear(string why) => new(EmbargoKind.Unclear, null, why);

    private static int? Year(Dates.Found date, DateTimeOffset? about)
    {
        if (date.Year is { } year)
            return year;
        if (about is not { } day)
            return null;
        foreach (var candidate in new[] { day.Year - 1, day.Year, day.Year + 1, day.Year + 2 })
        {
            if (date.Day <= DateTime.DaysInMonth(candidate, date.Month) && new DateTimeOffset(candidate, date.Month, date.Day, 0, 0, 0, TimeSpan.Zero) >= day - Back)
                return candidate;
        }

        return null;
    }

    // What the line says after its words of embargo, folded; empty where it says that there is none; null where it is no such line.
    private static string? Shape(string line)
    {
        if (line.Length > Longest || line.Length < 3)
            return null;
        var folded = EmbargoWords.Simplified(EmbargoWords.Together(Months.Fold(line)));
        if (Immediate().Match(folded) is { Success: true })
            return "";
        foreach (Match match in Chinese().Matches(folded))
            return folded.Remove(match.Groups["words"].Index, match.Groups["words"].Length);
        if (UntilWords().Match(folded) is { Success: true } until)
            return folded[(until.Index + until.Length)..] is { Length: > 0 } rest ? rest : " ";
        if (Bare().Match(folded) is { Success: true } bare && IsTime(folded[bare.Length..]))
            return folded[bare.Length..] + " ";
        return EmbargoWords.EndIn(folded) is { } end ? folded[end..] + " " : null;
    }

    // “Embargo: …” is also how headlines about sanctions begin.
    private static bool IsTime(string rest) => rest.Any(char.IsDigit) || Temporal().IsMatch(rest) || rest.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= 3;

    private static string? Unknown(string left)
    {
        foreach (Match word in Words().Matches(left))
        {
            if (!Filling.Contains(word.Value.Trim('\'', '-')) && !word.Value.All(c => c >= '\u2E80' && "的在至到前日时間间时分点整星期周一二三四五六天日年月请勿发布報道报道刊登发表不得之以于上午下午夏令标准当地新闻稿".Contains(c, StringComparison.Ordinal)))
                return word.Value;
        }

        return null;
    }

    private static string Blank(string text, int index, int length) => text[..index] + new string(' ', length) + text[(index + length)..];

    private static readonly HashSet<string> Filling =
    [
        .. Months.Fold(
            "at on the of a by and in to until till before after from time hours hour hrs h am pm is strictly embargoed embargo under for release publication broadcast use press media not day date summer standard sharp no earlier than check against delivery local t monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun " +
            "à le la les de du des d l jusqu jusqu'au jusqu'à au aux heure heures h avant et publication diffusion presse pour un une lundi mardi mercredi jeudi vendredi samedi dimanche locale été hiver ne pas publier diffuser levée levé fin date jour " +
            "el los las del a y hasta hora horas antes día lunes martes miércoles jueves viernes sábado domingo de en local " +
            "o os às as da do dos até e dia segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta feira horário " +
            "bis um uhr der den dem am montag dienstag mittwoch donnerstag freitag samstag sonntag zeit ortszeit sperrfrist ende " +
            "до по времени местному местного время в с на и не г года час часов часа понедельника вторника среды четверга пятницы субботы воскресенья понедельник вторник среда четверг пятница суббота воскресенье публикации публикация ранее эмбарго " +
            "حتى الى إلى في من يوم الساعة ساعة بتوقيت توقيت بالتوقيت والتوقيت تمام على الموافق م و النشر قبل تاريخ الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد الصيفي المحلي المنسق صيف مدينة")
            .Split(' '),
    ];

    [GeneratedRegex(@"^[\W_]*(?:(?:press|news|media)\s(?:release|statement)\W*)?(?:(?:for\s)?immediate\s(?:release|use|publication|distribution|broadcast)|(?:embargo\W{0,3})?(?:pour\s|a\s)?(?:diffuser\simmediatement|publication\simmediate|diffusion\simmediate)|(?:para\s)?(?:su\s)?(?:publicacion|difusion|divulgacion|distribucion)\sinmediata|(?:para\s)?(?:divulgacao|publicacao|distribuicao)\simediata|zur\ssofortigen\s\p{L}+|للنشر\s(?:الفوري|فورا)|للتوزيع\sالفوري|для\sнемедленн\p{L}+\s\p{L}+|(?:供)?(?:立即|即时|即刻)(?:发布|发表|刊发)|(?:embargo|sperrfrist|эмбарго|embargo\sdate)\s?[:\-–—]?\s?(?:none|no|n/a|lifted|aucun|leve|ninguno|nenhum|keine|нет|снято))[\W_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Immediate();

    private const string Opening = @"^[\W_]*(?:(?:press|news|media)\s(?:release|statement|advisory)\W+|communique(?:\sde\spresse)?\W+|nota\sde\s(?:prensa|imprensa)\W+|comunicado(?:\sde\sprensa)?\W+|пресс-релиз\W+|بيان\sصحفي\W+)?(?:(?:this|the)\s[\p{L}\s]{3,40}\s(?:is|are|remains?)\s|ce(?:tte)?\s[\p{L}\s]{3,40}\sest\s|este\s[\p{L}\s]{3,40}\s(?:esta|permanece)\s|هذا\s[\p{L}\s]{3,30}\s)?";

    [GeneratedRegex(
        Opening + @"(?:(?:(?:strictly|strictement|strikt|strict|строго|estrictamente|rigorosamente|media|press|news)\W+)*(?:" +
        @"(?:(?:under|sous|bajo|con|sob|com|sotto|unter|под)\s)?(?:embarg(?:o(?:ed|ee?|es)?|ad[oa])|эмбарго(?:\sна\sпубликацию)?|sperrfrist)(?:\s(?:time|date|lifts?|lifted|leve))?\W{0,4}(?:until|till|til|up to|to be lifted|ends?|expires?|jusqu'?\s?(?:au|a|en)?|hasta(?:\sel)?|ate(?:\s[ao]s?)?|bis(?:\szum)?|до|fino al?)(?!\p{L})|" +
        @"(?:not|no)\s(?:for|to be)\s(?:release|publication|publishing|broadcast|distribution|use|quotation|released|published|used|distributed)(?:\s(?:or|and)\s[\p{L}]+)*\s(?:before|until|prior to|till|ahead of)(?!\p{L})|(?:do\snot|don't)\s(?:publish|release|use|broadcast|distribute)(?:\s(?:or|and)\s\p{L}+)*\s(?:before|until|prior to)(?!\p{L})|hold\sfor\s(?:release|publication)(?:\s(?:until|till|on|at))?|for\s(?:release|publication|use)\s(?:at|on|after|from|not before|no earlier than|only after)(?!\p{L})|release\s(?:time|date)\s?:|" +
        @"(?:ne\spas|a\sne\spas|ne\srien)\s(?:publier|diffuser)\savant(?!\p{L})|(?:publication|diffusion)\s(?:interdite\s(?:avant|jusqu'?\s?(?:au|a)?)|(?:autorisee\s)?a\spartir\s(?:du|de))|" +
        @"prohibid[ao]\s(?:su|la)?\s?(?:difusion|publicacion|reproduccion)\s(?:hasta|antes\sde)(?:\sel|l)?|no\s(?:publicar|difundir|divulgar)\s(?:antes\sde|hasta)(?:\sel|l)?|nao\s(?:publicar|divulgar|difundir)\s(?:antes\sd[eao]s?|ate)|" +
        @"gesperrt\sbis|nicht\svor|frei\sab|" +
        @"(?:не\s(?:публиковать|распространять|подлежит\s(?:публикации|разглашению)|для\sпубликации)|публикация\sзапрещена|запрещено\sк\sпубликации)\s(?:до|ранее|раньше)(?!\p{L})|" +
        @"(?:محظور|يحظر|ممنوع|يمنع|حظر|محظورة)\s?(?:نشره|نشرها|من\sالنشر|النشر|للنشر|التداول)?\s?(?:حتي|الي|قبل|لغاية)(?!\p{L})|(?:غير\s(?:مخصص|قابل)\sللنشر|لا\sينشر|لا\sيجوز\sالنشر|يرجي\sعدم\sالنشر|عدم\sالنشر)\s(?:قبل|حتي)(?!\p{L})|(?:خاضع\sل|تحت\s)(?:ال)?حظر(?:\sالنشر)?(?:\sحتي)?|للنشر\s(?:بعد|ابتداء\sمن|اعتبارا\sمن)|انتشار\sممنوع\sتا))\W{0,3}",
        RegexOptions.CultureInvariant)]
    private static partial Regex UntilWords();

    // The word alone, or before a colon or a number: “EMBARGO : 14 mars”, “Embargo 14 March 2026, 09:00 GMT”, “STRICTLY EMBARGOED”.
    [GeneratedRegex(Opening + @"(?:(?:strictly|strictement|strict|media|press|news)\W+)?(?:(?:under|sous|bajo|sob|unter|под)\s)?(?:embarg(?:o(?:ed|ee?|es)?|ad[oa])|sperrfrist|эмбарго|حظر النشر|محظور النشر|(?:ممنوع|يمنع)\sالنشر)(?:\s(?:time|date|notice|policy applies))?(?:\s?[:\-–—|]\s?|\s(?=\d|[(])|[\W_]*$|\s(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();

    [GeneratedRegex(@"^[\W_]*(?:(?<words>(?:(?:本|该|此)?(?:新闻稿|新闻|媒体|稿件|消息|内容)\W*)?(?:严格)?(?:禁发(?:期)?|禁止(?:在)?(?:发布|发表|刊登|报道)|发布禁令|新闻禁令|保密|时限(?:发布)?|限时(?:发布)?|解禁(?:时间)?|保密期(?=[至到:])|禁运(?=[至到:])|请勿在|不得在|勿在|严禁在|禁止在)\W{0,2}(?:至|到|截止|截至|直到|于|期至|[:])?)|(?:在)?[^。]{4,60}?(?:之)?前(?<words>(?:请)?(?:勿|不得|禁止|严禁|不要)(?:对外)?(?:发布|发表|刊登|报道|播发|使用))|(?=[^。]*\d\s?[日时点:])[^。]{4,60}?(?<words>解禁|(?:之)?后(?:方可|才可|才能)?(?:发布|发表|刊登|报道|播发))[\W_]*$)", RegexOptions.CultureInvariant)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"until|before|after|tomorrow|today|tonight|further|noon|midnight|midday|morning|evening|confirm|\btb[cda]\b|demain|aujourd|ce soir|matin|midi|minuit|nouvel ordre|manana|hoy|mediodia|noche|amanha|hoje|morgen|heute|завтра|сегодня|до |غدا|اليوم|حتي|明|今|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miercoles|jueves|viernes", RegexOptions.CultureInvariant)]
    private static partial Regex Temporal();

    [GeneratedRegex(@"^[\W_]*(?:(?:press|news|media)\s(?:release|statement)\W+)?(?:strictly\s)?(?:embarg(?:o|ad)|under embargo|sous embargo|strictement sous|not for |do not (?:publish|release)|ne pas |prohibid|bajo embargo|sob embargo|sperrfrist|эмбарго|под эмбарго|не публиковать|محظور|يحظر|ممنوع النشر|حظر النشر|禁发|禁止)", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[\W_]*(?:(?:strictly|strictement|under|sous|bajo|sob)\W+)*(?:embarg(?:o(?:ed|ee?|es)?|ad[oa])|sperrfrist|эмбарго|محظور النشر|حظر النشر|禁发)[\W_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex WordAlone();

    [GeneratedRegex(@"[\p{L}\p{M}\d][\p{L}\p{M}\d'-]*", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}

/// <summary>What a line about an embargo says.</summary>
internal enum EmbargoKind
{
    /// <summary>That there is none.</summary>
    Immediate,

    /// <summary>Until when.</summary>
    Until,

    /// <summary>Something that nobody can be sure of.</summary>
    Unclear,
}
