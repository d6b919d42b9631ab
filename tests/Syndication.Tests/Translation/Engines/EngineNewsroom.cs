using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Syndication.Azure.Translator;
using Syndication.Configuration;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Testing;
using Syndication.Tests.Histories;
using Syndication.Translation;
using Syndication.Translation.Checks;
using Syndication.Translation.Engines;
using Syndication.Translation.Glossaries;
using Syndication.Translation.Memory;

namespace Syndication.Tests.Translation.Engines;

/// <summary>
/// A newsroom in memory with the real client of a translation service, which is on this machine. Processes come and go; what they wrote,
/// queued and paid for stays.
/// </summary>
internal sealed class EngineNewsroom : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private readonly MemoryMessages messages;

    private EngineNewsroom(StubTranslator stub)
    {
        Stub = stub;
        Blobs = new(Clock);
        messages = new(Clock, 7);
    }

    public FakeTimeProvider Clock { get; } = new(Start);

    public StubTranslator Stub { get; }

    public MemoryBlobs Blobs { get; }

    public TranslationOptions Options { get; set; } = new() { Engine = "azure", Key = "env:K" };

    // The stub's words are none of any language; what the checks say of them is another test's matter.
    private static TranslationOptions Unchecked(TranslationOptions options) => options with { Checks = Enum.GetValues<Check>().ToDictionary(check => check, _ => CheckPolicy.Off) };

    public IReadOnlyList<string> Languages { get; set; } = ["fr", "en", "es", "ar"];

    public TranslationMemory Memory { get; set; } = TranslationMemory.Empty;

    /// <summary>The agreed names.</summary>
    public IReadOnlyList<GlossaryTerm> Names { get; set; } = [];

    /// <summary>Whether the checks are what a site has them be that says nothing of them.</summary>
    public bool IsChecked { get; set; }

    public string? Lacks { get; set; }

    public ConcurrentQueue<Event> Events { get; private set; } = [];

    public static async Task<EngineNewsroom> CreateAsync(Func<Microsoft.AspNetCore.Builder.WebApplication, StubTranslator>? make = null) =>
        new(make is null ? await StubTranslator.StartAsync() : await StubTranslator.StartAsync(make));

    /// <summary>A release of some paragraphs, each sentence a line of text.</summary>
    public void Upload(string name, params string[] sentences) => UploadIn("fr", name, sentences);

    public void UploadIn(string language, string name, params string[] sentences) => Write($"inbox/{name}.md", $"---\ntitle: {sentences[0]}\nlanguage: {language}\n---\n\n{string.Join("\n\n", sentences.Skip(1).Chunk(3).Select(chunk => string.Join(' ', chunk)))}\n");

    public void UploadUnder(DateTimeOffset embargo, string name, params string[] sentences) =>
        Write($"inbox/{name}.md", $"---\ntitle: {sentences[0]}\nlanguage: fr\nembargo: {embargo:yyyy-MM-dd'T'HH:mm:ssK}\n---\n\n{string.Join(' ', sentences.Skip(1))}\n");

    /// <summary>Sentences that no other release has.</summary>
    public static string[] Sentences(string about, int count) => [.. Enumerable.Range(1, count).Select(number => number == 1 ? $"Le rapport sur {about}" : $"La phrase {number} du rapport sur {about} parle de la mer et de ses villages.")];

    /// <summary>A pass by a process that ends at an operation, or is not let to its end.</summary>
    /// <returns>Whether it ran to its end.</returns>
    public async Task<bool> RunAsync(int? endsAt = null, CancellationTokenSource? kill = null)
    {
        Clock.Advance(TimeSpan.FromSeconds(3));
        Events = [];
        using var process = new Process(endsAt, null);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(process.Gone, kill?.Token ?? default, TestContext.Current.CancellationToken);
        try
        {
            await new Pass(Open(process), new MemoryQueue(messages, process), Events.Enqueue).RunAsync(both.Token);
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or AggregateException && both.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            messages.TakeOver();
            Operations = process.Operations;
            Assert.DoesNotContain(Events, e => e is WorkFailed && !both.IsCancellationRequested);
        }
    }

    /// <summary>A pass by a process beside others.</summary>
    public Task WorkAsync(Process process) => new Pass(Open(process), new MemoryQueue(messages, process), Events.Enqueue).RunAsync(TestContext.Current.CancellationToken);

    public int Operations { get; private set; }

    public Newsroom Open(Process process)
    {
        var site = new Site
        {
            Title = new Dictionary<Language, string>(),
            Authority = "example.org,2026",
            BaseUrl = new("https://news.example.org/"),
            Languages = [.. Languages.Select(Language.Parse)],
            Schedule = new() { TimeZone = "Europe/Zurich" },
            Translation = IsChecked ? Options : Unchecked(Options),
        };
        var store = new MemoryStore(Blobs, process);
        var service = new AzureTranslator(new() { Endpoint = Stub.Url, Key = StubTranslator.Key, Tier = Options.Tier, Lacks = Lacks, Retries = 0, AnswerWithin = TimeSpan.FromHours(1) }, Clock);
        return new()
        {
            Store = store,
            Clock = Clock,
            Site = site,
            Partners = new Dictionary<string, Partner>(),
            Translator = new Translator(Memory, new Glossary(Names), null, site),
            Engine = new EngineAccount(service, store, site, Clock),
            Channels = _ => throw new NotSupportedException("There are no partners."),
            Basis = "basis",
        };
    }

    public Release Release(string id) =>
        System.Text.Json.JsonSerializer.Deserialize(Blobs.Read(Paths.Release(ReleaseId.Parse(id)))!.Content.Span, Documents.Json.Release)!;

    public string State(string id) => string.Join(' ', Release(id).Editions.Where(edition => edition.Language != Release(id).Original).Select(edition => $"{edition.Language}:{edition.Status.ToString().ToLowerInvariant()}"));

    public EditionState Edition(string id, string language) => Release(id).In(Language.Parse(language))!;

    public Spending Spending() => System.Text.Json.JsonSerializer.Deserialize(Blobs.Read(Paths.Spending)!.Content.Span, Documents.Json.Spending)!;

    public async ValueTask DisposeAsync() => await Stub.DisposeAsync();

    private void Write(string path, string text) => Blobs.Write(path, Encoding.UTF8.GetBytes(text), WriteCondition.Always);
}
