using System.Text.Json.Serialization;
using Syndication.Delivery;
using Syndication.Intake;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Translation;
using Syndication.Translation.Engines;

namespace Syndication.App.Opening;

/// <summary>What intake understands of one file, as <c>preview --json</c> prints it.</summary>
internal sealed record PreviewReport
{
    public required string Id { get; init; }

    public string? Title { get; init; }

    public string? Language { get; init; }

    public string? Direction { get; init; }

    public string? Dateline { get; init; }

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Embargo { get; init; }

    public string? Summary { get; init; }

    public IReadOnlyList<string> Topics { get; init; } = [];

    public IReadOnlyList<string> Regions { get; init; } = [];

    public IReadOnlyList<Contact> Contacts { get; init; } = [];

    public IReadOnlyList<PreviewBlock> Blocks { get; init; } = [];

    public string? Html { get; init; }

    /// <summary>Whether it would be held, for an embargo that is not understood.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Held { get; init; }

    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>What would go where, one sentence each; null where no newsroom was given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Going { get; init; }

    [JsonIgnore]
    public bool IsRejected => Title is null || Held;

    /// <summary>Reads a file as intake would, were it uploaded.</summary>
    public static async Task<PreviewReport> OfAsync(string file, string? site, Newsroom? newsroom, CancellationToken cancel)
    {
        var name = UploadName.Parse(NameOf(file, site));
        var options = (newsroom?.Intake ?? new IntakeOptions()) with { Seen = (newsroom?.Clock ?? TimeProvider.System).GetUtcNow() };
        var reading = await ReadAsync(file, name, options, cancel);
        if (reading.Manuscript is not { } manuscript)
            return new() { Id = name.Stem, Problems = reading.Problems };

        IReadOnlyList<Problem> problems = reading.Held is { } held ? [held, .. reading.Problems] : reading.Problems;
        return new()
        {
            Id = name.Stem,
            Title = manuscript.Title,
            Language = manuscript.Language.Tag,
            Direction = manuscript.Language.Direction,
            Dateline = manuscript.Dateline,
            Published = manuscript.Date,
            Embargo = reading.Held is null ? manuscript.Embargo : null,
            Held = reading.Held is not null,
            Summary = manuscript.Summary ?? Syndication.Intake.Blocks.Beginning(manuscript.Html, 400),
            Topics = manuscript.Topics,
            Regions = manuscript.Regions,
            Contacts = manuscript.Contacts,
            Blocks = [.. Syndication.Intake.Blocks.Of(manuscript.Html).Select(block => new PreviewBlock(block.Kind.ToString().ToLowerInvariant(), block.Text) { Part = block.Part == BlockPart.Text ? null : block.Part.ToString().ToLowerInvariant() })],
            Html = manuscript.Html.Markup,
            Problems = newsroom is null ? problems : [.. problems, .. SiteDoubts.Of(manuscript, newsroom.Site, newsroom.Clock.GetUtcNow())],
            Going = newsroom is null ? null : await GoingAsync(name, manuscript, newsroom, cancel),
        };
    }

    private static async Task<Reading> ReadAsync(string file, UploadName name, IntakeOptions options, CancellationToken cancel)
    {
        if (ReleaseId.TryCreate(name.Stem, out _) is { } wrong)
            return Reading.Rejected("name-not-usable", wrong);
        if (new FileInfo(file).Length is var length && length > options.LargestUpload)
            return Reading.Rejected("too-large", $"It has {length >> 20} MB; at most {options.LargestUpload >> 20} MB are read. Take large images out, or save the text alone.");

        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var stem = Arrivals.StemOf(Path.GetFileName(file));
        var siblings = Directory.EnumerateFiles(folder).Select(path => UploadName.Parse(Path.GetFileName(path))).Where(other => other.Kind != UploadKind.Ignored && Arrivals.StemOf(other.Name) == stem).ToList();
        var sidecars = Sidecars.Of(name, siblings);
        if (sidecars.Problem is { } doubled)
            return new(null, [doubled]);
        var isPlainThere = siblings.Any(other => other is { Kind: UploadKind.Release, Language: null });
        var content = await File.ReadAllBytesAsync(file, cancel);
        var (own, wide) = (await BytesAsync(sidecars.Own), isPlainThere ? null : await BytesAsync(sidecars.OfRelease));
        var reading = Reader.Read(name, content, own, wide, options);
        if (reading.Beside.Count > 0)
            reading = Reader.Read(name, content, own, wide, options, await BesideAsync(reading.Beside));
        return name.Language is null && reading.Manuscript is { } manuscript && sidecars.Stray(manuscript.Language) is { } stray ? new(null, [stray]) : reading;

        async Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> BesideAsync(IReadOnlyList<string> paths)
        {
            // A path is one below the inbox, and the file lies there at its own.
            var images = new Dictionary<string, ReadOnlyMemory<byte>>();
            var root = name.Name.Split('/').SkipLast(1).Aggregate(folder, (at, _) => Path.GetDirectoryName(at) ?? at);
            foreach (var path in paths)
            {
                if (new FileInfo(Path.Combine(root, path)) is { Exists: true } image && image.Length <= options.LargestUpload)
                    images[path] = await File.ReadAllBytesAsync(image.FullName, cancel);
            }

            return images;
        }

        async Task<ReadOnlyMemory<byte>?> BytesAsync(UploadName? sidecar) =>
            sidecar is null ? (ReadOnlyMemory<byte>?)null : await File.ReadAllBytesAsync(Path.Combine(folder, sidecar.Name), cancel);
    }

