using System.Xml.Linq;
using Syndication.Intake;

namespace Syndication.Tests.Intake;

/// <summary>Known ways to get a script past a sanitiser, one a line of <c>Vectors/vectors.input.list</c>, as text, in html and in Markdown.</summary>
public sealed class VectorTests
{
    public static TheoryData<string> Vectors() =>
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Intake", "Vectors", "vectors.input.list")).Where(line => line.Length > 0 && line[0] != ';').Select(line => line.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal).Replace("\\0", "\0", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Nothing_that_runs_comes_through(string vector)
    {
        foreach (var html in new[] { vector, $"<p>{vector}</p>", $"<table><tr><td>{vector}</td></tr></table>", $"<svg><desc>{vector}</desc></svg>", $"<noscript>{vector}</noscript>", $"<p title=\"{vector}\">a</p>" })
            Harmless(Sanitiser.Clean(html).Markup);
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Not_through_a_reader_either(string vector)
    {
        const string Text = "Tunis, 3 March 2026 – The Tunisian authorities, with their partners, today opened a centre that offers those who return legal advice.";
        foreach (var (name, content) in new[] { ("a.en.html", $"<h1>A headline</h1><p>{Text}</p>{vector}"), ("a.en.md", $"# A headline\n\n{Text}\n\n{vector}\n"), ("a.en.txt", $"A headline\n\n{Text}\n\n{vector}\n") })
        {
            if (Reader.Read(UploadName.Parse(name), System.Text.Encoding.UTF8.GetBytes(content), null, null, new()).Manuscript is { } manuscript)
                Harmless(manuscript.Html.Markup);
        }
    }

    private static void Harmless(string markup)
    {
        foreach (var element in XElement.Parse($"<div>{markup}</div>").Descendants())
        {
            Assert.Contains(element.Name.LocalName, SanitiserTests.Elements);
            foreach (var attribute in element.Attributes())
            {
                Assert.Contains(attribute.Name.LocalName, SanitiserTests.Attributes);
                if (attribute.Name.LocalName is "href" or "src")
                    Assert.Matches(SanitiserTests.Addresses, attribute.Value);
            }
        }
    }
}
