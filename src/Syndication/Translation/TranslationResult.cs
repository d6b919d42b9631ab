using Syndication.Releases;
using Syndication.Translation.Memory;

namespace Syndication.Translation;

/// <summary>What came of translating a manuscript: a whole edition, or none.</summary>
/// <param name="CharactersFromMemory">Characters of the source whose translation came from the memory.</param>
/// <param name="CharactersBilled">Characters that the engine charged for, whatever became of them.</param>
public abstract record TranslationResult(int CharactersFromMemory, int CharactersBilled)
{
    /// <summary>What the checks found and the site lets pass, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The sentences that the translation memory does not have from files, with their translations: what may be learned of it.</summary>
    public IReadOnlyList<TranslatedSegment> Segments { get; init; } = [];

    /// <summary>Whether some of it has lost its tags, so that nobody can approve it as it is.</summary>
    public bool IsBroken { get; init; }
}

/// <summary>An edition fit to publish.</summary>
/// <param name="Text">The manuscript in the other language.</param>
/// <param name="Provenance"><see cref="Provenance.Memory"/> where all of it came from there, else <see cref="Provenance.Machine"/>.</param>
/// <param name="CharactersFromMemory">Characters of the source whose translation came from the memory.</param>
/// <param name="CharactersBilled">Characters that the engine charged for.</param>
public sealed record MadeTranslation(Manuscript Text, Provenance Provenance, int CharactersFromMemory, int CharactersBilled)
    : TranslationResult(CharactersFromMemory, CharactersBilled)
{
    /// <summary>Whether all that a machine wrote of it was approved by a person before, sentence by sentence.</summary>
    public bool IsReviewed { get; init; }
}

/// <summary>A whole text that must not be published yet.</summary>
/// <param name="Text">The manuscript in the other language, for a person to look at.</param>
/// <param name="Reasons">What a check found, or that somebody has to approve it; one sentence each.</param>
/// <param name="Provenance"><see cref="Provenance.Memory"/> where all of it came from there, else <see cref="Provenance.Machine"/>.</param>
/// <param name="CharactersFromMemory">Characters of the source whose translation came from the memory.</param>
/// <param name="CharactersBilled">Characters that the engine charged for.</param>
public sealed record HeldTranslation(
    Manuscript Text, IReadOnlyList<string> Reasons, Provenance Provenance, int CharactersFromMemory, int CharactersBilled)
    : TranslationResult(CharactersFromMemory, CharactersBilled);

/// <summary>Part of it has no translation, so there is no edition.</summary>
/// <param name="Reason">Why, one or two sentences.</param>
/// <param name="Missing">How many segments have none.</param>
/// <param name="IsTemporary">Whether trying again may help, without anybody doing anything.</param>
/// <param name="RetryAfter">When to try again at the earliest; null where nobody says.</param>
/// <param name="CharactersFromMemory">Characters of the source whose translation the memory has.</param>
/// <param name="CharactersBilled">Characters that the engine charged for.</param>
public sealed record PendingTranslation(
    string Reason, int Missing, bool IsTemporary, TimeSpan? RetryAfter, int CharactersFromMemory, int CharactersBilled)
    : TranslationResult(CharactersFromMemory, CharactersBilled);
