using System.Text;
using Syndication.Configuration;
using Syndication.Releases;

namespace Syndication.Tests.Configuration;

public sealed class ConfigurationTests
{
    private const string GoodSite = """
        {
          "title": { "fr": "Presse", "ar": "الصحافة" }, "authority": "newsroom.example,2026", "baseUrl": "https://newsroom.example",
          "languages": ["fr", "ar"], "topics": { "climate": { "fr": "Climat" } },
          "schedule": { "nightly": "0 30 2 * * *", "timeZone": "Europe/Zurich" }
        }
        """;

    private const string GoodPartner = """
        {
          "id": "las", "name": { "fr": "Ligue" }, "receives": { "languages": ["ar"], "topics": ["climate"], "embargoed": 24 },
          "channel": { "type": "webhook", "format": "ninjs", "url": "https://las.example/hook", "secret": "env:LAS_SECRET" }
        }
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

    [Fact]
    public void A_good_partner_is_read()
    {
        var partner = ReadPartner(GoodPartner);

        Assert.Empty(problems);
        Assert.Equal(TimeSpan.FromHours(24), partner!.Receives.Ahead);
        Assert.Equal(MachineTranslations.Any, partner.Receives.MachineTranslations);
    }

    [Theory]
    [InlineData("\"languages\": [\"fr\", \"ar\"]", "\"langauges\": [\"fr\", \"ar\"]", "langauges: is no setting here. Did you mean “languages”?")]
    [InlineData("\"newsroom.example,2026\"", "\"newsroom.example\"", "authority: “newsroom.example” must be a domain and a date")]
    [InlineData("https://newsroom.example\"", "newsroom\"", "baseUrl: “newsroom” is no address")]
    [InlineData("\"ar\": \"الصحافة\"", "\"de\": \"Presse\"", "title.ar: is missing: every published language needs one.")]
    [InlineData("0 30 2 * * *", "30 2 * * *", "schedule.nightly: “30 2 * * *” has 5 parts instead of six: second, minute, hour, day, month, day of the week. Write it as in 0 30 2 * * * for half past two.")]
    [InlineData("Europe/Zurich", "Europe/Geneva", "schedule.timeZone: “Europe/Geneva” is no time zone of the IANA list")]
    [InlineData("\"climate\"", "\"Climate Change\"", "topics.Climate Change: must be of lower-case letters")]
    [InlineData("[\"fr\", \"ar\"]", "\"fr\"", "languages: must be a list of texts")]
    [InlineData("[\"fr\", \"ar\"]", "[\"french\"]", "languages: “french” is no language tag")]
    public void A_mistake_in_the_site_is_named_with_its_place(string right, string wrong, string message)
    {
        Assert.Null(ReadSite(GoodSite.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(problems, problem => problem.ToString().StartsWith("config/site.json: " + message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"channel\"", "\"chanel\"", "chanel: is no setting here. Did you mean “channel”?")]
    [InlineData("\"embargoed\"", "\"embargod\"", "receives.embargod: is no setting here. Did you mean “embargoed”?")]
    [InlineData("\"webhook\"", "\"webhok\"", "channel.type: “webhok” is none of webhook, folder. Did you mean “webhook”?")]
    [InlineData("env:LAS_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "channel.secret: must name an environment variable")]
    [InlineData("\"id\": \"las\"", "\"id\": \"other\"", "id: is “other”, but the file is named “las”")]
    [InlineData("[\"climate\"]", "[\"climat\"]", "receives.topics: “climat” is no topic of site.json. Did you mean “climate”?")]
    [InlineData("[\"ar\"]", "[\"en\"]", "receives.languages: “en” is not published")]
    [InlineData("https://las.example/hook", "https://user:pass@las.example/hook", "channel.url: must not hold a name or password")]
    public void A_mistake_in_a_partner_is_named_with_its_place(string right, string wrong, string message)
    {
        Assert.Null(ReadPartner(GoodPartner.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(problems, problem => problem.ToString().StartsWith("config/partners/las.json: " + message, StringComparison.Ordinal));
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
    public void A_glossary_with_an_unknown_column_or_too_many_fields_is_told_with_its_line()
    {
        GlossaryFile.Read("config/glossary.csv", "fr,english\nLigue, des États,League,\n"u8.ToArray(), problems);

        Assert.Contains(problems, problem => problem.ToString().Contains("english", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.ToString().Contains("line 2", StringComparison.Ordinal));
    }

    private Site? ReadSite(string text) => SiteFile.Read("config/site.json", Encoding.UTF8.GetBytes(text), problems);

    private Partner? ReadPartner(string text)
    {
        var site = SiteFile.Read("config/site.json", Encoding.UTF8.GetBytes(GoodSite), []);
        return PartnerFile.Read("config/partners/las.json", Encoding.UTF8.GetBytes(text), site, problems);
    }
}
