using System.Text.Json.Serialization;
using Syndication.Storage;

namespace Syndication.Translation.Memory;

/// <summary>Who answers for the translation of a segment; the later counts more.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<SegmentOrigin>))]
public enum SegmentOrigin
{
    /// <summary>A machine wrote it and the checks passed it.</summary>
    Machine,

    /// <summary>A machine wrote it and a person approved it.</summary>
    Reviewed,

    /// <summary>A person wrote it.</summary>
    Human,
}
