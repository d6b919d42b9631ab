using Syndication.Configuration;
using Syndication.Publishing.Words;
using Syndication.Releases;

namespace Syndication.Publishing.Pages;

/// <summary>What feeds are, how to subscribe, and every address to copy, in a language.</summary>
public static class FeedsPage
{
    /// <summary>Writes the page.</summary>
    public static ReadOnlyMemory<byte> Write(Site site, Language language)
    {
        var words = PageWords.Of(language);
        var content = new Markup(16 * 1024);
        content.Add($"<h1>{words.Feeds}</h1>\n<div class=\"prose\">\n<p class=\"lead\">{words.WhatFeedsAre}</p>\n<h2>{words.HowTo}</h2>\n<ol class=\"steps\">\n");
        foreach (var step in words.Steps)
            content.Add($"<li>{step}</li>\n");
        content.Add($"</ol>\n</div>\n<h2>{words.FeedAddresses}</h2>\n<ul class=\"feeds\">\n");
        foreach (var subject in Subject.Of(site).Prepend<Subject?>(null))
        {
            var feed = new Feed { Site = site, Language = language, Subject = subject, Entries = [] };
            content.Add($"<li>\n<h3>{subject?.Name(site, language) ?? words.All}</h3>\n<p class=\"address\"><a href=\"{feed.Address("atom.xml")}\" type=\"application/atom+xml\"><bdi dir=\"ltr\">{feed.Address("atom.xml")}</bdi></a></p>\n");
            content.Add($"<p class=\"formats\">{words.OtherFormats} <a href=\"{feed.Address("rss.xml")}\">RSS</a> <a href=\"{feed.Address("feed.json")}\">JSON Feed</a></p>\n</li>\n");
        }

        content.Add($"</ul>\n<p class=\"more\"><a href=\"{Addresses.Of(site, Addresses.Opml)}\">{words.AllFeeds}</a></p>\n");
        return ListPages.Frame(site, language, words.Feeds, Addresses.FeedsPage).Around(content);
    }
}
