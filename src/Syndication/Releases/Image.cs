using System.Text.Json.Serialization;
using Syndication.Storage;

namespace Syndication.Releases;

/// <summary>An image that goes along with a release. Its bytes are kept once, however many releases have it, as <c>releases/~media/{name}</c>.</summary>
/// <param name="Name">SHA-256 of its bytes, in hexadecimal, and the ending of its format: <c>png</c>, <c>jpg</c>, <c>gif</c> or <c>webp</c>.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Width">In pixels, as it is to be shown.</param>
/// <param name="Height">In pixels, as it is to be shown.</param>
public sealed record Image(string Name, long Length, int Width, int Height)
{
    /// <summary>What it shows, for those who cannot see it, in the language of the edition; null where the body alone says it.</summary>
    public string? Alternative { get; init; }

    /// <summary>Its media type.</summary>
    [JsonIgnore]
    public string MediaType => MediaTypes.Of(Name);
}
