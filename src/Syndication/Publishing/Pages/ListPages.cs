using Syndication.Configuration;
using Syndication.Publishing.Words;
using Syndication.Releases;

namespace Syndication.Publishing.Pages;

/// <summary>The pages that list: the languages, the newest of a language and of a topic or region, the months, and what is in one.</summary>
public static class ListPages
{
    /// <summary>The newest releases of a language, with the search.</summary>
    public static ReadOnlyMemory<byte> WriteIndex(Site site, Language language, IReadOnlyList<Entry> newest)
    {
        var words = PageWords.Of(site, language);
        var content = new Markup(32 * 1024);
        content.Add($"<h1>{words.Newest}</h1>\n");
        AddSearch(content, site, language, words);
        AddSubjects(content, site, language, words);
        ReleaseList.AddNewest(content, site, language, newest);
        content.Add($"<p class=\"more\"><a href=\"{Addresses.Link(site, Addresses.MonthsPage(language))}\">{words.Archive}</a></p>\n");
        var start = Addresses.Of(site, Addresses.Start).AbsoluteUri;
        return (Frame(site, language, site.InLanguage(site.Title, language)!, Addresses.Index) with { Searches = true, Default = start }).Around(content);
    }

    /// <summary>The newest releases of a topic or region.</summary>
    public static ReadOnlyMemory<byte> WriteSubject(Site site, Language language, Subject subject, IReadOnlyList<Entry> newest)
    {
        var words = PageWords.Of(site, language);
        var feed = new Feed { Site = site, Language = language, Subject = subject, Entries = [] };
        var content = new Markup(32 * 1024);
        content.Add($"<p class=\"kicker\">{(subject.Kind == SubjectKind.Topic ? words.Topics : words.Regions)}</p>\n<h1>{subject.Name(site, language)}</h1>\n");
        content.Add($"<p class=\"subscribe\">{words.Feeds}: <a href=\"{feed.Address("atom.xml")}\">Atom</a> <a href=\"{feed.Address("rss.xml")}\">RSS</a> <a href=\"{feed.Address("feed.json")}\">JSON Feed</a></p>\n");
        ReleaseList.AddNewest(content, site, language, newest);
        content.Add($"<p class=\"more\"><a href=\"{Addresses.Link(site, Addresses.MonthsPage(language))}\">{words.Archive}</a></p>\n");
        return (Frame(site, language, subject.Name(site, language), other => Addresses.SubjectPage(other, subject)) with { Subject = subject }).Around(content);
    }

    /// <summary>The months in which anything was published, the newest first; they come oldest first.</summary>
    public static ReadOnlyMemory<byte> WriteMonths(Site site, Language language, IEnumerable<string> months)
    {
        var words = PageWords.Of(site, language);
        var content = new Markup();
        content.Add($"<h1>{words.Archive}</h1>\n");
        var years = months.Reverse().GroupBy(month => month[..4]).ToList();
        content.AddIf(years.Count == 0, $"<p>{words.Nothing}</p>\n");
        foreach (var year in years)
        {
            content.Add($"<section class=\"year\">\n<h2>{year.Key}</h2>\n<ul>\n");
            foreach (var month in year)
                content.Add($"<li><a href=\"{Addresses.Link(site, Addresses.MonthPage(language, month))}\">{words.MonthName(month)}</a></li>\n");
            content.Add($"</ul>\n</section>\n");
        }

        return Frame(site, language, words.Archive, Addresses.MonthsPage).Around(content);
    }

    /// <summary>Everything first published in a month, or in a part of one such as <c>2026-11-2</c>. Not every language has something in it, so others lead to their months.</summary>
    public static ReadOnlyMemory<byte> WriteMonth(Site site, Language language, string month, IReadOnlyList<Entry> entries)
    {
        var words = PageWords.Of(site, language);
        var content = new Markup(16 * 1024);
        content.Add($"<p class=\"kicker\"><a href=\"{Addresses.Link(site, Addresses.MonthsPage(language))}\">{words.Archive}</a></p>\n<h1 class=\"month\">{words.MonthName(month)}</h1>\n");
        ReleaseList.Add(content, site, language, entries, isShort: true);
        return (Frame(site, language, words.MonthName(month), Addresses.MonthsPage) with
        {
            Address = Addresses.Of(site, Addresses.MonthPage(language, month)).AbsoluteUri,
            Alternates = [],
        }).Around(content);
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
        var start = Addresses.Of(site, Addresses.Start).AbsoluteUri;
        return (Frame(site, language, site.InLanguage(site.Title, language)!, Addresses.Index) with { Address = start, Default = start }).Around(content);
    }

    /// <summary>What stands around a page that every language has.</summary>
    internal static PageFrame Frame(Site site, Language language, string title, Func<Language, string> path) => new()
    {
        Site = site,
        Language = language,
        Title = title,
        Address = Addresses.Of(site, path(language)).AbsoluteUri,
        Alternates = [.. site.Languages.Select(other => (other, Addresses.Of(site, path(other)).AbsoluteUri))],
        Languages = [.. site.Languages.Select(other => (other, Addresses.Link(site, path(other))))],
    };

    // Without a script there is no search, so its form is only shown by one.
    private static void AddSearch(Markup content, Site site, Language language, PageWords words)
    {
        content.Add($"<form id=\"search\" class=\"search\" role=\"search\" data-index=\"{Addresses.Link(site, Addresses.SearchFolder(language))}\" data-found=\"{words.Found}\" data-zero=\"{words.Zero.ToString()}\" data-none=\"{words.NotFound}\" data-failed=\"{words.SearchFailed}\" hidden>\n");
        content.Add($"<label for=\"words\">{words.SearchYear}</label>\n<div class=\"field\"><input id=\"words\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\"><button type=\"submit\">{words.Search}</button></div>\n");
        content.Add($"<p id=\"found\" role=\"status\"></p>\n<ol id=\"results\" class=\"releases short\" hidden></ol>\n<button id=\"more\" type=\"button\" hidden>{words.ShowMore}</button>\n</form>\n");
    }

    private static void AddSubjects(Markup content, Site site, Language language, PageWords words)
    {
        foreach (var kind in Subject.Of(site).GroupBy(subject => subject.Kind))
        {
            var name = kind.Key == SubjectKind.Topic ? words.Topics : words.Regions;
            content.Add($"<nav class=\"subjects\" aria-label=\"{name}\">\n<span>{name}</span>\n<ul>\n");
            foreach (var subject in kind)
                content.Add($"<li><a href=\"{Addresses.Link(site, Addresses.SubjectPage(language, subject))}\">{subject.Name(site, language)}</a></li>\n");
            content.Add($"</ul></nav>\n");
        }
    }
}
