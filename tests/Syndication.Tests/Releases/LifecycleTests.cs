using Syndication.Intake;
using Syndication.Releases;

namespace Syndication.Tests.Releases;

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
