using System.Text.RegularExpressions;

namespace Syndication.Configuration;

/// <summary>Reads <c>translation</c> of <c>config/site.json</c>.</summary>
internal static partial class TranslationSettings
{
    private static readonly string[] Engines = ["none", "azure"];
    private static readonly string[] Tiers = ["F0", "S1", "S2", "S3", "S4"];

    public static TranslationOptions Read(ConfigReader root)
    {
        if (root.Object("translation") is not { } translation)
            return new();
        var read = new TranslationOptions
        {
            Engine = translation.Word("engine", Engines) ?? "none",
            Endpoint = Endpoint(translation),
            Region = translation.Text("region"),
            Key = translation.Text("key"),
            ResourceId = translation.Text("resourceId"),
            Category = translation.Text("category"),
            Tier = translation.Word("tier", Tiers) ?? "S1",
            CharactersPerDay = translation.Number("charactersPerDay"),
            CharactersPerMonth = translation.Number("charactersPerMonth"),
            PricePerMillion = translation.Amount("pricePerMillion"),
            Embargoed = translation.Flag("embargoed") ?? true,
            Review = translation.Languages("review"),
            Checks = CheckSettings.Read(translation),
        };
        if (read.Region is { } region && !RegionName().IsMatch(region))
            translation.Wrong("region", $"“{region}” is no region of Azure; write it like westeurope.");
        // What stands there may be the key itself, so it is not repeated.
        if (read.Key is { } key && !Reference().IsMatch(key))
            translation.Wrong("key", "must name an environment variable that holds the key, as in env:TRANSLATOR_KEY; secrets never stand in a file.");
        if (read.ResourceId is { } resource && !Resource().IsMatch(resource))
            translation.Wrong("resourceId", "must be the resource's whole id, as in /subscriptions/…/resourceGroups/…/providers/Microsoft.CognitiveServices/accounts/NAME.");
        if (read.Category is { } category && !CategoryName().IsMatch(category))
            translation.Wrong("category", "must be the category id of the custom model as its project shows it: letters, digits, hyphens, underscores, full stops.");
        if (read.CharactersPerDay > read.CharactersPerMonth)
            translation.Wrong("charactersPerDay", $"is {read.CharactersPerDay}, more than the {read.CharactersPerMonth} of charactersPerMonth; the month's bound would never let it.");
        if (read.Engine == "azure")
            Identity(translation, read);
        translation.Finish();
        return read;
    }

    // One is known by a key, or by an identity, for which the service must be told the resource unless the address is the resource's own.
    private static void Identity(ConfigReader translation, TranslationOptions read)
    {
        if (read.Key is not null && read.ResourceId is not null)
            translation.Wrong("resourceId", "is for signing in with an identity and stands beside a key; keep one of the two.");
        if (read.Key is not null || read.Endpoint is { } own && !IsShared(own))
            return;
        if (read.ResourceId is null)
            translation.Wrong("key", "is missing: name the variable that holds the key (env:NAME), or, to sign in with an identity, give the resource's own endpoint (https://NAME.cognitiveservices.azure.com) or its resourceId and region.");
        else if (read.Region is null)
            translation.Wrong("region", "is missing: with a resourceId at an address that all customers share, the service asks for the resource's region too.");
    }

    private static Uri? Endpoint(ConfigReader translation)
    {
        if (translation.Address("endpoint") is not { } endpoint)
            return null;
        if (endpoint.Scheme != "https" && !endpoint.IsLoopback)
            translation.Wrong("endpoint", $"“{endpoint}” must begin with https: texts and the key would travel readable.");
        if (endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0)
            translation.Wrong("endpoint", "must have neither “?” nor “#”.");
        return endpoint;
    }

    // The addresses that all customers share: one for the world, one a geography, one a sovereign cloud.
    private static bool IsShared(Uri endpoint) =>
        endpoint.Host.EndsWith(".microsofttranslator.com", StringComparison.OrdinalIgnoreCase) ||
        endpoint.Host.EndsWith(".microsofttranslator.us", StringComparison.OrdinalIgnoreCase) ||
        endpoint.Host.EndsWith(".translator.azure.cn", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("^[a-z0-9]{2,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex RegionName();

    [GeneratedRegex("^env:[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex("^/subscriptions/[A-Za-z0-9-]+/resourceGroups/[^/\\s]+/providers/Microsoft\\.CognitiveServices/accounts/[^/\\s]+$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Resource();

    [GeneratedRegex("^[A-Za-z0-9._-]{1,100}$", RegexOptions.CultureInvariant)]
    private static partial Regex CategoryName();
}
