namespace Syndication.Translation.Checks;

/// <summary>Dates: each month that stands beside a number is there, by a name of any language or as a number. Days and years are numbers.</summary>
internal static class DateCheck
{
    public static IEnumerable<Finding> Of(SegmentPair pair)
    {
        var source = Months.InDates(pair.PlainSource);
        if (source.Count == 0)
            yield break;
        var target = Months.In(pair.PlainTarget);
        foreach (var month in source.Except(target).Order())
            yield return pair.Found(Check.Dates, $"A date of month {month} is not in: {pair.Quoted}");
    }
}
