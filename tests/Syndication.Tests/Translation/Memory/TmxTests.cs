using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Syndication.Translation.Memory;
using static Syndication.Tests.Translation.Manuscripts;

namespace Syndication.Tests.Translation.Memory;

// Fixtures: {name}.input.tmx, and {name}.approved.json with what is read: the units, then the problems.
public sealed class TmxTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Translation", "Memory");

    private static readonly Gen<string> Text = Gen.OneOf("a ", "é", "م", "&lt;g1&gt;", "&amp;lt;", "。", "\u00A0", "x", "]]&gt;", "\"", "’");

    public static TheoryData<string> Fixtures() => new(Directory.GetFiles(Folder, "*.input.tmx").Select(file => Path.GetFileName(file).Split('.')[0]));

    [Fact]
    public void There_are_fixtures() => Assert.NotEmpty(Fixtures());

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_file_is_read_as_far_as_it_can_be_and_every_problem_told_with_its_line(string name)
    {
        var (units, problems) = Read(File.ReadAllBytes(Path.Combine(Folder, $"{name}.input.tmx")));
        var read = units.Select(unit => string.Join(" | ", unit.Variants.Select(variant => $"{variant.Language}: {variant.Text}")))
            // The framework's own words are not ours to approve.
            .Concat(problems.Select(problem => $"{problem.Line}: {problem.Message.Split(" (")[0]}"));

        Assert.Equal(JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.approved.json"))).RootElement.EnumerateArray().Select(line => line.GetString()!), read);
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("iso-8859-1", false)]
    public void Encodings_are_read_as_the_file_declares_them(string encoding, bool mark)
    {
        var named = Encoding.GetEncoding(encoding);
        var text = $"<?xml version=\"1.0\" encoding=\"{encoding.Replace("BE", "", StringComparison.Ordinal)}\"?>{Tmx("<tu><tuv xml:lang='fr'><seg>Été</seg></tuv><tuv xml:lang='en'><seg>Summer</seg></tuv></tu>")}";

        var (units, problems) = Read([.. mark ? named.GetPreamble() : [], .. named.GetBytes(text)]);

        Assert.Empty(problems);
        Assert.Equal("Été", Assert.Single(units).Variants[0].Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml at all")]
    [InlineData("<html><body/></html>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"klingon\"?><tmx/>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-16\"?><tmx/>")]
    public void A_file_that_is_no_memory_is_a_problem_and_nothing_more(string content)
    {
        var (units, problems) = Read(Encoding.UTF8.GetBytes(content));

        Assert.Empty(units);
        Assert.Single(problems);
    }

    [Fact]
    public void A_file_cut_off_anywhere_gives_the_units_before_the_cut()
    {
        var whole = Encoding.UTF8.GetBytes(Tmx(string.Concat(Enumerable.Range(0, 4).Select(i =>
            $"<tu><tuv xml:lang='fr'><seg>Un <bpt i='1'>&lt;b></bpt>é{i}<ept i='1'/></seg></tuv><tuv xml:lang='en'><seg>One {i}</seg></tuv></tu>"))));
        var all = Read(whole).Units;
        for (var length = 0; length < whole.Length; length++)
        {
            var (units, problems) = Read(whole[..length]);
            var complete = Encoding.UTF8.GetString(whole[..length]).Split("</tu>").Length - 1;
            // The reader knows a unit as soon as its last text is complete.
            Assert.InRange(units.Count, complete, complete + 1);
            Assert.Equal(all.Take(units.Count).SelectMany(unit => unit.Variants), units.SelectMany(unit => unit.Variants));
            Assert.NotEmpty(problems);
        }
    }

    [Fact]
    public void Entities_of_the_file_s_own_are_never_expanded_and_nothing_is_fetched()
    {
        var bomb = "<!DOCTYPE tmx [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
        var (units, problems) = Read(Encoding.UTF8.GetBytes(bomb + Tmx(
            "<tu><tuv xml:lang='fr'><seg>Un</seg></tuv><tuv xml:lang='en'><seg>One</seg></tuv></tu>" +
            "<tu><tuv xml:lang='fr'><seg>&b;&f;</seg></tuv><tuv xml:lang='en'><seg>Two</seg></tuv></tu>")));

        Assert.Equal("One", Assert.Single(units).Variants[1].Text);
        Assert.Single(problems);
    }

    [Fact]
    public void What_is_written_is_read_again_the_same() => Gen.Select(Text.List[1, 5], Text.List[1, 5], Text.List[1, 5]).Array[0, 5].Sample(units =>
    {
        var written = units.Select(parts => Unit(string.Concat(parts.Item1), string.Concat(parts.Item2), string.Concat(parts.Item3))).ToList();
        using var file = new MemoryStream();
        using (var writer = new TmxWriter(file))
        {
            foreach (var unit in written)
                writer.Write(unit);
        }

        var (read, problems) = Read(file.ToArray());

        Assert.Empty(problems);
        Assert.Equal(written.SelectMany(unit => unit.Variants), read.SelectMany(unit => unit.Variants));
    });

    [Theory]
    [InlineData("fr-FR", "fr-FR")]
    [InlineData("FR", "fr")]
    [InlineData("fra", "fr")]
    [InlineData("FRE", "fr")]
    [InlineData("fr_CH", "fr-CH")]
    [InlineData("zho-Hant-TW", "zh-Hant-TW")]
    [InlineData("es-419", "es-419")]
    [InlineData("ca-valencia", "ca")]
    [InlineData("de-DE-1996", "de-DE")]
    public void Languages_in_other_spellings_are_known(string code, string tag)
    {
        Assert.True(TmxLanguage.TryParse(code, out var language));
        Assert.Equal(tag, language.Tag);
    }

    [Theory]
    [InlineData("French")]
    [InlineData("xx")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_language_is_not_guessed_at(string? code) => Assert.False(TmxLanguage.TryParse(code, out _));

    internal static string Tmx(string units) =>
        $"<tmx version=\"1.4\"><header srclang=\"fr\" creationtool=\"t\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" datatype=\"html\"/><body>{units}</body></tmx>";

    [SuppressMessage("Performance", "CA1859", Justification = "The shape of the public interface.")]
    private static (IReadOnlyList<TmxUnit> Units, IReadOnlyList<TmxProblem> Problems) Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var reader = new TmxReader(stream);
        var units = new List<TmxUnit>();
        while (reader.Next() is { } unit)
            units.Add(unit);
        return (units, reader.Problems);
    }

    private static TmxUnit Unit(string one, string two, string three) => new(
    [
        new(French, $"|{one}<g1>{two}<x2/></g1>{three}|"),
        new(English, $"|<x2/>{three}<g1>{one}</g1>|".Replace("<x2/>", "", StringComparison.Ordinal) + "<x2/>" + two.Length.ToString(CultureInfo.InvariantCulture)),
        new(Arabic, $"|{three}|"),
    ]);
}
