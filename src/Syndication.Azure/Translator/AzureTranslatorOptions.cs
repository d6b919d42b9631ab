using Azure.Core;

namespace Syndication.Azure.Translator;

/// <summary>Where Azure Translator is reached, and as whom.</summary>
public sealed class AzureTranslatorOptions
{
    /// <summary>
    /// The address: the one for the world unless told, one of a geography or a sovereign cloud, or the resource's own
    /// (<c>https://NAME.cognitiveservices.azure.com</c>). A path on it is kept: a gateway's or a container's.
    /// </summary>
    public Uri Endpoint { get; init; } = new("https://api.cognitive.microsofttranslator.com/");

    /// <summary>The region of the resource, such as <c>westeurope</c>; null for a resource that is in none (global).</summary>
    public string? Region { get; init; }

    /// <summary>The resource's key. A secret. Null where one signs in by <see cref="Credential"/>.</summary>
    public string? Key { get; init; }

    /// <summary>Where the key comes from, as configuration names it, for messages; null where it is not known.</summary>
    public string? KeyName { get; init; }

    /// <summary>What keeps the service from being asked, such as a key that is not there, and what to do; null where nothing does.</summary>
    public string? Lacks { get; init; }

    /// <summary>Who to be where there is no key; null for whoever is signed in there (managed identity, environment, <c>az login</c>).</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>The resource's id, for signing in at an address that all customers share; else null.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The category of a custom model; null for the general one.</summary>
    public string? Category { get; init; }

    /// <summary>What was bought: <c>F0</c>, or <c>S1</c> to <c>S4</c>. <c>S1</c> unless told.</summary>
    public string Tier { get; init; } = "S1";

    /// <summary>How long an answer may take: 15 seconds unless told, and 120 seconds for a custom model, as the service promises.</summary>
    public TimeSpan? AnswerWithin { get; init; }

    /// <summary>How often a request is made again at once after the service said that it is busy. 3 unless told; from 0 to 10.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The longest wait before one of these; where the service asks for more, the request is left for later. 60 seconds unless told.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an answer may take, all considered.</summary>
    internal TimeSpan Patience => AnswerWithin ?? TimeSpan.FromSeconds(Category is null ? 15 : 120);

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentException">One is; the message says which and what it may be.</exception>
    internal void Validate()
    {
        if (Endpoint.Scheme != Uri.UriSchemeHttps && !Endpoint.IsLoopback)
            throw new ArgumentException($"Translation: {nameof(Endpoint)} is {Endpoint}; it must begin with https.");
        if (Retries is < 0 or > 10)
            throw new ArgumentException($"Translation: {nameof(Retries)} is {Retries}; it may be from 0 to 10.");
        if (Patience <= TimeSpan.Zero || LongestDelay <= TimeSpan.Zero)
            throw new ArgumentException($"Translation: {nameof(AnswerWithin)} is {Patience} and {nameof(LongestDelay)} {LongestDelay}; both must be above zero.");
        if (Tier is not ("F0" or "S1" or "S2" or "S3" or "S4"))
            throw new ArgumentException($"Translation: {nameof(Tier)} is {Tier}; it may be F0, S1, S2, S3 or S4.");
    }
}
