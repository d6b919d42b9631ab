using Syndication.Releases;

namespace Syndication.Translation.Segments;

/// <summary>A manuscript as blocks and sentences, with what it takes to put it together again.</summary>
public sealed class SegmentedManuscript
{
    private readonly Manuscript source;
    private readonly IReadOnlyList<Piece> body;

    private SegmentedManuscript(Manuscript source)
    {
        this.source = source;
        var count = 0;
        int Number() => count++;
        Block? Plain(Part part, string? text, bool sentences) =>
            text is null ? null : Run.Of(text).Cut(part, source.Language, sentences, plain => plain, Number).Block;

        Block?[] beside =
        [
            Plain(Part.Title, source.Title, sentences: false),
            Plain(Part.Dateline, source.Dateline, sentences: false),
            Plain(Part.Summary, source.Summary, sentences: true),
            Plain(Part.Rights, source.Rights, sentences: true),
            Plain(Part.Reason, source.Reason, sentences: true),
        ];
        (var blocks, body) = new BodyReader(source.Language, Number).Read(source.Html);
        Blocks = [.. beside.OfType<Block>(), .. blocks];
        Count = count;
    }

    /// <summary>The texts beside the body, then the body's, in the order of reading.</summary>
    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>How many numbers its segments have: sentences and whole blocks.</summary>
    public int Count { get; }

    /// <summary>Takes a manuscript apart.</summary>
    public static SegmentedManuscript Of(Manuscript manuscript) => new(manuscript);

    /// <summary>
    /// Puts the manuscript together in another language. Of a block that has a translation as a whole, that is taken, else those of
    /// its sentences. What is not text goes over as it is, contacts too; the result is no original.
    /// </summary>
    /// <param name="texts">The translations, canonical, by number of segment; null where there is none.</param>
    /// <param name="to">The language they are in.</param>
    /// <exception cref="ArgumentException">A sentence has no translation.</exception>
    public Joined Join(IReadOnlyList<string?> texts, Language to)
    {
        var writer = new JoinWriter(texts, source.Language, to);
        string? Plain(Part part, string? text) =>
            Blocks.FirstOrDefault(block => block.Part == part) is { } block ? writer.Plain(block) : text;

        var text = source with
        {
            Language = to,
            Title = Plain(Part.Title, source.Title)!,
            Dateline = Plain(Part.Dateline, source.Dateline),
            Summary = Plain(Part.Summary, source.Summary),
            Rights = Plain(Part.Rights, source.Rights),
            Reason = Plain(Part.Reason, source.Reason),
            Html = Intake.Sanitiser.Clean(writer.Html(body)),
            Original = false,
        };
        return new(text, writer.Faults);
    }
}
