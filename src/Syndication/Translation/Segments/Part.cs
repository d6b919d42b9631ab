namespace Syndication.Translation.Segments;

/// <summary>Which part of a manuscript a text belongs to.</summary>
public enum Part
{
    /// <summary>The headline.</summary>
    Title,

    /// <summary>The place before the first sentence.</summary>
    Dateline,

    /// <summary>The author's own summary.</summary>
    Summary,

    /// <summary>Rights in words.</summary>
    Rights,

    /// <summary>Why the release is taken back.</summary>
    Reason,

    /// <summary>The body.</summary>
    Body,

    /// <summary>The text of an attribute in the body, such as an image's <c>alt</c>.</summary>
    Attribute,
}
