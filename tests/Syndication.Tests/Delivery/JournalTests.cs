using System.Text;
using Syndication.Delivery;
using Syndication.Delivery.Journal;
using Syndication.Folders;
using Syndication.Storage;

namespace Syndication.Tests.Delivery;

/// <summary>The journal of tries: what is written stays as it was written, or it shows.</summary>
public sealed class JournalTests
{
    private const string Who = "secretariat";

    private readonly DeliveryStore store = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_appended_is_there_in_order_and_verifies()
    {
        await AppendAsync(7);
        var verdict = await VerifyAsync();
        Assert.Equal((7, 1, 7, null), (verdict.Lines, verdict.FirstLine, verdict.LastLine, verdict.Flaw));
        Assert.Equal(verdict.Hash, JournalFiles.Hash(Encoding.UTF8.GetBytes(Line(7).TrimEnd('\n'))));
    }

    [Fact]
    public async Task Nothing_was_ever_tried_and_nothing_is_wrong() => Assert.Null((await VerifyAsync()).Flaw);

    [Fact]
    public async Task A_line_that_was_changed_shows()
    {
        await AppendAsync(5);
        Put(3, Line(3).Replace("\"status\":200", "\"status\":500", StringComparison.Ordinal));
        Assert.Contains("line 4", (await VerifyAsync()).Flaw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_line_changed_shows()
    {
        await AppendAsync(5);
        Put(5, Line(5).Replace("\"status\":200", "\"status\":500", StringComparison.Ordinal));
        Assert.Contains("line 5 is not the one that was written", (await VerifyAsync()).Flaw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_was_removed_shows()
    {
        await AppendAsync(5);
        await store.DeleteAsync(JournalFiles.Path(Who, 3), Cancel);
        Assert.Contains("line 3 is missing", (await VerifyAsync()).Flaw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_lines_removed_show()
    {
        await AppendAsync(5);
        await store.DeleteAsync(JournalFiles.Path(Who, 1), Cancel);
        await store.DeleteAsync(JournalFiles.Path(Who, 2), Cancel);
        Assert.Contains("lines 1 to 2 are missing", (await VerifyAsync()).Flaw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_lines_that_were_swapped_show()
    {
        await AppendAsync(5);
        var (second, third) = (Line(2), Line(3));
        Put(2, third);
        Put(3, second);
        Assert.Contains("line 2", (await VerifyAsync()).Flaw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_was_inserted_shows()
    {
        await AppendAsync(5);
        Put(2, Line(2) + Line(2));
        Assert.Contains("line 3", (await VerifyAsync()).Flaw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tail_that_was_cut_off_shows_and_goes_on_showing_after_more_was_written()
    {
        await AppendAsync(5);
        await store.DeleteAsync(JournalFiles.Path(Who, 4), Cancel);
        await store.DeleteAsync(JournalFiles.Path(Who, 5), Cancel);
        Assert.Contains("lines 4 to 5 are missing", (await VerifyAsync()).Flaw, StringComparison.Ordinal);
        await AppendAsync(1);
        Assert.Contains("lines 4 to 5 are missing", (await VerifyAsync()).Flaw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_note_of_the_end_removed_shows_and_stops_nothing()
    {
        await AppendAsync(5);
        await store.DeleteAsync(JournalFiles.Head(Who), Cancel);
        Assert.Contains("head.json is missing", (await VerifyAsync()).Flaw, StringComparison.Ordinal);
        await AppendAsync(1);
        var verdict = await VerifyAsync();
        Assert.Equal((6, null), (verdict.LastLine, verdict.Flaw));
    }

    [Fact]
    public async Task A_tail_cut_off_together_with_the_note_of_the_end_is_missed_by_the_ledger()
    {
        store.Save(Sample.Release(Sample.French, Sample.Arabic));
        await Sample.Deliverer(store, new StubChannel(), Sample.Clock()).DeliverAsync(Who, Sample.Id, Cancel);
        Assert.Null((await VerifyAsync()).Flaw);

        var head = new JournalHead(1, JournalFiles.Hash(Encoding.UTF8.GetBytes(Line(1).TrimEnd('\n'))));
        store.Put(JournalFiles.Head(Who), System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(head, Documents.Json.JournalHead));
        await store.DeleteAsync(JournalFiles.Path(Who, 2), Cancel);
        Assert.Contains("no line tells of it", (await VerifyAsync()).Flaw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_damaged_shows_and_stops_no_delivery()
    {
        await AppendAsync(2);
        Put(2, "\0\0\0");
        await AppendAsync(1);
        Assert.NotNull(store.Text(JournalFiles.Path(Who, 3)));
        Assert.Contains(JournalFiles.Path(Who, 2), (await VerifyAsync()).Flaw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_processes_that_append_at_once_make_one_chain_and_lose_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("journal-").FullName;
        try
        {
            var shared = new FolderStore(folder);
            var writers = Enumerable.Range(0, 3).Select(_ => new Journals(shared)).ToList();
            await Parallel.ForEachAsync(Enumerable.Range(0, 120), new ParallelOptions { MaxDegreeOfParallelism = 12, CancellationToken = Cancel }, async (i, token) =>
                await writers[i % 3].AppendAsync(Who, [Entry(i)], token));
            var verdict = await new JournalAudit(shared).VerifyAsync(Who, Cancel);
            Assert.Equal((120, null), (verdict.Lines, verdict.Flaw));
            var told = new List<string?>();
            await foreach (var line in writers[0].AfterAsync(Who, 0, Cancel))
                told.Add(line.WebhookId);
            Assert.Equal(120, told.Distinct().Count());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Lines_that_come_together_share_a_file()
    {
        var slow = new TaskCompletionSource();
        var journals = new Journals(new SlowStore(store, slow.Task));
        var appended = Enumerable.Range(0, 10).Select(i => journals.AppendAsync(Who, [Entry(i)], Cancel)).ToList();
        slow.SetResult();
        await Task.WhenAll(appended);
        Assert.Equal(10, (await VerifyAsync()).Lines);
        Assert.Equal(2, (await JournalFiles.ListAsync(store, Who, Cancel)).Count);
    }

    [Fact]
    public async Task A_try_costs_two_writes_of_the_storage_and_no_reading()
    {
        var journals = new Journals(store);
        await journals.AppendAsync(Who, [Entry(0)], Cancel);
        var writes = store.Writes;
        await journals.AppendAsync(Who, [Entry(1)], Cancel);
        Assert.Equal(writes + 2, store.Writes);
    }

    [Fact]
    public async Task Whole_months_past_their_time_are_cut_off_and_the_rest_still_verifies()
    {
        var journals = new Journals(store);
        foreach (var month in new[] { 1, 1, 2, 3, 11 })
            await journals.AppendAsync(Who, [Entry(month) with { At = new(2024, month, 15, 0, 0, 0, TimeSpan.Zero) }], Cancel);
        var now = new DateTimeOffset(2026, 3, 20, 0, 0, 0, TimeSpan.Zero);
        var retention = new JournalRetention(store);
        Assert.Equal(3, await retention.CutAsync(Who, 2, now, Cancel));
        Assert.Equal(0, await retention.CutAsync(Who, 2, now, Cancel));
        var verdict = await VerifyAsync();
        Assert.Equal((4, 6, null), (verdict.FirstLine, verdict.LastLine, verdict.Flaw));

        // Who cuts off one more has no note to show for it.
        await store.DeleteAsync(JournalFiles.Path(Who, 4), Cancel);
        Assert.Contains("line", (await VerifyAsync()).Flaw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_that_was_itself_cut_short_is_finished_the_next_time()
    {
        for (var at = 0; at < 4; at++)
        {
            var crashing = new DeliveryStore(new Crashes(10 + 10 + at));
            var journals = new Journals(crashing);
            for (var i = 0; i < 5; i++)
                await journals.AppendAsync(Who, [Entry(i) with { At = new(2024, 1, 15, 0, 0, 0, TimeSpan.Zero) }], Cancel);
            var now = new DateTimeOffset(2026, 3, 20, 0, 0, 0, TimeSpan.Zero);
            await Assert.ThrowsAsync<CrashedException>(() => new JournalRetention(crashing).CutAsync(Who, 1, now, Cancel));
            Assert.Null((await new JournalAudit(crashing).VerifyAsync(Who, Cancel)).Flaw);
            await new JournalRetention(crashing).CutAsync(Who, 1, now, Cancel);
            var verdict = await new JournalAudit(crashing).VerifyAsync(Who, Cancel);
            Assert.Equal((1, 6, null), (verdict.Lines, verdict.FirstLine, verdict.Flaw));
        }
    }

    [Fact]
    public async Task No_cell_of_the_csv_is_a_formula()
    {
        var journals = new Journals(store);
        foreach (var receipt in new[] { "=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", "a \"b\", c" })
            await journals.AppendAsync(Who, [Entry(0) with { Receipt = receipt }], Cancel);
        using var output = new MemoryStream();
        await new JournalExport(store).WriteAsync(Who, null, null, csv: true, output, Cancel);
        var text = Encoding.UTF8.GetString(output.ToArray());
        Assert.Equal(6, text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        foreach (var harmless in new[] { ",'=HYPERLINK(1),", ",'+1,", ",'-1,", ",'@SUM(A1),", ",'\tx,", ",\"a \"\"b\"\", c\"," })
            Assert.Contains(harmless, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lines_come_out_as_they_are_chained_and_only_those_of_the_time()
    {
        var journals = new Journals(store);
        for (var day = 1; day <= 3; day++)
            await journals.AppendAsync(Who, [Entry(day) with { At = Sample.Start.AddDays(day) }], Cancel);
        using var output = new MemoryStream();
        var (lines, _) = await new JournalExport(store).WriteAsync(Who, Sample.Start.AddDays(2), Sample.Start.AddDays(3), csv: false, output, Cancel);
        Assert.Equal(1, lines);
        Assert.Equal(Line(2), Encoding.UTF8.GetString(output.ToArray()));
    }

    [Theory]
    [InlineData("550 no mailbox jane.doe@example.org here", "550 no mailbox [e-mail] here")]
    [InlineData("blocked 203.0.113.7 until 10:20:30", "blocked [address] until 10:20:30")]
    [InlineData("blocked fe80::1 and 2001:db8:1:2:3:4:5:6", "blocked [address] and [address]")]
    [InlineData("see https://desk.example.org/?u=jane for more", "see [address] for more")]
    [InlineData("call +41 22 730 42 22 now", "call [number] now")]
    [InlineData("accepted as 2026-11-27/17", "accepted as 2026-11-27/17")]
    public void What_may_point_to_a_person_or_a_machine_is_masked(string said, string kept) => Assert.Equal(kept, Masking.Mask(said));

    [Fact]
    public async Task A_line_holds_what_came_of_the_try_and_nobodys_name()
    {
        store.Save(Sample.Release(Sample.French));
        var channel = new StubChannel { Answer = _ => Outcome.Temporary("It answered 503: ask jane@example.org") with { Status = 503 } };
        await Sample.Deliverer(store, channel, Sample.Clock()).DeliverAsync(Who, Sample.Id, Cancel);
        var line = Journals.Read(Encoding.UTF8.GetBytes(Line(1)))!;
        Assert.Equal((Sample.Id.Value, "fr", 1, CopyKind.Published, 1), (line.Release, line.Language, line.Version, line.Type, line.Try));
        Assert.Equal((OutcomeKind.Temporary, 503, "It answered 503: ask [e-mail]"), (line.Outcome, line.Status, line.Excerpt));
        Assert.Equal(Fingerprints.Of(channel.Arrived[0].Payload.Content.Span), line.Hash);
        Assert.DoesNotContain("jane", store.Text(JournalFiles.Path(Who, 1)), StringComparison.Ordinal);
    }

    private static JournalLine Entry(int number) => new(0, "", Who, Sample.Start.AddMinutes(number))
    {
        WebhookId = $"msg_{number}",
        Try = 1,
        Outcome = OutcomeKind.Accepted,
        Status = 200,
    };

    private async Task AppendAsync(int lines)
    {
        var journals = new Journals(store);
        for (var i = 0; i < lines; i++)
            await journals.AppendAsync(Who, [Entry(i)], Cancel);
    }

    private Task<JournalVerdict> VerifyAsync() => new JournalAudit(store).VerifyAsync(Who, Cancel);

    private string Line(long number) => store.Text(JournalFiles.Path(Who, number))!;

    private void Put(long number, string text) => store.Put(JournalFiles.Path(Who, number), Encoding.UTF8.GetBytes(text));

    // Its first write takes as long as it is told.
    private sealed class SlowStore(IBlobStore inner, Task until) : IBlobStore
    {
        public Task<Blob?> ReadAsync(string path, CancellationToken cancel) => inner.ReadAsync(path, cancel);

        public Task<BlobItem?> StatAsync(string path, CancellationToken cancel) => inner.StatAsync(path, cancel);

        public async Task<string?> WriteAsync(string path, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancel)
        {
            await until;
            return await inner.WriteAsync(path, content, condition, cancel);
        }

        public Task<bool> CopyAsync(string from, string to, CancellationToken cancel) => inner.CopyAsync(from, to, cancel);

        public Task<bool> DeleteAsync(string path, CancellationToken cancel) => inner.DeleteAsync(path, cancel);

        public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancel) => inner.ListAsync(prefix, cancel);
    }
}
