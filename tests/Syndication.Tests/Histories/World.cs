using Microsoft.Extensions.Time.Testing;
using Syndication.Configuration;
using Syndication.Publishing;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Translation;
using Syndication.Translation.Glossaries;
using Syndication.Translation.Memory;

namespace Syndication.Tests.Histories;

/// <summary>
/// A newsroom with its editors, partners and clock. Processes come and go; what they wrote, queued and sent stays. After every pass what
/// is there is compared with the stories.
/// </summary>
internal sealed class World
{
    public static readonly DateTimeOffset Start = new(2026, 11, 28, 21, 0, 0, TimeSpan.Zero);

    private static readonly TranslationMemory Memory = TranslationMemory.Of(Enumerable.Range(0, 400).Where(Words.IsInMemory).SelectMany(text => new[]
    {
        new TmxUnit([new(Language.Parse("fr"), Words.Title("fr", text)), new(Language.Parse("en"), Words.Translation(Words.Title("en", text)))]),
        new TmxUnit([new(Language.Parse("fr"), Words.Body("fr", text)), new(Language.Parse("en"), Words.Translation(Words.Body("en", text)))]),
    }));

    private readonly MemoryMessages messages;
    private readonly PublishingOptions publishing;

    public World(int seed, int stories, PublishingOptions? publishing = null)
    {
        Blobs = new(Clock);
        messages = new(Clock, seed);
        this.publishing = publishing ?? new();
        Stories = [.. Enumerable.Range(0, stories).Select(number => new Story($"xw{(char)('a' + number)}sujet"))];
        Mailboxes = Partners.ToDictionary(partner => partner.Id, _ => new Mailbox());
    }

    public static Site Site { get; } = new()
    {
        Title = new Dictionary<Language, string> { [Language.Parse("fr")] = "Salle de presse", [Language.Parse("ar")] = "غرفة الأخبار", [Language.Parse("en")] = "Newsroom" },
        Authority = "example.org,2026",
        BaseUrl = new Uri("https://news.example.org/"),
        Languages = [.. Story.Languages.Select(Language.Parse)],
        Topics = [new("alpha", new Dictionary<Language, string>()), new("beta", new Dictionary<Language, string>())],
    };

    public static IReadOnlyList<Partner> Partners { get; } =
    [
        Partner("all", new()),
        Partner("ahead", new() { Ahead = TimeSpan.FromHours(48) }),
        Partner("alpha", new() { Topics = ["alpha"] }),
        Partner("arabic", new() { Languages = [Language.Parse("ar")], Ahead = TimeSpan.FromHours(2) }),
    ];

    public FakeTimeProvider Clock { get; } = new(Start);

    public MemoryBlobs Blobs { get; }

    public IReadOnlyList<Story> Stories { get; }

