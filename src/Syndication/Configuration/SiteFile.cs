using System.Text.RegularExpressions;
using Syndication.Releases;
using Syndication.Timers;

namespace Syndication.Configuration;

/// <summary>Reads <c>config/site.json</c>.</summary>
internal static partial class SiteFile
{
    private static readonly string[] Securities = ["starttls", "tls", "none"];

    public static Site? Read(string file, ReadOnlyMemory<byte> content, List<ConfigProblem> problems)
    {
        var before = problems.Count;
        if (ConfigReader.Open(file, content, problems) is not { } root)
            return null;

        var languages = root.Languages("languages", required: true);
        if (languages.Count == 0 && problems.Count == before)
            root.Wrong("languages", "is empty; name at least one language, such as [\"fr\", \"ar\"].");
        var title = root.PerLanguage("title", languages, required: true);
        foreach (var language in languages.Where(language => title.Count > 0 && !title.ContainsKey(language)))
            root.Wrong($"title.{language}", "is missing: every published language needs one.");

        var site = new Site
        {
            Languages = languages,
            Title = title,
            Authority = Authority(root),
            BaseUrl = BaseUrl(root),
            HubUrl = root.Address("hubUrl"),
            Hub = HubSettings.Read(root),
            Rights = root.PerLanguage("rights", languages),
            Numerals = Digits(root, languages),
            Topics = [.. Named(root, "topics", languages).Select(one => new Topic(one.Id, one.Name))],
            Regions = [.. Named(root, "regions", languages).Select(one => new Region(one.Id, one.Name))],
            Schedule = Schedule(root),
            Translation = TranslationSettings.Read(root),
            Mail = Mail(root),
            LedgerYears = LedgerYears(root),
        };
        foreach (var language in site.Translation.Review.Except(languages))
            root.Wrong("translation.review", $"“{language}” is not published: languages has {string.Join(", ", languages)}.");
        if (site is { Hub: not null, HubUrl: null })
            root.Wrong("hubUrl", "is missing: there is a hub, and the feeds have to name it. Write the address that the world reaches it at, ending with /hub.");
        root.Finish();
        return problems.Count == before ? site : null;
    }

    private static string Authority(ConfigReader root)
    {
        var authority = root.Text("authority", required: true);
        if (authority is not null && !AuthorityName().IsMatch(authority))
            root.Wrong("authority", $"“{authority}” must be a domain and a date on which it was yours, as in example.org,2026 (RFC 4151).");
        return authority ?? "";
    }

    private static Uri BaseUrl(ConfigReader root)
    {
        var address = root.Address("baseUrl", required: true);
        if (address is null)
            return new Uri("https://invalid/");
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
            root.Wrong("baseUrl", "must have neither “?” nor “#”.");
        return address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
    }

    private static IReadOnlyDictionary<Language, string> Digits(ConfigReader root, IReadOnlyList<Language> languages)
    {
        var numerals = root.PerLanguage("numerals", languages);
        foreach (var (language, name) in numerals.Where(one => !Numerals.Names.Contains(one.Value)))
            root.Wrong($"numerals.{language}", $"“{name}” is none of {string.Join(", ", Numerals.Names)}; write “arab” for ٠١٢٣, “arabext” for ۰۱۲۳, “latn” for 0123.");
        return numerals;
    }

    // Topics and regions: an id, and its name per language.
    private static List<(string Id, IReadOnlyDictionary<Language, string> Name)> Named(ConfigReader root, string key, IReadOnlyList<Language> languages)
    {
        var named = new List<(string, IReadOnlyDictionary<Language, string>)>();
        if (root.Object(key) is not { } list)
            return named;
        foreach (var id in list.Keys())
        {
            if (!ConfigurationFiles.IsId(id))
                list.Wrong(id, "must be of lower-case letters, digits and hyphens: it stands in addresses.");
            named.Add((id, list.PerLanguage(id, languages)));
        }

        return named;
    }

    private static Schedule Schedule(ConfigReader root)
    {
        var standard = new Schedule();
        if (root.Object("schedule") is not { } schedule)
            return standard;
        var read = new Schedule
        {
            Nightly = schedule.Text("nightly") ?? standard.Nightly,
            Poll = schedule.Text("poll") ?? standard.Poll,
            TimeZone = schedule.Text("timeZone") ?? standard.TimeZone,
        };
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(read.TimeZone, out var zone))
            schedule.Wrong("timeZone", $"“{read.TimeZone}” is no time zone of the IANA list, such as Europe/Zurich.");
        if (Timetable.TryParse(read.Nightly, zone ?? TimeZoneInfo.Utc, out _) is { } nightly)
            schedule.Wrong("nightly", $"“{read.Nightly}” {nightly}. Write it as in 0 30 2 * * * for half past two.");
        if (Timetable.TryParse(read.Poll, zone ?? TimeZoneInfo.Utc, out _) is { } poll)
            schedule.Wrong("poll", $"“{read.Poll}” {poll}. Write it as in 0 */15 * * * * for every quarter of an hour.");
        schedule.Finish();
        return read;
    }

    private static int? LedgerYears(ConfigReader root)
    {
        if (root.Object("ledger") is not { } ledger)
            return null;
        var years = ledger.Number("retentionYears");
        if (years is 0 or > 1000)
            ledger.Wrong("retentionYears", "must be between 1 and 1000; left out, the journals are kept for ever.");
        ledger.Finish();
        return (int?)Math.Min(years ?? 0, 1000) is var kept and > 0 ? kept : null;
    }

    private static MailOptions? Mail(ConfigReader root)
    {
        if (root.Object("mail") is not { } mail)
            return null;
        var security = Enum.Parse<MailSecurity>(mail.Word("security", Securities) ?? "starttls", ignoreCase: true);
        var port = mail.Number("port") ?? (security == MailSecurity.Tls ? 465 : 587);
        if (port is 0 or > 65535)
            mail.Wrong("port", "must be between 1 and 65535; 587 if left out, or 465 with “tls”.");
        var read = new MailOptions
        {
            Host = mail.Text("host", required: true) ?? "",
            Port = (int)Math.Min(port, 65535),
            Security = security,
            User = mail.Text("user"),
            Password = mail.SecretName("password"),
            From = mail.MailAddress("from", required: true) ?? "",
            Unsubscribe = mail.MailAddress("unsubscribe"),
        };
        if (read.User is null != (read.Password is null))
            mail.Wrong(read.User is null ? "user" : "password", "is missing: a server that wants the one wants the other.");
        if (read is { Security: MailSecurity.None, Password: not null })
            mail.Wrong("security", "“none” would send the password in the clear; write “starttls” or “tls”.");
        mail.Finish();
        return read;
    }

    [GeneratedRegex(@"^[a-z0-9.-]+\.[a-z]+,\d{4}(-\d{2}(-\d{2})?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex AuthorityName();
}
