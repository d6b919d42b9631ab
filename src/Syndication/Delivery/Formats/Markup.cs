using System.Text;
using Syndication.Releases;

namespace Syndication.Delivery.Formats;

/// <summary>Html that is put together by hand; every text goes through <see cref="Escape"/>.</summary>
internal static class Markup
{
    /// <summary>The text as html and XML have it, in elements and in double-quoted attributes. What no document may hold is left out.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\t' or '\n' or '\r' => escaped.Append(c),
                < ' ' or '\u007F' or '\uFFFE' or '\uFFFF' => escaped,
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>The text between headline and end: notes, dateline, body, contacts, rights; for a withdrawal its notice.</summary>
    public static string Body(Copy copy)
    {
        var html = new StringBuilder();
        if (copy.Edition is not { } edition)
        {
            foreach (var line in CopyNotes.Withdrawal(copy))
                html.Append($"<p>{Escape(line)}</p>\n");
            return html.ToString();
        }

        foreach (var note in CopyNotes.Above(copy))
            html.Append($"<p class=\"note\">{Escape(note)}</p>\n");
        var words = CopyWords.In(copy.Language);
        var where = edition.Text.Dateline is { } place ? Escape(place) + words.Comma : "";
        html.Append($"<p class=\"dateline\">{where}<time datetime=\"{Instants.Text(CopyNotes.Date(copy))}\">" +
            $"{Instants.Readable(CopyNotes.Date(copy))}</time></p>\n");
        html.Append(edition.Text.Html.Markup).Append('\n');
        if (edition.Text.Contacts.Count > 0)
        {
            html.Append($"<h2>{words.Contacts}</h2>\n<ul class=\"contacts\">\n");
            foreach (var contact in edition.Text.Contacts)
                html.Append($"<li>{Contact(contact, words.Comma)}</li>\n");
            html.Append("</ul>\n");
        }

        if (copy.Rights is { } rights)
            html.Append($"<p class=\"rights\">{Escape(rights)}</p>\n");
        return html.ToString();
    }

    // Addresses and numbers run from left to right in every script.
    private static string Contact(Contact contact, string comma)
    {
        var parts = new List<string>();
        if (contact.Name is { } name)
            parts.Add($"<bdi>{Escape(name)}</bdi>");
        if (contact.Organisation is { } organisation)
            parts.Add($"<bdi>{Escape(organisation)}</bdi>");
        if (contact.Address is { } address)
            parts.Add($"<bdi>{Escape(address)}</bdi>");
        if (contact.Email is { } email)
            parts.Add($"<a dir=\"ltr\" href=\"mailto:{Escape(Uri.EscapeDataString(email).Replace("%40", "@", StringComparison.Ordinal))}\">{Escape(email)}</a>");
        if (contact.Phone is { } phone)
            parts.Add($"<bdi dir=\"ltr\">{Escape(phone)}</bdi>");
        return string.Join(comma, parts);
    }
}
