using System.Globalization;
using System.Text;

namespace Syndication.Benchmarks.Measuring;

/// <summary>A table that reads well on a terminal and is Markdown.</summary>
internal sealed class Table(params string[] columns)
{
    private readonly List<string[]> rows = [];

    public Table Add(params object[] cells)
    {
        rows.Add([.. cells.Select(Text)]);
        return this;
    }

    public override string ToString()
    {
        var widths = columns.Select((column, i) => rows.Select(row => row[i].Length).Append(column.Length).Append(3).Max()).ToArray();
        var text = new StringBuilder();
        Line(columns);
        text.Append('|').AppendJoin('|', widths.Select((width, i) => i == 0 ? new string('-', width + 2) : new string('-', width + 1) + ":")).Append("|\n");
        foreach (var row in rows)
            Line(row);
        return text.ToString();

        void Line(string[] cells) =>
            text.Append("| ").AppendJoin(" | ", cells.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).Append(" |\n");
    }

    private static string Text(object cell) => cell switch
    {
        double.NaN => "",
        double number => number.ToString(number >= 100 ? "#,0" : number >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture),
        long or int => ((IFormattable)cell).ToString("#,0", CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
