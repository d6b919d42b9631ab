using System.CommandLine;
using Syndication.Benchmarks.Measuring;
using Syndication.Benchmarks.Scenarios;

var releases = new Option<int>("--releases") { Description = "How many new releases a pass finds.", DefaultValueFactory = _ => 1_000 };
var archive = new Option<int>("--archive") { Description = "How many releases the large archive holds.", DefaultValueFactory = _ => 100_000 };
var months = new Option<int>("--months") { Description = "Over how many months the large archive is spread.", DefaultValueFactory = _ => 96 };
var oneMonth = new Option<int[]>("--one-month") { Description = "Sizes of archives that lie in one month.", DefaultValueFactory = _ => [100, 1_000, 10_000], AllowMultipleArgumentsPerToken = true };
var items = new Option<int>("--items") { Description = "How many items a feed has.", DefaultValueFactory = _ => 10_000 };
var paragraphs = new Option<int>("--paragraphs") { Description = "How many paragraphs an upload has.", DefaultValueFactory = _ => 400 };
var units = new Option<int[]>("--units") { Description = "Sizes of translation memories.", DefaultValueFactory = _ => [100_000, 1_000_000], AllowMultipleArgumentsPerToken = true };
var archives = new Option<int[]>("--archives") { Description = "Sizes of archives on Azurite.", DefaultValueFactory = _ => [100, 3_000], AllowMultipleArgumentsPerToken = true };
var some = new Option<int>("--some") { Description = "How many new releases a pass over such an archive finds.", DefaultValueFactory = _ => 100 };
var subscribers = new Option<int>("--subscribers") { Description = "How many subscribe to a feed by WebSub.", DefaultValueFactory = _ => 10_000 };
var hanging = new Option<int>("--hanging") { Description = "How many of them never answer." };
var jit = new Option<string>("--jit") { Description = "The same program, just-in-time compiled.", DefaultValueFactory = _ => "artifacts/bin/Syndication.App/release/syndication" };
var rounds = new Option<int>("--rounds") { Description = "How often each thing is measured; the median is told.", DefaultValueFactory = _ => 5, Recursive = true };
var work = new Option<string>("--work") { Description = "A folder on a local disk; archives are kept in it for the next time.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "syndication-benchmarks"), Recursive = true };
var binary = new Option<string>("--binary") { Description = "The published program; left out where it is not there.", DefaultValueFactory = _ => "artifacts/app/syndication", Recursive = true };
var markdown = new Option<string?>("--markdown") { Description = "Append what is told to this file.", Recursive = true };

var pages = new Option<string>("--pages") { Description = "A folder of pages with what is expected of each: ours, or a checkout of a public corpus.", DefaultValueFactory = _ => "tests/Syndication.Tests/Intake/Pages" };
var list = new Option<string?>("--list") { Description = "Write what was found and what was missed to this file, a line a page and extractor." };
var sentences = new Option<string>("--sentences") { Description = "A file of lines: a language's tag, a tab, a sentence.", DefaultValueFactory = _ => "tests/Syndication.Tests/Intake/Languages/sentences.input.tsv" };

var root = new RootCommand("Measures Syndication. Every command makes what it needs, the same every time, and tells where it was measured.") { rounds, work, binary, markdown };
Add("run", "A whole pass over new releases.", [releases], (parsed, setting, report) => RunScenario.RunAsync(setting, parsed.GetValue(releases), report));
Add("publish", "Publishing one release, with little and with much in the archive.", [archive, months, oneMonth], PublishAsync);
Add("hub", "A release on its way to WebSub subscribers, on the loopback.", [subscribers, hanging], (parsed, setting, report) =>
    HubScenario.RunAsync(setting, parsed.GetValue(subscribers), parsed.GetValue(hanging), report));
Add("idle", "A pass with nothing new over a large archive.", [archive, months], (parsed, setting, report) =>
    IdleScenario.RunAsync(setting, parsed.GetValue(archive), parsed.GetValue(months), report));
Add("stages", "What a release costs, stage by stage.", [], (_, setting, report) => StagesScenario.RunAsync(setting, report));
var alone = new Option<int>("--ours-alone") { Description = "Write ours alone for so many seconds and measure nothing: for a profiler." };
Add("feeds", "Writing feeds, beside System.ServiceModel.Syndication.", [items, alone], (parsed, setting, report) =>
{
    if (parsed.GetValue(alone) is > 0 and var seconds)
        FeedsScenario.Ours(parsed.GetValue(items), TimeSpan.FromSeconds(seconds));
    else
        FeedsScenario.Run(setting, parsed.GetValue(items), report);
    return Task.CompletedTask;
});
Add("read", "Reading uploads, a format after the other.", [paragraphs], (parsed, setting, report) =>
{
    ReadScenario.Run(setting, parsed.GetValue(paragraphs), report);
    return Task.CompletedTask;
});
Add("extraction", "Finding the release in a page, beside SmartReader and Mozilla's Readability.", [pages, list], (parsed, setting, report) =>
{
    ExtractionScenario.Run(setting, parsed.GetValue(pages)!, parsed.GetValue(list), report);
    return Task.CompletedTask;
});
Add("languages", "Telling languages from sentences.", [sentences], (parsed, setting, report) =>
{
    LanguagesScenario.Run(setting, parsed.GetValue(sentences)!, report);
    return Task.CompletedTask;
});
Add("http", "Requests a second.", [], (_, setting, report) => HttpScenario.RunAsync(setting, report));
Add("azure", "Passes over a newsroom on Azurite: seconds, and calls of the storage.", [releases, archives, some], AzureAsync);
Add("start", "From the custom handler's start to its first answered call, over Azurite.", [jit], (parsed, setting, report) => StartScenario.RunAsync(setting, Path.GetFullPath(parsed.GetValue(jit)!), report));
Add("memory", "Loading a translation memory and finding texts in it.", [units], (parsed, setting, report) => MemoryScenario.RunAsync(setting, parsed.GetValue(units)!, report));
var segments = new Option<int[]>("--segments") { Description = "Sizes of learned memories.", DefaultValueFactory = _ => [1_000, 100_000, 1_000_000], AllowMultipleArgumentsPerToken = true };
Add("learned", "Finding sentences in what the newsroom's own editions taught.", [segments], (parsed, setting, report) => LearnedScenario.RunAsync(setting, parsed.GetValue(segments)!, report));
var copies = new Option<int>("--copies") { Description = "How many copies in all.", DefaultValueFactory = _ => 10_000 };
var receivers = new Option<int>("--partners") { Description = "How many partners; a tenth hangs, a tenth fails.", DefaultValueFactory = _ => 100 };
Add("deliver", "Copies to partners by webhook, some of which hang or fail.", [copies, receivers], (parsed, setting, report) => DeliverScenario.RunAsync(setting, parsed.GetValue(copies), parsed.GetValue(receivers), report));
var lines = new Option<int>("--lines") { Description = "How many lines a journal has.", DefaultValueFactory = _ => 10_000 };
Add("ledger", "Appending to a partner's journal, and verifying it.", [lines], (parsed, setting, report) => LedgerScenario.RunAsync(setting, parsed.GetValue(lines), report));
Add("all", "All of them, one after the other.", [releases, archive, months, oneMonth, items, units, paragraphs], async (parsed, setting, report) =>
{
    await RunScenario.RunAsync(setting, parsed.GetValue(releases), report);
    await StagesScenario.RunAsync(setting, report);
    FeedsScenario.Run(setting, parsed.GetValue(items), report);
    ReadScenario.Run(setting, parsed.GetValue(paragraphs), report);
    await HttpScenario.RunAsync(setting, report);
    await MemoryScenario.RunAsync(setting, parsed.GetValue(units)!, report);
    await PublishAsync(parsed, setting, report);
    await IdleScenario.RunAsync(setting, parsed.GetValue(archive), parsed.GetValue(months), report);
});

var suite = new Argument<string>("DIR") { Description = "A folder of feeds; nothing is written there." };
var verbose = new Option<bool>("--verbose") { Description = "Names every feed that nobody reads." };
var corpus = new Command("corpus", "How many feeds of a folder are read, beside FeedReader alone.") { suite, verbose };
corpus.SetAction(parsed => CorpusScenario.Run(parsed.GetValue(suite)!, parsed.GetValue(verbose), new Report(parsed.GetValue(markdown))));
root.Add(corpus);

var target = new Argument<string>("DIR") { Description = "Where; nothing may be there." };
var partners = new Option<int>("--partners") { Description = "How many partners take copies, each in a folder." };
var make = new Command("make", "Makes a generated newsroom with releases in its inbox, to try other things with.") { target, releases, partners };
make.SetAction(parsed => MakeScenario.Make(parsed.GetValue(target)!, parsed.GetValue(releases), parsed.GetValue(partners)));
root.Add(make);

// What the commands above start as processes of their own.
var folder = new Argument<string>("DIR");
var pass = new Command("pass") { folder };
pass.Hidden = true;
pass.SetAction(async (parsed, _) => Console.WriteLine((await PassFigures.MakeAsync(parsed.GetValue(folder)!, TimeProvider.System)).ToJson()));
root.Add(pass);
var size = new Argument<int>("UNITS");
var lookUp = new Command("look-up") { folder, size };
lookUp.Hidden = true;
lookUp.SetAction((parsed, _) => MemoryScenario.LookUpAsync(parsed.GetValue(folder)!, parsed.GetValue(size)));
root.Add(lookUp);
return await root.Parse(args).InvokeAsync();

async Task PublishAsync(ParseResult parsed, Setting setting, Report report)
{
    await PublishScenario.RunAsync(setting, parsed.GetValue(archive), parsed.GetValue(months), report);
    await PublishScenario.RunOneMonthAsync(setting, parsed.GetValue(oneMonth)!, report);
}

async Task AzureAsync(ParseResult parsed, Setting setting, Report report)
{
    if (parsed.GetValue(releases) > 0)
        await AzureScenario.RunAsync(setting, parsed.GetValue(releases), report);
    await AzureScenario.RunFlatAsync(setting, parsed.GetValue(archives)!, parsed.GetValue(some), report);
}

void Add(string name, string description, Option[] options, Func<ParseResult, Setting, Report, Task> scenario)
{
    var command = new Command(name, description);
    foreach (var option in options)
        command.Add(option);
    command.SetAction(async (parsed, _) =>
    {
        var program = Path.GetFullPath(parsed.GetValue(binary)!);
        var setting = new Setting(Path.GetFullPath(parsed.GetValue(work)!), File.Exists(program) ? program : null, parsed.GetValue(rounds));
        Directory.CreateDirectory(setting.Work);
        await scenario(parsed, setting, new Report(parsed.GetValue(markdown)));
    });
    root.Add(command);
}
