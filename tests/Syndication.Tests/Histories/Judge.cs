using System.Globalization;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Publishing;
using Syndication.Storage;

namespace Syndication.Tests.Histories;

/// <summary>
/// Compares what the world and the partners have with what the stories say: nothing lost, nothing doubled, nothing early, nothing left up.
/// </summary>
internal sealed class Judge(World world, PublishingOptions publishing)
{
    private readonly Dictionary<(string Story, string Language), DateTimeOffset> published = [];
    private readonly Dictionary<(string Story, string Language), (string Seen, DateTimeOffset Updated)> updated = [];
    private readonly Dictionary<Story, bool> wereKept = [];

    /// <summary>What holds at any time, also in the middle of a pass that was cut short.</summary>
    public void JudgeAlways()
    {
        var view = new PublicView(world.Blobs);
        foreach (var story in world.Stories)
        {
            // Put under embargo a moment ago it may still be up; what was never public, or was taken down, may not.
            var isKept = story.Embargo > world.Now || (story.IsWithdrawn && !story.MayHaveBeenRead);
            var wasKept = wereKept.GetValueOrDefault(story, true);
            if (isKept && wasKept)
                Nowhere(view, story.Id["2026/".Length..]);
            wereKept[story] = isKept && (wasKept || view.With(story.Id["2026/".Length..]).FirstOrDefault() is null);
        }

        foreach (var (id, mailbox) in world.Mailboxes)
        {
            foreach (var copies in mailbox.Arrivals.GroupBy(one => (one.Copy.Release, one.Copy.Language)))
                JudgeOrder($"{id} {copies.Key.Release} {copies.Key.Language}", [.. copies]);
        }
    }

    /// <summary>What holds once a pass has run to its end.</summary>
    public void JudgeWhole()
    {
        JudgeAlways();
        var view = new PublicView(world.Blobs);
        foreach (var language in Story.Languages)
        {
            foreach (var story in world.Stories)
                JudgePublic(view, story, language);
            JudgeNewest(view, language);
        }

        foreach (var story in world.Stories)
        {
            if (Story.Languages.All(language => story.Expect(language, world.Now) is { Sight: Sight.Nothing }))
                Nowhere(view, story.Id["2026/".Length..]);
            foreach (var partner in World.Partners)
            {
                foreach (var language in Story.Languages)
                    JudgePartner(partner, story, language);
            }
        }
    }

    private static void Nowhere(PublicView view, string word)
    {
        if (view.With(word).FirstOrDefault() is { } path)
            Assert.Fail($"“{word}” stands in public/{path}, and must not.");
    }

