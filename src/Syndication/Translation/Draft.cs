using Syndication.Releases;
using Syndication.Translation.Glossaries;
using Syndication.Translation.Memory;
using Syndication.Translation.Segments;

namespace Syndication.Translation;

/// <summary>A translation in the making: which segments have a text, and where from.</summary>
internal sealed class Draft(SegmentedManuscript source, Language from, Language to)
{
    private readonly string?[] texts = new string?[source.Count];
    private readonly HashSet<int> machine = [];

    public Language From => from;

    public Language To => to;

    public IReadOnlyList<string?> Texts => texts;

    /// <summary>How many sentences there are.</summary>
    public int Sentences => source.Blocks.Sum(block => block.Sentences.Count);

    public int CharactersFromMemory { get; private set; }

    public bool IsMachine => machine.Count > 0;

    /// <summary>Each segment that has a text, with it.</summary>
    public IEnumerable<(Segment Source, string Text, bool IsMachine)> Pairs =>
        source.Blocks.SelectMany(block => block.Whole is { } whole && texts[whole.Number] is not null ? [whole] : block.Sentences)
            .Where(segment => texts[segment.Number] is not null)
            .Select(segment => (segment, texts[segment.Number]!, machine.Contains(segment.Number)));

    /// <summary>Takes what glossary and memory have: of a block the whole, or else its sentences.</summary>
    public void Fill(TranslationMemory memory, Glossary glossary)
    {
        foreach (var block in source.Blocks)
        {
            if (block.Part == Part.Dateline && glossary.Translate(Placeholders.Plain(block.Sentences[0].Text), from, to) is { } place)
                texts[block.Sentences[0].Number] = Placeholders.Escape(place);

            IReadOnlyList<Segment> known = block.Whole is { } whole && Remember(memory, whole)
                ? [whole]
                : [.. block.Sentences.Where(sentence => texts[sentence.Number] is not null || Remember(memory, sentence))];
            CharactersFromMemory += known.Sum(segment => Placeholders.Plain(segment.Text).Length);
        }
    }

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
            texts[segment.Number] = answered[asked.IndexOf(segment.Text)].Trim();
            machine.Add(segment.Number);
        }
    }

    // A text that does not have the tags of this place is of no use here.
    private bool Remember(TranslationMemory memory, Segment segment)
    {
        if (memory.Find(segment.Text, from, to) is not { } text || segment.FaultOf(text) is not null)
            return false;
        texts[segment.Number] = text;
        return true;
    }
}
