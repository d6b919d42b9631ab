using System.Globalization;
using Syndication.Releases;
using Syndication.Translation.Memory;
using Syndication.Translation.Segments;

namespace Syndication.Translation.Xliff;

/// <summary>A release in a translator's hands: what XLIFF 2.1 says of one file.</summary>
/// <param name="Release">The release it was exported of.</param>
/// <param name="Version">The version it had then; 0 where a tool lost it.</param>
/// <param name="From">The language of the source.</param>
/// <param name="To">The language of the target.</param>
/// <param name="Segments">The segments in the order of the file.</param>
public sealed record XliffDocument(ReleaseId Release, int Version, Language From, Language To, IReadOnlyList<XliffSegment> Segments)
{
    /// <summary>Why it cannot be taken for an original as it is now, one sentence each; empty where it can.</summary>
    internal List<string> FaultsFor(SegmentedManuscript source, Manuscript original)
    {
        if (TmxLanguage.Family(From) != TmxLanguage.Family(original.Language))
            return [$"The file translates from {From}; the original of {Release} is in {original.Language}. Export it again."];

        var faults = new List<string>();
        var there = new Dictionary<string, XliffSegment>();
        var ids = Ids(source);
        foreach (var (id, segment) in Placed(source))
        {
            if (segment.Fault is { } fault)
                faults.Add($"{segment.Name}: {fault}");
            else if (id is null || !ids.TryGetValue(id, out var sentence))
                faults.Add($"{segment.Name} is not in the release as it is now (version {Version} was exported). Export it again; the memory keeps what was accepted.");
            else if (!there.TryAdd(id, segment))
                faults.Add($"{segment.Name} stands twice; the first is on line {there[id].Line}. Keep one.");
            else if (MemoryKey.Of(segment.Source) != MemoryKey.Of(sentence.Text))
                faults.Add($"{segment.Name}: its source is not the release's any more, which is: “{Placeholders.Plain(sentence.Text)}”. Export it again.");
            else if (string.IsNullOrWhiteSpace(segment.Target))
                faults.Add($"{segment.Name} has no translation.");
            else if (segment.State == "initial")
                faults.Add($"{segment.Name} is in the state “initial”: nobody has looked at it. Confirm it in your tool, so that it says translated, reviewed or final.");
            else if (sentence.FaultOf(segment.Target) is { } lost)
                faults.Add($"{segment.Name}: {InWords(lost)}");
        }

        foreach (var (id, sentence) in ids.Where(pair => !there.ContainsKey(pair.Key) && !faults.Exists(fault => fault.StartsWith($"Segment {pair.Key} ", StringComparison.Ordinal))))
            faults.Add($"Segment {id} is missing: “{Placeholders.Plain(sentence.Text)}”.");
        return faults;
    }

    /// <summary>The translations by number of sentence, of a document without faults.</summary>
    internal Dictionary<int, string> Texts(SegmentedManuscript source)
    {
        var ids = Ids(source);
        return Placed(source).ToDictionary(pair => ids[pair.Id!].Number, pair => pair.Segment.Target!.Trim());
    }

    /// <summary>The id that a sentence has in a file, by its place in the order of reading.</summary>
    internal static Dictionary<string, Segment> Ids(SegmentedManuscript source) => source.Blocks.SelectMany(block => block.Sentences)
        .Select((sentence, at) => (Id: $"s{(at + 1).ToString(CultureInfo.InvariantCulture)}", sentence)).ToDictionary(pair => pair.Id, pair => pair.sentence);

    // A segment without an id counts by its place in its unit.
    private IEnumerable<(string? Id, XliffSegment Segment)> Placed(SegmentedManuscript source)
    {
        var first = 1;
        var units = new Dictionary<string, int>();
        for (var i = 0; i < source.Blocks.Count; first += source.Blocks[i++].Sentences.Count)
            units[$"u{i + 1}"] = first;
        var seen = new Dictionary<string, int>();
        foreach (var segment in Segments)
        {
            var place = seen[segment.Unit] = seen.GetValueOrDefault(segment.Unit) + 1;
            yield return (segment.Id ?? (units.TryGetValue(segment.Unit, out var start) ? $"s{start + place - 1}" : null), segment);
        }
    }

    private static string InWords(string fault) => fault.Replace("The placeholder g", "The inline code ", StringComparison.Ordinal).Replace("The placeholder x", "The inline code ", StringComparison.Ordinal);
}
