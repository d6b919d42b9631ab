using Syndication.Configuration;
using Syndication.Publishing.Words;
using Syndication.Releases;

namespace Syndication.Publishing.Pages;

/// <summary>The page of one release in one language.</summary>
public static class ReleasePage
{
    /// <summary>Writes the page.</summary>
    public static ReadOnlyMemory<byte> Write(Site site, Entry entry)
    {
        var words = PageWords.Of(entry.Language);
        var content = new Markup();
        content.Add($"<article class=\"release{(entry.Withdrawal is null ? "" : " withdrawn")}\" data-provenance=\"{entry.Provenance.ToString().ToLowerInvariant()}\">\n");
        content.Add($"<p class=\"meta\"><time datetime=\"{entry.Date}\">{words.Day(entry.Date)}</time></p>\n<h1>{EntryText.PlainTitle(entry)}</h1>\n");
        if (entry.Withdrawal is not null)
            AddNotice(content, entry, words);
        else
            AddText(content, site, entry, words);
        content.Add($"</article>\n");

        return new PageFrame
        {
            Site = site,
            Language = entry.Language,
            Title = EntryText.PlainTitle(entry),
            Description = EntryText.PlainSummary(entry),
            Address = Addresses.OfPage(site, entry.Language, entry.Release),
            Alternates = entry.Withdrawal is not null ? [] : Alternates(site, entry),
            // Of a release that was taken back, nothing more is to come in any language.
            Languages = [.. entry.Alternates.Where(other => entry.Withdrawal is null || other.HasPage).Select(other => (other.Language, other.HasPage ? Addresses.LinkToPage(site, other.Language, entry.Release) : null))],
            IsWithdrawn = entry.Withdrawal is not null,
            IsArticle = true,
            Head = new Markup(256)
                .AddIf(entry is { Provenance: Provenance.Machine, Withdrawal: null }, $"<meta name=\"syndication.provenance\" content=\"machine\">\n")
                .AddIf(entry is { Reviewed: not null, Withdrawal: null }, $"<meta name=\"syndication.reviewed\" content=\"{entry.Reviewed ?? default}\">\n")
                .Add($"<meta property=\"article:published_time\" content=\"{entry.Released}\">\n<meta property=\"article:modified_time\" content=\"{entry.Updated}\">\n"),
        }.Around(content);
    }

    private static List<(Language, string)> Alternates(Site site, Entry entry) =>
        [.. entry.Alternates.Where(other => other.HasPage).Select(other => (other.Language, Addresses.OfPage(site, other.Language, entry.Release)))];

    private static void AddNotice(Markup content, Entry entry, PageWords words)
    {
        content.Add($"<div class=\"note strong\" role=\"note\"><p>{words.Withdrawn.Replace("{date}", words.Day(entry.Withdrawal!.At), StringComparison.Ordinal)}</p>\n");
        content.AddIf(!string.IsNullOrEmpty(entry.Withdrawal.Reason), $"<p>{words.Reason} {entry.Withdrawal.Reason}</p>\n");
        content.Add($"</div>\n");
    }

    private static void AddText(Markup content, Site site, Entry entry, PageWords words)
    {
        content.AddIf(entry.Provenance == Provenance.Machine, $"<p class=\"note\" role=\"note\">{words.OfMachine(entry.Reviewed is not null)}</p>\n");
        content.AddIf(entry.Stale, $"<p class=\"note\" role=\"note\">{words.Stale} <a href=\"{Addresses.LinkToPage(site, entry.TranslatedFrom, entry.Release)}\" hreflang=\"{entry.TranslatedFrom}\">{words.Original}</a></p>\n");
        content.AddIf(entry.Dateline is not null, $"<p class=\"dateline\">{entry.Dateline}</p>\n");
        content.Add($"<div class=\"text\">\n{Media.At(entry.Html, site.BaseUrl.AbsolutePath)}\n</div>\n");
        if (entry.Corrections.Count > 0)
        {
            content.Add($"<ul class=\"corrections\">\n");
            foreach (var date in entry.Corrections)
                content.Add($"<li>{words.Corrected.Replace("{date}", words.Day(date), StringComparison.Ordinal)}</li>\n");
            content.Add($"</ul>\n");
        }

        if (entry.Source is { } source)
        {
            content.Add($"<p class=\"source\">{words.Source} ");
            content.AddIf(source.Link is not null, $"<a href=\"{source.Link ?? source.Feed}\" rel=\"external\"><bdi>{source.Name}</bdi></a>");
            content.AddIf(source.Link is null, $"<bdi>{source.Name}</bdi>");
            content.Add($"</p>\n");
        }

        AddContacts(content, entry, words);
        if (entry.Topics.Count > 0)
        {
            content.Add($"<section class=\"topics\" aria-label=\"{words.Topics}\"><ul class=\"tags\">\n");
            foreach (var topic in entry.Topics)
                content.Add($"<li>{site.TopicName(topic, entry.Language)}</li>\n");
            content.Add($"</ul></section>\n");
        }

        content.AddIf(entry.Rights is not null && entry.Rights != site.InLanguage(site.Rights, entry.Language), $"<p class=\"rights\">{entry.Rights}</p>\n");
    }

    private static void AddContacts(Markup content, Entry entry, PageWords words)
    {
        if (entry.Contacts.Count == 0)
            return;
        content.Add($"<section class=\"contacts\"><h2>{words.Contacts}</h2>\n<ul>\n");
        foreach (var contact in entry.Contacts)
        {
            content.Add($"<li>");
            content.AddIf(contact.Name is not null, $"<strong>{contact.Name}</strong>");
            content.AddIf(contact.Organisation is not null, $"<span>{contact.Organisation}</span>");
            content.AddIf(contact.Address is not null, $"<span class=\"address\">{contact.Address}</span>");
            content.AddIf(contact.Phone is not null, $"<a href=\"tel:{Dialled(contact.Phone ?? "")}\"><bdi dir=\"ltr\">{contact.Phone}</bdi></a>");
            content.AddIf(contact.Email is not null, $"<a href=\"mailto:{contact.Email}\"><bdi dir=\"ltr\">{contact.Email}</bdi></a>");
            content.Add($"</li>\n");
        }

        content.Add($"</ul></section>\n");
    }

    private static string Dialled(string phone) => string.Concat(phone.Where(c => char.IsAsciiDigit(c) || c == '+'));
}
