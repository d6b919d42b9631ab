using Syndication.Configuration;
using Syndication.Publishing.Words;
using Syndication.Releases;

namespace Syndication.Publishing;

/// <summary>What of an entry may be shown: of a withdrawn one the notice, never the text.</summary>
internal static class EntryText
{
    /// <summary>The headline as plain-text elements have it.</summary>
    public static string Title(Entry entry) => Bidi.Plain(PlainTitle(entry), entry.Language);

    /// <summary>The headline for html, which says its direction itself.</summary>
    public static string PlainTitle(Entry entry) => entry.Withdrawal is null
        ? Bidi.Closed(entry.Title)
        : PageWords.Of(entry.Language).WithdrawnTitle.Replace("{title}", Bidi.Closed(entry.Title), StringComparison.Ordinal);

    /// <summary>The place before the first sentence; null where there is none.</summary>
    public static string? Place(Entry entry) => entry.Dateline is { } place ? Bidi.Closed(place) : null;

    /// <summary>The summary as plain-text elements have it.</summary>
    public static string Summary(Entry entry, Site site) => Bidi.Plain(PlainSummary(entry, site), entry.Language);

    /// <summary>The summary as html, which is what readers take the description of an RSS item for (RSS Advisory Board, RSS Profile).</summary>
    public static string HtmlSummary(Entry entry, Site site) => Summary(entry, site)
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>The summary to be written into html.</summary>
    public static string PlainSummary(Entry entry, Site site) => entry.Withdrawal is null ? Bidi.Closed(entry.Summary) : Notice(entry, site);

    /// <summary>Where the words come from, as a term of categories.</summary>
    public static string Word(Provenance provenance) => provenance switch
    {
        Provenance.Original => "original",
        Provenance.Human => "human",
        Provenance.Memory => "memory",
        _ => "machine",
    };

    /// <summary>Writes the body for feeds: html that carries its language and direction with it.</summary>
    public static Markup WriteBody(Markup html, Entry entry, Site site)
    {
        var words = PageWords.Of(site, entry.Language);
        html.Add($"<div lang=\"{entry.Language}\" dir=\"{entry.Language.Direction}\">");
        if (entry.Withdrawal is not null)
            return html.Add($"<p>{Notice(entry, site)}</p></div>");

        html.AddIf(entry.Provenance == Provenance.Machine, $"<p><em>{words.OfMachine(entry.Reviewed is not null)}</em></p>");
        html.AddIf(entry.Stale, $"<p><em>{words.Stale} <a href=\"{Addresses.OfPage(site, entry.TranslatedFrom, entry.Release)}\">{words.Original}</a></em></p>");
        html.AddIf(entry.Dateline is not null, $"<p><strong>{Place(entry)}</strong></p>");
        html.Add($"{Media.At(entry.Html, site.BaseUrl.AbsoluteUri)}");
        foreach (var date in entry.Corrections)
            html.Add($"<p><em>{words.Corrected.Replace("{date}", words.Day(date), StringComparison.Ordinal)}</em></p>");
        return html.Add($"</div>");
    }

    /// <summary>That it was taken back, when and why.</summary>
    public static string Notice(Entry entry, Site site)
    {
        var words = PageWords.Of(site, entry.Language);
        var notice = words.Withdrawn.Replace("{date}", words.Day(entry.Withdrawal!.At), StringComparison.Ordinal);
        return entry.Withdrawal.Reason is { Length: > 0 } reason ? $"{notice} {words.Reason} {Bidi.Closed(reason)}" : notice;
    }
}
