using System.Text;
using Azure.Storage.Queues;
using Syndication.Azure;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Testing;
using Syndication.Tests.Storage;

namespace Syndication.Tests.Azure;

[Collection("Azurite's time")]
public sealed class AzureQueueTests(Azurite azurite) : QueueContract, IAsyncDisposable
{
    private readonly List<AzureStorage> opened = [];
    private AzuriteAccount? account;

    public async ValueTask DisposeAsync()
    {
        foreach (var storage in opened)
            await storage.DisposeAsync();
    }

    protected override async Task<IWorkQueue> OpenAsync() => (await OpenStorageAsync()).Queue;

    protected override Task PassAsync(TimeSpan time) => azurite.AdvanceAsync(time);

    [Fact]
    public async Task Messages_are_as_the_Functions_host_has_them_base64_and_for_ever()
    {
        await (await OpenAsync()).SendAsync(Translate, TimeSpan.Zero, None);

        var message = (await Raw("translate").PeekMessagesAsync(1, None)).Value[0];

        Assert.Equal("{\"do\":\"translate\",\"release\":\"a\"}", Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText)));
        Assert.Equal(9999, message.ExpiresOn!.Value.Year);
    }

    [Theory]
    [InlineData("not base64 at all")]
    [InlineData("{\"do\":\"dance\"}", true)]
    [InlineData("{\"do\":\"transl", true)]
    [InlineData("{\"do\":\"publish\",\"language\":\"fr\",\"releases\":[]}", true)]
    [InlineData("{\"aside\":\"config/site.json\"}", true)]
    [InlineData("{\"aside\":\"queues/translate/../../config/site.json\"}", true)]
    [InlineData("[1]", true)]
    [InlineData("null", true)]
    public async Task A_message_that_is_not_ours_goes_to_the_poison_queue_as_it_is_and_harms_nothing(string text, bool encode = false)
    {
        var queue = await OpenAsync();
        await queue.SendAsync(Translate, TimeSpan.Zero, None);
        var message = encode ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : text;
        await Raw("translate").SendMessageAsync(message, None);

        Assert.Equal(Translate, Assert.Single(await queue.ReceiveAsync(WorkKind.Translate, 10, None)).Work);
        Assert.Equal(message, (await Raw("translate-poison").PeekMessagesAsync(1, None)).Value.Single().MessageText);
    }

    [Fact]
    public async Task What_ends_every_process_that_takes_it_goes_to_the_poison_queue_too()
    {
        await (await OpenAsync()).SendAsync(Translate, TimeSpan.Zero, None);
        for (var i = 0; i < 5; i++)
        {
            Assert.Single(await (await OpenAsync()).ReceiveAsync(WorkKind.Translate, 1, None));
            await PassAsync(TimeSpan.FromMinutes(10));
        }

        Assert.Empty(await (await OpenAsync()).ReceiveAsync(WorkKind.Translate, 1, None));
        Assert.Equal(1, (await (await OpenAsync()).DepthAsync(None)).Poison);
    }

    [Fact]
    public async Task Work_that_takes_long_stays_with_whoever_does_it()
    {
        var slow = (await OpenStorageAsync()).Queue;
        var other = await OpenAsync();
        await slow.SendAsync(Translate, TimeSpan.Zero, None);
        var queued = Assert.Single(await slow.ReceiveAsync(WorkKind.Translate, 1, None));
        for (var minute = 0; minute < 10; minute++)
        {
            await PassAsync(TimeSpan.FromMinutes(1));
            await slow.RenewAsync(None);
            Assert.Empty(await other.ReceiveAsync(WorkKind.Translate, 1, None));
        }

        await slow.CompleteAsync(queued, None);
        await PassAsync(TimeSpan.FromMinutes(10));
        Assert.Empty(await other.ReceiveAsync(WorkKind.Translate, 1, None));
    }

    [Fact]
    public async Task Work_that_nobody_answers_for_is_let_go_after_an_hour()
    {
        var stuck = (await OpenStorageAsync()).Queue;
        await stuck.SendAsync(Translate, TimeSpan.Zero, None);
        Assert.Single(await stuck.ReceiveAsync(WorkKind.Translate, 1, None));
        for (var minute = 0; minute < 65; minute++)
        {
            await PassAsync(TimeSpan.FromMinutes(1));
            await stuck.RenewAsync(None);
        }

        Assert.Single(await (await OpenAsync()).ReceiveAsync(WorkKind.Translate, 1, None));
    }

    [Fact]
    public async Task Work_whose_lease_ran_out_is_completed_by_whoever_has_it_now()
    {
        var late = await OpenAsync();
        var other = await OpenAsync();
        await late.SendAsync(Translate, TimeSpan.Zero, None);
        var first = Assert.Single(await late.ReceiveAsync(WorkKind.Translate, 1, None));
        await PassAsync(TimeSpan.FromMinutes(10));
        var second = Assert.Single(await other.ReceiveAsync(WorkKind.Translate, 1, None));

        await late.CompleteAsync(first, None);
        Assert.False(await late.AbandonAsync(first, None));
        Assert.Equal(1, (await Raw("translate").GetPropertiesAsync(None)).Value.ApproximateMessagesCount);
        await other.CompleteAsync(second, None);
        Assert.Equal(0, (await Raw("translate").GetPropertiesAsync(None)).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task Who_ends_in_good_order_gives_back_what_is_in_hand()
    {
        var storage = await OpenStorageAsync();
        await storage.Queue.SendAsync(Translate, TimeSpan.Zero, None);
        Assert.Single(await storage.Queue.ReceiveAsync(WorkKind.Translate, 1, None));
        await storage.DisposeAsync();

        Assert.Single(await (await OpenAsync()).ReceiveAsync(WorkKind.Translate, 1, None));
    }

    [Fact]
    public async Task A_message_that_the_host_hands_over_is_opened_like_one_of_our_own()
    {
        var storage = await OpenStorageAsync();
        var names = Enumerable.Range(0, 3000).Select(i => $"2026/une déclaration assez longue, partie {i}.md").ToArray();
        await storage.Queue.SendAsync(new IngestUploads("a", names), TimeSpan.Zero, None);
        var text = await TakeAsync("ingest");

        var queued = await storage.Queue.AcceptAsync(WorkKind.Ingest, text, 2, None);
        Assert.Equal(names, Assert.IsType<IngestUploads>(queued!.Work).Names);
        Assert.Equal(1, queued.Tries);

        await storage.Queue.CompleteAsync(queued, None);
        Assert.Null(await storage.Queue.AcceptAsync(WorkKind.Ingest, text, 3, None));
        Assert.Equal(0, (await storage.Queue.DepthAsync(None)).Poison);
    }

    [Fact]
    public async Task A_message_that_the_host_hands_over_too_early_is_put_back_for_the_rest_of_its_time()
    {
        var storage = await OpenStorageAsync();
        await storage.Queue.SendAsync(new LiftEmbargo(ReleaseId.Parse("a")), TimeSpan.FromDays(10), None);
        await PassAsync(TimeSpan.FromDays(7.1));
        var text = await TakeAsync("translate");

        Assert.Null(await storage.Queue.AcceptAsync(WorkKind.Translate, text, 1, None));
        await PassAsync(TimeSpan.FromDays(2.8));
        Assert.Empty(await storage.Queue.ReceiveAsync(WorkKind.Translate, 1, None));
        await PassAsync(TimeSpan.FromDays(0.2));
        Assert.Equal(new LiftEmbargo(ReleaseId.Parse("a")), Assert.Single(await storage.Queue.ReceiveAsync(WorkKind.Translate, 1, None)).Work);
    }

    [Fact]
    public async Task A_message_that_the_host_hands_over_and_is_not_ours_goes_to_the_poison_queue()
    {
        var queue = (await OpenStorageAsync()).Queue;

        Assert.Null(await queue.AcceptAsync(WorkKind.Deliver, "{\"id\":1}", 1, None));
        Assert.Equal(1, (await queue.DepthAsync(None)).Poison);
    }

    [Fact]
    public async Task Work_of_which_more_than_32_pieces_are_due_is_counted()
    {
        var queue = await OpenAsync();
        for (var i = 0; i < 40; i++)
            await queue.SendAsync(new DeliverRelease("las", ReleaseId.Parse($"r{i}")), TimeSpan.Zero, None);

        Assert.Equal(40, (await queue.DepthAsync(None)).Due);
    }

    private async Task<AzureStorage> OpenStorageAsync()
    {
        if (await azurite.StartAsync() is { } whyNot)
            Assert.Skip(whyNot);
        account ??= azurite.NewAccount();
        var storage = AzureStorage.Open(account.ConnectionString, azurite.Clock);
        opened.Add(storage);
        return storage;
    }

    private QueueClient Raw(string name) => new(account!.ConnectionString, name);

    // What the host does: it takes the message, decodes it and deletes it when its function has succeeded.
    private async Task<string> TakeAsync(string name)
    {
        var message = (await Raw(name).ReceiveMessageAsync(cancellationToken: None)).Value;
        await Raw(name).DeleteMessageAsync(message.MessageId, message.PopReceipt, None);
        return Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText));
    }
}
