using System.Text.RegularExpressions;

namespace Syndication.Intake;

/// <summary>Days of the week by their names in the languages that releases come in.</summary>
internal static partial class Weekdays
{
    // From Sunday on, as DayOfWeek counts; a star ends a name that grammar goes on with.
    private static readonly string[] Names =
    [
        "sunday|sun|dimanche|domingo|sonntag|воскресенье|воскресенья|الاحد|الأحد|星期日|星期天|周日|礼拜天",
        "monday|mon|lundi|lunes|segunda-feira|montag|понедельник*|الاثنين|الإثنين|星期一|周一|礼拜一",
        "tuesday|tue|tues|mardi|martes|terça-feira|dienstag|вторник*|الثلاثاء|星期二|周二|礼拜二",
        "wednesday|wed|mercredi|miércoles|quarta-feira|mittwoch|среда|среду|среды|среде|الاربعاء|الأربعاء|星期三|周三|礼拜三",
        "thursday|thu|thur|thurs|jeudi|jueves|quinta-feira|donnerstag|четверг*|الخميس|星期四|周四|礼拜四",
        "friday|fri|vendredi|viernes|sexta-feira|freitag|пятниц*|الجمعة|星期五|周五|礼拜五",
        "saturday|sat|samedi|sábado|samstag|суббот*|السبت|星期六|周六|礼拜六",
    ];

    private static readonly Regex[] Shapes = [.. Names.Select(names => new Regex(string.Join('|', names.Split('|').Select(Shape)), RegexOptions.CultureInvariant))];

    /// <summary>The days that a folded text names.</summary>
    public static IReadOnlyList<DayOfWeek> Find(string folded) => [.. Enum.GetValues<DayOfWeek>().Where(day => Shapes[(int)day].IsMatch(folded))];

    private static string Shape(string name)
    {
        var word = Regex.Escape(Months.Fold(name.TrimEnd('*')));
        return name[0] >= '\u2E80' ? word : $@"(?<!\p{{L}}){word}{(name[^1] == '*' ? @"\p{L}*" : "")}(?!\p{{L}})";
    }
}
