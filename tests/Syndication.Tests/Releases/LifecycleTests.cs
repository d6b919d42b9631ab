using CsCheck;
using Syndication.Intake;
using Syndication.Releases;

namespace Syndication.Tests.Releases;

/// <summary>The steps in the life of a release. Long, because its many small cases begin from the same few releases.</summary>
public sealed class LifecycleTests
{
    private static readonly ReleaseId Id = ReleaseId.Parse("2026/caire");
    private static readonly Language French = Language.Parse("fr");
    private static readonly Language Arabic = Language.Parse("ar");
    private static readonly Language English = Language.Parse("en");
    private static readonly Language[] Languages = [French, Arabic, English];
    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Tuesday = Monday.AddDays(1);

    private readonly Dictionary<string, Manuscript> manuscripts = [];

    [Fact]
    public void A_new_upload_is_version_one_and_every_other_language_is_pending()
    {
        var applied = Apply(null, Monday, Upload("caire.md", French, "Une réunion", Monday));

        Assert.Equal(1, applied.Release.Version);
        Assert.Equal(French, applied.Release.Original);
        Assert.Equal(EditionStatus.Ready, applied.Release.In(French)!.Status);
        Assert.Equal(EditionStatus.Pending, applied.Release.In(Arabic)!.Status);
        Assert.Equal(Provenance.Original, Assert.Single(applied.Made).Provenance);
    }

    [Fact]
    public void The_same_content_again_changes_nothing()
    {
        var upload = Upload("caire.md", French, "Une réunion", Monday);
        var first = Apply(null, Monday, upload);

        var again = Apply(first.Release, Tuesday, upload);

        Assert.Equal(1, again.Release.Version);
        Assert.Empty(again.Made);
        Assert.Empty(again.Changes);
    }

    [Fact]
    public void Other_content_under_the_same_name_is_a_correction()
    {
        var first = Apply(null, Monday, Upload("caire.md", French, "Une réunion", Monday));

        var corrected = Apply(first.Release, Tuesday, Upload("caire.md", French, "Une grande réunion", Tuesday));

        Assert.Equal(2, corrected.Release.Version);
        Assert.Equal(ChangeKind.Corrected, Assert.Single(corrected.Changes).Kind);
        Assert.Equal(Tuesday, corrected.Release.In(French)!.Updated);
        Assert.Equal(2, Assert.Single(corrected.Made).Version);
    }

    [Fact]
    public void What_a_release_is_does_not_depend_on_the_order_of_its_uploads()
    {
        var french = Upload("caire.md", French, "Une réunion", Monday);
        var arabic = Upload("caire.ar.md", Arabic, "اجتماع", Monday) with { Plain = false };

        var frenchFirst = Apply(Apply(null, Monday, french).Release, Monday, french, arabic).Release;
        var arabicFirst = Apply(Apply(null, Monday, arabic).Release, Monday, french, arabic).Release;
        var together = Apply(null, Monday, arabic, french).Release;

        foreach (var release in new[] { frenchFirst, arabicFirst, together })
        {
            Assert.Equal(French, release.Original);
            Assert.Equal(Provenance.Original, release.In(French)!.Provenance);
            Assert.Equal(Provenance.Human, release.In(Arabic)!.Provenance);
            Assert.Equal(together.In(Arabic)!.Text, release.In(Arabic)!.Text);
        }
    }

    [Fact]
    public void Without_a_file_lacking_a_suffix_the_one_that_says_so_is_the_original_else_the_site_decides()
    {
        var arabic = Upload("caire.ar.md", Arabic, "اجتماع", Monday) with { Plain = false };
        var english = Upload("caire.en.md", English, "A meeting", Monday) with { Plain = false };

        Assert.Equal(Arabic, Apply(null, Monday, english, arabic).Release.Original);
        Assert.Equal(English, Apply(null, Monday, english with { SaysOriginal = true }, arabic).Release.Original);
    }

    [Fact]
    public void Two_files_for_one_language_are_told_and_deleting_one_of_them_settles_it()
    {
        var html = Upload("caire.html", French, "Une réunion", Monday);
        var md = Upload("caire.md", French, "Une autre", Monday);

        var both = Apply(null, Monday, md, html);
        Assert.Equal("two-files-for-one-language", Assert.Single(both.Refused).Value.Code);
        Assert.Equal("caire.md", both.Refused.Keys.Single());

        var settled = Apply(both.Release, Tuesday, html with { Gone = true }, md);
        Assert.Empty(settled.Refused);
        Assert.Equal(manuscripts[md.Manuscript].Title, manuscripts.Values.Single(m => m.Title == "Une autre").Title);
        Assert.Equal(2, settled.Release.Version);
    }

