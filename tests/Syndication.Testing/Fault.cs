namespace Syndication.Testing;

/// <summary>What goes wrong with one request.</summary>
public abstract record Fault
{
    /// <summary>Nothing.</summary>
    public static readonly Fault None = new Nothing();

    /// <summary>The connection is reset before the storage hears of it.</summary>
    public static readonly Fault Reset = new Cut();

    /// <summary>There is never an answer.</summary>
    public static readonly Fault Silence = new Unanswered();

    /// <summary>The storage does what was asked; the answer is lost on the way.</summary>
    public static readonly Fault AnswerLost = new Lost();

    /// <summary>Another answer than the storage's, which hears nothing of it.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="code">The storage's error code, such as <c>ServerBusy</c>.</param>
    /// <param name="retryAfter">Seconds to wait before the next try; null where nothing is said of it.</param>
    public static Fault Answer(int status, string code, int? retryAfter = null) => new Answered(status, code, retryAfter);

    internal sealed record Nothing : Fault;

    internal sealed record Cut : Fault;

    internal sealed record Unanswered : Fault;

    internal sealed record Lost : Fault;

    internal sealed record Answered(int Status, string Code, int? RetryAfter) : Fault;
}
