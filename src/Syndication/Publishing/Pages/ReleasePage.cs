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
        var words = PageWords.Of(site, entry.Language);
        var content = new Markup();
        content.Add($"<article class=\"release{(entry.Withdrawal is null ? "" : " withdrawn")}\" data-provenance=\"{entry.Provenance.ToString().ToLowerInvariant()}\">\n<header>\n");
        ReleaseList.AddSubjects(content, site, entry, "kicker");
        content.Add($"<h1>{EntryText.PlainTitle(entry)}</h1>\n<p class=\"meta\"><time datetime=\"{entry.Date}\">{words.Day(entry.Date)}</time>");
        if (entry.Withdrawal is null)
        {
            content.AddIf(entry.Dateline is not null, $" <span class=\"place dateline\">{EntryText.Place(entry)}</span>");
            content.AddIf(entry.Corrections.Count > 0, $" <a class=\"corrected\" href=\"#corrections\">{Corrected(words, entry.Corrections[0])}</a>");
        }

        content.Add($"</p>\n</header>\n");
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
            Description = EntryText.PlainSummary(entry, site),
            Address = Addresses.OfPage(site, entry.Language, entry.Release),
            Alternates = entry.Withdrawal is not null ? [] : Alternates(site, entry),
            Languages = [.. entry.Alternates.Where(other => other.HasPage).Select(other => (other.Language, Addresses.LinkToPage(site, other.Language, entry.Release)))],
            IsWithdrawn = entry.Withdrawal is not null,
            IsArticle = true,
            Head = Head(site, entry),
        }.Around(content);
    }

    private static Markup Head(Site site, Entry entry)
    {
        var head = new Markup(4 * 1024)
            .AddIf(entry is { Provenance: Provenance.Machine, Withdrawal: null }, $"<meta name=\"syndication.provenance\" content=\"machine\">\n")
            .AddIf(entry is { Reviewed: not null, Withdrawal: null }, $"<meta name=\"syndication.reviewed\" content=\"{entry.Reviewed ?? default}\">\n")
            .Add($"<meta property=\"article:published_time\" content=\"{entry.Published}\">\n<meta property=\"article:modified_time\" content=\"{entry.Updated}\">\n");
        if (entry.Withdrawal is not null)
            return head;
        if (entry.Images is { Count: > 0 } images)
        {
            head.Add($"<meta property=\"og:image\" content=\"{Addresses.Of(site, PublicImages.Path(images[0].Name))}\">\n<meta property=\"og:image:width\" content=\"{images[0].Width}\">\n<meta property=\"og:image:height\" content=\"{images[0].Height}\">\n");
            head.AddIf(images[0].Alternative is not null, $"<meta property=\"og:image:alt\" content=\"{images[0].Alternative}\">\n");
        }

        StructuredData.Add(head, site, entry);
        return head;
    }

    private static string Corrected(PageWords words, DateTimeOffset date) => words.Corrected.Replace("{date}", words.Day(date), StringComparison.Ordinal);

    private static List<(Language, string)> Alternates(Site site, Entry entry) =>
        [.. entry.Alternates.Where(other => other.HasPage).Select(other => (other.Language, Addresses.OfPage(site, other.Language, entry.Release)))];

    private static void AddNotice(Markup content, Entry entry, PageWords words)
    {
        content.Add($"<div class=\"note strong\" role=\"note\"><p>{words.Withdrawn.Replace("{date}", words.Day(entry.Withdrawal!.At), StringComparison.Ordinal)}</p>\n");
        content.AddIf(!string.IsNullOrEmpty(entry.Withdrawal.Reason), $"<p>{words.Reason} {Bidi.Closed(entry.Withdrawal.Reason ?? "")}</p>\n");
        content.Add($"</div>\n");
    }

    private static void AddText(Markup content, Site site, Entry entry, PageWords words)
    {
        content.AddIf(entry.Provenance == Provenance.Machine, $"<p class=\"note\" role=\"note\">{words.OfMachine(entry.Reviewed is not null)}</p>\n");
        content.AddIf(entry.Stale, $"<p class=\"note\" role=\"note\">{words.Stale} <a href=\"{Addresses.LinkToPage(site, entry.TranslatedFrom, entry.Release)}\" hreflang=\"{entry.TranslatedFrom}\">{words.Original}</a></p>\n");
        content.Add($"<div class=\"text\">\n{ReleaseBody.Of(entry.Html, site, words)}\n</div>\n");
        if (entry.Corrections.Count > 0)
        {
            content.Add($"<section id=\"corrections\" class=\"corrections\"><h2>{words.Corrections}</h2>\n<ol>\n");
            foreach (var date in entry.Corrections)
                content.Add($"<li><time datetime=\"{date}\">{Corrected(words, date)}</time></li>\n");
            content.Add($"</ol></section>\n");
        }

        if (entry.Source is { } source)
        {
            content.Add($"<p class=\"source\">{words.Source} ");
            content.AddIf(source.Link is not null, $"<a href=\"{source.Link ?? source.Feed}\" rel=\"external\"><bdi>{source.Name}</bdi></a>");
            content.AddIf(source.Link is null, $"<bdi>{source.Name}</bdi>");
            content.Add($"</p>\n");
        }

        AddContacts(content, entry, words);
        AddElsewhere(content, site, entry, words);
        content.AddIf(entry.Rights is not null && entry.Rights != site.InLanguage(site.Rights, entry.Language), $"<p class=\"rights\">{entry.Rights}</p>\n");
    }

    // Every language of the newsroom, those without this release too: the reader is told what there is and what is to come.
    private static void AddElsewhere(Markup content, Site site, Entry entry, PageWords words)
    {
        var others = entry.Alternates.Where(other => other.Language != entry.Language).ToList();
        if (others.Count == 0)
            return;
        content.Add($"<section class=\"elsewhere\"><h2>{words.Elsewhere}</h2>\n<ul>\n");
        foreach (var other in others)
        {
            var name = PageWords.Of(other.Language).Name;
            content.Add($"<li>");
            content.AddIf(other.HasPage, $"<a href=\"{Addresses.LinkToPage(site, other.Language, entry.Release)}\" hreflang=\"{other.Language}\" lang=\"{other.Language}\">{name}</a>");
            content.AddIf(!other.HasPage, $"<span lang=\"{other.Language}\">{name}</span>");
            content.Add($" <small>{words.Of(other.Status)}</small></li>\n");
        }

        content.Add($"</ul></section>\n");
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

    // Of several numbers the first.
    private static string Dialled(string phone) => string.Concat(phone.Split(" / ")[0].Where(c => char.IsAsciiDigit(c) || c == '+'));
}
