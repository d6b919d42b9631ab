namespace Syndication.Intake;

/// <summary>The formats that are read.</summary>
internal enum Format
{
    /// <summary>A page, often a saved one.</summary>
    Html,

    /// <summary>Markdown.</summary>
    Markdown,

    /// <summary>Plain text.</summary>
    Text,

    /// <summary>A Word document (ECMA-376, <c>docx</c>).</summary>
    Word,

    /// <summary>A message (RFC 5322), or a page saved as one (RFC 2557, <c>mhtml</c>).</summary>
    Mail,
}
