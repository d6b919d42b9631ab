using System.Text.RegularExpressions;

namespace Syndication.Configuration;

/// <summary>Reads <c>config/partners/{id}.json</c>.</summary>
internal static partial class PartnerFile
{
    private static readonly string[] Policies = ["any", "reviewed", "never"];
    private static readonly string[] Channels = ["webhook", "folder"];
    private static readonly string[] Formats = ["ninjs", "html", "atom", "text"];

    public static Partner? Read(string file, ReadOnlyMemory<byte> content, Site? site, List<ConfigProblem> problems)
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
            Receives = Receives(root, site),
            Channel = Channel(root),
        };
        root.Finish();
        return problems.Count == before ? partner : null;
    }

    private static Agreement Receives(ConfigReader root, Site? site)
    {
        if (root.Object("receives", required: true) is not { } receives)
            return new();
        var agreement = new Agreement
        {
            Languages = receives.Languages("languages"),
            Topics = receives.Texts("topics"),
            Regions = receives.Texts("regions"),
            MachineTranslations = Enum.Parse<MachineTranslations>(receives.Word("machineTranslations", Policies) ?? "any", ignoreCase: true),
            Ahead = TimeSpan.FromHours(Math.Min(receives.Number("embargoed") ?? 0, 24 * 365)),
        };
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

    private static ChannelOptions Channel(ConfigReader root)
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
                    Secret = Secret(channel),
                    Allow = channel.Texts("allow"),
                };
                break;
            case "folder":
                read = read with { Path = channel.Text("path", required: true) };
                break;
            default:
                return read;
        }

        channel.Finish();
        return read;
    }

    private static string? Secret(ConfigReader channel)
    {
        var secret = channel.Text("secret", required: true);
        if (secret is not null && !SecretName().IsMatch(secret))
            channel.Wrong("secret", "must name an environment variable, as in env:PARTNER_SECRET; the secret itself never stands in a file.");
        return secret;
    }

    [GeneratedRegex("^env:[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();
}
