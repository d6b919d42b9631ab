using System.Globalization;
using System.Text.Json.Serialization;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Translation.Engines;

/// <summary>
/// What engines were paid, how fast, and who waits for more: <c>releases/~spending.json</c>, shared by everyone at work on the newsroom.
/// A request is noted before it is made, as if it had been paid for, and corrected after: whoever dies in between leaves what was perhaps
/// paid for noted as paid.
/// </summary>
public sealed record Spending : IFormatted
{
    /// <summary>The form of the stored document.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The day that <see cref="Today"/> is of, in the newsroom's time zone, as <c>2026-11-24</c>.</summary>
    public string Day { get; init; } = "";

    /// <summary>Characters paid for on that day.</summary>
    public long Today { get; init; }

    /// <summary>Characters paid for in the month of that day.</summary>
    public long ThisMonth { get; init; }

    /// <summary>What was asked within the last hour, oldest first; beyond a minute ago by the minute.</summary>
    public IReadOnlyList<Stretch> Lately { get; init; } = [];

    /// <summary>Until when the engine is left in peace after it failed; null where it did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Rest { get; init; }

    /// <summary>Why, a sentence; null where it did not fail.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Trouble { get; init; }

    /// <summary>How often it failed since it last answered.</summary>
    public int Failures { get; init; }

    /// <summary>The releases that wait for money, the first in line first; empty without a budget.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>The same as it stands at an instant: what is of another day, month or hour no longer counts.</summary>
    public Spending At(DateTimeOffset now, TimeZoneInfo zone)
    {
        var day = TimeZoneInfo.ConvertTime(now, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return this with
        {
            Day = day,
            Today = Day == day ? Today : 0,
            ThisMonth = Day.Length > 7 && Day[..7] == day[..7] ? ThisMonth : 0,
            Lately = Recent(now),
            Rest = Rest > now ? Rest : null,
            Claims = Claims.Any(claim => claim.Noted < now - Claim.Life) ? [.. Claims.Where(claim => claim.Noted >= now - Claim.Life)] : Claims,
        };
    }

    /// <summary>Notes a request before it is made.</summary>
    public Spending Reserve(long characters, DateTimeOffset now) =>
        this with { Today = Today + characters, ThisMonth = ThisMonth + characters, Lately = [.. Lately, new(now.ToUnixTimeSeconds(), characters)] };

    /// <summary>Takes from what a release waits for what it is given now: it is not to be counted twice.</summary>
    internal Spending Served(ReleaseId release, bool isReview, long characters) => !Claims.Any(claim => claim.Release == release) ? this : this with
    {
        Claims =
        [
            .. Claims.Select(claim => claim.Release != release ? claim
                : isReview ? claim with { Review = Math.Max(0, claim.Review - characters) } : claim with { Plain = Math.Max(0, claim.Plain - characters) }),
        ],
    };

    /// <summary>Corrects what was noted to what it cost; of another day or month it stays as it was.</summary>
    public Spending Correct(string reservedOn, long reserved, long billed) => this with
    {
        Today = reservedOn == Day ? Math.Max(0, Today + billed - reserved) : Today,
        ThisMonth = reservedOn[..7] == Day[..7] ? Math.Max(0, ThisMonth + billed - reserved) : ThisMonth,
    };

    private Stretch[] Recent(DateTimeOffset now)
    {
        var (second, oldest) = (now.ToUnixTimeSeconds(), now.ToUnixTimeSeconds() - 3600);
        return
        [
            .. Lately.Where(stretch => stretch.At > oldest)
                // A clock that was set back must not stop everything for as long as it was wrong.
                .Select(stretch => stretch.At > second ? stretch with { At = second } : stretch)
                .GroupBy(stretch => stretch.At > second - 60 ? stretch.At : ((stretch.At + 59) / 60 * 60) is var minute && minute > second - 60 ? second - 60 : minute)
                .Select(stretches => new Stretch(stretches.Key, stretches.Sum(stretch => stretch.Characters)))
                .OrderBy(stretch => stretch.At),
        ];
    }
}

/// <summary>Characters asked at an instant.</summary>
/// <param name="At">In seconds since 1970.</param>
/// <param name="Characters">How many.</param>
public sealed record Stretch(long At, long Characters);

/// <summary>What a release waits for.</summary>
/// <param name="Release">The release.</param>
/// <param name="Since">When it last changed; the newest comes first.</param>
/// <param name="Plain">Characters for languages that are published without further ado.</param>
/// <param name="Review">Characters for languages that a person looks at first; they come after all the others.</param>
/// <param name="Noted">When it was last heard of.</param>
public sealed record Claim(ReleaseId Release, DateTimeOffset Since, long Plain, long Review, DateTimeOffset Noted)
{
    // Who waits is heard of every day; what is not is gone.
    internal static readonly TimeSpan Life = TimeSpan.FromHours(49);

    /// <summary>Whether it comes before another release.</summary>
    internal bool IsBefore(Commission other) => Since != other.Since ? Since > other.Since : Release.CompareTo(other.Release) < 0;
}
