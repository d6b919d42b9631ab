using System.Text.RegularExpressions;
using Syndication.Tests.Infra;

namespace Syndication.Tests.Docs;

/// <summary>What the documents point to is there.</summary>
public sealed partial class LinksTests
{
    [Fact]
    public void Every_document_that_is_linked_to_and_every_picture_that_is_shown_is_there()
    {
        string[] documents = [.. Repository.Files("docs", "*.md"), Path.Combine(Repository.Root, "README.md"), Path.Combine(Repository.Root, "CHANGELOG.md")];
        var links = documents.SelectMany(document => Link().Matches(Code().Replace(File.ReadAllText(document), "")).Select(match => (Document: document, To: match.Groups[1].Value)))
            .Where(link => !link.To.Contains(':', StringComparison.Ordinal) && !link.To.StartsWith('#')).ToList();

        Assert.NotEmpty(links);
        Assert.DoesNotContain(links, link => !Path.Exists(Path.Combine(Path.GetDirectoryName(link.Document)!, link.To.Split('#')[0])));
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex Code();
}
