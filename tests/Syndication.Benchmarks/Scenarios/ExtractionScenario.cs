using Syndication.Benchmarks.Measuring;
using Syndication.Benchmarks.Pages;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>
/// Finding the release in whole pages, beside SmartReader alone and Mozilla's Readability (through <c>tests/readability.cjs</c> on Node),
/// from the same bytes, field by field, over the pages that say what the field is. A field counts where it is as expected but for white
/// space; of the text it is the F1 of its words, and where only phrases are known how many of those wanted are there, and of those not wanted.
/// </summary>
internal static class ExtractionScenario
{
    public static void Run(Setting setting, string folder, string? list, Report report)
    {
        report.Begin("Finding the release in a page", $"extraction --pages {folder} --rounds {setting.Rounds}");
        var pages = Corpus.Open(folder);
        using var readability = Readability.Start(setting.Work, pages);
        if (readability is null)
            Report.Progress("Readability is left out: run “npm ci” in tests/ first, and start this in the repository's root.");

        var extractors = new List<(string Name, List<Found> Found, Func<TimeSpan> Again)>
        {
            ("Syndication", pages.ConvertAll(Extractors.Ours), () => Took(() => pages.ForEach(page => Extractors.Ours(page)))),
            ("SmartReader", pages.ConvertAll(Extractors.Smart), () => Took(() => pages.ForEach(page => Extractors.Smart(page)))),
        };
        if (readability is not null)
            extractors.Add(("Readability (jsdom)", readability.Found, readability.Again));

        // In turns, so that what else the machine does bears on all of them alike; the first turn only warms up.
        var rounds = Enumerable.Range(0, setting.Rounds + 1).Where(_ => setting.Rounds > 0).Select(_ => extractors.ConvertAll(extractor => extractor.Again())).Skip(1).ToList();

        var table = new Table("extractor", "read", "title %", "date %", "no date right %", "place %", "text F1 %", "text whole %", "wanted %", "unwanted %", "contacts F1 %", "CPU ms a page", "times ours");
        foreach (var (extractor, i) in extractors.Select((extractor, i) => (extractor, i)))
        {
            var both = pages.Zip(extractor.Found).ToList();
            table.Add(
                extractor.Name,
                extractor.Found.Count(found => found.Refused is null),
                Share(both.Where(one => one.First.Title is not null), (page, found) => Page.Plain(found.Title) == Page.Plain(page.Title) ? 1 : 0),
                Share(both.Where(one => one.First.Date is not null), (page, found) => found.Date == page.Date ? 1 : 0),
                Share(both.Where(one => one.First.Date is not null && one.Second.Date is not null), (page, found) => found.Date == page.Date ? 1 : 0),
                Share(both.Where(one => one.First.Place is not null), (page, found) => found.Place == page.Place ? 1 : 0),
                Share(both.Where(one => one.First.Body is not null), (page, found) => page.TextF1(found.Text)),
                Share(both.Where(one => one.First.Body is not null), (page, found) => page.TextF1(found.Text) > 0.99 ? 1 : 0),
                Phrases(both, page => page.With),
                Phrases(both, page => page.Without),
                Share(both.Where(one => one.First.Contacts is not null), (page, found) => page.ContactsF1(found.Contacts)),
                rounds.Count == 0 ? "" : Median(rounds.Select(round => round[i].TotalMilliseconds / pages.Count)),
                rounds.Count == 0 ? "" : Median(rounds.Select(round => round[i] / round[0])));
        }

        report.Tell(table);
        report.Tell($"{pages.Count} pages, {pages.Sum(page => (long)page.Bytes.Length) / 1024} KB.\n");
        if (list is not null)
            File.WriteAllLines(list, pages.SelectMany((page, i) => extractors.Select(extractor => Line(page, extractor.Name, extractor.Found[i]))));
    }

    private static string Line(Page page, string extractor, Found found) => string.Join('\t', page.Name, extractor, found.Refused, page.Title, found.Title, page.Date, found.Date,
        page.Body is null ? "" : $"{page.TextF1(found.Text):0.000}", string.Join(" ¦ ", page.With.Where(phrase => !Has(found, phrase))), string.Join(" ¦ ", page.Without.Where(phrase => Has(found, phrase))), Page.Plain(found.Text));

    private static double Share(IEnumerable<(Page Page, Found Found)> pages, Func<Page, Found, double> of) =>
        pages.Select(one => of(one.Page, one.Found)).DefaultIfEmpty(double.NaN).Average() * 100;

    private static double Phrases(List<(Page Page, Found Found)> pages, Func<Page, IReadOnlyList<string>> of)
    {
        var phrases = pages.SelectMany(one => of(one.Page).Select(phrase => Has(one.Found, phrase))).ToList();
        return phrases.Count == 0 ? double.NaN : 100.0 * phrases.Count(has => has) / phrases.Count;
    }

    private static bool Has(Found found, string phrase) => Page.Plain(found.Text).Contains(Page.Plain(phrase), StringComparison.Ordinal);

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : double.NaN;

    private static TimeSpan Took(Action action)
    {
        var before = Environment.CpuUsage.TotalTime;
        action();
        return Environment.CpuUsage.TotalTime - before;
    }
}
