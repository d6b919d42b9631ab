using System.Text;
using Syndication.Folders;
using Syndication.Releases;
using Syndication.Translation.Memory;
using Syndication.Translation.Segments;
using static Syndication.Tests.Translation.Manuscripts;

namespace Syndication.Tests.Translation.Memory;

public sealed class LearnedMemoryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("learned-").FullName;
    private readonly LearnedMemory memory;

    public LearnedMemoryTests() => memory = new(new FolderStore(folder));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Human_goes_before_reviewed_before_machine_whatever_came_last()
    {
        await LearnAsync("Oui, bien sûr.", "human", "elsewhere", SegmentOrigin.Human);
        await LearnAsync("Oui, bien sûr.", "reviewed", await ContextAsync(), SegmentOrigin.Reviewed);
        await LearnAsync("Oui, bien sûr.", "machine", await ContextAsync(), SegmentOrigin.Machine);

        Assert.Equal("human", await BestAsync());
    }

    [Fact]
    public async Task Of_the_same_hand_the_one_between_the_same_neighbours_counts_else_the_newest()
    {
        await LearnAsync("Oui, bien sûr.", "here", await ContextAsync(), SegmentOrigin.Reviewed);
        await LearnAsync("Oui, bien sûr.", "newer, elsewhere", "elsewhere", SegmentOrigin.Reviewed);
        Assert.Equal("here", await BestAsync());

        await LearnAsync("Oui, bien sûr.", "there", "a", SegmentOrigin.Human);
        await LearnAsync("Oui, bien sûr.", "newest", "b", SegmentOrigin.Human);
        Assert.Equal("newest", await BestAsync());
    }

    [Fact]
    public async Task Regions_and_kinds_of_white_space_make_no_difference_and_other_languages_do()
    {
        await memory.LearnAsync([new("Oui, bien\u00A0sûr.", "yes", "c", SegmentOrigin.Human)], Language.Parse("fr-CH"), Language.Parse("en-GB"), Cancel);

        Assert.Equal("yes", await BestAsync());
        Assert.Null((await RecallAsync(Spanish)).Best(Sentence));
    }

    [Fact]
    public async Task Learning_the_same_again_writes_nothing_and_six_of_each_are_kept()
    {
        for (var i = 0; i < 9; i++)
            await LearnAsync("Oui, bien sûr.", $"yes {i}", $"c{i}", SegmentOrigin.Machine);
        var before = Files();
        await LearnAsync("Oui, bien sûr.", "yes 8", "c8", SegmentOrigin.Machine);

        Assert.Equal(before, Files());
        Assert.Equal(6, (await File.ReadAllLinesAsync(Assert.Single(Directory.GetFiles(folder, "*.tsv", SearchOption.AllDirectories)), Cancel)).Length);
    }

    [Fact]
    public async Task A_damaged_line_is_passed_over_and_the_rest_serves()
    {
        await LearnAsync("Oui, bien sûr.", "yes", "c", SegmentOrigin.Human);
        var file = Assert.Single(Directory.GetFiles(folder, "*.tsv", SearchOption.AllDirectories));
        var line = await File.ReadAllTextAsync(file, Cancel);
        await File.WriteAllTextAsync(file, $"{line[..40]}\u0001\n\n{line.Replace("\"yes\"", "\"y", StringComparison.Ordinal)}{line}{line[..^9]}", Cancel);

        Assert.Equal("yes", await BestAsync());
    }

    [Fact]
    public async Task A_text_without_the_tags_of_the_place_is_of_no_use()
    {
        await LearnAsync("Oui, bien sûr.", "<g1>yes</g1>", "c", SegmentOrigin.Human);

        Assert.Null(await BestAsync());
    }

    [Fact]
    public async Task A_line_holds_what_was_learned_whatever_characters_it_has()
    {
        const string odd = "tab\t, line\n, “quotes\"”, back\\slash, \u2028, 😀 &lt;b&gt;";
        await LearnAsync("Oui, bien sûr.", odd, "c", SegmentOrigin.Human);

        Assert.Equal(odd, await BestAsync());
    }

    private static Segment Sentence => Text.Blocks[0].Sentences[1];

    private static SegmentedManuscript Text { get; } = SegmentedManuscript.Of(In(French, "<p>Avant. Oui, bien sûr. Après.</p>"));

    private static Task<string> ContextAsync() => Task.FromResult(SegmentContext.Of(Text)[Sentence.Number]);

    private Task LearnAsync(string source, string text, string context, SegmentOrigin origin) => memory.LearnAsync([new(source, text, context, origin)], French, English, Cancel);

    private Task<Recollection> RecallAsync(Language to) => memory.RecallAsync(Text, French, to, Cancel);

    private async Task<string?> BestAsync() => (await RecallAsync(English)).Best(Sentence)?.Text;

    private string Files() => string.Join('\n', Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(file => $"{file} {File.GetLastWriteTimeUtc(file).Ticks} {Encoding.UTF8.GetString(File.ReadAllBytes(file))}"));
}
