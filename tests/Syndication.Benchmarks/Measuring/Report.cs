using System.Globalization;

namespace Syndication.Benchmarks.Measuring;

/// <summary>What a scenario tells: on the terminal, and appended to a Markdown file where one is named.</summary>
internal sealed class Report(string? file)
{
    public void Begin(string title, string command) =>
        Tell($"## {title}\n\n`{command}`, {DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, {Machine.Describe()}.\n");

    public void Tell(string text)
    {
        Console.WriteLine(text);
        if (file is not null)
            File.AppendAllText(file, text + "\n");
    }

    public void Tell(Table table) => Tell(table.ToString());

    /// <summary>Progress, for whoever waits; it is in no file.</summary>
    public static void Progress(string text) => Console.Error.WriteLine(text);
}
