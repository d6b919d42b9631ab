using Syndication.Configuration;

namespace Syndication.Sources;

/// <summary>The way to the feeds of others. Whatever a source does, it answers with one of the answers and throws nothing.</summary>
public interface IFeeds
{
    /// <summary>Asks for a feed.</summary>
    /// <param name="source">The source.</param>
    /// <param name="request">Where it is now, and what is known of it.</param>
    /// <param name="cancel">Stops it.</param>
    Task<FeedAnswer> ReadAsync(Source source, FeedRequest request, CancellationToken cancel);

    /// <summary>Asks for the page that an item links to.</summary>
    /// <param name="source">The source.</param>
    /// <param name="address">The page: http or https.</param>
    /// <param name="cancel">Stops it.</param>
    Task<PageAnswer> PageAsync(Source source, Uri address, CancellationToken cancel);
}

/// <summary>What a feed is asked with.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="ETag">The tag it bore when it was last read (RFC 9110, section 8.8.3); null where it is wanted in any case.</param>
/// <param name="LastModified">When it was last changed, as it said itself; null where it is wanted in any case.</param>
public sealed record FeedRequest(Uri Address, string? ETag, string? LastModified);

/// <summary>What came of asking.</summary>
public abstract record FeedAnswer
{
    /// <summary>How long it asks to be left alone; null where it says nothing.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>Where it says that it is from now on (301, 308); null where it stays.</summary>
    public Uri? MovedTo { get; init; }
}

/// <summary>The feed.</summary>
/// <param name="Feed">What is in it.</param>
/// <param name="ETag">Its tag; null where it bears none.</param>
/// <param name="LastModified">When it was changed, as it says itself; null where it does not.</param>
public sealed record FeedRead(Feed Feed, string? ETag, string? LastModified) : FeedAnswer;

/// <summary>It is as it was (304).</summary>
public sealed record FeedUnchanged : FeedAnswer;

/// <summary>It is gone for good (410).</summary>
public sealed record FeedGone : FeedAnswer;

/// <summary>It cannot be had or read now.</summary>
/// <param name="Reason">Why, and what to do; one or two sentences.</param>
public sealed record FeedFailed(string Reason) : FeedAnswer;

/// <summary>What came of asking for a page.</summary>
/// <param name="Content">Its bytes; null where there are none.</param>
/// <param name="Charset">Its encoding as the server says it; null where it does not.</param>
/// <param name="Address">Where it was found.</param>
/// <param name="Problem">Why there is none; null where there is.</param>
/// <param name="IsForGood">Whether to ask again is of no use.</param>
public sealed record PageAnswer(ReadOnlyMemory<byte>? Content, string? Charset, Uri Address, string? Problem, bool IsForGood);
