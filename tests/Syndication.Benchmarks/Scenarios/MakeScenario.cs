using Syndication.Benchmarks.Generated;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>A generated newsroom to try other things with.</summary>
internal static class MakeScenario
{
    public static void Make(string folder, int releases, int partners)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new InvalidOperationException($"{folder} is not empty; name another folder.");
        GeneratedSite.Make(folder, partners);
        GeneratedSite.Upload(folder, Enumerable.Range(0, releases), DateTimeOffset.UtcNow);
    }
}