    [Fact]
    public void A_human_translation_becomes_stale_when_the_original_changes_and_ready_when_it_follows()
    {
        var french = Upload("caire.md", French, "Une réunion", Monday);
        var arabic = Upload("caire.ar.md", Arabic, "اجتماع", Monday) with { Plain = false };
        var first = Apply(null, Monday, french, arabic).Release;

        var newFrench = Upload("caire.md", French, "Une grande réunion", Tuesday);
        var stale = Apply(first, Tuesday, newFrench, arabic).Release;
        Assert.Equal(EditionStatus.Stale, stale.In(Arabic)!.Status);
        Assert.Equal(1, stale.In(Arabic)!.Version);
        Assert.NotEmpty(stale.In(Arabic)!.Reasons);

        var followed = Apply(stale, Tuesday, newFrench, Upload("caire.ar.md", Arabic, "اجتماع كبير", Tuesday) with { Plain = false }).Release;
        Assert.Equal(EditionStatus.Ready, followed.In(Arabic)!.Status);
        Assert.Equal(3, followed.In(Arabic)!.Version);
    }

    [Fact]
    public void A_change_of_dates_and_topics_alone_reaches_the_translation_and_leaves_it_ready()
    {
        var french = Upload("caire.md", French, "Une réunion", Monday);
        var arabic = Upload("caire.ar.md", Arabic, "اجتماع", Monday) with { Plain = false };
        var first = Apply(null, Monday, french, arabic).Release;

        var retopiced = Upload("caire.md", French, "Une réunion", Tuesday, topics: ["climate"]);
        var applied = Apply(first, Tuesday, retopiced, arabic);

        Assert.Equal(EditionStatus.Ready, applied.Release.In(Arabic)!.Status);
        Assert.Equal(["climate"], applied.Made.Single(edition => edition.Language == Arabic).Text.Topics);
        Assert.Equal(2, applied.Release.In(Arabic)!.Version);
    }

    [Fact]
    public void An_embargo_keeps_it_until_its_time_and_the_time_of_release_is_its_end()
    {
        var upload = Upload("caire.md", French, "Une réunion", Monday, embargo: Tuesday);
        var release = Lifecycle.Settle(Apply(null, Monday, upload).Release, Monday);
        Assert.Equal(ReleaseStatus.Embargoed, release.Status(Monday));
        Assert.Null(release.In(French)!.Released);

        var lifted = Lifecycle.Settle(release, Tuesday.AddMinutes(7));
        Assert.Equal(ReleaseStatus.Live, lifted.Status(Tuesday));
        Assert.Equal(Tuesday, lifted.In(French)!.Released);
        Assert.Equal(1, lifted.Version);
    }

    [Fact]
    public void The_latest_embargo_of_all_its_files_holds()
    {
        var french = Upload("caire.md", French, "Une réunion", Monday, embargo: Monday.AddHours(1));
        var arabic = Upload("caire.ar.md", Arabic, "اجتماع", Monday, embargo: Tuesday) with { Plain = false };

        Assert.Equal(Tuesday, Apply(null, Monday, french, arabic).Release.Embargo);
    }

    [Fact]
    public void A_withdrawal_stays_until_it_is_restored_and_keeps_the_text()
    {
        var upload = Upload("caire.md", French, "Une réunion", Monday);
        var first = Apply(null, Monday, upload).Release;
        var text = manuscripts[upload.Manuscript];
        var withdrawing = Add(text with { Withdrawn = true, Reason = "Une erreur" }, upload with { Hash = "other", Seen = Tuesday, Withdraws = true });

        var withdrawn = Apply(first, Tuesday, withdrawing);
        Assert.Equal("Une erreur", withdrawn.Release.Withdrawal!.Reason);
        Assert.Equal(2, withdrawn.Release.Version);
        Assert.Empty(withdrawn.Made);

        var again = Apply(withdrawn.Release, Tuesday.AddDays(1), withdrawing);
        Assert.Equal(2, again.Release.Version);

        var restored = Lifecycle.Restore(again.Release, Tuesday.AddDays(2));
        Assert.Null(restored.Withdrawal);
        Assert.Equal(3, restored.Version);
        Assert.Equal(ReleaseStatus.Live, restored.Status(Tuesday.AddDays(2)));
        Assert.Null(Apply(restored, Tuesday.AddDays(3), withdrawing).Release.Withdrawal);
    }

