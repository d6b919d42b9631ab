using CsCheck;
using Syndication.Releases;
using Syndication.Translation.Engines;
using static Syndication.Tests.Translation.Manuscripts;

namespace Syndication.Tests.Translation.Engines;

public sealed class BatchTests
{
    private static readonly ServiceLimits Limits = new(100, 4, 1000, 1000);

    private static int Length(string text) => text.Length;

    [Fact]
    public void What_lacks_in_the_same_languages_goes_together()
    {
        var batches = Batch.Pack(Wanted((English, ["a", "b"]), (Spanish, ["b", "a", "c"])), Length, Limits);

        Assert.Equal(["en es: a b", "es: c"], batches.Select(Told).Order(StringComparer.Ordinal));
        Assert.Equal(4, batches.Single(batch => batch.To.Count == 2).Characters);
    }

    [Fact]
    public void Characters_count_for_every_language()
    {
        var forty = new string('x', 40);

        Assert.Equal([80, 80], Batch.Pack(Wanted((English, [forty, forty + "y"[..0] + "", "z" + forty[1..]]), (Spanish, [forty, "z" + forty[1..]])), Length, Limits).Where(batch => batch.To.Count == 2).Select(batch => batch.Characters));
    }

    [Fact]
    public void A_text_too_long_for_all_languages_at_once_is_asked_for_in_fewer()
    {
        var batches = Batch.Pack(Wanted((Arabic, [new('x', 60)]), (English, [new('x', 60)])), Length, Limits);

        Assert.Equal([60, 60], batches.Select(batch => batch.Characters));
        Assert.All(batches, batch => Assert.Single(batch.To));
    }

    [Fact]
    public void Every_text_is_asked_for_once_in_each_language_and_within_the_limits() => Gen
        .Select(Gen.String[Gen.Char['a', 'e'], 1, 120].HashSet[0, 30], Gen.String[Gen.Char['a', 'e'], 1, 120].HashSet[0, 30], Gen.String[Gen.Char['a', 'e'], 1, 120].HashSet[0, 30])
        .Sample((one, two, three) =>
        {
            var wanted = Wanted((Arabic, [.. one]), (English, [.. two]), (Spanish, [.. three]));

            var batches = Batch.Pack(wanted, Length, Limits);

            foreach (var batch in batches)
            {
                Assert.Equal(batch.Texts.Sum(Length) * batch.To.Count, batch.Characters);
                Assert.InRange(batch.Texts.Count, 1, Limits.TextsPerRequest);
                Assert.True(batch.Characters <= Limits.CharactersPerRequest || (batch.Texts.Count == 1 && batch.To.Count == 1), Told(batch));
            }

            Assert.Equal(
                wanted.SelectMany(pair => pair.Value.Select(text => $"{pair.Key} {text}")).Order(StringComparer.Ordinal),
                batches.SelectMany(batch => batch.To.SelectMany(to => batch.Texts.Select(text => $"{to} {text}"))).Order(StringComparer.Ordinal));
        });

    [Fact]
    public void A_batch_is_cut_to_what_there_is_money_for()
    {
        var batch = new Batch([English, Spanish], ["aaaa", "bb", "c"], 14);

        Assert.Same(batch, batch.Within(14, Length));
        Assert.Equal("en es: aaaa bb", Told(batch.Within(13, Length)!));
        Assert.Equal("en es: c", Told(batch.After(batch.Within(13, Length)!)!));
        Assert.Null(batch.Within(7, Length));
        Assert.Null(batch.After(batch));
    }

    private static string Told(Batch batch) => $"{string.Join(' ', batch.To)}: {string.Join(' ', batch.Texts)}";

    private static Dictionary<Language, IReadOnlyList<string>> Wanted(params (Language Language, string[] Texts)[] wanted) =>
        wanted.Where(one => one.Texts.Length > 0).ToDictionary(one => one.Language, one => (IReadOnlyList<string>)one.Texts);
}
