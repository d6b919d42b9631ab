using System.Runtime.CompilerServices;
using Syndication.Configuration;
using Syndication.Releases;
using Syndication.Translation.Checks;
using Syndication.Translation.Glossaries;
using Syndication.Translation.Memory;
using Syndication.Translation.Segments;

namespace Syndication.Translation;

/// <summary>Makes editions in other languages: from the memory, and where it has not everything and there is one, by an engine.</summary>
public sealed class Translator(TranslationMemory memory, Glossary glossary, ITranslationEngine? engine, Site site)
{
    // An original goes into one language after another, and is taken apart for the first. What is taken apart goes with its manuscript.
    private readonly ConditionalWeakTable<Manuscript, SegmentedManuscript> taken = [];

    /// <summary>What the newsroom's own editions taught; null where nothing is learned.</summary>
    public LearnedMemory? Learned { get; init; }

    /// <summary>Translates a manuscript, all of it or nothing.</summary>
    /// <param name="original">What to translate.</param>
    /// <param name="to">Another language than the manuscript's.</param>
    /// <param name="cancel">Stops it.</param>
    public Task<TranslationResult> TranslateAsync(Manuscript original, Language to, CancellationToken cancel) => TranslateAsync(original, to, engine, null, cancel);

    /// <summary>The same with a draft that waits for a person: what is the same is not asked for again.</summary>
    internal Task<TranslationResult> TranslateAsync(Manuscript original, Language to, IReadOnlyList<TranslatedSegment>? drafted, CancellationToken cancel) =>
        TranslateAsync(original, to, engine, drafted, cancel);

    /// <summary>The same by a given engine; null where the memory has to do.</summary>
    /// <param name="original">What to translate.</param>
    /// <param name="to">Another language than the manuscript's.</param>
    /// <param name="by">The engine.</param>
    /// <param name="drafted">Segments of a draft that waits for a person: what is the same is not asked for again.</param>
    /// <param name="cancel">Stops it.</param>
    internal async Task<TranslationResult> TranslateAsync(
        Manuscript original, Language to, ITranslationEngine? by, IReadOnlyList<TranslatedSegment>? drafted, CancellationToken cancel)
    {
        if (original.Language == to)
            throw new ArgumentException($"The manuscript is in {to} already.", nameof(to));

        var source = taken.GetValue(original, SegmentedManuscript.Of);
        var draft = new Draft(source, original.Language, to);
        var known = await RecallAsync(source, original.Language, to, cancel);
        var files = await FilesAsync(source, original, cancel);
        draft.Fill(files, glossary, known.With(drafted));

        // A release is taken back in every language, whether or not the reason can be told there.
        if (by is null && draft.LacksReason())
            return await TranslateAsync(original with { Reason = null }, to, by, drafted, cancel);

        var missing = draft.Missing();
        var billed = 0;
        if (missing.Count > 0)
        {
            if (by is null)
                return Pending($"{Of(missing)} {(missing.Count == 1 ? "is" : "are")} not in the memory and no engine is configured.", temporary: false);

            var texts = missing.Select(segment => segment.Text).Distinct().ToList();
            var answer = await by.TranslateAsync(new(original.Language, to, texts.ConvertAll(text => ProtectedNames.Protect(text, glossary, original.Language, to))), cancel);
            billed = answer.CharactersBilled;
            switch (answer)
            {
                case EngineTexts translated when translated.Texts.Count == texts.Count && !translated.Texts.Any(string.IsNullOrWhiteSpace):
                    draft.Take(missing, texts, [.. translated.Texts.Select(text => ProtectedNames.Unprotect(text, to))]);
                    break;
                case EngineTexts translated:
                    return Pending($"The engine answered {translated.Texts.Count(text => !string.IsNullOrWhiteSpace(text))} texts for {texts.Count}.", temporary: true);
                case EngineBusy busy:
                    return Pending(busy.Reason, temporary: true, busy.RetryAfter);
                case EngineRefusal refusal:
                    return Pending(refusal.Reason, temporary: false);
            }
        }

        return Checked(draft, source, original, files, known, billed);

        string Of(IReadOnlyCollection<Segment> part) => $"{part.Count} of {draft.Sentences} segments";

        PendingTranslation Pending(string reason, bool temporary, TimeSpan? after = null) =>
            new(reason, missing.Count, temporary, after, draft.CharactersFromMemory, billed);
    }

    /// <summary>Puts together what a person wrote, and checks it.</summary>
    /// <param name="original">What was translated.</param>
    /// <param name="to">Another language than the manuscript's.</param>
    /// <param name="written">The texts by number of sentence; every sentence has one.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The provenance is a machine's where some of its texts still are.</returns>
    internal async Task<TranslationResult> ComposeAsync(Manuscript original, Language to, IReadOnlyDictionary<int, (string Text, SegmentOrigin Origin)> written, CancellationToken cancel)
    {
        var source = taken.GetValue(original, SegmentedManuscript.Of);
        var draft = new Draft(source, original.Language, to);
        draft.Take(written);
        return Checked(draft, source, original, await FilesAsync(source, original, cancel), null, 0);
    }

