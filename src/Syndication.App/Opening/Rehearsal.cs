using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Syndication.Storage;

namespace Syndication.App.Opening;

/// <summary>
/// What a pass would pay an engine for: the pass itself, over a store that keeps what is written to itself, a queue that passes on nothing
/// but reading and translating, and an engine that is not asked. As <c>run --dry-run --json</c> prints it.
/// </summary>
internal sealed record Rehearsal
{
    /// <summary>What it would cost, a release and a language each; the newest releases need not come first.</summary>
    public required IReadOnlyList<RehearsedEdition> Editions { get; init; }

    /// <summary>Characters in all.</summary>
    public required long Characters { get; init; }

    /// <summary>What they cost at <c>translation.pricePerMillion</c>; null where that is not given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Cost { get; init; }

    /// <summary>What the budget leaves for now; null where there is no budget.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? CharactersLeft { get; init; }

    /// <summary>What keeps the engine from being asked; null where nothing does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Lacks { get; init; }

    /// <summary>Rehearses a pass.</summary>
    public static async Task<Rehearsal> OfAsync(Newsroom newsroom, CancellationToken cancel)
    {
        var waits = new ConcurrentQueue<EditionWaits>();
        var room = newsroom with { Store = new OverlayStore(newsroom.Store, newsroom.Clock), IsRehearsal = true };
        await new Pass(room, new RehearsalQueue(), Note).RunAsync(cancel);

        var price = newsroom.Site.Translation.PricePerMillion;
        var editions = waits.Where(wait => wait.Characters > 0).GroupBy(wait => (wait.Release, wait.Language)).Select(all => all.Last())
            .OrderBy(wait => wait.Release).ThenBy(wait => wait.Language)
            .Select(wait => new RehearsedEdition(wait.Release.Value, wait.Language.Tag, wait.Characters!.Value) { Cost = Priced(wait.Characters.Value) }).ToList();
        var sum = editions.Sum(edition => edition.Characters);
        return new()
        {
            Editions = editions,
            Characters = sum,
            Cost = Priced(sum),
            CharactersLeft = newsroom is { Engine: { } engine, Site.Translation.IsBounded: true } ? await engine.LeftAsync(cancel) : null,
            Lacks = newsroom.Engine is { } account ? account.Lacks : "No engine is configured: what is not in the memory waits for a person. Set translation.engine in config/site.json.",
        };

        decimal? Priced(long characters) => price is { } million ? Math.Round(characters * million / 1_000_000, 4) : null;

        void Note(Event e)
        {
            if (e is EditionWaits wait)
                waits.Enqueue(wait);
        }
    }
}

/// <summary>What an edition would cost.</summary>
internal sealed record RehearsedEdition(string Release, string Language, long Characters)
{
    /// <summary>What the characters cost at <c>translation.pricePerMillion</c>; null where that is not given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Cost { get; init; }
}
