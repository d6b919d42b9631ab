using Syndication.Storage;
using Syndication.Translation.Segments;

namespace Syndication.Translation.Memory;

/// <summary>What stands before and after a sentence, as far as it helps to choose between two translations of the same words.</summary>
internal static class SegmentContext
{
    /// <summary>The context of every sentence, 16 characters, by its number: the sentences next to it in the order of reading.</summary>
    public static Dictionary<int, string> Of(SegmentedManuscript source)
    {
        var sentences = source.Blocks.SelectMany(block => block.Sentences).ToList();
        var keys = sentences.ConvertAll(sentence => MemoryKey.Of(sentence.Text));
        var contexts = new Dictionary<int, string>();
        for (var i = 0; i < sentences.Count; i++)
            contexts[sentences[i].Number] = Fingerprints.Of($"{(i > 0 ? keys[i - 1] : "")}\n{(i + 1 < keys.Count ? keys[i + 1] : "")}")[..16];
        return contexts;
    }
}
