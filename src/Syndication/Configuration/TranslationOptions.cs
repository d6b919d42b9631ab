using Syndication.Releases;
using Syndication.Translation.Checks;

namespace Syndication.Configuration;

/// <summary>How translations are made: <c>translation</c> of <c>config/site.json</c>.</summary>
public sealed record TranslationOptions
{
    /// <summary><c>none</c> or <c>azure</c>.</summary>
    public string Engine { get; init; } = "none";

    /// <summary>The engine's address; null for its usual one.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The region of the engine's resource, such as <c>westeurope</c>; null where it needs none.</summary>
    public string? Region { get; init; }

    /// <summary>Where the engine's key is, <c>env:NAME</c>; null where one signs in with an identity.</summary>
    public string? Key { get; init; }

    /// <summary>The resource's id in Azure, for signing in with an identity at an address that is not the resource's own; else null.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The category of a custom model; null for the general one.</summary>
    public string? Category { get; init; }

    /// <summary>What was bought, which says how much may be asked in an hour: <c>F0</c>, <c>S1</c> to <c>S4</c>; <c>S1</c> by default.</summary>
    public string Tier { get; init; } = "S1";

    /// <summary>How many characters may be paid for in a day of the site's time zone; null for no bound.</summary>
    public long? CharactersPerDay { get; init; }

    /// <summary>How many characters may be paid for in a month of the site's time zone; null for no bound.</summary>
    public long? CharactersPerMonth { get; init; }

    /// <summary>What a million characters cost, in whatever currency; null where nobody wants to know.</summary>
    public decimal? PricePerMillion { get; init; }

    /// <summary>Whether a release under embargo may go to the engine before its time; yes by default.</summary>
    public bool Embargoed { get; init; } = true;

    /// <summary>Languages in which a person approves every machine translation before it is published.</summary>
    public IReadOnlyList<Language> Review { get; init; } = [];

    /// <summary>What the checks do, where it is not the usual: to hold.</summary>
    public IReadOnlyDictionary<Check, CheckPolicy> Checks { get; init; } = new Dictionary<Check, CheckPolicy>();

    /// <summary>What a finding of a check does.</summary>
    public CheckPolicy PolicyOf(Check check) => Checks.GetValueOrDefault(check, CheckPolicy.Hold);

    /// <summary>Whether there is a bound to what may be paid.</summary>
    public bool IsBounded => CharactersPerDay is not null || CharactersPerMonth is not null;
}
