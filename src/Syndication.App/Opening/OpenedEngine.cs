using Syndication.Azure.Translator;
using Syndication.Configuration;
using Syndication.Storage;
using Syndication.Translation.Engines;

namespace Syndication.App.Opening;

/// <summary>Opens the translation engine that <c>site.json</c> names.</summary>
internal static class OpenedEngine
{
    /// <summary>The account with it; null where none is named.</summary>
    public static EngineAccount? Of(Site site, IBlobStore store, TimeProvider clock)
    {
        var settings = site.Translation;
        if (settings.Engine != "azure")
            return null;

        var name = settings.Key?["env:".Length..];
        var key = name is null ? null : Environment.GetEnvironmentVariable(name);
        var options = new AzureTranslatorOptions
        {
            Endpoint = settings.Endpoint ?? new AzureTranslatorOptions().Endpoint,
            Region = settings.Region,
            Key = string.IsNullOrWhiteSpace(key) ? null : key.Trim(),
            KeyName = name,
            Lacks = Missing(name, key),
            ResourceId = settings.ResourceId,
            Category = settings.Category,
            Tier = settings.Tier,
        };
        return new(new AzureTranslator(options, clock), store, site, clock);
    }

    // Never the key itself, nor any part of it.
    private static string? Missing(string? name, string? key) =>
        name is null ? null
        : string.IsNullOrWhiteSpace(key) ? $"The environment variable {name} is not set; set it to a key of the Translator resource."
        : key.Trim().Any(c => c is < '!' or > '~') ? $"The environment variable {name} holds no key: keys are letters and digits. Copy it again from the resource's Keys and Endpoint."
        : null;
}