    private void JudgePublic(PublicView view, Story story, string language)
    {
        var expected = story.Expect(language, world.Now);
        var tag = $"tag:example.org,2026:{language}/{story.Id}";
        var path = $"{language}/{story.Id}.html";
        var page = view.Files.GetValueOrDefault(path);
        if (!expected.IsCertain && page is null)
            return;
        var isNotice = page?.Contains("name=\"syndication.status\" content=\"withdrawn\"", StringComparison.Ordinal) == true;
        var sight = expected.IsCertain ? expected.Sight : isNotice ? Sight.Notice : expected.Sight;

        // Of all that was ever written in this language nothing may stand anywhere but the one text, or the headline of the notice.
        foreach (var text in Enumerable.Range(0, 400).Where(text => language == "en" || story.Texts[language].Contains(text)))
        {
            var mayBe = sight != Sight.Nothing && (expected.Texts.Contains(text) || (!expected.IsCertain && story.Texts[language].Contains(text)));
            if (language == "en" && !story.Texts["en"].Contains(text))
                continue;
            if (!mayBe)
                Nowhere(view, Words.TitleMark(language, text));
            if (!mayBe || sight == Sight.Notice)
                Nowhere(view, Words.BodyMark(language, text));
        }

        var month = "feeds/" + language + "/archive/";
        if (sight == Sight.Nothing)
        {
            if (page is not null)
                Assert.Fail($"{path} is there, and must not be.");
            foreach (var feed in view.Files.Keys.Where(file => file.StartsWith($"feeds/{language}/", StringComparison.Ordinal) && !file.EndsWith(".html", StringComparison.Ordinal)))
                Assert.DoesNotContain(view.Feed(feed), item => item.Id == tag);
            return;
        }

        if (page is null)
            Assert.Fail($"{path} is missing.");
        Assert.Equal(sight == Sight.Notice, isNotice);
        var shown = Assert.Single(expected.Texts.Concat(expected.IsCertain ? [] : story.Texts[language]).Distinct(), text => page.Contains(Words.TitleMark(language, text), StringComparison.Ordinal));
        Assert.Equal(sight == Sight.Text, page.Contains(Words.BodyMark(language, shown), StringComparison.Ordinal));

        // One entry in the archive, in the month of its first publication, and one in each feed that has it at all.
        var archived = Assert.Single(view.Months(language).SelectMany(name => view.Feed($"{month}{name}.xml").Select(item => (Month: name, Item: item))), one => one.Item.Id == tag);
        Assert.Equal(archived.Month[..7], archived.Item.Published.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        JudgeInstants(story, language, archived.Item, $"{sight} {shown}");
        foreach (var feed in Feeds(language, null))
            JudgeItem(view, feed, tag, archived.Item, publishing.Shown >= world.Stories.Count);
        foreach (var topic in World.Site.Topics.Where(_ => expected.IsCertain))
        {
            var isIn = story.Topics(language).Contains(topic.Id);
            foreach (var feed in Feeds(language, topic.Id))
            {
                if (sight == Sight.Text && !isIn)
                    Assert.DoesNotContain(view.Feed(feed), item => item.Id == tag);
                else
                    JudgeItem(view, feed, tag, archived.Item, sight == Sight.Text && publishing.Shown >= world.Stories.Count);
            }
        }

        void Judge(bool should, string file, string word) => Assert.True(should == view.Files.GetValueOrDefault(file, "").Contains(word, StringComparison.Ordinal), $"{word} in {file}: should be {should}.");
        Judge(sight == Sight.Text, $"sitemaps/{language}/{archived.Month}.xml", $"<loc>https://news.example.org/{path}</loc>");
        if (publishing.Shown >= world.Stories.Count)
            Judge(true, $"{language}/index.html", Words.TitleMark(language, shown));
    }

    private static IEnumerable<string> Feeds(string language, string? topic) =>
        new[] { "rss.xml", "atom.xml", "feed.json" }.Select(file => topic is null ? $"feeds/{language}/{file}" : $"feeds/{language}/topics/{topic}/{file}");

    private static void JudgeItem(PublicView view, string feed, string tag, Item archived, bool mustBe)
    {
        var items = view.Feed(feed).Where(item => item.Id == tag).ToList();
        Assert.True(items.Count == 1 || (!mustBe && items.Count == 0), $"{tag} is {items.Count} times in {feed}.");
        foreach (var item in items)
            Assert.Equal(archived, item);
    }

    // When it was first published never changes; when it was last updated rises whenever something else is seen.
    private void JudgeInstants(Story story, string language, Item item, string seen)
    {
        var key = (story.Id, language);
        Assert.True(item.Published <= world.Now && item.Updated <= world.Now, $"{item.Id} bears an instant to come.");
        Assert.True(item.Published <= item.Updated, $"{item.Id} was updated before it was published.");
        Assert.Equal(published.TryAdd(key, item.Published) ? item.Published : published[key], item.Published);
        if (updated.TryGetValue(key, out var before))
            Assert.True(item.Updated > before.Updated || (item.Updated == before.Updated && before.Seen == seen), $"{item.Id} says {item.Updated:O} after {before.Updated:O}, and {seen} after {before.Seen}.");
        else
            Assert.True(item.Published > world.Now.AddDays(-400));
        updated[key] = (seen, item.Updated);
    }

    // Feeds hold the newest, without a gap, and after them what changed since the oldest of those was published.
    private void JudgeNewest(PublicView view, string language)
    {
        var all = view.Months(language).SelectMany(month => view.Feed($"feeds/{language}/archive/{month}.xml")).OrderByDescending(item => item.Published).ToList();
        foreach (var feed in Feeds(language, null))
        {
            var newest = all.Take(publishing.Shown).ToList();
            var changed = all.Skip(publishing.Shown).Where(item => item.Updated > newest[^1].Published).OrderByDescending(item => item.Updated).Take(publishing.Shown).OrderByDescending(item => item.Published);
            Assert.Equal(newest.Concat(changed).Select(item => item.Published), view.Feed(feed).Select(item => item.Published));
        }

        // From the feed back over every month and part there is, and from each to the next (RFC 5005, section 4).
        var back = new List<string>();
        for (var (path, after) = ($"feeds/{language}/atom.xml", (string?)null); view.Files.ContainsKey(path) && view.Link(path, "prev-archive") is { } before; (path, after) = (before, path))
        {
            if (back.Count > 0)
                Assert.Equal(after == $"feeds/{language}/atom.xml" ? null : after, view.Link(path, "next-archive"));
            back.Add(before);
        }

        Assert.Equal(view.Months(language).Select(month => $"feeds/{language}/archive/{month}.xml").Order(StringComparer.Ordinal), back.Order(StringComparer.Ordinal));
    }

    private void JudgeOrder(string whose, List<Arrival> arrivals)
    {
        foreach (var same in arrivals.GroupBy(one => one.Copy.Version))
        {
            if (same.Select(one => one.WebhookId).Distinct().Count() > 1)
                Assert.Fail($"{whose}: version {same.Key} came under two ids.");
            if (same.Select(one => one.Body).Distinct().Count() > 1)
                Assert.Fail($"{whose}: version {same.Key} came with two contents.");
        }

        for (var i = 1; i < arrivals.Count; i++)
        {
            if (arrivals[i].Copy.Version < arrivals[i - 1].Copy.Version)
                Assert.Fail($"{whose}: version {arrivals[i].Copy.Version} came after {arrivals[i - 1].Copy.Version}.");
        }

        foreach (var one in arrivals.Where(one => one.Copy.Kind != CopyKind.Withdrawn && one.Copy.Embargo is { } embargo && embargo > one.At))
        {
            var partner = World.Partners.Single(partner => whose.StartsWith(partner.Id + " ", StringComparison.Ordinal));
            if (one.Copy.Embargo - partner.Receives.Ahead > one.At)
                Assert.Fail($"{whose}: version {one.Copy.Version}, under embargo until {one.Copy.Embargo:O}, came at {one.At:O}.");
        }
    }

    private void JudgePartner(Partner partner, Story story, string language)
    {
        var mailbox = world.Mailboxes[partner.Id];
        var arrivals = mailbox.Arrivals.Where(one => one.Copy.Release.Value == story.Id && one.Copy.Language.Tag == language).ToList();
        var whose = $"{partner.Id} {story.Id} {language}";
        var isQuiet = mailbox.Failures == 0 && !Owes(partner.Id, story) && !world.Rests(partner.Id, story);
        if (arrivals.GroupBy(one => one.WebhookId).Any(one => one.Count() > 1) && !world.IsDisturbed && !HasFailed(partner.Id))
            Assert.Fail($"{whose}: a copy came twice without need.");

        var isAhead = story.Embargo > world.Now && story.Embargo - partner.Receives.Ahead <= world.Now;
        var isKept = story.Embargo > world.Now && !isAhead;
        var expected = story.Expect(language, isAhead ? story.Embargo!.Value : world.Now);
        var isText = !isKept && expected.Sight == Sight.Text;

        // No text at all may have come in this pass where none is due.
        if (!isText && expected.IsCertain && arrivals.LastOrDefault() is { } late && late.Pass == world.Passes && late.Copy.Kind != CopyKind.Withdrawn)
            Assert.Fail($"{whose}: {late.Copy.Kind} {late.Copy.Version} came, and nothing was due.");
        if (!isQuiet || !expected.IsCertain)
            return;

        if (!isText)
        {
            if (arrivals.Count > 0 && arrivals[^1].Copy.Kind != CopyKind.Withdrawn)
                Assert.Fail($"{whose}: has version {arrivals[^1].Copy.Version}, and was not told to take it down.");
            return;
        }

        var holds = arrivals.Count > 0 && arrivals[^1].Copy.Kind != CopyKind.Withdrawn;
        var isEntitled = partner.Receives.Languages.Count == 0 || partner.Receives.Languages.Any(one => one.Tag == language);
        var isAbout = partner.Receives.Topics.Count == 0 || partner.Receives.Topics.Intersect(story.Topics(language)).Any();
        if (isEntitled && (isAbout || holds))
        {
            var last = arrivals.LastOrDefault()?.Copy;
            var mark = Words.TitleMark(language, expected.Texts.Single());
            if (last?.Edition?.Text.Title.Contains(mark, StringComparison.Ordinal) != true)
                Assert.Fail($"{whose}: should have “{mark}”, and has {(last is null ? "nothing" : $"{last.Kind} {last.Version} “{last.Edition?.Text.Title}”")}.");
            if (isAhead && last.Embargo != story.Embargo)
                Assert.Fail($"{whose}: holds the embargo {last.Embargo:O} instead of {story.Embargo:O}.");
        }
        else if (!isEntitled && arrivals.Count > 0)
        {
            Assert.Fail($"{whose}: has a copy that it did not ask for.");
        }
    }

    private bool HasFailed(string partner) => Ledgers(partner).Any(ledger => ledger.Copies.Any(copy => copy.Attempts.Any(attempt => attempt.Outcome != OutcomeKind.Accepted)));

    // Something waits for its next try.
    private bool Owes(string partner, Story story) => Ledgers(partner).Any(ledger => ledger.Release.Value == story.Id &&
        ledger.Copies.Any(copy => copy is { State: CopyState.Waiting } && copy.NextTry > world.Now));

    private IEnumerable<Deliveries> Ledgers(string partner) => world.Blobs.Paths($"deliveries/{partner}/")
        .Where(path => path.EndsWith("copies.json", StringComparison.Ordinal))
        .Select(path => System.Text.Json.JsonSerializer.Deserialize(world.Blobs.Read(path)!.Content.Span, Documents.Json.Deliveries)!);
}