    [Fact]
    public void A_release_withdrawn_before_its_time_is_never_released()
    {
        var upload = Upload("caire.md", French, "Une réunion", Monday, embargo: Tuesday);
        var release = Lifecycle.Withdraw(Apply(null, Monday, upload).Release, "Annulé", Monday);

        Assert.Null(Lifecycle.Settle(release, Tuesday.AddDays(1)).In(French)!.Released);
    }

    [Fact]
    public void Whichever_file_came_first_a_translation_follows_the_original()
    {
        var french = Upload("caire.md", French, "Une réunion", Monday);
        var arabic = Upload("caire.ar.md", Arabic, "اجتماع", Monday) with { Plain = false };

        var release = Apply(Apply(null, Monday, arabic).Release, Tuesday, french, arabic).Release;

        Assert.Equal(EditionStatus.Ready, release.In(Arabic)!.Status);
        Assert.Equal(release.In(French)!.Source, release.In(Arabic)!.Source);
    }

    [Fact]
    public void The_embargo_of_a_file_that_cannot_count_beside_another_still_holds()
    {
        var kept = Upload("caire.md", French, "Une réunion", Monday, embargo: Tuesday);
        var other = Upload("caire.fr.md", French, "Une autre réunion", Monday) with { Plain = false };

        var applied = Apply(Apply(null, Monday, kept).Release, Monday, kept, other);

        Assert.Equal("caire.md", Assert.Single(applied.Refused).Key);
        Assert.Equal(Tuesday, applied.Release.Embargo);
    }

    [Fact]
    public void An_embargo_on_something_public_is_a_recall_and_a_correction()
    {
        var first = Lifecycle.Settle(Apply(null, Monday, Upload("caire.md", French, "Une réunion", Monday)).Release, Monday);

        var kept = Apply(first, Monday.AddHours(1), Upload("caire.md", French, "Une réunion", Monday, embargo: Tuesday));

        Assert.Equal([ChangeKind.Recalled, ChangeKind.Corrected], kept.Changes.Select(change => change.Kind));
        Assert.Equal((2, 3), (kept.Changes[0].Version, kept.Release.In(French)!.Version));
        Assert.Equal(Showing.Nothing, Course.Shows(kept.Release, kept.Release.In(French)!, Monday.AddHours(2)));

        var back = Lifecycle.Settle(kept.Release, Tuesday);
        Assert.Equal((Monday, Tuesday), (back.In(French)!.Released, back.In(French)!.Shown!.Since));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(48, 3)]
    public void An_embargo_moved_later_is_a_recall_only_where_somebody_may_have_it(int hoursAhead, int version)
    {
        var first = Apply(null, Monday, Upload("caire.md", French, "Une réunion", Monday, embargo: Tuesday)).Release;
        var later = Upload("caire.md", French, "Une réunion", Monday, embargo: Tuesday.AddDays(9));

        var moved = Lifecycle.Apply(Id, first, [later], manuscripts, Languages, Monday.AddHours(1), TimeSpan.FromHours(hoursAhead));

        Assert.Equal(version, moved.Release.Version);
    }

    [Fact]
    public void An_embargo_that_was_lifted_gives_nothing_a_date_before_that()
    {
        var first = Apply(null, Monday, Upload("caire.md", French, "Une réunion", Monday, embargo: Tuesday)).Release;
        var translated = Lifecycle.Record(first, new(Arabic, EditionStatus.Ready) { Version = 1, Text = "00000000", Updated = Monday });

        var lifted = Lifecycle.Settle(Apply(translated, Monday.AddHours(5), Upload("caire.md", French, "Une réunion", Monday)).Release, Monday.AddHours(6));

        Assert.Equal(Monday.AddHours(5), lifted.In(Arabic)!.Released);
    }

    [Fact]
    public void What_is_written_while_a_release_is_withdrawn_is_not_what_its_notice_names()
    {
        var first = Lifecycle.Settle(Apply(null, Monday, Upload("caire.md", French, "Une réunion", Monday)).Release, Monday);
        var withdrawn = Lifecycle.Withdraw(first, "Une erreur", Monday.AddHours(1));

        var corrected = Apply(withdrawn, Monday.AddHours(2), Upload("caire.md", French, "Une grande réunion", Monday)).Release;
        Assert.Equal(first.In(French)!.Text, Lifecycle.Settle(corrected, Tuesday).In(French)!.Shown!.Text);

        var restored = Lifecycle.Settle(Lifecycle.Restore(corrected, Tuesday), Tuesday);
        Assert.Equal(restored.In(French)!.Text, restored.In(French)!.Shown!.Text);
    }

