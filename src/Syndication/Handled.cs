namespace Syndication;

/// <summary>What came of a piece of work.</summary>
/// <param name="Next">The work that follows from it.</param>
/// <param name="Events">What happened.</param>
public sealed record Handled(IReadOnlyList<Follow> Next, IReadOnlyList<Event> Events);

/// <summary>Work that follows.</summary>
/// <param name="Work">The work.</param>
/// <param name="Delay">How long it waits first; zero for not at all.</param>
public sealed record Follow(Work Work, TimeSpan Delay)
{
    /// <summary>Work to be done at once.</summary>
    public static Follow Now(Work work) => new(work, TimeSpan.Zero);
}
