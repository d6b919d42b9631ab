using System.Globalization;
using Syndication.Configuration;

namespace Syndication.Translation.Engines;

/// <summary>When a request may be made: what bounds there are, and whose turn it is. Pure.</summary>
/// <param name="Options">What the site says.</param>
/// <param name="Zone">The site's time zone: its days and months count.</param>
/// <param name="Limits">What the engine takes.</param>
internal sealed record Budget(TranslationOptions Options, TimeZoneInfo Zone, ServiceLimits Limits)
{
    // What those before it leave over, against expectation, is there for the next.
    private static readonly TimeSpan Turn = TimeSpan.FromHours(1);

    // Less than a sentence is as good as nothing.
    private const int Sentence = 200;

    public static Budget Of(Site site, ServiceLimits limits) =>
        new(site.Translation, TimeZoneInfo.TryFindSystemTimeZoneById(site.Schedule.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc, limits);

    /// <summary>Whether a batch, or the first part of it, may be asked now.</summary>
    public Verdict Judge(Spending spending, Batch batch, bool isReview, Commission commission, Func<string, int> characters, DateTimeOffset now)
    {
        if (spending.Rest is { } rest)
            return new Later(rest - now, $"{spending.Trouble} It is asked again at {Time(rest)}.", IsPace: false);

        var part = batch;
        if (Options.IsBounded)
        {
            var left = Left(spending);
            var others = spending.Claims.Where(claim => claim.Release != commission.Release)
                .Sum(claim => isReview ? claim.Plain + (claim.IsBefore(commission) ? claim.Review : 0) : claim.IsBefore(commission) ? claim.Plain : 0);
            if (batch.Within(left - others, characters) is not { } affordable)
                return batch.Within(left, characters) is null ? Tomorrow(spending, batch, characters, now) : new Later(Turn, "Newer releases come first within the budget of today; it is looked at again in an hour.", IsPace: false);
            part = affordable;
        }

        return Pace(spending, part.Characters, now) is { } wait
            ? new Later(wait, $"The engine takes {Limits.CharactersPerHour:N0} characters an hour at tier {Options.Tier}, and these are used up for now.", IsPace: true)
            : new Go(part);
    }

    /// <summary>How many characters may still be paid for now; as good as any number where there is no bound.</summary>
    public long Left(Spending spending) => Math.Min(
        Options.CharactersPerDay is { } day ? day - spending.Today : long.MaxValue / 4,
        Options.CharactersPerMonth is { } month ? month - spending.ThisMonth : long.MaxValue / 4);

    /// <summary>When the next day or month begins whose budget is fresh; null where there is something left.</summary>
    public DateTimeOffset? Reopens(Spending spending, DateTimeOffset now) =>
        Options.CharactersPerMonth - spending.ThisMonth < Sentence ? Begin(now, month: true)
        : Options.CharactersPerDay - spending.Today < Sentence ? Begin(now, month: false)
        : null;

    private Later Tomorrow(Spending spending, Batch batch, Func<string, int> characters, DateTimeOffset now)
    {
        var least = characters(batch.Texts[0]) * batch.To.Count;
        if (least > Math.Min(Options.CharactersPerDay ?? long.MaxValue, Options.CharactersPerMonth ?? long.MaxValue))
            return new(null, $"One of its sentences takes {least} characters, more than the whole budget: raise charactersPerDay or charactersPerMonth in config/site.json, or have it translated by a person.", IsPace: false);
        var isMonth = Options.CharactersPerMonth is { } month && month - spending.ThisMonth < least;
        var opens = Begin(now, isMonth);
        return new(opens - now, $"The budget of {(isMonth ? $"{Options.CharactersPerMonth} characters a month" : $"{Options.CharactersPerDay} characters a day")} is used up; it goes on at {Time(opens)}.", IsPace: false);
    }

    // How long until so many characters more stay within every minute and every hour.
    private TimeSpan? Pace(Spending spending, long characters, DateTimeOffset now)
    {
        var wait = 0L;
        foreach (var (window, most) in new[] { (60L, Limits.CharactersPerMinute), (3600L, Limits.CharactersPerHour) })
        {
            var second = now.ToUnixTimeSeconds();
            var within = spending.Lately.Where(stretch => stretch.At > second - window).OrderBy(stretch => stretch.At).ToList();
            var over = within.Sum(stretch => stretch.Characters) + characters - most;
            foreach (var stretch in within.TakeWhile(_ => over > 0))
            {
                over -= stretch.Characters;
                wait = Math.Max(wait, stretch.At + window - second);
            }
        }

        return wait > 0 ? TimeSpan.FromSeconds(wait) : null;
    }

    private DateTimeOffset Begin(DateTimeOffset now, bool month)
    {
        var today = TimeZoneInfo.ConvertTime(now, Zone).Date;
        var next = month ? new DateTime(today.Year, today.Month, 1).AddMonths(1) : today.AddDays(1);
        while (Zone.IsInvalidTime(next))
            next = next.AddMinutes(15);
        return new DateTimeOffset(next, Zone.GetUtcOffset(next));
    }

    private string Time(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>Whether something may be asked.</summary>
internal abstract record Verdict;

/// <summary>It may.</summary>
internal sealed record Go(Batch Batch) : Verdict;

/// <summary>Not now.</summary>
/// <param name="Wait">For how long; null where waiting does not help.</param>
/// <param name="Reason">Why, one sentence.</param>
/// <param name="IsPace">Whether it is only too fast.</param>
internal sealed record Later(TimeSpan? Wait, string Reason, bool IsPace) : Verdict;
