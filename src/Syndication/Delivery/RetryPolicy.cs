using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Syndication.Delivery;

/// <summary>When a copy that failed for the time being is tried again. Pure: the same copy and try give the same answer.</summary>
public sealed record RetryPolicy
{
    private const double Jitter = 0.1;

    /// <summary>How long to wait before each try, the first included; as many tries as there are entries.</summary>
    public IReadOnlyList<TimeSpan> Schedule { get; init; } =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(10),
    ];

    /// <summary>The longest wait that a partner's Retry-After can ask for; a day by default.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long to wait after a failure.</summary>
    /// <param name="webhookId">The copy; with the number of failures it decides the jitter of up to a tenth either way.</param>
    /// <param name="failures">How often it failed so far, at least once.</param>
    /// <param name="retryAfter">What the partner asked for; it lengthens the wait and never shortens it.</param>
    /// <returns>Null where that was the last try: the failure is final.</returns>
    public TimeSpan? After(string webhookId, int failures, TimeSpan? retryAfter)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(failures);
        if (failures >= Schedule.Count)
            return null;

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{webhookId}|{failures}"));
        var spread = ((2.0 * BinaryPrimitives.ReadUInt32BigEndian(hash) / uint.MaxValue) - 1) * Jitter;
        var wait = Schedule[failures] * (1 + spread);
        var asked = retryAfter is { } after && after < Longest ? after : retryAfter is null ? TimeSpan.Zero : Longest;
        return wait > asked ? wait : asked;
    }
}
