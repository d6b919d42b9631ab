using System.Diagnostics;
using System.Text.Json;

namespace Syndication.Benchmarks.Measuring;

/// <summary>npm's <c>feed</c>: <c>tests/feed.cjs</c> as a process that writes a feed of the same items for every line it is sent.</summary>
internal sealed class NodeFeeds : IDisposable
{
    private readonly Process node;

    private NodeFeeds(Process node) => this.node = node;

    /// <summary>Starts it; null where Node.js or its packages are not there: <c>npm ci</c> in tests/, and the command started in the repository's root.</summary>
    /// <param name="file">JSON: the feed and its items, as the package wants them.</param>
    public static NodeFeeds? Start(string file)
    {
        if (!Directory.Exists(Path.Combine("tests", "node_modules", "feed")))
            return null;
        var feeds = new NodeFeeds(Process.Start(new ProcessStartInfo("node", [Path.Combine("tests", "feed.cjs"), file]) { RedirectStandardInput = true, RedirectStandardOutput = true })!);
        feeds.Answer();
        return feeds;
    }

    /// <summary>Writes the feed once.</summary>
    /// <param name="format"><c>rss</c> or <c>atom</c>.</param>
    /// <returns>The processor's time it took, as the process itself counts it, and how many bytes came of it.</returns>
    public (TimeSpan Processor, long Bytes) Write(string format)
    {
        node.StandardInput.WriteLine(format);
        node.StandardInput.Flush();
        var answer = Answer();
        return (TimeSpan.FromMicroseconds(answer.GetProperty("micros").GetDouble()), answer.GetProperty("bytes").GetInt64());
    }

    public void Dispose()
    {
        node.StandardInput.Close();
        node.WaitForExit();
        node.Dispose();
    }

    private JsonElement Answer() => JsonElement.Parse(node.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Node.js ended."));
}
