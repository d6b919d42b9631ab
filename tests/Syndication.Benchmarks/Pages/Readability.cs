using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Syndication.Benchmarks.Pages;

/// <summary>Mozilla's Readability on jsdom: <c>tests/readability.cjs</c> as a process that reads the pages again for every line it is sent.</summary>
internal sealed class Readability : IDisposable
{
    private readonly Process node;

    private Readability(Process node, List<Found> found) => (this.node, Found) = (node, found);

    public List<Found> Found { get; }

    /// <summary>Starts it; null where Node.js or its packages are not there.</summary>
    public static Readability? Start(string work, List<Page> pages)
    {
        if (!Directory.Exists(Path.Combine("tests", "node_modules", "jsdom")))
            return null;
        var folder = Path.Combine(work, "pages");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        for (var i = 0; i < pages.Count; i++)
            File.WriteAllBytes(Path.Combine(folder, $"{i:00000}.html"), pages[i].Bytes);
        var node = Process.Start(new ProcessStartInfo("node", [Path.Combine("tests", "readability.cjs"), folder]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        return new(node, [.. Answer(node).EnumerateArray().Select(page => new Found
        {
            Refused = page.GetProperty("text").GetString() is { Length: > 0 } ? null : "nothing found",
            Title = page.GetProperty("title").GetString(),
            Date = page.GetProperty("date").GetString(),
            Text = page.GetProperty("text").GetString() ?? "",
        })]);
    }

    /// <summary>Reads all pages once more: the processor time that took.</summary>
    public TimeSpan Again()
    {
        node.StandardInput.WriteLine(1.ToString(CultureInfo.InvariantCulture));
        node.StandardInput.Flush();
        return TimeSpan.FromMicroseconds(Answer(node).GetDouble());
    }

    public void Dispose()
    {
        node.StandardInput.Close();
        node.WaitForExit();
        node.Dispose();
    }

    private static JsonElement Answer(Process node) => JsonSerializer.Deserialize<JsonElement>(node.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Node.js ended."));
}
