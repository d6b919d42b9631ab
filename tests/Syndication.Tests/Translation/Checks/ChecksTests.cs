using System.Globalization;
using Syndication.Translation.Checks;
using static Syndication.Tests.Translation.Manuscripts;

namespace Syndication.Tests.Translation.Checks;

public sealed class ChecksTests(ITestOutputHelper output)
{
    private const double LeastPrecision = 0.97;
    private const double LeastRecall = 0.97;

    [Fact]
    public void There_are_a_hundred_and_fifty_good_and_spoilt_translations_between_six_languages()
    {
        var cases = CheckCase.All();

        Assert.True(cases.Count >= 150);
        Assert.True(cases.Count(one => one.Expected.Count == 0) >= 60);
        Assert.Equal(["ar", "en", "es", "fr", "ru", "zh"], cases.SelectMany(one => new[] { one.From.Tag, one.To.Tag }).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Enum.GetValues<Check>().Except([Check.Links]), cases.SelectMany(one => one.Expected).Distinct().Order());
    }

    [Fact]
    public void Spoilt_translations_are_found_and_good_ones_pass()
    {
        var cases = CheckCase.All().Select(one => (Case: one, Found: one.Findings())).ToList();
        var wrong = new List<string>();
        foreach (var (one, found) in cases.Where(pair => pair.Found.Count > 0 != pair.Case.Expected.Count > 0))
            wrong.Add(found.Count == 0 ? $"{one.Name}: nothing was found, {string.Join(", ", one.Expected)} should." : $"{one.Name}: {string.Join(' ', found)}");

        double right = cases.Count(pair => pair.Found.Count > 0 && pair.Case.Expected.Count > 0);
        var precision = right / cases.Count(pair => pair.Found.Count > 0);
        var recall = right / cases.Count(pair => pair.Case.Expected.Count > 0);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cases.Count} cases: precision {precision:0.000}, recall {recall:0.000}"));
        foreach (var check in Enum.GetValues<Check>())
        {
            var (expected, found) = (cases.Where(pair => pair.Case.Expected.Contains(check)).ToList(), cases.Where(pair => pair.Found.Any(finding => finding.Check == check)).ToList());
            output.WriteLine($"{check}: {expected.Count} spoilt, {expected.Count(found.Contains)} found, {found.Count(pair => pair.Case.Expected.Count == 0)} good ones held");
        }

        Assert.True(precision >= LeastPrecision && recall >= LeastRecall, string.Join('\n', wrong));
    }

    [Fact]
    public void What_is_found_is_found_by_the_check_that_it_belongs_to()
    {
        var missed = CheckCase.All().Where(one => one.Findings() is { Count: > 0 } found && one.Expected.Count > 0 && !one.Expected.All(check => found.Any(finding => finding.Check == check))).ToList();

        Assert.True(missed.Count <= 4, string.Join('\n', missed.Select(one => $"{one.Name}: {string.Join(", ", one.Expected)} expected, {string.Join(' ', one.Findings())}")));
    }

    [Fact]
    public void A_finding_names_its_segment_and_quotes_the_place()
    {
        var finding = Assert.Single(Syndication.Translation.TranslationChecks.Of(
            [new SegmentPair(7, "Le projet couvre 14 pays.", "The project covers countries.", French, English, isMachine: true)], CheckCase.Names));

        Assert.Equal("The number 14 is not in: “The project covers countries.” (segment 7)", finding.ToString());
    }

    [Fact]
    public void A_person_may_leave_a_quotation_as_it_is_and_say_things_shorter()
    {
        var pair = new SegmentPair(1, "Les ministres ont longuement discuté de la situation humanitaire dans toute la région.", "Talks.", French, English, isMachine: false);

        Assert.Empty(Syndication.Translation.TranslationChecks.Of([pair], CheckCase.Names));
    }

    [Fact]
    public void Latin_names_that_would_be_torn_apart_are_isolated_once_in_what_a_machine_wrote()
    {
        var isolated = DirectionCheck.Isolated("اتصلوا على <g1>+20 2 555 0100</g1> أو Yahoo! الآن", Arabic);

        Assert.Equal("اتصلوا على <g1>\u2068+20 2 555 0100\u2069</g1> أو \u2068Yahoo!\u2069 الآن", isolated);
        Assert.Equal(isolated, DirectionCheck.Isolated(isolated, Arabic));
        Assert.Equal("+20 2 555 0100 Yahoo!", DirectionCheck.Isolated("+20 2 555 0100 Yahoo!", English));
    }
}
