namespace Syndication.Tests.Infra;

/// <summary>The files of this repository, as they are checked out.</summary>
internal static class Repository
{
    /// <summary>Its root; the tests are built somewhere below it.</summary>
    public static readonly string Root = Find(AppContext.BaseDirectory);

    /// <summary>A file's text.</summary>
    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    /// <summary>Files below a folder by a pattern, without what is built; fails where there is none.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern)
    {
        var files = FilesIfAny(folder, pattern);
        Assert.True(files.Count > 0, $"There is no {pattern} below {folder}/.");
        return files;
    }

    /// <summary>Files below a folder by a pattern, without what is built.</summary>
    public static IReadOnlyList<string> FilesIfAny(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Syndication.sln")) ? folder
        : Path.GetDirectoryName(folder) is { } parent ? Find(parent)
        : throw new FileNotFoundException("Syndication.sln is in no folder above the tests; run them from a build of the repository.");
}
