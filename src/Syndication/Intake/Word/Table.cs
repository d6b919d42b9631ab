using System.Globalization;
using AngleSharp.Dom;
using DocumentFormat.OpenXml;

namespace Syndication.Intake.Word;

/// <summary>A table; one of a single row or column only places what is in it, so its paragraphs stand by themselves.</summary>
internal sealed class Table(IDocument html, Body body, string part)
{
    private const int MostColumns = 200;

    /// <summary>Reads it.</summary>
    public void Read(OpenXmlElement table, BlockList blocks)
    {
        var rows = Rows(table).Select(row => (Row: row, Cells: Cells(row).ToList())).Where(row => row.Cells.Count > 0).ToList();
        if (rows.Count < 2 || rows.TrueForAll(row => row.Cells.Count == 1))
        {
            foreach (var block in rows.SelectMany(row => row.Cells).SelectMany(cell => body.Read(cell, part)))
                blocks.Add(block, null);
            return;
        }

        var element = html.CreateElement("table");
        var above = new Dictionary<int, (IElement Cell, int Rows)>();
        foreach (var (row, cells) in rows)
            Row(element.AppendElement(html.CreateElement("tr")), row.Child("trPr").Switch("tblHeader") == true, cells, above);
        if (element.QuerySelector("td *, th *") is not null || !string.IsNullOrWhiteSpace(element.TextContent))
            blocks.Add(element, null);
    }

    private void Row(IElement to, bool isHead, List<OpenXmlElement> cells, Dictionary<int, (IElement Cell, int Rows)> above)
    {
        var column = 0;
        foreach (var cell in cells)
        {
            var properties = cell.Child("tcPr");
            var width = Math.Clamp(properties.Child("gridSpan").Number() ?? 1, 1, MostColumns);
            var merge = properties.Child("vMerge");
            if (merge is not null && merge.Value() != "restart" && above.TryGetValue(column, out var upper))
            {
                above[column] = upper with { Rows = upper.Rows + 1 };
                upper.Cell.SetAttribute("rowspan", (upper.Rows + 1).ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                var element = to.AppendElement(html.CreateElement(isHead ? "th" : "td"));
                if (width > 1)
                    element.SetAttribute("colspan", width.ToString(CultureInfo.InvariantCulture));
                Fill(element, body.Read(cell, part));
                if (merge is not null)
                    above[column] = (element, 1);
                else
                    above.Remove(column);
            }

            column += width;
        }
    }

    // A single paragraph needs no element of its own in a cell.
    private static void Fill(IElement cell, List<IElement> blocks)
    {
        if (blocks is [{ LocalName: "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" } only])
        {
            while (only.FirstChild is { } node)
                cell.AppendChild(node);
            return;
        }

        foreach (var block in blocks)
            cell.AppendChild(block);
    }

    private static IEnumerable<OpenXmlElement> Rows(OpenXmlElement container)
    {
        foreach (var child in container.ChildElements)
        {
            if (child.LocalName == "tr" && child.Child("trPr").Child("del") is null)
                yield return child;
            else if (child.LocalName is "ins" or "moveTo" or "customXml" || (child.LocalName == "sdt" && child.Child("sdtContent") is not null))
                foreach (var row in Rows(child.Child("sdtContent") ?? child))
                    yield return row;
        }
    }

    private static IEnumerable<OpenXmlElement> Cells(OpenXmlElement container)
    {
        foreach (var child in container.ChildElements)
        {
            if (child.LocalName == "tc" && child.Child("tcPr").Child("cellDel") is null)
                yield return child;
            else if (child.LocalName is "customXml" || (child.LocalName == "sdt" && child.Child("sdtContent") is not null))
                foreach (var cell in Cells(child.Child("sdtContent") ?? child))
                    yield return cell;
        }
    }
}
