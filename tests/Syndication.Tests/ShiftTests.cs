using System.Collections.Concurrent;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Intake;
using Syndication.Storage;

namespace Syndication.Tests;

public sealed class ShiftTests
{
    private const string Text = "---\ntitle: Une nouvelle\nlanguage: fr\n---\n\nGENÈVE, 3 novembre 2026 – Le texte de la nouvelle.\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_partner_that_hangs_holds_up_neither_the_desk_nor_the_others()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        var hung = new TaskCompletionSource<Outcome>();
        var newsroom = rooms.Newsroom with { Channels = partner => new Stub(partner, partner.Id == "las-secretariat" ? () => hung.Task : () => Task.FromResult(Outcome.Accepted())) };
        var (queue, events) = (rooms.Queue(), new ConcurrentQueue<Event>());
        await new Pass(newsroom, queue, events.Enqueue).FindAsync(Cancel);
        var shift = new Shift(newsroom, queue, events.Enqueue, Cancel);
        while (await shift.StepAsync())
        {
        }

        while (!events.OfType<CopyReported>().Any(copy => copy.Partner.Id == "wire-agency"))
            await shift.CopyEnded;

        // One more upload while the partner still hangs.
        rooms.Upload("2026/nouvelle.md", Text);
        await queue.SendAsync(Assert.Single(await new Arrivals(newsroom.Store, newsroom.Clock).OfAsync("2026/nouvelle.md", Cancel)), TimeSpan.Zero, Cancel);
        while (await shift.StepAsync())
        {
        }

        Assert.Contains(events.OfType<EditionPublished>(), published => published.Release.Value == "2026/nouvelle");
        Assert.True(shift.IsDelivering);
        Assert.DoesNotContain(events.OfType<CopyReported>(), copy => copy.Partner.Id == "las-secretariat");

        hung.SetResult(Outcome.Accepted());
        await shift.DrainAsync();
        Assert.Contains(events.OfType<CopyReported>(), copy => copy is { Partner.Id: "las-secretariat", Outcome: CopyOutcome.Delivered });
        Assert.False(shift.IsDelivering);
    }

    [Fact]
    public async Task A_shift_that_is_called_off_finishes_what_it_began_and_leaves_the_rest_in_the_queue()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        var (begun, go) = (0, new TaskCompletionSource<Outcome>());
        var newsroom = rooms.Newsroom with { Channels = partner => new Stub(partner, () => Send()) };
        var events = new ConcurrentQueue<Event>();
        var queue = rooms.Queue();
        await new Pass(newsroom, queue, events.Enqueue).FindAsync(Cancel);
        var shift = new Shift(newsroom, queue, events.Enqueue, Cancel);
        while (await shift.StepAsync())
        {
        }

        var finishing = shift.FinishAsync();
        var started = Volatile.Read(ref begun);
        go.SetResult(Outcome.Accepted());
        await finishing;

        // Each copy that was under way ended; what its piece of work had further to send went with it, nothing else began.
        var sent = events.OfType<CopyReported>().Count();
        Assert.True(sent >= started);
        Assert.True((await rooms.Queue().DepthAsync(Cancel)).Due > 0);
        await new Pass(newsroom, rooms.Queue(), events.Enqueue).DrainAsync(Cancel);
        var copies = events.OfType<CopyReported>().Select(copy => (copy.Partner.Id, copy.Release, copy.Language, copy.Version)).ToList();
        Assert.Equal(copies.Count, copies.Distinct().Count());
        Assert.Equal(0, (await rooms.Queue().DepthAsync(Cancel)).Due);

        Task<Outcome> Send()
        {
            Interlocked.Increment(ref begun);
            return go.Task;
        }
    }

    [Fact]
    public async Task A_full_disk_is_not_held_against_the_work()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        var full = new FullStore(rooms.Newsroom.Store);
        var newsroom = rooms.Newsroom with { Store = full };
        var events = new ConcurrentQueue<Event>();
        await new Pass(newsroom, rooms.Queue(), events.Enqueue).FindAsync(Cancel);

        full.IsFull = true;
        for (var i = 0; i < 8; i++)
            await Assert.ThrowsAsync<IOException>(() => new Pass(newsroom, rooms.Queue(), events.Enqueue).DrainAsync(Cancel));
        Assert.Empty(events.OfType<WorkFailed>());
        Assert.True((await rooms.Queue().DepthAsync(Cancel)).Due > 0);

        full.IsFull = false;
        await new Pass(newsroom, rooms.Queue(), events.Enqueue).DrainAsync(Cancel);
        Assert.True(File.Exists(Path.Combine(rooms.Folder, "public/index.html")));
        Assert.Equal(0, (await rooms.Queue().DepthAsync(Cancel)).Poison);
    }

    private sealed class Stub(Partner partner, Func<Task<Outcome>> answer) : IChannel
    {
        public string? Lacks => null;

        public Payload Pack(Copy copy) => WebhookEvent.Write(copy, partner.Channel.Format);

        public Task<Outcome> SendAsync(Shipment shipment, CancellationToken cancel) => answer();
    }

    private sealed class FullStore(IBlobStore store) : IBlobStore
    {
        public bool IsFull { get; set; }

        public Task<Blob?> ReadAsync(string path, CancellationToken cancel) => store.ReadAsync(path, cancel);

        public Task<BlobItem?> StatAsync(string path, CancellationToken cancel) => store.StatAsync(path, cancel);

        public Task<string?> WriteAsync(string path, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancel) =>
            IsFull ? throw new IOException("No space left on device", 28) : store.WriteAsync(path, content, condition, cancel);

        public Task<bool> CopyAsync(string from, string to, CancellationToken cancel) => store.CopyAsync(from, to, cancel);

        public Task<bool> DeleteAsync(string path, CancellationToken cancel) => store.DeleteAsync(path, cancel);

        public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancel) => store.ListAsync(prefix, cancel);
    }
}
