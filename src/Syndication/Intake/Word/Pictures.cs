using System.Globalization;
using AngleSharp.Dom;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;

namespace Syndication.Intake.Word;

/// <summary>The images of a document, each with the text that stands for it, and the addresses it links to.</summary>
internal sealed class Pictures(IReadOnlyDictionary<string, OpenXmlPart> parts, IReadOnlyDictionary<(string Part, string Id), string> links)
{
    private const long EmuOfTwoPixels = 2 * 9525;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> images = [];

    /// <summary>The addresses that parts link to.</summary>
    public IReadOnlyDictionary<(string Part, string Id), string> Links => links;

    /// <summary>Whether the document as a whole goes from right to left.</summary>
    public bool IsRightToLeft { get; set; }

    /// <summary>The bytes of an image by the address that its element has.</summary>
    public ReadOnlyMemory<byte>? Find(string address) => images.TryGetValue(address, out var bytes) ? bytes : null;

    /// <summary>The images in a drawing.</summary>
    public IEnumerable<IElement> Of(OpenXmlElement drawing, string part, IDocument html)
    {
        // What stands behind the text to be seen through it is no image of the release.
        var all = Own(drawing).ToList();
        if (all.Exists(element => element.LocalName == "textpath") || IsTiny(all.Find(element => element.LocalName == "extent")))
            yield break;
        var named = all.Find(element => element.LocalName == "docPr");
        var shape = all.Find(element => element.LocalName is "shape" or "rect");
        if (named.Value("hidden") is "1" or "true")
            yield break;
        var alternative = named.Value("descr") ?? shape.Value("alt") ?? "";
        foreach (var image in all.Where(element => element.LocalName is "blip" or "imagedata"))
        {
            if ((image.Value("embed") ?? (image.LocalName == "imagedata" ? image.Value("id") : null)) is not { } id || Take(part, id) is not { } address)
                continue;
            var element = html.CreateElement("img");
            element.SetAttribute("src", address);
            element.SetAttribute("alt", Words.OnOneLine(alternative));
            yield return element;
        }
    }

    // Without what stands in text boxes, which are read by themselves, and what is there a second time for older programs.
    private static IEnumerable<OpenXmlElement> Own(OpenXmlElement drawing)
    {
        var pending = new Stack<OpenXmlElement>(drawing.ChildElements.Reverse());
        while (pending.TryPop(out var element))
        {
            yield return element;
            if (element.LocalName == "txbxContent" || (element.LocalName == "Fallback" && element.PreviousSibling() is not null))
                continue;
            foreach (var child in element.ChildElements.Reverse())
                pending.Push(child);
        }
    }

    private string? Take(string part, string id)
    {
        if (!parts.TryGetValue(part, out var from) || !from.TryGetPartById(id, out var image) || image is not ImagePart)
            return null;
        var address = $"word:{image.Uri}";
        if (!images.ContainsKey(address))
        {
            using var bytes = new MemoryStream();
            using var stream = image.GetStream(FileMode.Open, FileAccess.Read);
            stream.CopyTo(bytes);
            images[address] = bytes.ToArray();
        }

        return address;
    }

    private static bool IsTiny(OpenXmlElement? extent) => extent is not null && Size(extent, "cx") <= EmuOfTwoPixels && Size(extent, "cy") <= EmuOfTwoPixels;

    private static long Size(OpenXmlElement extent, string name) =>
        long.TryParse(extent.Value(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var size) ? size : long.MaxValue;
}
