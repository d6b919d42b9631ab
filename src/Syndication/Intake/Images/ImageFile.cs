using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Intake.Images;

/// <summary>
/// An image as it may go out: nothing of it is encoded anew, but what says where, when, by whom and with what it was made is taken out,
/// and so is whatever hangs on behind its end.
/// </summary>
/// <param name="Extension">The ending of its format.</param>
/// <param name="Width">In pixels, as it is to be shown; at least 1.</param>
/// <param name="Height">In pixels, as it is to be shown; at least 1.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record ImageFile(string Extension, int Width, int Height, ReadOnlyMemory<byte> Content)
{
    /// <summary>What is known of it beside its bytes.</summary>
    public Image ToImage() => new($"{Fingerprints.Of(Content.Span)}.{Extension}", Content.Length, Width, Height);

    /// <summary>Whether bytes begin as one of the formats does.</summary>
    public static bool IsImage(ReadOnlySpan<byte> bytes) => Png.Begins(bytes) || Jpeg.Begins(bytes) || Gif.Begins(bytes) || WebP.Begins(bytes);

    /// <summary>Reads an image.</summary>
    /// <returns>Null where it is none of PNG, JPEG, GIF and WebP, or is not whole.</returns>
    public static ImageFile? Read(ReadOnlySpan<byte> bytes)
    {
        var image = Png.Begins(bytes) ? Png.Read(bytes)
            : Jpeg.Begins(bytes) ? Jpeg.Read(bytes)
            : Gif.Begins(bytes) ? Gif.Read(bytes)
            : WebP.Begins(bytes) ? WebP.Read(bytes)
            : null;
        return image is { Width: > 0, Height: > 0 } ? image : null;
    }
}
