using Syndication.Configuration;
using Syndication.Releases;

namespace Syndication.Publishing;

/// <summary>What a feed is narrowed to.</summary>
/// <param name="Kind">Whether a topic or a region.</param>
/// <param name="Id">Its id, as <c>site.json</c> has it.</param>
public sealed record Subject(SubjectKind Kind, string Id)
{
    /// <summary>Its place below a language's folder, such as <c>regions/north-africa</c>.</summary>
    internal string Path => $"{Folder}/{Id}";

    /// <summary>The folder of its kind.</summary>
    internal string Folder => Kind == SubjectKind.Topic ? "topics" : "regions";

    /// <summary>Whether a release belongs to it.</summary>
    internal bool Has(Entry entry) => (Kind == SubjectKind.Topic ? entry.Topics : entry.Regions).Contains(Id);

    /// <summary>What people call it.</summary>
    internal string Name(Site site, Language language) => Kind == SubjectKind.Topic ? site.TopicName(Id, language) : site.RegionName(Id, language);

    /// <summary>All that the site has feeds of: its topics, then its regions, in the order of the file.</summary>
    internal static IEnumerable<Subject> Of(Site site) => Of(site.Topics.Select(topic => topic.Id), site.Regions.Select(region => region.Id));

    /// <summary>All that an entry is filed under, known to the site or not.</summary>
    internal static IEnumerable<Subject> Of(Entry? entry) => Of(entry?.Topics ?? [], entry?.Regions ?? []);

    /// <summary>All of some topics and regions.</summary>
    internal static IEnumerable<Subject> Of(IEnumerable<string> topics, IEnumerable<string> regions) =>
        topics.Select(id => new Subject(SubjectKind.Topic, id)).Concat(regions.Select(id => new Subject(SubjectKind.Region, id)));
}

/// <summary>The kinds of things that feeds are narrowed to.</summary>
public enum SubjectKind
{
    /// <summary>What a release is about.</summary>
    Topic,

    /// <summary>The part of the world it is about.</summary>
    Region,
}
