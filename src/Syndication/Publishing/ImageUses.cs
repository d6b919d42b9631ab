namespace Syndication.Publishing;

/// <summary>Which pages show an image; stored as <c>releases/~media/uses/{name}.json</c>. While there is one, the world can fetch it.</summary>
public sealed record ImageUses
{
    /// <summary>The form of the stored document.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The pages, as language, slash, release id; in order.</summary>
    public IReadOnlyList<string> Uses { get; init; } = [];
}
