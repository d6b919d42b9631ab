using CsCheck;

namespace Syndication.Tests.Histories;

/// <summary>Random steps.</summary>
internal static class Steps
{
    private static readonly string[][] AnyTopics = [[], ["alpha"], ["beta"], ["alpha", "beta"]];

    private static readonly TimeSpan[] Embargoes =
        [TimeSpan.FromHours(-1), TimeSpan.FromSeconds(4), TimeSpan.FromHours(1), TimeSpan.FromHours(5), TimeSpan.FromDays(1.5), TimeSpan.FromDays(6), TimeSpan.FromDays(30)];

    private static readonly TimeSpan[] Spans =
        [TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(7), TimeSpan.FromDays(2), TimeSpan.FromDays(9), TimeSpan.FromDays(33)];

    private static readonly Gen<int> AnyStory = Gen.Int[0, 2];

    private static readonly Gen<string> AnyLanguage = Gen.Int[0, 9].Select(one => one < 6 ? "fr" : one < 9 ? "ar" : "en");

    private static readonly Gen<int?> AnyInstant = Gen.Frequency((3, Gen.Const((int?)null)), (1, Gen.Int[1, 60].Select(at => (int?)at)), (2, Gen.Int[1, 400].Select(at => (int?)at)));

    private static readonly Gen<Step> AnyUpload = Gen.Select(
        AnyStory,
        AnyLanguage,
        Gen.Int[0, 9],
        Gen.Int[0, 15],
        Gen.Int[0, AnyTopics.Length - 1].Select(one => AnyTopics[one]),
        Gen.Frequency((3, Gen.Const(-1)), (2, Gen.Int[0, Embargoes.Length - 1])),
        Gen.Bool)
        .Select((story, language, keeps, withdraws, topics, embargo, beside) => (Step)new Step.Uploads(story, language)
        {
            KeepsText = keeps < 3,
            Withdraws = withdraws < 2,
            IsTextless = withdraws == 0,
            Reason = withdraws == 1 ? "Une erreur." : null,
            Topics = topics,
            Embargo = embargo < 0 ? null : Embargoes[embargo],
            IsBeside = beside && keeps % 2 == 0,
        });

    /// <summary>Any of them.</summary>
    public static readonly Gen<Step> Any = Gen.Frequency(
        (7, AnyUpload),
        (7, Gen.Select(AnyInstant, Gen.Int[0, 5]).Select((at, how) => (Step)(how == 0 ? new Step.Passes(null, at) : new Step.Passes(at, null)))),
        (4, Gen.Int[0, Spans.Length - 1].Select(one => Spans[one]).Select(span => (Step)new Step.Ticks(span))),
        (2, Gen.Select(AnyStory, Gen.Bool, Gen.Frequency((3, Gen.Const((int?)null)), (1, Gen.Int[1, 12].Select(at => (int?)at)))).Select((story, withdraws, at) => (Step)new Step.Decides(story, withdraws, at))),
        (1, Gen.Select(AnyStory, AnyLanguage).Select((story, language) => (Step)new Step.Deletes(story, language))),
        (1, Gen.Select(Gen.Int[0, 3], Gen.Int[1, 5]).Select((partner, times) => (Step)new Step.Fails(partner, times))));
}
