using System.Text;
using Syndication.Configuration;

namespace Syndication.Tests.Configuration;

public sealed class TranslationSettingsTests
{
    private readonly List<ConfigProblem> problems = [];

    [Fact]
    public void Everything_that_can_be_said_is_read()
    {
        var read = Read("""
            "engine": "azure", "endpoint": "https://api-eur.cognitive.microsofttranslator.com", "region": "westeurope", "key": "env:TRANSLATOR_KEY",
            "category": "press-1", "tier": "F0", "charactersPerDay": 50000, "charactersPerMonth": 1000000, "pricePerMillion": 8.5, "embargoed": false, "review": ["ar"]
            """);

        Assert.Empty(problems);
        Assert.Equal(
            ("azure", "https://api-eur.cognitive.microsofttranslator.com/", "westeurope", "env:TRANSLATOR_KEY", "press-1", "F0", 50000, 1000000, 8.5m, false, "ar"),
            (read!.Engine, read.Endpoint!.AbsoluteUri, read.Region, read.Key, read.Category, read.Tier, read.CharactersPerDay, read.CharactersPerMonth, read.PricePerMillion, read.Embargoed, read.Review.Single().Tag));
    }

    [Fact]
    public void What_is_left_out_has_a_default()
    {
        var read = Read("\"engine\": \"azure\", \"key\": \"env:K\"")!;

        Assert.Equal((null, null, "S1", null, null, null, true, false), (read.Endpoint, read.Category, read.Tier, read.CharactersPerDay, read.CharactersPerMonth, read.PricePerMillion, read.Embargoed, read.IsBounded));
        Assert.Equal("none", Read("")!.Engine);
    }

    [Theory]
    [InlineData("\"engine\": \"azure\", \"endpoint\": \"https://press.cognitiveservices.azure.com\"")]
    [InlineData("\"engine\": \"azure\", \"endpoint\": \"http://localhost:5000\"")]
    [InlineData("\"engine\": \"azure\", \"resourceId\": \"/subscriptions/1/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/press\", \"region\": \"westeurope\"")]
    public void An_identity_needs_no_key(string settings)
    {
        Assert.NotNull(Read(settings));
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("\"engine\": \"azur\"", "translation.engine: “azur” is none of none, azure. Did you mean “azure”?")]
    [InlineData("\"engine\": \"azure\"", "translation.key: is missing: name the variable that holds the key (env:NAME), or, to sign in with an identity, give the resource's own endpoint (https://NAME.cognitiveservices.azure.com) or its resourceId and region.")]
    [InlineData("\"engine\": \"azure\", \"key\": \"0123456789abcdef\"", "translation.key: must name an environment variable that holds the key, as in env:TRANSLATOR_KEY; secrets never stand in a file.")]
    [InlineData("\"engine\": \"azure\", \"resourceId\": \"/subscriptions/1/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/press\"", "translation.region: is missing: with a resourceId at an address that all customers share, the service asks for the resource's region too.")]
    [InlineData("\"engine\": \"azure\", \"key\": \"env:K\", \"resourceId\": \"/subscriptions/1/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/press\"", "translation.resourceId: is for signing in with an identity and stands beside a key; keep one of the two.")]
    [InlineData("\"resourceId\": \"press\"", "translation.resourceId: must be the resource's whole id, as in /subscriptions/…/resourceGroups/…/providers/Microsoft.CognitiveServices/accounts/NAME.")]
    [InlineData("\"endpoint\": \"http://translator.example\"", "translation.endpoint: “http://translator.example/” must begin with https: texts and the key would travel readable.")]
    [InlineData("\"endpoint\": \"https://translator.example?key=1\"", "translation.endpoint: must have neither “?” nor “#”.")]
    [InlineData("\"region\": \"West Europe\"", "translation.region: “West Europe” is no region of Azure; write it like westeurope.")]
    [InlineData("\"category\": \"a b\"", "translation.category: must be the category id of the custom model as its project shows it: letters, digits, hyphens, underscores, full stops.")]
    [InlineData("\"tier\": \"S5\"", "translation.tier: “S5” is none of F0, S1, S2, S3, S4.")]
    [InlineData("\"charactersPerDay\": -1", "translation.charactersPerDay: must be a whole number, 0 or more.")]
    [InlineData("\"charactersPerDay\": 20, \"charactersPerMonth\": 10", "translation.charactersPerDay: is 20, more than the 10 of charactersPerMonth; the month's bound would never let it.")]
    [InlineData("\"pricePerMillion\": \"10\"", "translation.pricePerMillion: must be a number, 0 or more, such as 10 or 8.5.")]
    [InlineData("\"embargoed\": \"no\"", "translation.embargoed: must be true or false, without quotation marks.")]
    [InlineData("\"charactersperday\": 5", "translation.charactersperday: is no setting here. Did you mean “charactersPerDay”?")]
    public void A_mistake_is_told_with_what_to_write(string settings, string message)
    {
        Assert.Null(Read(settings));
        Assert.Contains("config/site.json: " + message, problems.Select(problem => problem.ToString()).FirstOrDefault(text => text.StartsWith("config/site.json: " + message, StringComparison.Ordinal)) ?? string.Join('\n', problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_written_into_the_file_is_not_repeated()
    {
        Read("\"engine\": \"azure\", \"key\": \"0123456789abcdef\"");

        Assert.DoesNotContain(problems, problem => problem.ToString().Contains("0123456789abcdef", StringComparison.Ordinal));
    }

    private TranslationOptions? Read(string settings)
    {
        var site = $$"""
            {
              "title": { "fr": "Presse", "ar": "الصحافة" }, "authority": "newsroom.example,2026", "baseUrl": "https://newsroom.example",
              "languages": ["fr", "ar"], "translation": { {{settings}} }
            }
            """;
        return SiteFile.Read("config/site.json", Encoding.UTF8.GetBytes(site), problems)?.Translation;
    }
}
