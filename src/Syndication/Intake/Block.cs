using System.Text.Json.Serialization;
using Syndication.Storage;

namespace Syndication.Intake;

/// <summary>A part of a body as a person would count them.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its words, white space collapsed; items of a list and rows of a table on lines of their own.</param>
public sealed record Block(BlockKind Kind, string Text)
{
    /// <summary>The part of the release it belongs to.</summary>
    public BlockPart Part { get; init; }
}

/// <summary>What a release and the words below it are made of.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<BlockPart>))]
public enum BlockPart
{
    /// <summary>The text itself.</summary>
    Text,

    /// <summary>Notes to editors.</summary>
    Notes,

    /// <summary>What every release says about its organisation.</summary>
    About,
}

/// <summary>The parts a body is made of.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<BlockKind>))]
public enum BlockKind
{
    /// <summary>A paragraph.</summary>
    Paragraph,

    /// <summary>A heading within the body.</summary>
    Heading,

    /// <summary>A list, all of it.</summary>
    List,

    /// <summary>A quotation set off from the text.</summary>
    Quote,

    /// <summary>A table, all of it.</summary>
    Table,

    /// <summary>An image; its text is the alternative text and the caption.</summary>
    Image,
}
