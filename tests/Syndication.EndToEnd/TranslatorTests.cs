using System.Xml.Linq;

namespace Syndication.EndToEnd;

/// <summary>What a translator and a reviser do, with the real program.</summary>
public sealed class TranslatorTests
{
    private const string Id = "2026/atelier";
    private static readonly XNamespace Xliff = "urn:oasis:names:tc:xliff:document:2.0";

    [Fact]
    public async Task A_release_goes_out_to_a_translators_tool_and_comes_back_as_a_human_edition()
    {
        await using var site = await SampleSite.CreateAsync();
        site.Upload($"{Id}.md", "---\ntitle: Un atelier à Tunis\nlanguage: fr\n---\n\nL’atelier réunit 12 pays. Voir [le programme](https://atelier.example/).\n");
        await site.RunAsync();
        Assert.False(site.Has($"public/es/{Id}.html"));
        var file = site.PathOf("atelier.es.xlf");

        var exported = await AtAsync(site, "xliff", "export", Id, "--to", "spa", file, "--json");
        Assert.True(exported.ExitCode == 0, exported.Error);
        Assert.Equal((3, 0), (exported.Json.GetProperty("sentences").GetInt32(), exported.Json.GetProperty("proposed").GetInt32()));
        Assert.Equal((await AtAsync(site, "xliff", "export", Id, "--to", "es")).Output, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));

        var untouched = await AtAsync(site, "xliff", "import", file);
        Assert.Equal(1, untouched.ExitCode);
        Assert.Contains("Segment s1 (line ", untouched.Error, StringComparison.Ordinal);
        Assert.Contains("has no translation", untouched.Error, StringComparison.Ordinal);

        Translate(file, "Un taller en Túnez", "El taller reúne a 12 países.", "Véase");
        var imported = await AtAsync(site, "xliff", "import", file, "--json");
        Assert.True(imported.ExitCode == 0, imported.Error);
        Assert.True(imported.Json.GetProperty("accepted").GetBoolean());
        Assert.Equal("human", imported.Json.GetProperty("provenance").GetString());
        Assert.Contains("El taller reúne a 12 países.", site.Read($"public/es/{Id}.html"), StringComparison.Ordinal);
        Assert.Contains("https://atelier.example/", site.Read($"public/es/{Id}.html"), StringComparison.Ordinal);
        Assert.Contains(site.Files("partners"), copy => copy.Key.Contains("atelier", StringComparison.Ordinal));

        var (pages, copies) = (site.Files("public"), site.Files("partners"));
        Assert.Equal(0, (await site.RunAsync()).ExitCode);
        Assert.Equal(pages, site.Files("public"));
        Assert.Equal(copies, site.Files("partners"));

        var approved = await AtAsync(site, "approve", Id, "--language", "es");
        Assert.Equal(1, approved.ExitCode);
        Assert.Contains("is human already", approved.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_translators_file_that_breaks_off_or_has_a_document_type_touches_nothing()
    {
        await using var site = await SampleSite.CreateAsync();
        await site.RunAsync();
        var before = site.Files("releases");
        var file = site.PathOf("x.xlf");

        await File.WriteAllTextAsync(file, "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"fr\" trgLang=\"es\"><file id=\"f\" original=\"2026/x\"><unit", TestContext.Current.CancellationToken);
        var cut = await AtAsync(site, "xliff", "import", file);
        Assert.Equal(2, cut.ExitCode);
        Assert.Contains("is broken off", cut.Error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><xliff>&a;</xliff>", TestContext.Current.CancellationToken);
        var tricked = await AtAsync(site, "xliff", "import", file);
        Assert.Equal(2, tricked.ExitCode);
        Assert.Contains("document type", tricked.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", tricked.Error, StringComparison.Ordinal);
        Assert.Equal(before, site.Files("releases"));
    }

    [Theory]
    [InlineData("'--language' is required", "approve", Id)]
    [InlineData("is no language", "approve", Id, "--language", "klingon")]
    [InlineData("'--to' is required", "xliff", "export", Id)]
    [InlineData("name the FILE", "xliff", "export", Id, "--to", "es", "--json")]
    [InlineData("There is no file", "xliff", "import", "nowhere.xlf")]
    [InlineData("There is no release", "xliff", "export", "2026/nowhere", "--to", "es")]
    public async Task Wrong_usage_is_told_with_what_to_do(string told, params string[] arguments)
    {
        await using var site = await SampleSite.CreateAsync();
        var said = await AtAsync(site, arguments);

        Assert.Equal(2, said.ExitCode);
        Assert.Contains(told, said.Error, StringComparison.Ordinal);
        Assert.Empty(said.Output);
    }

    // As a tool does it: the inline codes of the source, other words, and every segment confirmed.
    private static void Translate(string file, params string[] words)
    {
        var document = XDocument.Load(file, LoadOptions.PreserveWhitespace);
        var segments = document.Descendants(Xliff + "segment").ToList();
        for (var i = 0; i < segments.Count; i++)
        {
            segments[i].SetAttributeValue("state", "translated");
            var codes = segments[i].Element(Xliff + "source")!.Elements().Select(code => new XElement(code)).ToList();
            segments[i].Add(new XElement(Xliff + "target", words[i], codes.Count > 0 ? " " : "", codes, codes.Count > 0 ? "." : ""));
        }

        document.Save(file, SaveOptions.DisableFormatting);
    }

    private static Task<Cli.Said> AtAsync(SampleSite site, params string[] arguments) => Cli.RunAsync(site.Environment, [.. arguments, "--site", site.Folder]);
}