    private static string NameOf(string file, string? site)
    {
        if (site is null)
            return Path.GetFileName(file);
        var relative = Path.GetRelativePath(Path.Combine(Path.GetFullPath(site), "inbox"), Path.GetFullPath(file)).Replace('\\', '/');
        return relative.StartsWith("..", StringComparison.Ordinal) ? Path.GetFileName(file) : relative;
    }

    // The file beside what is stored of its release, as an upload of it would be: a translation, a correction, a withdrawal.
    private static async Task<IReadOnlyList<string>> GoingAsync(UploadName name, Manuscript manuscript, Newsroom newsroom, CancellationToken cancel)
    {
        var now = newsroom.Clock.GetUtcNow();
        var id = ReleaseId.Parse(name.Stem);
        var before = await new Archive(newsroom.Store).ReleaseAsync(id, cancel);
        var manuscripts = new Dictionary<string, Manuscript> { [manuscript.Fingerprint()] = manuscript };
        var uploads = before?.Uploads.Where(upload => upload.Name != name.Name).ToList() ?? [];
        foreach (var fingerprint in uploads.Select(upload => upload.Manuscript).Distinct())
        {
            if (await Archive.ManuscriptAsync(newsroom.Store, id, fingerprint, cancel) is { } other)
                manuscripts[fingerprint] = other;
        }

        uploads = [.. uploads.Where(upload => manuscripts.ContainsKey(upload.Manuscript)), new(name.Name, manuscript.Language, "", manuscript.Fingerprint(), now)
        {
            Plain = name.Language is null, SaysOriginal = manuscript.Original, Embargo = manuscript.Embargo, Withdraws = manuscript.Withdrawn,
        }];
        var release = Lifecycle.Apply(id, before, uploads, manuscripts, newsroom.Site.Languages, now).Release;
        var original = manuscripts[uploads.First(upload => upload.Language == release.Original).Manuscript];
        var lines = new List<string>();
        if (OpenEmbargo.Is(release.Embargo))
            lines.Add("The release is held until its embargo is understood: nobody gets it before.");
        if (release.Withdrawal is { } withdrawal)
            lines.Add($"The release is taken back{(withdrawal.Reason is { } reason ? $": {reason}" : "")}. Whoever has it is told.");
        foreach (var language in newsroom.Site.Languages)
        {
            if (uploads.Exists(upload => upload.Language == language))
            {
                lines.Add($"{language}: {(language == release.Original ? "original" : "translated by a person")}{(language == manuscript.Language ? ", this file" : "")}");
            }
            else
            {
                var (translation, characters) = await new Commissions(newsroom).QuoteAsync(original, language, cancel);
                lines.Add(translation switch
                {
                    PendingTranslation when newsroom.Engine?.Lacks is { } lacks => $"{language}: pending: {lacks}",
                    PendingTranslation when characters is not null => $"{language}: by the engine, {characters} characters",
                    MadeTranslation made => $"{language}: from {(made.Provenance == Provenance.Memory ? "memory" : "a machine")}",
                    HeldTranslation held => $"{language}: held: {string.Join(' ', held.Reasons)}",
                    PendingTranslation pending => $"{language}: pending: {pending.Reason}",
                    _ => $"{language}: pending",
                });
                if (translation is not MadeTranslation ready)
                    continue;
                release = Lifecycle.Record(release, new(language, EditionStatus.Ready) { Version = 1, Provenance = ready.Provenance });
            }

            lines.AddRange(newsroom.Partners.Values
                .Select(partner => (partner.Id, Decision: Agreements.Decide(partner, release, language, original, newsroom.Site, now)))
                .Select(pair => $"{language} to {pair.Id}: {(pair.Decision.Granted ? "yes" : pair.Decision.NotBefore is null ? "no" : "later")}. {pair.Decision.Reason}"));
        }

        return lines;
    }
}

/// <summary>A part of a body as <c>preview</c> shows it.</summary>
internal sealed record PreviewBlock(string Kind, string Text)
{
    /// <summary><c>notes</c> to editors, or words <c>about</c> the organisation; null for the text itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Part { get; init; }
}
