using Syndication.Releases;

namespace Syndication.Translation;

/// <summary>A machine that translates.</summary>
public interface ITranslationEngine
{
    /// <summary>
    /// Translates texts. What goes wrong outside is an answer, not an exception: an engine throws nothing but
    /// <see cref="OperationCanceledException"/>.
    /// </summary>
    Task<EngineAnswer> TranslateAsync(EngineRequest request, CancellationToken cancel);
}

/// <summary>Texts to translate.</summary>
/// <param name="From">The language they are in.</param>
/// <param name="To">The language wanted.</param>
/// <param name="Texts">In the canonical form of <see cref="Segments.Placeholders"/>, each once, in the order of the manuscript.</param>
public sealed record EngineRequest(Language From, Language To, IReadOnlyList<string> Texts);

/// <summary>What came of a request.</summary>
/// <param name="CharactersBilled">How many characters were charged for it, also where it failed half-way.</param>
public abstract record EngineAnswer(int CharactersBilled)
{
    /// <summary>By what the engine's makers find the request again, for a support case; null where there is nothing.</summary>
    public string? Trace { get; init; }
}

/// <summary>The translations.</summary>
/// <param name="Texts">In the canonical form, in the order of the request.</param>
/// <param name="CharactersBilled">How many characters were charged.</param>
public sealed record EngineTexts(IReadOnlyList<string> Texts, int CharactersBilled) : EngineAnswer(CharactersBilled);

/// <summary>It did not work this time; it may the next.</summary>
/// <param name="Reason">What happened, one sentence.</param>
/// <param name="RetryAfter">When to try again at the earliest, as the engine says; null where it says nothing.</param>
/// <param name="CharactersBilled">How many characters were charged nevertheless.</param>
public sealed record EngineBusy(string Reason, TimeSpan? RetryAfter, int CharactersBilled) : EngineAnswer(CharactersBilled);

/// <summary>It will not work until somebody changes something.</summary>
/// <param name="Reason">What is wrong and what to do, one or two sentences.</param>
/// <param name="CharactersBilled">How many characters were charged nevertheless.</param>
public sealed record EngineRefusal(string Reason, int CharactersBilled) : EngineAnswer(CharactersBilled)
{
    /// <summary>How much of what could be asked it concerns.</summary>
    public RefusalOf Of { get; init; }
}

/// <summary>What a refusal concerns.</summary>
public enum RefusalOf
{
    /// <summary>This request.</summary>
    Request,

    /// <summary>One of the languages, from this source.</summary>
    Pair,

    /// <summary>So much text at once; less may do.</summary>
    Length,

    /// <summary>Whatever is asked: nobody is known there, or no more is allowed.</summary>
    Everything,
}
