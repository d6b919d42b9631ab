namespace Syndication.Intake;

/// <summary>What of an upload is the release: the file itself, or what a message carries.</summary>
/// <param name="Format">Its format; no message.</param>
/// <param name="Content">Its bytes; empty where it is text already.</param>
internal sealed record Opened(Format Format, ReadOnlyMemory<byte> Content)
{
    /// <summary>Its text, where it was decoded on the way; null where its bytes are to be.</summary>
    public string? Text { get; init; }

    /// <summary>A headline where there is no other: a message's subject.</summary>
    public string? Title { get; init; }

    /// <summary>Whether it came in a message, which has no headline of its own and stands in no page.</summary>
    public bool IsFromMail { get; init; }

    /// <summary>The lines beside it that speak of an embargo: of a subject, of a covering note.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <summary>The images that came with it, by the address that it names them with.</summary>
    public Func<string, ReadOnlyMemory<byte>?> Images { get; init; } = _ => null;

    /// <summary>What the editor should know.</summary>
    public IReadOnlyList<Problem> Doubts { get; init; } = [];
}
