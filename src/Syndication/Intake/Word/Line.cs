using AngleSharp.Dom;

namespace Syndication.Intake.Word;

/// <summary>Writes the text of one paragraph. Word cuts a text into many runs; those that look alike become one again.</summary>
/// <param name="element">Where it goes.</param>
internal sealed class Line(IElement element)
{
    private Look? last;
    private IElement? leaf;

    /// <summary>Where it goes.</summary>
    public IElement Element => element;

    /// <summary>Whether there is anything but space in it.</summary>
    public bool HasText { get; private set; }

    /// <summary>Adds text that looks so.</summary>
    public void Add(string text, Look look)
    {
        if (text.Length == 0)
            return;
        var isSpace = string.IsNullOrWhiteSpace(text);
        if (last is null || (last != look && !(isSpace && last.Address is null)))
        {
            leaf = Begin(look);
            last = look;
        }

        (leaf ?? element).AppendChild(element.Owner!.CreateTextNode(text));
        HasText |= !isSpace;
    }

    /// <summary>Adds an element that is no text, in the look of what stands before it.</summary>
    public void Add(IElement other) => (leaf ?? element).AppendChild(other);

    /// <summary>Adds an element beside all looks.</summary>
    public void AddPlain(IElement other)
    {
        element.AppendChild(other);
        (last, leaf) = (null, null);
    }

    private IElement Begin(Look look)
    {
        var at = element;
        if (look.Address is { } address)
            (at = at.AppendElement(element.Owner!.CreateElement("a"))).SetAttribute("href", address);
        if (look.IsRightToLeft is { } other)
            (at = at.AppendElement(element.Owner!.CreateElement("span"))).SetAttribute("dir", other ? "rtl" : "ltr");
        foreach (var (isSo, name) in new[] { (look.IsBold, "strong"), (look.IsItalic, "em"), (look.IsStruck, "s"), (look.IsRaised, "sup"), (look.IsLowered, "sub") })
            at = isSo ? at.AppendElement(element.Owner!.CreateElement(name)) : at;
        return at;
    }
}

/// <summary>How a piece of text looks, as far as it matters.</summary>
internal sealed record Look
{
    public static readonly Look Plain = new();

    public string? Address { get; init; }

    public bool IsBold { get; init; }

    public bool IsItalic { get; init; }

    public bool IsStruck { get; init; }

    public bool IsRaised { get; init; }

    public bool IsLowered { get; init; }

    /// <summary>Its direction, where it is not the paragraph's.</summary>
    public bool? IsRightToLeft { get; init; }
}
