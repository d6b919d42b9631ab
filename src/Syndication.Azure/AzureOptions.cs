namespace Syndication.Azure;

/// <summary>How patient one is with Azure Storage.</summary>
public sealed class AzureOptions
{
    /// <summary>How often a call that failed for a while (no answer, 408, 429, 5xx) is made again. 5 unless told; from 0 to 20.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>The wait before the first new try; it doubles every time. A longer <c>Retry-After</c> wins. 0.8 seconds unless told.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(0.8);

    /// <summary>The longest of these waits. 30 seconds unless told.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For how long one try may go without a byte from the storage. 100 seconds unless told.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// For how long work that was taken out stays hidden from others; it is renewed while the work is in hand, so this is how late work
    /// comes again after a crash. 2 minutes unless told; from 10 seconds to 7 days.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Throws where a value is out of its range.</summary>
    /// <exception cref="ArgumentException">One is; the message says which and what it may be.</exception>
    internal void Validate()
    {
        if (Retries is < 0 or > 20)
            throw new ArgumentException($"Storage: {nameof(Retries)} is {Retries}; it may be from 0 to 20.");
        if (FirstDelay <= TimeSpan.Zero || LongestDelay < FirstDelay)
            throw new ArgumentException($"Storage: {nameof(FirstDelay)} is {FirstDelay} and {nameof(LongestDelay)} {LongestDelay}; the first must be above zero and no longer than the second.");
        if (AnswerWithin <= TimeSpan.Zero)
            throw new ArgumentException($"Storage: {nameof(AnswerWithin)} is {AnswerWithin}; it must be above zero.");
        if (Lease < TimeSpan.FromSeconds(10) || Lease > TimeSpan.FromDays(7))
            throw new ArgumentException($"Storage: {nameof(Lease)} is {Lease}; it may be from 10 seconds to 7 days.");
    }
}
