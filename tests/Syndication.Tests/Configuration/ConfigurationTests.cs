using System.Text;
using Syndication.Configuration;
using Syndication.Releases;

namespace Syndication.Tests.Configuration;

public sealed class ConfigurationTests
{
    private const string GoodSite = """
        {
          "title": { "fr": "Presse", "ar": "الصحافة" }, "authority": "newsroom.example,2026", "baseUrl": "https://newsroom.example",
          "languages": ["fr", "ar"], "topics": { "climate": { "fr": "Climat" } }, "regions": { "mena": { "fr": "Moyen-Orient" } },
          "mail": { "host": "mail.newsroom.example", "security": "starttls", "user": "press", "password": "env:MAIL_PASSWORD", "from": "press@newsroom.example" },
          "schedule": { "nightly": "0 30 2 * * *", "timeZone": "Europe/Zurich" }
        }
        """;

    private const string GoodPartner = """
        {
          "id": "las", "name": { "fr": "Ligue" }, "receives": { "languages": ["ar"], "topics": ["climate"], "embargoed": 24 },
          "channel": { "type": "webhook", "format": "ninjs", "url": "https://las.example/hook", "secret": "env:LAS_SECRET" }
        }
        """;

    private const string GoodSftp = """
        "channel": { "type": "sftp", "format": "ninjs", "host": "sftp.las.example", "user": "iom",
          "hostKeys": ["SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"], "key": "env:LAS_KEY" }
        """;

    private const string GoodEmail = """
        "channel": { "type": "email", "format": "html", "to": ["desk@las.example"] }
        """;

    private const string GoodBlob = """
        "channel": { "type": "blob", "format": "html", "container": "https://las.blob.core.windows.net/copies" }
        """;

    private readonly List<ConfigProblem> problems = [];

    [Fact]
    public void A_good_site_is_read_and_what_it_leaves_out_has_a_default()
    {
        var site = ReadSite(GoodSite);

        Assert.Empty(problems);
        Assert.Equal("https://newsroom.example/", site!.BaseUrl.AbsoluteUri);
        Assert.Equal("0 */15 * * * *", site.Schedule.Poll);
        Assert.Equal("none", site.Translation.Engine);
        Assert.Equal("Climat", site.TopicName("climate", Language.Parse("ar")));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("\"hubUrl\": \"https://newsroom.example/hub\",", true)]
    [InlineData("\"hubUrl\": \"https://app.example/hub\",", false)]
    [InlineData("\"hubUrl\": \"https://app.example/hub\", \"hub\": {},", true)]
    public void The_hub_is_the_newsrooms_own_where_the_site_says_so_or_its_address_does(string hub, bool isOwn)
    {
        var site = ReadSite(GoodSite.Replace("\"schedule\":", hub + "\"schedule\":", StringComparison.Ordinal));

        Assert.Empty(problems);
        Assert.Equal(isOwn, site!.HasOwnHub);
    }

    [Fact]
    public void A_good_partner_is_read()
    {
        var partner = ReadPartner(GoodPartner);

        Assert.Empty(problems);
        Assert.Equal(TimeSpan.FromHours(24), partner!.Receives.Ahead);
        Assert.Equal(MachineTranslations.Any, partner.Receives.MachineTranslations);
    }

