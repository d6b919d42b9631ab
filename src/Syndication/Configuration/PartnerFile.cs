using System.Text.RegularExpressions;

namespace Syndication.Configuration;

/// <summary>Reads <c>config/partners/{id}.json</c>.</summary>
internal static partial class PartnerFile
{
    private static readonly string[] Policies = ["any", "reviewed", "never"];
    private static readonly string[] Channels = ["webhook", "folder", "sftp", "email", "blob"];
    private static readonly string[] BlobHosts = [".blob.core.windows.net", ".blob.core.usgovcloudapi.net", ".blob.core.chinacloudapi.cn", ".blob.storage.azure.net"];
    private static readonly string[] Formats = ["ninjs", "html", "atom", "text"];

    public static Partner? Read(string file, ReadOnlyMemory<byte> content, Site? site, IReadOnlyList<Source> sources, List<ConfigProblem> problems)
    {
        var before = problems.Count;
        if (ConfigReader.Open(file, content, problems) is not { } root)
            return null;

        var id = root.Text("id", required: true) ?? "";
        var name = System.IO.Path.GetFileNameWithoutExtension(file);
        if (id.Length > 0 && !ConfigurationFiles.IsId(id))
            root.Wrong("id", $"“{id}” must be of lower-case letters, digits and hyphens.");
        else if (id.Length > 0 && id != name)
            root.Wrong("id", $"is “{id}”, but the file is named “{name}”; make them the same.");

        var partner = new Partner
        {
            Id = id,
            Name = root.PerLanguage("name", site?.Languages ?? [], required: true),
            Receives = Term(root, Receives(root, site, sources)),
            Channel = Channel(root, site),
            Hold = Hold(root),
            Pace = Pace(root),
            Retries = Retries(root),
        };
        root.Finish();
        return problems.Count == before ? partner : null;
    }

    private static HoldOptions Hold(ConfigReader root)
    {
        var standard = new HoldOptions();
        if (root.Object("hold") is not { } hold)
            return standard;
        var (failures, minutes, probe) = (hold.Number("failures") ?? standard.Failures, hold.Number("minutes"), hold.Number("probeMinutes"));
        if (failures is 0 or > 1_000_000)
            hold.Wrong("failures", "must be between 1 and 1000000; 5 if left out.");
        if (probe == 0)
            hold.Wrong("probeMinutes", "must be 1 or more; 15 if left out.");
        hold.Finish();
        return new()
        {
            Failures = (int)Math.Min(failures, 1_000_000),
            Over = minutes is { } over ? TimeSpan.FromMinutes(Math.Min(over, 60 * 24 * 365)) : standard.Over,
            Probe = probe is { } often ? TimeSpan.FromMinutes(Math.Min(often, 60 * 24)) : standard.Probe,
        };
    }

    private static PaceOptions Pace(ConfigReader root)
    {
        if (root.Object("pace") is not { } pace)
            return new();
        var (perMinute, atOnce) = (pace.Number("perMinute"), pace.Number("atOnce"));
        if (perMinute is 0 or > 60_000)
            pace.Wrong("perMinute", "must be between 1 and 60000; left out, there is no bound.");
        if (atOnce is 0 or > 64)
            pace.Wrong("atOnce", "must be between 1 and 64; left out, it is 4.");
        pace.Finish();
        return new() { PerMinute = AtMost(60_000, perMinute), AtOnce = AtMost(64, atOnce) };

        static int? AtMost(long most, long? number) => number is { } said ? (int)Math.Min(said, most) : null;
    }

    private static List<TimeSpan>? Retries(ConfigReader root)
    {
        if (root.List("retries") is not { } waits)
            return null;
        if (waits.Count is 0 or > 50)
            root.Wrong("retries", "must have one wait at least and 50 at most, such as [\"30s\", \"5m\", \"2h\"]; leave it out for the usual schedule.");
        var read = new List<TimeSpan>();
        foreach (var text in waits)
        {
            if (Span(text) is { } wait && wait > TimeSpan.Zero && wait <= TimeSpan.FromDays(1))
                read.Add(wait);
            else
                root.Wrong("retries", $"“{text}” is no wait of at most a day; write it like 30s, 5m or 2h.");
        }

        return read;
    }

    private static TimeSpan? Span(string text)
    {
        if (Wait().Match(text) is not { Success: true } match)
            return null;
        var number = int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        return match.Groups[2].Value switch { "s" => TimeSpan.FromSeconds(number), "m" => TimeSpan.FromMinutes(number), _ => TimeSpan.FromHours(number) };
    }

    private static Agreement Term(ConfigReader root, Agreement agreement)
    {
        agreement = agreement with { From = root.Day("from"), Until = root.Day("until") };
        if (agreement.Until < agreement.From)
            root.Wrong("until", "is before “from”; it is the agreement's last day.");
        return agreement;
    }

