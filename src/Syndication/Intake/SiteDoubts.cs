using System.Globalization;
using Syndication.Configuration;
using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>What a good upload says that the site has no place for, or that is odd on the day on which it is read.</summary>
public static class SiteDoubts
{
    // Anywhere on earth it is tomorrow at most.
    private static readonly TimeSpan Tomorrow = TimeSpan.FromHours(26);

    /// <summary>The doubts; the release is read all the same.</summary>
    /// <param name="manuscript">What was read.</param>
    /// <param name="site">The newsroom.</param>
    /// <param name="now">When.</param>
    public static IEnumerable<Problem> Of(Manuscript manuscript, Site site, DateTimeOffset now)
    {
        if (!manuscript.HasText)
            yield break;
        if (!site.Languages.Contains(manuscript.Language))
            yield return new("language-not-published", $"{manuscript.Language} is not among the languages of site.json; the release is not published in it.");
        foreach (var topic in manuscript.Topics.Where(topic => site.Topics.All(known => known.Id != topic)))
            yield return new("topic-not-known", $"The topic “{topic}” is not in site.json, so it has no feed.{Spelling.Suggest(topic, site.Topics.Select(known => known.Id))}");
        if (manuscript.Date is { } date && date - Tomorrow > (manuscript.Embargo > now ? manuscript.Embargo.Value : now))
            yield return new("date-ahead", $"It is dated {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, which lies ahead; a date keeps nothing back. Correct the date, or, if it is not to be public before, give it an embargo.");
    }
}
