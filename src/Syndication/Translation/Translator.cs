using System.Runtime.CompilerServices;
using Syndication.Configuration;
using Syndication.Releases;
using Syndication.Translation.Glossaries;
using Syndication.Translation.Memory;
using Syndication.Translation.Segments;

namespace Syndication.Translation;

/// <summary>Makes editions in other languages: from the memory, and where it has not everything and there is one, by an engine.</summary>
public sealed class Translator(TranslationMemory memory, Glossary glossary, ITranslationEngine? engine, Site site)
{
    // An original goes into one language after another, and is taken apart for the first. What is taken apart goes with its manuscript.
    private readonly ConditionalWeakTable<Manuscript, SegmentedManuscript> taken = [];

    /// <summary>Translates a manuscript, all of it or nothing.</summary>
    /// <param name="original">What to translate.</param>
    /// <param name="to">Another language than the manuscript's.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<TranslationResult> TranslateAsync(Manuscript original, Language to, CancellationToken cancel)
    {
        if (original.Language == to)
            throw new ArgumentException($"The manuscript is in {to} already.", nameof(to));

        var source = taken.GetValue(original, SegmentedManuscript.Of);
        var draft = new Draft(source, original.Language, to);
        draft.Fill(memory, glossary);

        // A release is taken back in every language, whether or not the reason can be told there.
        if (engine is null && draft.LacksReason())
            return await TranslateAsync(original with { Reason = null }, to, cancel);

        var missing = draft.Missing();
        var billed = 0;
        if (missing.Count > 0)
        {
            if (engine is null)
                return Pending($"{Of(missing)} {(missing.Count == 1 ? "is" : "are")} not in the memory and no engine is configured.", temporary: false);

            var texts = missing.Select(segment => segment.Text).Distinct().ToList();
            var answer = await engine.TranslateAsync(new(original.Language, to, texts), cancel);
            billed = answer.CharactersBilled;
            switch (answer)
            {
                case EngineTexts translated when translated.Texts.Count == texts.Count && !translated.Texts.Any(string.IsNullOrWhiteSpace):
                    draft.Take(missing, texts, translated.Texts);
                    break;
                case EngineTexts translated:
                    return Pending($"The engine answered {translated.Texts.Count(text => !string.IsNullOrWhiteSpace(text))} texts for {texts.Count}.", temporary: true);
                case EngineBusy busy:
                    return Pending(busy.Reason, temporary: true, busy.RetryAfter);
                case EngineRefusal refusal:
                    return Pending(refusal.Reason, temporary: false);
            }
        }

        var joined = source.Join(draft.Texts, to);
        var text = joined.Text with { Contacts = [.. original.Contacts.Select(contact => InLanguage(contact, original.Language, to))] };
        var reasons = TranslationChecks.Of(draft, joined, glossary, original).ToList();
        if (draft.IsMachine && site.Translation.Review.Contains(to))
            reasons.Add($"Machine translation into {to} awaits approval: a person has to look at it.");
        var provenance = draft.IsMachine ? Provenance.Machine : Provenance.Memory;
        return reasons.Count == 0
            ? new MadeTranslation(text, provenance, draft.CharactersFromMemory, billed)
            : new HeldTranslation(text, reasons, provenance, draft.CharactersFromMemory, billed);

        string Of(IReadOnlyCollection<Segment> part) => $"{part.Count} of {draft.Sentences} segments";

        PendingTranslation Pending(string reason, bool temporary, TimeSpan? after = null) =>
            new(reason, missing.Count, temporary, after, draft.CharactersFromMemory, billed);
    }

    // A person's name, address and number are the same in every language; of the organisation only the agreed name is known.
    private Contact InLanguage(Contact contact, Language from, Language to) => contact.Organisation is not { } organisation ? contact : contact with
    {
        Organisation = memory.Find(Placeholders.Escape(organisation), from, to) is { } found ? Placeholders.Plain(found)
            : glossary.NamesIn(organisation, from, to) ?? organisation,
    };
}
