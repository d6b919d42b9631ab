using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Intake.Word;

/// <summary>The fields that are open at a place in a document (ECMA-376, part 1, 17.16): an instruction, then what it made. They may span paragraphs.</summary>
internal sealed partial class Fields
{
    private const int Deepest = 64;
    private readonly Stack<Field> open = [];
    private int passedOver;

    /// <summary>Whether text at this place is to be read: not an instruction, and not a page number or a table of contents.</summary>
    public bool IsShown => open.All(one => one.HasResult && !one.IsLeftOut);

    /// <summary>Where text at this place links to; null where it does not.</summary>
    public string? Address => open.Select(one => one.Address).FirstOrDefault(address => address is not null);

    /// <summary>A field begins, its instruction is over, or it ends.</summary>
    public void Mark(string? kind)
    {
        switch (kind)
        {
            case "begin" when open.Count < Deepest:
                open.Push(new());
                break;
            case "begin":
                passedOver++;
                break;
            case "separate" when open.Count > 0 && passedOver == 0:
                open.Peek().End();
                break;
            case "end" when passedOver > 0:
                passedOver--;
                break;
            case "end" when open.Count > 0:
                open.Pop();
                break;
        }
    }

    /// <summary>More of an instruction.</summary>
    public void Instruct(string text)
    {
        if (open.Count > 0 && !open.Peek().HasResult)
            open.Peek().Instruction.Append(text);
    }

    /// <summary>Reads a field that stands whole in one element.</summary>
    public void Within(string instruction, Action result)
    {
        var field = new Field();
        field.Instruction.Append(instruction);
        field.End();
        open.Push(field);
        result();
        if (open.Count > 0)
            open.Pop();
    }

    private sealed partial class Field
    {
        public StringBuilder Instruction { get; } = new();

        public bool HasResult { get; private set; }

        public bool IsLeftOut { get; private set; }

        public string? Address { get; private set; }

        public void End()
        {
            HasResult = true;
            var instruction = Instruction.ToString();
            var name = Name().Match(instruction).Groups[1].Value.ToUpperInvariant();
            IsLeftOut = name is "PAGE" or "NUMPAGES" or "SECTIONPAGES" or "SECTION" or "PAGEREF" or "TOC" or "INDEX" or "TOA" or "RD" or "TC" or "XE" or "TA" or "FILENAME" or "FILESIZE" or "TEMPLATE" or "USERNAME" or "USERADDRESS" or "USERINITIALS" or "LASTSAVEDBY" or "MACROBUTTON" or "GOTOBUTTON";
            if (name == "HYPERLINK" && Link().Match(instruction) is { Success: true } link)
                Address = link.Groups[1].Success ? link.Groups[1].Value : link.Groups[2].Value;
        }
    }

    [GeneratedRegex(@"^\s*([A-Za-z]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    // \l and the like are switches; an address with nothing before them but those leads to a place within the document.
    [GeneratedRegex(@"^\s*HYPERLINK\s+(?:""([^""]*)""|([^\s\\""]\S*))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