    public IReadOnlyDictionary<string, Mailbox> Mailboxes { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>How many passes there were.</summary>
    public int Passes { get; private set; }

    /// <summary>Whether any process ended early or stumbled: then a copy may have been begun of which the ledger alone knows.</summary>
    public bool IsDisturbed { get; private set; }

    public void Upload(Story story, string language, Content content)
    {
        story.Files[language].Write(content);
        if (content.IsBeside)
            Blobs.Write(story.SidecarPath(language), content.Sidecar(), WriteCondition.Always);
        Blobs.Write(story.Path(language), content.File(language), WriteCondition.Always);
    }

    public void Delete(Story story, string language)
    {
        story.Files[language].Delete();
        Blobs.Delete(story.Path(language));
    }

    /// <summary>A person at the newsdesk decides.</summary>
    public async Task DecideAsync(Story story, bool withdraws, string? reason, int? endsAt)
    {
        // Instants are noted in whole seconds, and nobody decides twice in one.
        Clock.Advance(TimeSpan.FromSeconds(1));
        using var process = new Process(endsAt, null);
        var newsdesk = new Newsdesk(Newsroom(process), new MemoryQueue(messages, process));
        try
        {
            var id = ReleaseId.Parse(story.Id);
            await (withdraws ? newsdesk.WithdrawAsync(id, reason, process.Gone) : newsdesk.RestoreAsync(id, process.Gone));
        }
        catch (ProcessEndedException)
        {
            IsDisturbed = true;
            messages.TakeOver();
        }

        // Whether it came to a decision before it ended, the release itself says.
        if (Release(story) is { } release && release.Withdrawal is not null == withdraws)
        {
            if (withdraws)
                story.Withdraw();
            else
                story.Restore();
        }
    }

    /// <summary>A pass, cut short or not.</summary>
    /// <returns>Whether it ran to its end, all work done.</returns>
    public async Task<bool> RunAsync(int? endsAt = null, int? stumblesAt = null)
    {
        // What was written a moment ago is read once it has been still for two seconds.
        Clock.Advance(TimeSpan.FromSeconds(3));
        Passes++;
        using var process = new Process(endsAt, stumblesAt);
        var failed = new List<WorkFailed>();
        var ended = false;
        try
        {
            await new Pass(Newsroom(process), new MemoryQueue(messages, process), e =>
            {
                if (e is WorkFailed failure)
                    lock (failed) failed.Add(failure);
            }).RunAsync(process.Gone);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or AggregateException && (process.IsGone || process.Stumbled))
        {
            ended = true;
        }

        messages.TakeOver();
        var isWhole = !ended && !process.Stumbled && !messages.IsAnyLeft;
        IsDisturbed |= ended || process.Stumbled;
        if (!process.Stumbled && !process.IsGone && failed.Count > 0)
            throw new InvalidOperationException($"{failed[0].Work.Key}: {failed[0].Reason}");
        if (messages.Poison.Count > 0)
            throw new InvalidOperationException($"Given up: {messages.Poison[0].Key}");

        foreach (var story in Stories)
        {
            if (isWhole)
                story.See(story.Files.Values);
            else if (Release(story) is { } release)
                story.See(story.Files.Values.Where(file => file.Inbox is { } content && release.Uploads.Any(upload => IsThis(upload, story, file, content))));
            story.Work(Now, isWhole);
        }

        return isWhole;
    }

    /// <summary>Whether a partner that failed again and again is left alone for a moment, and has not been asked about a release since.</summary>
    public bool Rests(string partner, Story story) => IsHeld(partner) || messages.IsAnyDue(
        work => work is DeliverRelease deliver && deliver.Partner == partner && deliver.Release.Value == story.Id, Now + TimeSpan.FromMinutes(1));

    // Its copies wait until it is time to see whether it answers; past that time they have no excuse.
    private bool IsHeld(string partner) =>
        Blobs.Read(Paths.Hold(partner)) is { } blob && System.Text.Json.JsonSerializer.Deserialize(blob.Content.Span, Documents.Json.PartnerHold) is { Held: not null } hold && hold.NextProbe > Now;

    public Release? Release(Story story) =>
        Blobs.Read(Paths.Release(ReleaseId.Parse(story.Id))) is { } blob ? System.Text.Json.JsonSerializer.Deserialize(blob.Content.Span, Documents.Json.Release) : null;

    private static bool IsThis(Upload upload, Story story, EditorsFile file, Content content) =>
        $"inbox/{upload.Name}" == story.Path(file.Language) && upload.Hash == Fingerprints.Of(content.File(file.Language)) &&
        upload.Sidecar == Print(file.Sidecar) && upload.SidecarOfRelease == Print(story.SidecarOfRelease(file.Language));

    private static string? Print(Content? sidecar) => sidecar is null ? null : Fingerprints.Of(sidecar.Sidecar());

    private static Partner Partner(string id, Agreement agreement) => new()
    {
        Id = id,
        Name = new Dictionary<Language, string>(),
        Receives = agreement,
        Channel = new() { Type = "folder", Format = CopyFormat.Ninjs },
    };

    private Newsroom Newsroom(Process process) => new()
    {
        Store = new MemoryStore(Blobs, process),
        Clock = Clock,
        Site = Site,
        Partners = Partners.ToDictionary(partner => partner.Id),
        Translator = new Translator(Memory, new Glossary([]), null, Site),
        Channels = partner => new MailChannel(Mailboxes[partner.Id], Clock, process, Passes),
        Basis = "basis",
        Publishing = publishing,
    };
}