    /// <summary>A manuscript taken apart.</summary>
    internal SegmentedManuscript Segmented(Manuscript original) => taken.GetValue(original, SegmentedManuscript.Of);

    /// <summary>What is proposed for each sentence, without asking an engine.</summary>
    internal async Task<Draft> ProposedAsync(Manuscript original, Language to, IReadOnlyList<TranslatedSegment>? drafted, CancellationToken cancel)
    {
        var source = taken.GetValue(original, SegmentedManuscript.Of);
        var draft = new Draft(source, original.Language, to);
        draft.Fill(await FilesAsync(source, original, cancel), glossary, (await RecallAsync(source, original.Language, to, cancel)).With(drafted));
        return draft;
    }

    // What the memory's files know of a manuscript.
    private Task<TranslationMemory> FilesAsync(SegmentedManuscript source, Manuscript original, CancellationToken cancel) => memory.ForAsync(
        [
            .. source.Blocks.SelectMany(block => block.Sentences.Append(block.Whole).OfType<Segment>()).Select(segment => segment.Text),
            .. original.Contacts.Select(contact => contact.Organisation).OfType<string>().Select(Placeholders.Escape),
        ],
        original.Language,
        cancel);

    private async Task<Recollection> RecallAsync(SegmentedManuscript source, Language from, Language to, CancellationToken cancel) => Learned is null
        ? new(SegmentContext.Of(source), new Dictionary<int, IReadOnlyList<TranslatedSegment>>())
        : await Learned.RecallAsync(source, from, to, cancel);

    /// <summary>A manuscript in another language as far as memory alone knows it, unchecked.</summary>
    /// <returns>Null where a sentence is missing.</returns>
    internal async Task<Manuscript?> RememberAsync(Manuscript original, Language to, CancellationToken cancel)
    {
        var draft = await ProposedAsync(original, to, null, cancel);
        var source = taken.GetValue(original, SegmentedManuscript.Of);
        return draft.Missing().Count > 0 ? null : Checked(draft, source, original, await FilesAsync(source, original, cancel), null, 0) switch
        {
            MadeTranslation made => made.Text,
            HeldTranslation held => held.Text,
            _ => null,
        };
    }

    /// <summary>The agreed names.</summary>
    internal Glossary Glossary => glossary;

    private TranslationResult Checked(Draft draft, SegmentedManuscript source, Manuscript original, TranslationMemory files, Recollection? known, int billed)
    {
        var to = draft.To;
        var joined = source.Join(draft.Texts, to);
        var text = joined.Text with { Contacts = [.. original.Contacts.Select(contact => InLanguage(contact, files, original.Language, to))] };
        var findings = TranslationChecks.Of(draft.Pairs, joined, glossary, original).ToLookup(finding => site.Translation.PolicyOf(finding.Check), finding => finding.ToString());
        var reasons = findings[CheckPolicy.Hold].ToList();

        // Without its tags a segment cannot be put together, whatever a site lets pass.
        if (joined.Faults.Count > 0)
            reasons = [.. reasons.Union(joined.Faults.Where(fault => !reasons.Exists(reason => reason.StartsWith(fault, StringComparison.Ordinal))))];
        if (draft.IsMachine && site.Translation.Review.Contains(to))
            reasons.Add($"Machine translation into {to} awaits approval: a person has to look at it.");
        var provenance = draft.IsMachine || draft.IsReviewed ? Provenance.Machine : Provenance.Memory;
        var (warnings, segments) = (findings[CheckPolicy.Warn].ToList(), draft.Segments(known));
        return reasons.Count == 0
            ? new MadeTranslation(text, provenance, draft.CharactersFromMemory, billed) { Warnings = warnings, Segments = segments, IsReviewed = !draft.IsMachine && draft.IsReviewed }
            : new HeldTranslation(text, reasons, provenance, draft.CharactersFromMemory, billed) { Warnings = warnings, Segments = segments, IsBroken = joined.Faults.Count > 0 };
    }

    // A person's name, address and number are the same in every language; of the organisation only the agreed name is known.
    private Contact InLanguage(Contact contact, TranslationMemory files, Language from, Language to) => contact.Organisation is not { } organisation ? contact : contact with
    {
        Organisation = files.Find(Placeholders.Escape(organisation), from, to) is { } found ? Placeholders.Plain(found)
            : glossary.NamesIn(organisation, from, to) ?? organisation,
    };
}