    private static Agreement Receives(ConfigReader root, Site? site, IReadOnlyList<Source> sources)
    {
        if (root.Object("receives", required: true) is not { } receives)
            return new();
        var agreement = new Agreement
        {
            Languages = receives.Languages("languages"),
            Topics = receives.Texts("topics"),
            Regions = receives.Texts("regions"),
            Sources = receives.Texts("sources"),
            MachineTranslations = Enum.Parse<MachineTranslations>(receives.Word("machineTranslations", Policies) ?? "any", ignoreCase: true),
            Ahead = TimeSpan.FromHours(Math.Min(receives.Number("embargoed") ?? 0, 24 * 365)),
        };
        foreach (var unknown in agreement.Sources.Where(id => id != Agreement.Own && sources.All(source => source.Id != id)))
            receives.Wrong("sources", $"“{unknown}” is neither “own” nor a source of sources.opml.{Spelling.Suggest(unknown, sources.Select(source => source.Id).Append(Agreement.Own))}");
        if (site is not null)
        {
            foreach (var language in agreement.Languages.Except(site.Languages))
                receives.Wrong("languages", $"“{language}” is not published: site.json has {string.Join(", ", site.Languages)}.");
            foreach (var topic in agreement.Topics.Where(topic => site.Topics.All(known => known.Id != topic)))
                receives.Wrong("topics", $"“{topic}” is no topic of site.json.{Spelling.Suggest(topic, site.Topics.Select(known => known.Id))}");
        }

        receives.Finish();
        return agreement;
    }

    private static ChannelOptions Channel(ConfigReader root, Site? site)
    {
        var none = new ChannelOptions { Type = "", Format = CopyFormat.Ninjs };
        if (root.Object("channel", required: true) is not { } channel)
            return none;
        var type = channel.Word("type", Channels, required: true);
        var format = channel.Word("format", Formats, required: true);
        var read = none with { Type = type ?? "", Format = Enum.Parse<CopyFormat>(format ?? "ninjs", ignoreCase: true) };
        switch (type)
        {
            case "webhook":
                read = read with
                {
                    Url = channel.Address("url", required: true),
                    Secret = channel.SecretName("secret", required: true),
                    Allow = channel.Texts("allow"),
                };
                break;
            case "folder":
                read = read with { Path = channel.Text("path", required: true) };
                break;
            case "sftp":
                read = Sftp(channel, read);
                break;
            case "email":
                read = read with { To = Addresses(channel, site) };
                break;
            case "blob":
                read = Blob(channel, read);
                break;
            default:
                return read;
        }

        channel.Finish();
        return read;
    }

    private static ChannelOptions Sftp(ConfigReader channel, ChannelOptions read)
    {
        var port = channel.Number("port") ?? 22;
        if (port is 0 or > 65535)
            channel.Wrong("port", "must be between 1 and 65535; 22 if left out.");
        read = read with
        {
            Host = channel.Text("host", required: true),
            Port = (int)Math.Min(port, 65535),
            User = channel.Text("user", required: true),
            HostKeys = channel.Texts("hostKeys", required: true),
            Key = channel.SecretName("key"),
            Password = channel.SecretName("password"),
            Path = channel.Text("path"),
            Allow = channel.Texts("allow"),
        };
        if (read.Host is { } host && Uri.CheckHostName(host) == UriHostNameType.Unknown)
            channel.Wrong("host", $"“{host}” is no host; write it like sftp.example.org, without sftp:// and without a path.");
        foreach (var key in read.HostKeys.Where(key => !HostKey().IsMatch(key)))
            channel.Wrong("hostKeys", $"“{key}” is no fingerprint; write it as “ssh-keygen -l” does: SHA256:… with 43 characters behind.");
        if (read.Key is null && read.Password is null)
            channel.Wrong("key", "is missing, and “password” too: name the variable that holds one of them, as in env:PARTNER_KEY.");
        return read;
    }

    private static ChannelOptions Blob(ConfigReader channel, ChannelOptions read)
    {
        read = read with
        {
            Url = channel.Address("container", required: true),
            Secret = channel.SecretName("sas"),
            Path = channel.Text("path"),
            Allow = channel.Texts("allow"),
        };
        if (read.Url is { Query.Length: > 0 })
            channel.Wrong("container", "must have nothing behind “?”: a signature is a secret; put it into a variable and name it in “sas”, as in env:PARTNER_SAS.");
        else if (read.Url is { } url && url.AbsolutePath.Trim('/').Length == 0)
            channel.Wrong("container", "must name the container, as in https://account.blob.core.windows.net/copies.");
        else if (read is { Url.Scheme: "http", Allow.Count: 0 })
            channel.Wrong("container", "must be an https address.");
        if (read is { Url: { } account, Secret: null } && !BlobHosts.Any(end => account.Host.EndsWith(end, StringComparison.OrdinalIgnoreCase)))
            channel.Wrong("sas", "is missing: signing in is for Azure's own hosts only, so that no other is shown our token.");
        return read;
    }

    private static IReadOnlyList<string> Addresses(ConfigReader channel, Site? site)
    {
        var addresses = channel.Texts("to", required: true);
        foreach (var address in addresses.Where(address => !ConfigReader.IsMailAddress(address)))
            channel.Wrong("to", $"“{address}” is no e-mail address; write it like desk@example.org, without a name.");
        if (site is { Mail: null })
            channel.Wrong("type", "is “email”, and site.json names no mail server; add “mail” there.");
        return addresses;
    }

    [GeneratedRegex(@"^([0-9]{1,5})([smh])$", RegexOptions.CultureInvariant)]
    private static partial Regex Wait();

    [GeneratedRegex("^SHA256:[A-Za-z0-9+/]{43}$", RegexOptions.CultureInvariant)]
    private static partial Regex HostKey();
}
