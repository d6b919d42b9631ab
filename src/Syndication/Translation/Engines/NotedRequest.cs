namespace Syndication.Translation.Engines;

/// <summary>Notes what an engine would be asked for, and answers nothing yet.</summary>
internal sealed class NotedRequest : ITranslationEngine
{
    /// <summary>What was asked for; null where nothing was lacking.</summary>
    public EngineRequest? Asked { get; private set; }

    /// <inheritdoc/>
    public Task<EngineAnswer> TranslateAsync(EngineRequest request, CancellationToken cancel)
    {
        Asked = request;
        return Task.FromResult<EngineAnswer>(new EngineBusy("Nobody has been asked yet.", null, 0));
    }
}

/// <summary>Gives an answer that has come before it is asked for.</summary>
internal sealed class GivenAnswer(EngineAnswer answer) : ITranslationEngine
{
    /// <inheritdoc/>
    public Task<EngineAnswer> TranslateAsync(EngineRequest request, CancellationToken cancel) => Task.FromResult(answer);
}
