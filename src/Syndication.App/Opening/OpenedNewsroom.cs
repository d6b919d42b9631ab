using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Network.Channels;
using Syndication.Network.Guard;
using Syndication.Network.Hub;
using Syndication.Network.Sources;
using Syndication.Storage;
using Syndication.Translation;
using Syndication.Translation.Glossaries;
using Syndication.Translation.Memory;

namespace Syndication.App.Opening;

/// <summary>A newsroom over any storage, opened: its configuration read, its ports put together.</summary>
/// <param name="Configuration">What its files say.</param>
internal sealed record OpenedNewsroom(NewsroomConfiguration Configuration)
{
    // One for the life of the process: connections are kept, and every one of them is checked.
    private static readonly GuardedHttp Out = new();

    /// <summary>What is doubtful about the translation memory and the glossary; it does not stop a run.</summary>
    public IReadOnlyList<ConfigProblem> Doubts { get; private init; } = [];

    /// <summary>The newsroom; null where the configuration has mistakes.</summary>
    public Newsroom? Newsroom { get; private init; }

    /// <summary>Partners whose channel lacks something, such as a secret, and what.</summary>
    public IReadOnlyDictionary<string, string> Lacking { get; private init; } = new Dictionary<string, string>();

    /// <summary>What keeps the translation engine from being asked, such as a missing key, and what to do; null where nothing does.</summary>
    public string? EngineLacks => Newsroom?.Engine?.Lacks;

    /// <summary>The way to a test receiver over the network, in place of a partner.</summary>
    public static IChannel ChannelTo(Partner receiver) => new PartnerChannels(Out, new Secrets(), null, null, TimeProvider.System).To(receiver);

    /// <summary>Opens a newsroom; what is wrong with it is in its configuration's problems.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="folder">The folder it is in, from the root; null where it is in none, and paths below it mean nothing.</param>
    /// <param name="hold">How long a try to deliver belongs to the process that began it.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<OpenedNewsroom> OfAsync(IBlobStore store, string? folder, TimeSpan hold, TimeProvider clock, CancellationToken cancel)
    {
        var configuration = await ConfigurationFiles.LoadAsync(store, cancel);
        if (configuration.Site is not { } site || configuration.Problems.Count > 0)
            return new(configuration);

        var (memory, memoryProblems) = await TranslationMemory.LoadAsync(store, cancel);
        var glossary = new Glossary(configuration.Glossary);
        var basis = configuration.Basis + await TranslationMemory.BasisAsync(store, cancel);
        var channels = new PartnerChannels(Out, new Secrets(), folder, site.Mail, clock);
        var lacking = configuration.Partners.Select(partner => (partner.Id, What: channels.To(partner).Lacks))
            .Where(pair => pair.What is not null).ToDictionary(pair => pair.Id, pair => pair.What!);
        return new(configuration)
        {
            Doubts = [.. memoryProblems, .. Glossary.Conflicts(configuration.Glossary)],
            Lacking = lacking,
            Newsroom = new()
            {
                Store = store,
                Clock = clock,
                Site = site,
                Sources = configuration.Sources,
                Feeds = new FeedHttp(Out, clock),
                Hub = new HubHttp(Out, clock),
                Partners = configuration.Partners.ToDictionary(partner => partner.Id),
                Translator = new Translator(memory, glossary, null, site) { Learned = new(store) },
                Engine = OpenedEngine.Of(site, store, clock),
                Channels = channels.To,
                Basis = Fingerprints.Of(basis)[..16],
                Hold = hold,
            },
        };
    }
}