    [Fact]
    public void A_translation_that_fell_behind_does_not_come_back_with_its_release_until_it_follows()
    {
        var arabic = Upload("caire.ar.md", Arabic, "اجتماع", Monday) with { Plain = false };
        var first = Lifecycle.Settle(Apply(null, Monday, Upload("caire.md", French, "Une réunion", Monday), arabic).Release, Monday);
        var french = Upload("caire.md", French, "Une grande réunion", Monday);
        var corrected = Apply(Lifecycle.Withdraw(first, "Une erreur", Monday), Monday.AddHours(1), french, arabic).Release;

        var restored = Lifecycle.Settle(Lifecycle.Restore(corrected, Tuesday), Tuesday);
        Assert.Equal(Showing.Text, Course.Shows(restored, restored.In(French)!, Tuesday));
        Assert.Equal(Showing.Notice, Course.Shows(restored, restored.In(Arabic)!, Tuesday));

        var renewed = Apply(restored, Tuesday, french, Upload("caire.ar.md", Arabic, "اجتماع كبير", Tuesday) with { Plain = false }).Release;
        Assert.Equal(Showing.Text, Course.Shows(renewed, Lifecycle.Settle(renewed, Tuesday).In(Arabic)!, Tuesday));
    }

    [Fact]
    public void A_release_goes_the_way_that_is_drawn() => Gen.Int[0, 5].Array[1, 30].Sample(steps =>
    {
        var now = Monday;
        var release = Apply(null, now, Upload("caire.md", French, "Une réunion", now)).Release;
        for (var i = 0; i < steps.Length; i++)
        {
            var status = release.Status(now);
            var embargo = release.IsEmbargoed(now) ? release.Embargo : null;
            (release, now, var step) = steps[i] switch
            {
                0 => (Written(embargo), now, ReleaseStep.Corrected),
                1 => (Written(now.AddDays(1)), now, ReleaseStep.EmbargoAhead),
                2 => (Written(null), now, ReleaseStep.EmbargoOver),
                3 => (release, embargo ?? now, ReleaseStep.EmbargoOver),
                4 => (Lifecycle.Withdraw(release, null, now), now, ReleaseStep.Withdrawn),
                _ => (Lifecycle.Restore(release, now), now, embargo is null ? ReleaseStep.Restored : ReleaseStep.RestoredUnderEmbargo),
            };
            Assert.Equal(Course.Next(status, step), release.Status(now));

            Release Written(DateTimeOffset? until) => Apply(release, now, Upload("caire.md", French, $"Une réunion {i}", now, until)).Release;
        }
    }, iter: 200, threads: 1);

    [Theory]
    [InlineData(false, EditionStep.FellBehind, EditionStatus.Pending)]
    [InlineData(true, EditionStep.FellBehind, EditionStatus.Stale)]
    [InlineData(false, EditionStep.CheckFailed, EditionStatus.Held)]
    [InlineData(true, EditionStep.Written, EditionStatus.Ready)]
    public void An_edition_goes_the_way_that_is_drawn(bool hasText, EditionStep step, EditionStatus status) => Assert.Equal(status, Course.Next(hasText, step));

    private Lifecycle.Applied Apply(Release? before, DateTimeOffset now, params Upload[] uploads) =>
        Lifecycle.Apply(Id, before, uploads, manuscripts, Languages, now);

    private Upload Upload(
        string name, Language language, string title, DateTimeOffset seen, DateTimeOffset? embargo = null, IReadOnlyList<string>? topics = null)
    {
        var manuscript = new Manuscript
        {
            Language = language,
            Title = title,
            Html = Sanitiser.Clean($"<p>{title}.</p>"),
            Embargo = embargo,
            Topics = topics ?? [],
        };
        return Add(manuscript, new(name, language, "", "", seen) { Plain = true, Embargo = embargo });
    }

    private Upload Add(Manuscript manuscript, Upload upload)
    {
        var fingerprint = manuscript.Fingerprint();
        manuscripts[fingerprint] = manuscript;
        return upload with { Hash = upload.Hash.Length > 0 ? upload.Hash : fingerprint, Manuscript = fingerprint };
    }
}
