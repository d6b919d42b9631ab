namespace Syndication.Translation.Memory;

/// <summary>
/// What was imported, in order: <c>memory/index.json</c>. It is the commit point of an import; a part that it does not name is none.
/// </summary>
public sealed record MemoryIndex
{
    /// <summary>The form of the stored document.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The parts; of two units that contradict each other the one in the later place counts.</summary>
    public IReadOnlyList<MemoryPart> Parts { get; init; } = [];
}

/// <summary>A part: <c>memory/{name}.tmx</c>.</summary>
/// <param name="Name">A hash of its bytes.</param>
/// <param name="Units">How many units it holds.</param>
public sealed record MemoryPart(string Name, int Units);