    [Fact]
    public void How_fast_a_partner_is_sent_to_and_when_again_is_read()
    {
        var partner = ReadPartner(GoodPartner.Replace("\"id\"", "\"pace\": { \"perMinute\": 60, \"atOnce\": 2 }, \"retries\": [\"30s\", \"5m\", \"5m\", \"2h\"], \"id\"", StringComparison.Ordinal));

        Assert.Empty(problems);
        Assert.Equal(new PaceOptions { PerMinute = 60, AtOnce = 2 }, partner!.Pace);
        Assert.Equal([TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), TimeSpan.FromHours(2)], partner.Retries);
        Assert.Equal(new PaceOptions(), ReadPartner(GoodPartner)!.Pace);
        Assert.Null(ReadPartner(GoodPartner)!.Retries);
    }

    [Theory]
    [InlineData("\"languages\": [\"fr\", \"ar\"]", "\"langauges\": [\"fr\", \"ar\"]", "langauges: is no setting here. Did you mean “languages”?")]
    [InlineData("\"newsroom.example,2026\"", "\"newsroom.example\"", "authority: “newsroom.example” must be a domain and a date")]
    [InlineData("https://newsroom.example\"", "newsroom\"", "baseUrl: “newsroom” is no address")]
    [InlineData("\"ar\": \"الصحافة\"", "\"de\": \"Presse\"", "title.ar: is missing: every published language needs one.")]
    [InlineData("0 30 2 * * *", "30 2 * * *", "schedule.nightly: “30 2 * * *” has 5 parts instead of six: second, minute, hour, day, month, day of the week. Write it as in 0 30 2 * * * for half past two.")]
    [InlineData("Europe/Zurich", "Europe/Geneva", "schedule.timeZone: “Europe/Geneva” is no time zone of the IANA list")]
    [InlineData("\"mena\"", "\"Middle East\"", "regions.Middle East: must be of lower-case letters")]
    [InlineData("\"climate\"", "\"Climate Change\"", "topics.Climate Change: must be of lower-case letters")]
    [InlineData("[\"fr\", \"ar\"]", "\"fr\"", "languages: must be a list of texts")]
    [InlineData("[\"fr\", \"ar\"]", "[\"fr\", \"ar\", \"FR\"]", "languages: “fr” stands twice; keep one.")]
    [InlineData("\"schedule\":", "\"translation\": { \"review\": [\"de\"] }, \"schedule\":", "translation.review: “de” is not published: languages has fr, ar.")]
    [InlineData("\"schedule\":", "\"translation\": { \"checks\": { \"nubmers\": \"warn\" } }, \"schedule\":", "translation.checks.nubmers: is no setting here. Did you mean “numbers”?")]
    [InlineData("\"schedule\":", "\"translation\": { \"checks\": { \"links\": \"holds\" } }, \"schedule\":", "translation.checks.links: “holds” is none of hold, warn, off.")]
    [InlineData("\"schedule\":", "\"hub\": {}, \"schedule\":", "hubUrl: is missing: there is a hub, and the feeds have to name it.")]
    [InlineData("\"schedule\":", "\"hubUrl\": \"https://newsroom.example/hub\", \"hub\": { \"leaseDays\": 40 }, \"schedule\":", "hub.leaseDays: must lie between shortestLeaseDays and longestLeaseDays")]
    [InlineData("\"schedule\":", "\"hubUrl\": \"https://newsroom.example/hub\", \"hub\": { \"longestLeaseDays\": 0.5 }, \"schedule\":", "hub.shortestLeaseDays: must not be longer than longestLeaseDays.")]
    [InlineData("\"schedule\":", "\"hubUrl\": \"https://newsroom.example/hub\", \"hub\": { \"alow\": [] }, \"schedule\":", "hub.alow: is no setting here. Did you mean “allow”?")]
    [InlineData("\"schedule\":", "\"numerals\": { \"ar\": \"arabic\" }, \"schedule\":", "numerals.ar: “arabic” is none of arab, arabext, beng,")]
    [InlineData("[\"fr\", \"ar\"]", "[\"french\"]", "languages: “french” is no language tag")]
    public void A_mistake_in_the_site_is_named_with_its_place(string right, string wrong, string message)
    {
        Assert.Null(ReadSite(GoodSite.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(problems, problem => problem.ToString().StartsWith("config/site.json: " + message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"channel\"", "\"chanel\"", "chanel: is no setting here. Did you mean “channel”?")]
    [InlineData("\"embargoed\"", "\"embargod\"", "receives.embargod: is no setting here. Did you mean “embargoed”?")]
    [InlineData("\"webhook\"", "\"webhok\"", "channel.type: “webhok” is none of webhook, folder, sftp, email, blob. Did you mean “webhook”?")]
    [InlineData("env:LAS_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "channel.secret: must name an environment variable")]
    [InlineData("\"id\": \"las\"", "\"id\": \"other\"", "id: is “other”, but the file is named “las”")]
    [InlineData("[\"climate\"]", "[\"climat\"]", "receives.topics: “climat” is no topic of site.json. Did you mean “climate”?")]
    [InlineData("[\"ar\"]", "[\"en\"]", "receives.languages: “en” is not published")]
    [InlineData("https://las.example/hook", "https://user:pass@las.example/hook", "channel.url: must not hold a name or password")]
    [InlineData("\"id\"", "\"from\": \"1 May\", \"id\"", "from: “1 May” is no day; write it like 2026-11-27.")]
    [InlineData("\"id\"", "\"from\": \"2027-01-01\", \"until\": \"2026-12-31\", \"id\"", "until: is before “from”")]
    [InlineData("\"id\"", "\"hold\": { \"failures\": 0 }, \"id\"", "hold.failures: must be between 1 and 1000000")]
    [InlineData("\"id\"", "\"hold\": { \"probeMinutes\": 0 }, \"id\"", "hold.probeMinutes: must be 1 or more")]
    [InlineData("\"id\"", "\"pace\": { \"perMinute\": 0 }, \"id\"", "pace.perMinute: must be between 1 and 60000")]
    [InlineData("\"id\"", "\"pace\": { \"atOnce\": 65 }, \"id\"", "pace.atOnce: must be between 1 and 64")]
    [InlineData("\"id\"", "\"retries\": [\"5m\", \"soon\"], \"id\"", "retries: “soon” is no wait of at most a day; write it like 30s, 5m or 2h.")]
    [InlineData("\"id\"", "\"retries\": [\"25h\"], \"id\"", "retries: “25h” is no wait of at most a day")]
    [InlineData("\"id\"", "\"retries\": [], \"id\"", "retries: must have one wait at least and 50 at most")]
    [InlineData("\"id\"", "\"retries\": \"5m\", \"id\"", "retries: must be a list of texts")]
    public void A_mistake_in_a_partner_is_named_with_its_place(string right, string wrong, string message)
    {
        Assert.Null(ReadPartner(GoodPartner.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(problems, problem => problem.ToString().StartsWith("config/partners/las.json: " + message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(GoodSftp, "SHA256:", "MD5:", "channel.hostKeys: “MD5:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU” is no fingerprint; write it as “ssh-keygen -l” does")]
    [InlineData(GoodSftp, "sftp.las.example", "sftp://las.example/in", "channel.host: “sftp://las.example/in” is no host")]
    [InlineData(GoodSftp, "\"key\": \"env:LAS_KEY\"", "\"port\": 70000", "channel.port: must be between 1 and 65535")]
    [InlineData(GoodSftp, "\"key\": \"env:LAS_KEY\"", "\"path\": \"/in\"", "channel.key: is missing, and “password” too")]
    [InlineData(GoodSftp, "env:LAS_KEY", "-----BEGIN", "channel.key: must name an environment variable, as in env:PARTNER_KEY")]
    [InlineData(GoodEmail, "desk@las.example", "Desk <desk@las.example>", "channel.to: “Desk <desk@las.example>” is no e-mail address")]
    [InlineData(GoodEmail, "desk@las.example", "desk@las.example\\r\\nBcc:x@las.example", "channel.to: “desk@las.example")]
    [InlineData(GoodEmail, "\"to\"", "\"too\"", "channel.too: is no setting here. Did you mean “to”?")]
    [InlineData(GoodBlob, "copies\"", "copies?sv=1&sig=x\"", "channel.container: must have nothing behind “?”: a signature is a secret")]
    [InlineData(GoodBlob, "/copies\"", "\"", "channel.container: must name the container")]
    [InlineData(GoodBlob, "https://", "http://", "channel.container: must be an https address.")]
    [InlineData(GoodBlob, "las.blob.core.windows.net", "las.blob.core.windows.net.example", "channel.sas: is missing: signing in is for Azure's own hosts only")]
    public void A_mistake_in_a_channel_is_named_with_its_place(string channel, string right, string wrong, string message)
    {
        var good = GoodPartner[..GoodPartner.IndexOf("\"channel\"", StringComparison.Ordinal)] + channel + "}";
        Assert.NotNull(ReadPartner(good));
        Assert.Null(ReadPartner(good.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(problems, problem => problem.ToString().StartsWith("config/partners/las.json: " + message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"user\": \"press\", ", "", "mail.user: is missing: a server that wants the one wants the other.")]
    [InlineData("starttls", "none", "mail.security: “none” would send the password in the clear")]
    [InlineData("env:MAIL_PASSWORD", "s3cr3t", "mail.password: must name an environment variable")]
    [InlineData("press@newsroom.example", "Press <press@newsroom.example>", "mail.from: “Press <press@newsroom.example>” is no e-mail address")]
    public void A_mistake_in_the_mail_server_is_named_with_its_place(string right, string wrong, string message)
    {
        Assert.Equal(587, ReadSite(GoodSite)!.Mail!.Port);
        Assert.Null(ReadSite(GoodSite.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(problems, problem => problem.ToString().StartsWith("config/site.json: " + message, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_mistake_is_named_at_once()
    {
        ReadSite("""{ "titel": "x", "languages": ["french"], "baseUrl": "x" }""");

        Assert.True(problems.Count >= 4, string.Join('\n', problems));
    }

    [Theory]
    [InlineData("{ \"title\": ", "is no JSON (line 1")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("", "is no JSON")]
    public void A_file_that_is_no_object_is_told(string text, string message)
    {
        Assert.Null(ReadSite(text));
        Assert.Contains(message, Assert.Single(problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_glossary_is_read_with_quotation_marks_semicolons_and_a_byte_order_mark()
    {
        var terms = GlossaryFile.Read("config/glossary.csv", Encoding.UTF8.GetBytes("\uFEFFkind;fr;en\r\nname;\"Pacte; \"\"mondial\"\"\";Global Compact\r\n"), problems);

        Assert.Empty(problems);
        Assert.Equal("Pacte; \"mondial\"", Assert.Single(terms).Names[Language.Parse("fr")]);
    }

    [Fact]
    public void A_glossary_with_a_language_twice_is_told_and_the_first_column_counts()
    {
        var terms = GlossaryFile.Read("config/glossary.csv", "fr,en,FR,note,note\nOIM,IOM,OMI,a,b\n"u8.ToArray(), problems);

        Assert.Equal("OIM", Assert.Single(terms).Names[Language.Parse("fr")]);
        Assert.Equal(
            ["line 1 the column “fr” stands there 2 times; keep one. Other forms of a name follow it after “|”.", "line 1 the column “note” stands there 2 times; keep one. Other forms of a name follow it after “|”."],
            problems.Select(problem => $"{problem.Path} {problem.Message}"));
    }

    [Fact]
    public void A_glossary_with_an_unknown_column_or_too_many_fields_is_told_with_its_line()
    {
        GlossaryFile.Read("config/glossary.csv", "fr,english\nLigue, des États,League,\n"u8.ToArray(), problems);

        Assert.Contains(problems, problem => problem.ToString().Contains("english", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.ToString().Contains("line 2", StringComparison.Ordinal));
    }

    [Fact]
    public void A_partners_term_and_the_bounds_of_its_hold_are_read()
    {
        var partner = ReadPartner(GoodPartner.Replace(
            "\"id\"", "\"from\": \"2026-12-01\", \"until\": \"2027-11-30\", \"hold\": { \"failures\": 20, \"minutes\": 60, \"probeMinutes\": 5 }, \"id\"", StringComparison.Ordinal))!;
        Assert.Equal((new(2026, 12, 1), new(2027, 11, 30)), (partner.Receives.From!.Value, partner.Receives.Until!.Value));
        Assert.Equal(new HoldOptions { Failures = 20, Over = TimeSpan.FromHours(1), Probe = TimeSpan.FromMinutes(5) }, partner.Hold);
        Assert.Equal(new HoldOptions(), ReadPartner(GoodPartner)!.Hold);
    }

    [Theory]
    [InlineData("{ \"retentionYears\": 7 }", 7)]
    [InlineData("{ }", null)]
    [InlineData("{ \"retentionYears\": 0 }", -1)]
    public void The_time_for_which_journals_are_kept_is_read(string ledger, int? years)
    {
        var site = ReadSite(GoodSite.Replace("\"schedule\"", $"\"ledger\": {ledger}, \"schedule\"", StringComparison.Ordinal));
        if (years == -1)
            Assert.Contains(problems, problem => problem.ToString().StartsWith("config/site.json: ledger.retentionYears: must be between 1 and 1000", StringComparison.Ordinal));
        else
            Assert.Equal(years, site!.LedgerYears);
    }

    private Site? ReadSite(string text) => SiteFile.Read("config/site.json", Encoding.UTF8.GetBytes(text), problems);

    private Partner? ReadPartner(string text)
    {
        var site = SiteFile.Read("config/site.json", Encoding.UTF8.GetBytes(GoodSite), []);
        return PartnerFile.Read("config/partners/las.json", Encoding.UTF8.GetBytes(text), site, [], problems);
    }
}
