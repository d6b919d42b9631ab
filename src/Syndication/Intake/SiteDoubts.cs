using Syndication.Configuration;
using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>What a good upload says that the site has no place for.</summary>
public static class SiteDoubts
{
    /// <summary>The doubts; the release is read all the same.</summary>
    public static IEnumerable<Problem> Of(Manuscript manuscript, Site site)
    {
        if (!manuscript.HasText)
            yield break;
        if (!site.Languages.Contains(manuscript.Language))
            yield return new("language-not-published", $"{manuscript.Language} is not among the languages of site.json; the release is not published in it.");
        foreach (var topic in manuscript.Topics.Where(topic => site.Topics.All(known => known.Id != topic)))
            yield return new("topic-not-known", $"The topic “{topic}” is not in site.json, so it has no feed.{Spelling.Suggest(topic, site.Topics.Select(known => known.Id))}");
    }
}
