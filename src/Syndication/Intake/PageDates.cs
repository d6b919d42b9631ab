using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Syndication.Intake;

/// <summary>The day a page says it is from: for people beside its headline, or for machines.</summary>
internal static partial class PageDates
{
    /// <summary>The day, at midnight UTC; null where the page says none.</summary>
    public static DateTimeOffset? Of(IDocument page) => OfMachines(page) ?? OfPeople(page);

    private static DateTimeOffset? OfMachines(IDocument page)
    {
        foreach (var (place, attribute) in new[]
        {
            ("[itemprop=datePublished]", "content"), ("[itemprop=datePublished]", "datetime"), ("meta[property='article:published_time']", "content"), ("article time[datetime], main time[datetime]", "datetime"),
            ("time[pubdate], time.published, time.entry-date", "datetime"), ("meta[name='dcterms.issued' i], meta[name='dcterms.created' i], meta[name='dc.date' i], meta[name='dc.date.issued' i], meta[name='date' i], meta[name='pubdate' i], meta[name='publishdate' i]", "content"),
            ("time[datetime]", "datetime"),
        })
        {
            if (page.QuerySelector(place)?.GetAttribute(attribute) is { } said && Day(said) is { } day)
                return day;
        }

        foreach (var script in page.QuerySelectorAll("script[type='application/ld+json']"))
        {
            if (Published().Match(script.TextContent) is { Success: true } match && Day(match.Groups[1].Value) is { } day)
                return day;
        }

        return null;
    }

    // “Published: 14 March 2026” by its class, or as the only words of an element before the text.
    private static DateTimeOffset? OfPeople(IDocument page)
    {
        foreach (var element in page.QuerySelectorAll("[class*=date], [class*=Date], [class*=published], [class*=posted], [class*=submitted], [class*=fecha], [class*=meta], [itemprop=datePublished], time"))
        {
            if (element.Closest("footer, nav, aside, [class*=related], [class*=sidebar]") is null && Words.Of(element) is { Length: > 5 and < 120 } text && Dates.Find(Months.Fold(text)).FirstOrDefault(found => found.Year is not null) is { Year: not null } found)
                return found.Instant;
        }

        return page.Body!.QuerySelectorAll("p, div, span, td, h2, h3, h4, h5, em, i, b, strong, font, small").Take(400)
            .Where(element => element.ChildElementCount == 0 && element.Closest("footer, nav, aside, a, li") is null)
            .Select(element => Words.Of(element)).Where(text => text.Length is > 5 and < 60).Select(Dates.Read).FirstOrDefault(day => day is not null);
    }

    // The day as the page has it, whatever the hour and zone beside it.
    private static DateTimeOffset? Day(string text) =>
        text.Length >= 10 && DateOnly.TryParseExact(text.Trim()[..Math.Min(10, text.Trim().Length)], ["yyyy-MM-dd", "yyyy/MM/dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : Dates.Read(text);

    [GeneratedRegex(@"""datePublished""\s*:\s*""([^""]{8,40})""", RegexOptions.CultureInvariant)]
    private static partial Regex Published();
}
