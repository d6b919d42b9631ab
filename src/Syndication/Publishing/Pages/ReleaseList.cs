using Syndication.Configuration;
using Syndication.Publishing.Words;
using Syndication.Releases;

namespace Syndication.Publishing.Pages;

/// <summary>Releases one below the other.</summary>
internal static class ReleaseList
{
    // Fifty of them are to be light on a telephone, also in letters of two bytes.
    private const int SummaryLength = 200;
    private const int Whole = 25;

    /// <summary>Writes the newest with their summaries and subjects, and those after them as a line each.</summary>
    public static void AddNewest(Markup content, Site site, Language language, IReadOnlyList<Entry> entries)
    {
        Add(content, site, language, [.. entries.Take(Whole)]);
        if (entries.Count > Whole)
            Add(content, site, language, [.. entries.Skip(Whole)], isShort: true);
    }

    /// <summary>Writes the list.</summary>
    /// <param name="content">Where it is written.</param>
    /// <param name="site">The newsroom.</param>
    /// <param name="language">The language.</param>
    /// <param name="entries">What is listed, in its order.</param>
    /// <param name="isShort">Whether it is a line each, without summary and topics.</param>
    public static void Add(Markup content, Site site, Language language, IReadOnlyList<Entry> entries, bool isShort = false)
    {
        var words = PageWords.Of(site, language);
        if (entries.Count == 0)
        {
            content.Add($"<p class=\"nothing\">{words.Nothing}</p>\n");
            return;
        }

        content.Add($"<ol class=\"releases{(isShort ? " short" : "")}\">\n");
        foreach (var entry in entries)
        {
            content.Add($"<li><article{new Markup.Fragment(entry.Withdrawal is null ? default : " class=\"withdrawn\""u8.ToArray())}>\n<p class=\"meta\"><time datetime=\"{entry.Date}\">{words.Day(entry.Date)}</time>");
            content.AddIf(entry.Dateline is not null && entry.Withdrawal is null, $" <span class=\"place\">{EntryText.Place(entry)}</span>");
            content.Add($"</p>\n<div>\n<h2><a href=\"{Addresses.LinkToPage(site, language, entry.Release)}\">{EntryText.PlainTitle(entry)}</a></h2>\n");
            if (!isShort)
            {
                var summary = EntryText.PlainSummary(entry, site);
                content.Add($"<p>{(entry.Withdrawal is null ? Bidi.Closed(Intake.Blocks.Beginning(summary, SummaryLength)) : summary)}</p>\n");
                AddSubjects(content, site, entry, "tags");
            }

            content.Add($"</div>\n</article></li>\n");
        }

        content.Add($"</ol>\n");
    }

    /// <summary>The topics and regions of a release that have pages, as links to them.</summary>
    public static void AddSubjects(Markup content, Site site, Entry entry, string kind)
    {
        var subjects = entry.Withdrawal is null ? Subject.Of(entry).Intersect(Subject.Of(site)).ToList() : [];
        if (subjects.Count == 0)
            return;
        content.Add($"<ul class=\"{kind}\">");
        foreach (var subject in subjects)
            content.Add($"<li><a href=\"{Addresses.Link(site, Addresses.SubjectPage(entry.Language, subject))}\">{subject.Name(site, entry.Language)}</a></li>");
        content.Add($"</ul>\n");
    }
}
