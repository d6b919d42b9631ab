using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Syndication.Tests.Intake;

/// <summary>The table of problems in <c>docs/editors.md</c> beside the codes in the source.</summary>
public sealed partial class EditorsGuideTests
{
    [Fact]
    public void Every_problem_is_explained_and_none_that_there_is_not()
    {
        var root = Root();
        if (!Directory.Exists(Path.Combine(root, "src")))
            Assert.Skip("The sources are not where these tests were built.");
        var said = Row().Matches(File.ReadAllText(Path.Combine(root, "docs", "editors.md"))).Select(match => match.Groups[1].Value).ToHashSet();

        // Codes stand as constants wherever a problem is made.
        var made = new[] { "Intake", "Releases" }.SelectMany(folder => Directory.GetFiles(Path.Combine(root, "src", "Syndication", folder), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Code().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.NotEmpty(made);
        Assert.Empty(made.Except(said));
        Assert.Empty(said.Except(made));
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));

    [GeneratedRegex(@"^\| `([a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"(?:new(?: Problem)?\(\s*(?:[\w.]+\([^)]*\) \? ""protected"" : )?|Rejected\(\s*|Wrong\(\s*|Doubt\(\s*|(?:NotReadable|HeldWithRelease) = )""([a-z]+-[a-z-]+|empty|damaged|protected)""", RegexOptions.None)]
    private static partial Regex Code();
}
