using Syndication.Configuration;
using Syndication.Folders;
using Syndication.Network.Channels;
using Syndication.Network.Guard;
using Syndication.Storage;
using Syndication.Translation;
using Syndication.Translation.Glossaries;
using Syndication.Translation.Memory;

namespace Syndication.App.Opening;

/// <summary>A newsroom in a local folder, opened: its configuration read, its ports put together.</summary>
internal sealed class FolderNewsroom
{
    // One for the life of the process: connections are kept, and every one of them is checked.
    private static readonly GuardedHttp Out = new();

    private FolderNewsroom(string folder, FolderStore store, NewsroomConfiguration configuration)
    {
        Folder = folder;
        Store = store;
        Configuration = configuration;
    }

    public string Folder { get; }

    public FolderStore Store { get; }

    public NewsroomConfiguration Configuration { get; }

    /// <summary>What is doubtful about the translation memory and the glossary; it does not stop a run.</summary>
    public IReadOnlyList<ConfigProblem> Doubts { get; private init; } = [];

    /// <summary>The newsroom; null where the configuration has mistakes.</summary>
    public Newsroom? Newsroom { get; private init; }

    /// <summary>Partners whose channel lacks something, such as a secret, and what.</summary>
    public IReadOnlyDictionary<string, string> Lacking { get; private init; } = new Dictionary<string, string>();

    /// <summary>Opens a newsroom; what is wrong with it is in its configuration's problems.</summary>
    public static async Task<FolderNewsroom> OpenAsync(string folder, TimeProvider clock, CancellationToken cancel)
    {
        var store = new FolderStore(folder);
        var configuration = await ConfigurationFiles.LoadAsync(store, cancel);
        if (configuration.Site is not { } site || configuration.Problems.Count > 0)
            return new(folder, store, configuration);

        var (memory, memoryProblems) = await TranslationMemory.LoadAsync(store, cancel);
        var glossary = new Glossary(configuration.Glossary);
        var basis = configuration.Basis + await TranslationMemory.BasisAsync(store, cancel);
        var channels = new PartnerChannels(Out, new Secrets(), Path.GetFullPath(folder), clock);
        var lacking = configuration.Partners.Select(partner => (partner.Id, What: channels.To(partner).Lacks))
            .Where(pair => pair.What is not null).ToDictionary(pair => pair.Id, pair => pair.What!);
        return new(folder, store, configuration)
        {
            Doubts = [.. memoryProblems, .. Glossary.Conflicts(configuration.Glossary)],
            Lacking = lacking,
            Newsroom = new()
            {
                Store = store,
                Clock = clock,
                Site = site,
                Partners = configuration.Partners.ToDictionary(partner => partner.Id),
                Translator = new Translator(memory, glossary, null, site),
                Channels = channels.To,
                Basis = Fingerprints.Of(basis)[..16],
            },
        };
    }
}
