using Syndication.Releases;

namespace Syndication.Translation.Engines;

/// <summary>
/// A machine on the other side of a network: one request at a time, several languages in each, within limits, for money. What goes wrong
/// outside is an answer, not an exception.
/// </summary>
public interface ITranslationService
{
    /// <summary>What its answers are kept under: the same name, the same answer to the same text.</summary>
    string Name { get; }

    /// <summary>What it takes.</summary>
    ServiceLimits Limits { get; }

    /// <summary>What keeps it from being asked at all, such as a missing key, and what to do; null where nothing does.</summary>
    string? Lacks { get; }

    /// <summary>How many characters it charges for a text, for each language.</summary>
    int Characters(string text);

    /// <summary>Makes one request, within its limits. It throws nothing but <see cref="OperationCanceledException"/>.</summary>
    /// <returns><see cref="ServiceTexts"/>, <see cref="EngineBusy"/> or <see cref="EngineRefusal"/>.</returns>
    Task<EngineAnswer> TranslateAsync(ServiceRequest request, CancellationToken cancel);
}

/// <summary>One request to a service.</summary>
/// <param name="From">The language the texts are in.</param>
/// <param name="To">The languages wanted, of each text all.</param>
/// <param name="Texts">In the canonical form of <see cref="Segments.Placeholders"/>.</param>
public sealed record ServiceRequest(Language From, IReadOnlyList<Language> To, IReadOnlyList<string> Texts);

/// <summary>The translations in every language that was wanted.</summary>
/// <param name="Texts">In the canonical form, in the order of the request.</param>
/// <param name="CharactersBilled">How many characters were charged, summed over the languages.</param>
public sealed record ServiceTexts(IReadOnlyDictionary<Language, IReadOnlyList<string>> Texts, int CharactersBilled) : EngineAnswer(CharactersBilled);

/// <summary>What a service takes.</summary>
/// <param name="CharactersPerRequest">Summed over the languages of the request.</param>
/// <param name="TextsPerRequest">How many texts a request may hold.</param>
/// <param name="CharactersPerMinute">In any minute.</param>
/// <param name="CharactersPerHour">In any hour.</param>
public sealed record ServiceLimits(int CharactersPerRequest, int TextsPerRequest, long CharactersPerMinute, long CharactersPerHour);
