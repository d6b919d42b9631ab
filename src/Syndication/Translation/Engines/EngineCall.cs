using Syndication.Releases;

namespace Syndication.Translation.Engines;

/// <summary>A request that an engine was sent.</summary>
/// <param name="To">The languages asked for.</param>
/// <param name="Characters">What it should cost, summed over the languages.</param>
/// <param name="Billed">What it cost.</param>
/// <param name="Trace">By what the engine's makers find it again; null where there is nothing.</param>
/// <param name="Failure">What went wrong; null where nothing did.</param>
public sealed record EngineCall(IReadOnlyList<Language> To, int Characters, int Billed, string? Trace, string? Failure);

/// <summary>What came of asking for several languages.</summary>
/// <param name="Answers">An answer for each of them.</param>
/// <param name="Calls">The requests it took; none where everything was known.</param>
public sealed record Asked(IReadOnlyDictionary<Language, EngineAnswer> Answers, IReadOnlyList<EngineCall> Calls);
