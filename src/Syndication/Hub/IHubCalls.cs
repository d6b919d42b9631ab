namespace Syndication.Hub;

/// <summary>The way to subscribers and to another's hub. Nothing is thrown but for being stopped: what went wrong is in the answer.</summary>
public interface IHubCalls
{
    /// <summary>Asks a subscriber whether it meant what it is said to have asked for (WebSub, section 5.3).</summary>
    /// <param name="request">What that was.</param>
    /// <param name="lease">The lease that it gets.</param>
    /// <param name="allow">Hosts that may be private or this machine.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>A success where it confirmed, with the very challenge.</returns>
    Task<HubAnswer> VerifyAsync(SubscriptionRequest request, TimeSpan lease, IReadOnlyList<string> allow, CancellationToken cancel);

    /// <summary>Tells a subscriber that it gets no subscription (WebSub, section 5.2).</summary>
    Task<HubAnswer> DenyAsync(SubscriptionRequest request, string reason, IReadOnlyList<string> allow, CancellationToken cancel);

    /// <summary>Sends a subscriber a feed (WebSub, section 7).</summary>
    /// <param name="notice">What is sent where.</param>
    /// <param name="patience">How long the whole of it may take.</param>
    /// <param name="allow">Hosts that may be private or this machine.</param>
    /// <param name="cancel">Stops it.</param>
    Task<HubAnswer> SendAsync(Notice notice, TimeSpan patience, IReadOnlyList<string> allow, CancellationToken cancel);

    /// <summary>Tells another's hub that a feed has changed. The operator chose that hub, so it may be anywhere.</summary>
    Task<HubAnswer> PingAsync(Uri hub, Uri topic, CancellationToken cancel);
}

/// <summary>A feed on its way to a subscriber.</summary>
/// <param name="Callback">Where to, exactly as the subscriber wrote it.</param>
/// <param name="Content">The feed, whole.</param>
/// <param name="MediaType">Its own media type.</param>
/// <param name="Links">The value of <c>Link</c>: its hub, and its own address.</param>
/// <param name="Signature">The value of <c>X-Hub-Signature</c>; null for none.</param>
public sealed record Notice(string Callback, ReadOnlyMemory<byte> Content, string MediaType, string Links, string? Signature);

/// <summary>What came of a call.</summary>
/// <param name="Kind">In short.</param>
/// <param name="Detail">What went wrong, one sentence; null where nothing did.</param>
public sealed record HubAnswer(HubAnswerKind Kind, string? Detail)
{
    /// <summary>All went well.</summary>
    public static readonly HubAnswer Well = new(HubAnswerKind.Success, null);

    /// <summary>For how long the other side asks to be left alone; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; init; }
}

/// <summary>What came of a call, in short.</summary>
public enum HubAnswerKind
{
    /// <summary>2xx, and what was asked for.</summary>
    Success,

    /// <summary>410: the subscription has been deleted.</summary>
    Gone,

    /// <summary>There was no answer in time.</summary>
    TooSlow,

    /// <summary>Anything else, redirects too.</summary>
    Failure,
}
