using Syndication.Configuration;
using Syndication.Publishing.Words;
using Syndication.Releases;

namespace Syndication.Publishing.Pages;

/// <summary>The pages that list: the newest releases of a language, the languages, the feeds.</summary>
public static class ListPages
{
    /// <summary>The newest releases of a language.</summary>
    public static ReadOnlyMemory<byte> WriteIndex(Site site, Language language, IReadOnlyList<Entry> newest)
    {
        var words = PageWords.Of(language);
        var content = new Markup();
        content.Add($"<h1>{words.Newest}</h1>\n");
        content.AddIf(newest.Count == 0, $"<p>{words.Nothing}</p>\n");
        content.Add($"<ol class=\"releases\">\n");
        foreach (var entry in newest)
        {
            content.Add($"<li><article{new Markup.Fragment(entry.Withdrawal is null ? default : " class=\"withdrawn\""u8.ToArray())}>\n<p class=\"meta\"><time datetime=\"{entry.Date}\">{words.Day(entry.Date)}</time>");
            content.AddIf(entry.Dateline is not null && entry.Withdrawal is null, $" · {entry.Dateline}");
            content.Add($"</p>\n<h2><a href=\"{Addresses.LinkToPage(site, language, entry.Release)}\">{EntryText.PlainTitle(entry)}</a></h2>\n<p>{EntryText.PlainSummary(entry)}</p>\n");
            if (entry.Topics.Count > 0 && entry.Withdrawal is null)
            {
                content.Add($"<ul class=\"tags\" aria-label=\"{words.Topics}\">");
                foreach (var topic in entry.Topics)
                    content.Add($"<li>{site.TopicName(topic, language)}</li>");
                content.Add($"</ul>\n");
            }

            content.Add($"</article></li>\n");
        }

        content.Add($"</ol>\n");
        return Frame(site, language, site.InLanguage(site.Title, language)!, Addresses.Index).Around(content);
    }

    /// <summary>How to subscribe, in a language.</summary>
    public static ReadOnlyMemory<byte> WriteFeeds(Site site, Language language)
    {
        var words = PageWords.Of(language);
        var content = new Markup();
        content.Add($"<h1>{words.Feeds}</h1>\n<p>{words.Subscribe}</p>\n<div class=\"scroll\"><table class=\"feeds\">\n<tbody>\n");
        foreach (var subject in Subject.Of(site).Prepend<Subject?>(null))
        {
            var feed = new Feed { Site = site, Language = language, Subject = subject, Entries = [] };
            content.Add($"<tr><th scope=\"row\">{subject?.Name(site, language) ?? words.AllTopics}</th>");
            foreach (var (name, file) in new[] { ("RSS", "rss.xml"), ("Atom", "atom.xml"), ("JSON Feed", "feed.json") })
                content.Add($"<td><a href=\"{feed.Address(file)}\">{name}</a></td>");
            content.Add($"</tr>\n");
        }

        content.Add($"</tbody>\n</table></div>\n<p><a href=\"{Addresses.Of(site, Addresses.Opml)}\">OPML</a></p>\n");
        return Frame(site, language, words.Feeds, Addresses.FeedsPage).Around(content);
    }

    /// <summary>The start page: the languages.</summary>
    public static ReadOnlyMemory<byte> WriteStart(Site site)
    {
        var language = site.Languages[0];
        var content = new Markup();
        content.Add($"<h1>{site.InLanguage(site.Title, language)}</h1>\n<ul class=\"start\">\n");
        foreach (var other in site.Languages)
        {
            var words = PageWords.Of(other);
            content.Add($"<li lang=\"{other}\" dir=\"{other.Direction}\"><a href=\"{Addresses.Link(site, Addresses.Index(other))}\" hreflang=\"{other}\"><strong>{words.Name}</strong><span>{site.InLanguage(site.Title, other)}</span><span class=\"go\">{words.Newest}</span></a></li>\n");
        }

        content.Add($"</ul>\n");
        return (Frame(site, language, site.InLanguage(site.Title, language)!, Addresses.Index) with { Address = Addresses.Of(site, Addresses.Start).AbsoluteUri }).Around(content);
    }

    private static PageFrame Frame(Site site, Language language, string title, Func<Language, string> path) => new()
    {
        Site = site,
        Language = language,
        Title = title,
        Address = Addresses.Of(site, path(language)).AbsoluteUri,
        Alternates = [.. site.Languages.Select(other => (other, Addresses.Of(site, path(other)).AbsoluteUri))],
        Languages = [.. site.Languages.Select(other => (other, (string?)Addresses.Link(site, path(other))))],
    };
}
