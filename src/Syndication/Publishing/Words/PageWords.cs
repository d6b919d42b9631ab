using Syndication.Configuration;
using Syndication.Releases;

namespace Syndication.Publishing.Words;

/// <summary>The few words that pages and feeds say of their own, in one language; a language without a set of its own has English.</summary>
public sealed record PageWords
{
    /// <summary>The language's name in itself.</summary>
    public required string Name { get; init; }

    /// <summary>The months, January first, as they stand in a date.</summary>
    public required IReadOnlyList<string> Months { get; init; }

    /// <summary>A date, with <c>{d}</c>, <c>{m}</c> and <c>{y}</c>.</summary>
    public required string Date { get; init; }

    /// <summary>Above the list of releases.</summary>
    public required string Newest { get; init; }

    /// <summary>The link past the navigation.</summary>
    public required string Skip { get; init; }

    /// <summary>Names the list of languages.</summary>
    public required string Languages { get; init; }

    /// <summary>A language in which a release is not there yet.</summary>
    public required string Pending { get; init; }

    /// <summary>Above the contacts.</summary>
    public required string Contacts { get; init; }

    /// <summary>Names the list of topics.</summary>
    public required string Topics { get; init; }

    /// <summary>Names the feeds.</summary>
    public required string Feeds { get; init; }

    /// <summary>A correction, with <c>{date}</c>.</summary>
    public required string Corrected { get; init; }

    /// <summary>Before a withdrawn release's title, with <c>{title}</c>.</summary>
    public required string WithdrawnTitle { get; init; }

    /// <summary>The notice of a withdrawn release, with <c>{date}</c>.</summary>
    public required string Withdrawn { get; init; }

    /// <summary>Before the reason.</summary>
    public required string Reason { get; init; }

    /// <summary>A machine's translation.</summary>
    public required string Machine { get; init; }

    /// <summary>A machine's translation that a person approved.</summary>
    public required string Reviewed { get; init; }

    /// <summary>A translation whose original has changed since.</summary>
    public required string Stale { get; init; }

    /// <summary>Before the name of the source whose words a release repeats.</summary>
    public required string Source { get; init; }

    /// <summary>The link to the original.</summary>
    public required string Original { get; init; }

    /// <summary>The link to all releases in the language.</summary>
    public required string All { get; init; }

    /// <summary>Where nothing was published yet.</summary>
    public required string Nothing { get; init; }

    /// <summary>Names the list of regions.</summary>
    public required string Regions { get; init; }

    /// <summary>All that was published, by month.</summary>
    public required string Archive { get; init; }

    /// <summary>The months, January first, as they stand alone; null where they stand as in a date.</summary>
    public IReadOnlyList<string>? MonthsAlone { get; init; }

    /// <summary>A month, with <c>{m}</c> and <c>{y}</c>.</summary>
    public string Month { get; init; } = "{m} {y}";

    /// <summary>The button of the search.</summary>
    public required string Search { get; init; }

    /// <summary>What is searched.</summary>
    public required string SearchYear { get; init; }

    /// <summary>How many were found, with <c>{n}</c>.</summary>
    public required string Found { get; init; }

    /// <summary>Where none was found.</summary>
    public required string NotFound { get; init; }

    /// <summary>The button that shows more of what was found.</summary>
    public required string ShowMore { get; init; }

    /// <summary>Where the search could not read what it needs.</summary>
    public required string SearchFailed { get; init; }

    /// <summary>Names a table in the text of a release.</summary>
    public required string Table { get; init; }

    /// <summary>Above the other languages of a release.</summary>
    public required string Elsewhere { get; init; }

    /// <summary>A language in which a release is there as it should be.</summary>
    public required string Available { get; init; }

    /// <summary>A language in which a release is there, but its original has changed since.</summary>
    public required string Outdated { get; init; }

    /// <summary>A language in which a person is yet to approve the release.</summary>
    public required string Held { get; init; }

    /// <summary>A language in which a release was taken back.</summary>
    public required string TakenBack { get; init; }

    /// <summary>Above the corrections.</summary>
    public required string Corrections { get; init; }

    /// <summary>What a feed is, a paragraph.</summary>
    public required string WhatFeedsAre { get; init; }

    /// <summary>Above the steps.</summary>
    public required string HowTo { get; init; }

    /// <summary>The steps from nothing to a subscription.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>Above the addresses.</summary>
    public required string FeedAddresses { get; init; }

    /// <summary>Before the other formats of a feed.</summary>
    public required string OtherFormats { get; init; }

    /// <summary>The link to the list of all feeds.</summary>
    public required string AllFeeds { get; init; }

    /// <summary>The digit zero of dates and counts.</summary>
    public char Zero { get; init; } = '0';

    /// <summary>The day of an instant in words, by the clocks that it is given in: its author's, else the newsroom's.</summary>
    public string Day(DateTimeOffset instant) => Date
        .Replace("{d}", Numerals.Write(instant.Day, Zero), StringComparison.Ordinal)
        .Replace("{m}", Months[instant.Month - 1], StringComparison.Ordinal)
        .Replace("{y}", Numerals.Write(instant.Year, Zero), StringComparison.Ordinal);

    /// <summary>A month such as <c>2026-11</c> in words, and with its number a further part of one, such as <c>2026-11-2</c>.</summary>
    public string MonthName(string month) => Month
        .Replace("{m}", (MonthsAlone ?? Months)[int.Parse(month.AsSpan(5, 2), System.Globalization.CultureInfo.InvariantCulture) - 1], StringComparison.Ordinal)
        .Replace("{y}", Numerals.Write(month[..4], Zero), StringComparison.Ordinal) +
        (month.Length > 7 ? $" ({Numerals.Write(month[8..], Zero)})" : "");

    /// <summary>What the n-th table of a text is called.</summary>
    public string TableName(int number) => number == 1 ? Table : $"{Table} {Numerals.Write(number, Zero)}";

    /// <summary>What there is of a release in a language.</summary>
    public string Of(EditionStatus status) => status switch
    {
        EditionStatus.Ready => Available,
        EditionStatus.Stale => Outdated,
        EditionStatus.Held => Held,
        EditionStatus.Withdrawn => TakenBack,
        _ => Pending,
    };

    /// <summary>What is said of a machine's translation.</summary>
    public string OfMachine(bool reviewed) => reviewed ? Reviewed : Machine;

    /// <summary>The words of a language.</summary>
    public static PageWords Of(Language language) => PageWordsByLanguage.Of(language);

    /// <summary>The words of a language, with the digits that a site writes in it.</summary>
    public static PageWords Of(Site site, Language language) =>
        site.Numerals.TryGetValue(language, out var numerals) ? Of(language) with { Zero = Numerals.ZeroOf(numerals) } : Of(language);
}
