using Syndication.Releases;

namespace Syndication.App.Opening;

/// <summary>The counts of one pass, as <c>run --json</c> prints them.</summary>
internal sealed record RunReport
{
    /// <summary>Uploads that were new or changed.</summary>
    public int Read { get; init; }

    /// <summary>Releases that sources brought.</summary>
    public int FromSources { get; init; }

    /// <summary>Texts that were there by another way, and were joined to their release.</summary>
    public int Joined { get; init; }

    /// <summary>Uploads rejected.</summary>
    public int Rejected { get; init; }

    /// <summary>Releases corrected.</summary>
    public int Corrected { get; init; }

    /// <summary>Releases withdrawn.</summary>
    public int Withdrawn { get; init; }

    /// <summary>Editions made that are no originals.</summary>
    public int Translated { get; init; }

    /// <summary>Editions waiting for translation now.</summary>
    public int Pending { get; init; }

    /// <summary>Editions waiting for a person now.</summary>
    public int Held { get; init; }

    /// <summary>Releases waiting for their time now.</summary>
    public int Embargoed { get; init; }

    /// <summary>Editions published, anew or again.</summary>
    public int Published { get; init; }

    /// <summary>Copies delivered.</summary>
    public int Delivered { get; init; }

    /// <summary>Copies waiting for their next try.</summary>
    public int Retrying { get; init; }

    /// <summary>Copies refused for good.</summary>
    public int Failed { get; init; }

    /// <summary>Copies given up after the last try.</summary>
    public int DeadLettered { get; init; }

    /// <summary>Characters paid for.</summary>
    public long CharactersBilled { get; init; }

    /// <summary>Characters that the translation memory knew.</summary>
    public long CharactersFromMemory { get; init; }

    /// <summary>How long it took.</summary>
    public double Seconds { get; init; }

    /// <summary>Counts what happened.</summary>
    public static RunReport Of(IReadOnlyCollection<Event> events, Standing standing, TimeSpan took)
    {
        var copies = events.OfType<CopyReported>().ToLookup(copy => copy.Outcome);
        var changes = events.OfType<ReleaseChanged>().ToLookup(changed => changed.Change.Kind, changed => changed.Release);
        var made = events.OfType<EditionMade>().ToList();
        return new()
        {
            Read = events.OfType<UploadRead>().Count(),
            FromSources = events.OfType<SourceRead>().Sum(source => source.New),
            Joined = events.OfType<OriginJoined>().Count(),
            Rejected = events.OfType<UploadRejected>().Count(),
            Corrected = changes[ChangeKind.Corrected].Distinct().Count(),
            Withdrawn = changes[ChangeKind.Withdrawn].Distinct().Count(),
            Translated = made.Count,
            Pending = standing.Pending,
            Held = standing.Held,
            Embargoed = standing.Embargoed,
            Published = events.OfType<EditionPublished>().Select(published => (published.Release, published.Language)).Distinct().Count(),
            Delivered = copies[CopyOutcome.Delivered].Count(),
            Retrying = copies[CopyOutcome.Retrying].Count(),
            Failed = copies[CopyOutcome.Failed].Count(),
            DeadLettered = copies[CopyOutcome.DeadLettered].Count(),
            CharactersBilled = events.OfType<EngineAsked>().Sum(asked => (long)asked.Call.Billed),
            CharactersFromMemory = made.Sum(edition => edition.CharactersFromMemory),
            Seconds = Math.Round(took.TotalSeconds, 3),
        };
    }
}
