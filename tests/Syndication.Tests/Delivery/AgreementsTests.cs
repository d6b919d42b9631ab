using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Releases;

namespace Syndication.Tests.Delivery;

public sealed class AgreementsTests
{
    private static readonly DateTimeOffset Now = Sample.Start;

    [Fact]
    public void An_empty_agreement_takes_every_language_of_the_site()
    {
        foreach (var language in Sample.Site.Languages)
            Assert.True(Decide(new(), language).Granted);
    }

    [Theory]
    [InlineData("fr", true)]
    [InlineData("ar", true)]
    [InlineData("en", false)]
    public void Only_the_languages_asked_for_are_sent(string language, bool granted) =>
        Assert.Equal(granted, Decide(new() { Languages = [Sample.French, Sample.Arabic] }, Language.Parse(language)).Granted);

    [Fact]
    public void A_language_that_the_site_does_not_publish_is_not_sent()
    {
        var german = Language.Parse("de");
        var release = Sample.Release(german);
        var answer = Agreements.Decide(Sample.Partner, release, german, Sample.Edition(release, german, 1).Text, Sample.Site, Now);
        Assert.False(answer.Granted);
        Assert.Contains("site.json", answer.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("migration", true)]
    [InlineData("health,migration", true)]
    [InlineData("health", false)]
    public void One_topic_in_common_is_enough(string topics, bool granted) =>
        Assert.Equal(granted, Decide(new() { Topics = topics.Split(',') }, Sample.French).Granted);

    [Theory]
    [InlineData("egypt", true)]
    [InlineData("sudan,egypt", true)]
    [InlineData("sudan", false)]
    public void One_region_in_common_is_enough(string regions, bool granted) =>
        Assert.Equal(granted, Decide(new() { Regions = regions.Split(',') }, Sample.French).Granted);

    [Fact]
    public void Topic_and_region_must_both_fit()
    {
        Assert.False(Decide(new() { Topics = ["migration"], Regions = ["sudan"] }, Sample.French).Granted);
        Assert.Contains("the release has egypt", Decide(new() { Regions = ["sudan"] }, Sample.French).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MachineTranslations.Any, Provenance.Machine, true)]
    [InlineData(MachineTranslations.Any, Provenance.Memory, true)]
    [InlineData(MachineTranslations.Reviewed, Provenance.Machine, false)]
    [InlineData(MachineTranslations.Reviewed, Provenance.Human, true)]
    [InlineData(MachineTranslations.Reviewed, Provenance.Memory, true)]
    [InlineData(MachineTranslations.Reviewed, Provenance.Original, true)]
    [InlineData(MachineTranslations.Never, Provenance.Machine, false)]
    [InlineData(MachineTranslations.Never, Provenance.Human, true)]
    [InlineData(MachineTranslations.Never, Provenance.Memory, true)]
    [InlineData(MachineTranslations.Never, Provenance.Original, true)]
    public void A_machines_words_go_only_to_those_who_take_them(MachineTranslations policy, Provenance provenance, bool granted)
    {
        var answer = Decide(new() { MachineTranslations = policy }, Sample.Arabic, state: state => state with { Provenance = provenance });
        Assert.Equal(granted, answer.Granted);
    }

    [Theory]
    [InlineData(EditionStatus.Ready, 1, true)]
    [InlineData(EditionStatus.Stale, 1, true)]
    [InlineData(EditionStatus.Pending, 0, false)]
    [InlineData(EditionStatus.Held, 0, false)]
    public void Only_a_finished_text_is_sent(EditionStatus status, int version, bool granted) =>
        Assert.Equal(granted, Agreements.Decide(
            Sample.Partner, With(Sample.Arabic, state => new(state.Language, status) { Version = version }), Sample.Arabic, Text(Sample.Arabic), Sample.Site, Now).Granted);

    [Fact]
    public void A_withdrawn_release_is_sent_to_nobody_anew() =>
        Assert.False(Agreements.Decide(
            Sample.Partner, Sample.Release(Sample.French).Withdrawn(), Sample.French, Text(Sample.French), Sample.Site, Now).Granted);

    [Theory]
    [InlineData(0, -1, true, null)]
    [InlineData(0, 0, true, null)]
    [InlineData(0, 1, false, 1)]
    [InlineData(2, 1, true, null)]
    [InlineData(2, 2, true, null)]
    [InlineData(2, 3, false, 1)]
    [InlineData(8760, 3, true, null)]
    public void An_embargo_holds_back_whom_no_hours_ahead_are_granted(int ahead, int hoursToGo, bool granted, int? notBefore)
    {
        var release = Sample.Release(Sample.French) with { Embargo = Now.AddHours(hoursToGo) };
        var partner = Sample.Partner with { Receives = new() { Ahead = TimeSpan.FromHours(ahead) } };
        var answer = Agreements.Decide(partner, release, Sample.French, Text(Sample.French), Sample.Site, Now);
        Assert.Equal(granted, answer.Granted);
        Assert.Equal(notBefore is { } hours ? Now.AddHours(hours) : null, answer.NotBefore);
    }

    [Fact]
    public void An_embargo_at_the_beginning_of_the_calendar_does_no_harm()
    {
        var release = Sample.Release(Sample.French) with { Embargo = DateTimeOffset.MinValue };
        var partner = Sample.Partner with { Receives = new() { Ahead = TimeSpan.FromDays(365) } };
        Assert.True(Agreements.Decide(partner, release, Sample.French, Text(Sample.French), Sample.Site, DateTimeOffset.MinValue).Granted);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void What_came_before_the_agreement_begins_is_not_sent(int days, bool granted)
    {
        var answer = Decide(new() { From = DateOnly.FromDateTime(Now.UtcDateTime).AddDays(days) }, Sample.French);
        Assert.Equal(granted, answer.Granted);
        if (!granted)
            Assert.Equal("The agreement begins on 2026-11-24, and the release came before.", answer.Reason);
    }

    [Fact]
    public void What_a_partner_holds_is_corrected_although_it_came_before_the_agreement_begins()
    {
        var partner = Sample.Partner with { Receives = new() { From = new(2027, 1, 1) } };
        Assert.True(Agreements.Decide(partner, Sample.Release(Sample.French), Sample.French, Text(Sample.French), Sample.Site, Now, holds: true).Granted);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void After_the_last_day_of_an_agreement_nothing_is_sent_and_no_correction_either(int days, bool granted)
    {
        var partner = Sample.Partner with { Receives = new() { Until = DateOnly.FromDateTime(Now.UtcDateTime).AddDays(days) } };
        foreach (var holds in new[] { false, true })
        {
            var answer = Agreements.Decide(partner, Sample.Release(Sample.French), Sample.French, Text(Sample.French), Sample.Site, Now, holds);
            Assert.Equal(granted, answer.Granted);
            if (!granted)
                Assert.Equal("The agreement ended on 2026-11-22; it is told of withdrawals alone.", answer.Reason);
        }
    }

    private static Entitlement Decide(Agreement agreement, Language language, Func<EditionState, EditionState>? state = null) =>
        Agreements.Decide(Sample.Partner with { Receives = agreement }, With(language, state ?? (it => it)), language, Text(language), Sample.Site, Now);

    private static Release With(Language language, Func<EditionState, EditionState> state)
    {
        var release = Sample.Release(Sample.French, Sample.Arabic, Sample.English);
        return release with { Editions = [.. release.Editions.Select(one => one.Language == language ? state(one) : one)] };
    }

    private static Manuscript Text(Language language) => Sample.Edition(Sample.Release(Sample.French), language, 1).Text;
}
