using AngleSharp.Dom;
using Syndication.Intake.Images;
using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>
/// The images of a release on their way in: each is found where the upload has it, freed of what it says about people and places, and
/// named by its content; the element that shows it says so and says its size.
/// </summary>
/// <param name="name">The upload.</param>
/// <param name="own">The images that the upload holds, by address.</param>
/// <param name="beside">The images that were uploaded beside it, by path below the inbox.</param>
/// <param name="options">The bounds.</param>
internal sealed class Illustrations(
    UploadName name, Func<string, ReadOnlyMemory<byte>?> own, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> beside, IntakeOptions options)
{
    private const int Tiny = 2;
    private const int MostDoubts = 20;
    private readonly Dictionary<string, ImageFile?> seen = [];
    private readonly SortedSet<string> paths = new(StringComparer.Ordinal);
    private readonly List<Problem> doubts = [];

    /// <summary>The images, in the order in which the release shows them.</summary>
    public List<(Image Image, ReadOnlyMemory<byte> Content)> Images { get; } = [];

    /// <summary>The paths below the inbox that the release names images by.</summary>
    public IReadOnlyList<string> Paths => [.. paths];

    /// <summary>What the editor should know.</summary>
    public IReadOnlyList<Problem> Doubts => doubts;

    /// <summary>Places the images of some blocks.</summary>
    public void Place(List<IElement> blocks)
    {
        foreach (var image in blocks.SelectMany(block => block.LocalName == "img" ? [block] : block.QuerySelectorAll("img").ToList()).ToList())
            Place(image);
        blocks.RemoveAll(block => block.LocalName == "figure" && block.QuerySelector("img") is null && Words.Of(block).Length == 0);
    }

    private void Place(IElement element)
    {
        var address = (element.GetAttribute("src") ?? "").Trim();
        if (own(address) is { } bytes)
            Show(element, address, address.Contains(':', StringComparison.Ordinal) ? "An image in it" : $"“{address}”", bytes);
        else if (PathOf(address) is { } path)
            ShowBeside(element, path);
        else if (!address.StartsWith("http:", StringComparison.OrdinalIgnoreCase) && !address.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            element.SetAttribute("src", ""); // Nothing but what is placed here may look as if it were.
    }

    private void ShowBeside(IElement element, string path)
    {
        if (UploadName.IsImage(path))
            paths.Add(path);
        element.SetAttribute("src", "");
        if (beside.TryGetValue(path, out var bytes))
            Show(element, path, $"“{path}”", bytes);
        else if (UploadName.IsImage(path))
            Doubt("image-not-found", $"It shows “{path}”, which is not in the inbox: upload the image there, and it will be shown.");
    }

    private void Show(IElement element, string key, string shown, ReadOnlyMemory<byte> bytes)
    {
        element.SetAttribute("src", "");
        if (!seen.TryGetValue(key, out var file))
        {
            seen[key] = file = ImageFile.Read(bytes.Span);
            if (file is null && bytes.Length > 0)
                Doubt("image-not-usable", $"{shown} was left out: it is no whole PNG, JPEG, GIF or WebP. Save it as one of them.");
        }

        if (file is null || (file.Width <= Tiny && file.Height <= Tiny))
            return;
        if ((long)file.Width * file.Height > options.MostPixels)
        {
            Doubt("image-not-usable", $"{shown} was left out: it has {file.Width} × {file.Height} pixels, and at most {options.MostPixels / 1_000_000} million are taken. Make it smaller.");
            return;
        }

        var image = file.ToImage();
        if (Images.TrueForAll(other => other.Image.Name != image.Name))
        {
            if (Images.Count == options.MostImages)
            {
                Doubt("too-many-images", $"It has more than {options.MostImages} images; the others were left out.");
                return;
            }

            Images.Add((image, file.Content));
        }

        element.SetAttribute("src", Media.Prefix + image.Name);
        element.SetAttribute("width", $"{image.Width}");
        element.SetAttribute("height", $"{image.Height}");
    }

    private void Doubt(string code, string message)
    {
        if (doubts.Count < MostDoubts && !doubts.Exists(doubt => doubt.Message == message))
            doubts.Add(new(code, message));
    }

    // A relative address, seen from the upload, that stays within the inbox.
    private string? PathOf(string address)
    {
        var end = address.IndexOfAny(['?', '#']);
        address = end >= 0 ? address[..end] : address;
        if (address.Length is 0 or > 500 || address[0] is '/' or '\\' || address.Contains(':', StringComparison.Ordinal))
            return null;
        string relative;
        try
        {
            relative = Uri.UnescapeDataString(address).Replace('\\', '/');
        }
        catch (UriFormatException)
        {
            return null;
        }

        var path = name.Name.Split('/')[..^1].ToList();
        foreach (var segment in relative.Split('/'))
        {
            if (segment == ".." && path.Count > 0)
                path.RemoveAt(path.Count - 1);
            else if (segment is ".." || segment.Any(char.IsControl) || segment.Contains(':', StringComparison.Ordinal) || (segment.StartsWith('.') && segment != "."))
                return null;
            else if (segment is not ("." or ""))
                path.Add(segment);
        }

        return path.Count > 0 ? string.Join('/', path) : null;
    }
}
