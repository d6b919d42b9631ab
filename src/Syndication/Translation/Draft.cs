using Syndication.Releases;
using Syndication.Translation.Checks;
using Syndication.Translation.Glossaries;
using Syndication.Translation.Memory;
using Syndication.Translation.Segments;

namespace Syndication.Translation;

/// <summary>A translation in the making: which segments have a text, and who answers for it.</summary>
internal sealed class Draft(SegmentedManuscript source, Language from, Language to)
{
    private readonly string?[] texts = new string?[source.Count];
    private readonly SegmentOrigin[] origins = [.. Enumerable.Repeat(SegmentOrigin.Human, source.Count)];
    private readonly HashSet<int> learnable = [];

    public Language From => from;

    public Language To => to;

    public IReadOnlyList<string?> Texts => texts;

    /// <summary>How many sentences there are.</summary>
    public int Sentences => source.Blocks.Sum(block => block.Sentences.Count);

    public int CharactersFromMemory { get; private set; }

    /// <summary>Whether some of it is a machine's that nobody approved.</summary>
    public bool IsMachine => Has(SegmentOrigin.Machine);

    /// <summary>Whether some of it is a machine's that a person approved, here or elsewhere.</summary>
    public bool IsReviewed => Has(SegmentOrigin.Reviewed);

    /// <summary>Each segment that has a text beside it, as the checks look at them.</summary>
    public List<SegmentPair> Pairs
    {
        get
        {
            var pairs = new List<SegmentPair>();
            var number = 0;
            foreach (var block in source.Blocks)
            {
                IReadOnlyList<Segment> taken = block.Whole is { } whole && texts[whole.Number] is not null ? [whole] : block.Sentences;
                foreach (var segment in taken.Where(segment => texts[segment.Number] is not null))
                    pairs.Add(new(number + 1 + (taken == block.Sentences ? taken.ToList().IndexOf(segment) : 0), segment.Text, texts[segment.Number]!, from, to, origins[segment.Number] == SegmentOrigin.Machine));
                number += block.Sentences.Count;
            }

            return pairs;
        }
    }

    /// <summary>The sentences with their translations, for whoever keeps them.</summary>
    public IReadOnlyList<TranslatedSegment> Segments(Recollection? known)
    {
        var contexts = known is null ? SegmentContext.Of(source) : null;
        return [.. source.Blocks.SelectMany(block => block.Sentences).Where(sentence => texts[sentence.Number] is not null && learnable.Contains(sentence.Number))
            .Select(sentence => new TranslatedSegment(sentence.Text, texts[sentence.Number]!, known?.ContextOf(sentence) ?? contexts![sentence.Number], origins[sentence.Number]))];
    }

    /// <summary>
    /// Takes what glossary and memory have: of a block the whole, or else its sentences. What a person wrote between the same neighbours
    /// goes before all else, what was imported before what the newsroom learned.
    /// </summary>
    public void Fill(TranslationMemory memory, Glossary glossary, Recollection? known = null)
    {
        foreach (var block in source.Blocks)
        {
            if (block.Part == Part.Dateline && glossary.Translate(Placeholders.Plain(block.Sentences[0].Text), from, to) is { } place)
                texts[block.Sentences[0].Number] = Placeholders.Escape(place);

            IReadOnlyList<Segment> found = block.Whole is { } whole && !block.Sentences.All(sentence => known?.InContext(sentence) is not null) && Remember(memory, whole)
                ? [whole]
                : [.. block.Sentences.Where(sentence => texts[sentence.Number] is not null || Recall(known?.InContext(sentence), sentence) || Remember(memory, sentence) || Recall(known?.Best(sentence), sentence))];
            CharactersFromMemory += found.Sum(segment => Placeholders.Plain(segment.Text).Length);
        }
    }

    /// <summary>Takes a person's texts, by number of segment.</summary>
    public void Take(IReadOnlyDictionary<int, (string Text, SegmentOrigin Origin)> written)
    {
        foreach (var (number, (text, origin)) in written)
        {
            (texts[number], origins[number]) = (text, origin);
            learnable.Add(number);
        }
    }

    /// <summary>Who answers for a person's text: a machine's that the person left as it was is reviewed, all else the person's.</summary>
    public SegmentOrigin OriginOf(int number, string text) =>
        texts[number] is { } proposed && origins[number] is not SegmentOrigin.Human && MemoryKey.Of(proposed) == MemoryKey.Of(text) ? SegmentOrigin.Reviewed : SegmentOrigin.Human;

    /// <summary>What is proposed for a sentence, and who answers for it; null where nothing is.</summary>
    public (string Text, SegmentOrigin Origin)? ProposalOf(Segment sentence) => texts[sentence.Number] is { } text ? (text, origins[sentence.Number]) : null;

    /// <summary>Whether the reason for a withdrawal has no translation.</summary>
    public bool LacksReason() => source.Blocks.Any(block => block.Part == Part.Reason && Missing().Intersect(block.Sentences).Any());

    /// <summary>The sentences without a text.</summary>
    public IReadOnlyList<Segment> Missing() =>
        [.. source.Blocks.Where(block => block.Whole is not { } whole || texts[whole.Number] is null)
            .SelectMany(block => block.Sentences).Where(sentence => texts[sentence.Number] is null)];

    /// <summary>Takes an engine's answer: the same text has the same translation.</summary>
    public void Take(IReadOnlyList<Segment> missing, List<string> asked, IReadOnlyList<string> answered)
    {
        foreach (var segment in missing)
        {
            texts[segment.Number] = DirectionCheck.Isolated(answered[asked.IndexOf(segment.Text)].Trim(), to);
            origins[segment.Number] = SegmentOrigin.Machine;
            learnable.Add(segment.Number);
        }
    }

    private bool Has(SegmentOrigin origin) => Enumerable.Range(0, texts.Length).Any(number => texts[number] is not null && origins[number] == origin);

    // A text that does not have the tags of this place is of no use here.
    private bool Remember(TranslationMemory memory, Segment segment)
    {
        if (memory.Find(segment.Text, from, to) is not { } text || segment.FaultOf(text) is not null)
            return false;
        texts[segment.Number] = text;
        return true;
    }

    private bool Recall(TranslatedSegment? known, Segment sentence)
    {
        if (known is null)
            return false;
        (texts[sentence.Number], origins[sentence.Number]) = (known.Text, known.Origin);
        learnable.Add(sentence.Number);
        return true;
    }
}
