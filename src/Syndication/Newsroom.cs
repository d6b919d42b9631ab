using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Hub;
using Syndication.Intake;
using Syndication.Publishing;
using Syndication.Sources;
using Syndication.Storage;
using Syndication.Translation;
using Syndication.Translation.Engines;

namespace Syndication;

/// <summary>Everything the pipeline works with: the newsroom's configuration and the ports it was given.</summary>
public sealed record Newsroom
{
    /// <summary>Where everything is kept.</summary>
    public required IBlobStore Store { get; init; }

    /// <summary>The only clock there is.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>What <c>site.json</c> says.</summary>
    public required Site Site { get; init; }

    /// <summary>The partners by id.</summary>
    public required IReadOnlyDictionary<string, Partner> Partners { get; init; }

    /// <summary>The feeds that are polled.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>The way to them; null where nothing is polled.</summary>
    public IFeeds? Feeds { get; init; }

    /// <summary>Makes translations.</summary>
    public required Translator Translator { get; init; }

    /// <summary>The account with the engine that makes what is not in the memory; null where none is configured.</summary>
    public EngineAccount? Engine { get; init; }

    /// <summary>Whether a machine can be asked.</summary>
    public bool HasEngine => Engine is { Lacks: null };

    /// <summary>Whether nothing is to be paid for: what the engine would be asked is counted instead.</summary>
    public bool IsRehearsal { get; init; }

    /// <summary>The way to a partner.</summary>
    public required Func<Partner, IChannel> Channels { get; init; }

    /// <summary>The way to subscribers and to another's hub; null where nobody is told.</summary>
    public IHubCalls? Hub { get; init; }

    /// <summary>A hash of the configuration and memory that editions and pages depend on.</summary>
    public required string Basis { get; init; }

    /// <summary>
    /// How long a try to deliver that began belongs to the process that began it: nothing where one process at a time works on a site;
    /// longer than any channel takes where several do.
    /// </summary>
    public TimeSpan Hold { get; init; }

    /// <summary>The bounds of intake.</summary>
    public IntakeOptions Intake { get; init; } = new();

    /// <summary>The bounds of publishing.</summary>
    public PublishingOptions Publishing { get; init; } = new();
}
