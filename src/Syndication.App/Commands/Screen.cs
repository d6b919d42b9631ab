using Spectre.Console;

namespace Syndication.App.Commands;

/// <summary>What a person reads: on a terminal with colours, elsewhere plain lines.</summary>
internal static class Screen
{
    /// <summary>Where people read; wide enough where it is no terminal that no line is broken in a log.</summary>
    public static IAnsiConsole Out { get; } = Create(Console.IsOutputRedirected ? new TrimmedWriter(Console.Out) : Console.Out, Console.IsOutputRedirected);

    /// <summary>Where mistakes are told.</summary>
    public static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>A table in the house's form.</summary>
    public static Table Table(params string[] columns)
    {
        var table = new Table().Border(Console.IsOutputRedirected ? TableBorder.None : TableBorder.Rounded);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Markup(Console.IsOutputRedirected ? Safe(column) : $"[bold]{Safe(column)}[/]")));
        return table;
    }

    /// <summary>A cell that shows its text as it is.</summary>
    public static Text Cell(string? text) => new(text ?? "");

    /// <summary>Text in a colour.</summary>
    public static Markup Coloured(string text, string colour) => new($"[{colour}]{Safe(text)}[/]");

    /// <summary>A line, shown as it is but for its colour.</summary>
    public static void Line(string text, string? colour = null) => Write(Out, text, colour);

    /// <summary>A line to the error output.</summary>
    public static void ErrorLine(string text) => Write(Error, text, "red");

    private static void Write(IAnsiConsole console, string text, string? colour)
    {
        // Not as a paragraph: a terminal wraps long lines itself, and addresses stay in one piece.
        if (colour is null || !console.Profile.Capabilities.Ansi)
            console.Profile.Out.Writer.WriteLine(text);
        else
            console.MarkupLine($"[{colour}]{Safe(text)}[/]");
    }

    private static string Safe(string text) => Spectre.Console.Markup.Escape(text);

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
            console.Profile.Width = 4000;
        return console;
    }
}
