using System.Text;
using Syndication.Delivery;

namespace Syndication.Tests.Delivery;

public sealed class AgreementHistoryTests
{
    private readonly DeliveryStore store = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_version_of_a_partners_file_is_kept_with_the_instant_at_which_it_was_seen()
    {
        Put("{\"one\":1}");
        await NoteAsync(0);
        await NoteAsync(1);
        Put("{\"one\":2}");
        await NoteAsync(2);
        await store.DeleteAsync("config/partners/secretariat.json", Cancel);
        await NoteAsync(3);
        Put("{\"one\":1}");
        await NoteAsync(4);
        var kept = new List<string>();
        await foreach (var item in store.ListAsync("releases/~agreements/secretariat/", Cancel))
            kept.Add(item.Path["releases/~agreements/secretariat/".Length..]);
        Assert.Equal(["20261123T100000Z", "20261123T120000Z", "20261123T130000Z", "20261123T140000Z"], kept.Order(StringComparer.Ordinal).Select(name => name[..16]));
        Assert.Equal(["{\"one\":1}", "{\"one\":2}", "", "{\"one\":1}"], kept.Order(StringComparer.Ordinal).Select(name => store.Text($"releases/~agreements/secretariat/{name}")));
    }

    [Fact]
    public async Task Where_nothing_is_new_nothing_is_written()
    {
        Put("{}");
        await NoteAsync(0);
        var writes = store.Writes;
        await NoteAsync(1);
        Put("{}");
        await NoteAsync(2);
        Assert.Equal(writes + 1, store.Writes); // A new stamp with the same bytes is noted and not kept.
        await NoteAsync(3);
        Assert.Equal(writes + 1, store.Writes);
    }

    private void Put(string text) => store.Put("config/partners/secretariat.json", Encoding.UTF8.GetBytes(text));

    private Task NoteAsync(int hour) => new AgreementHistory(store).NoteAsync(Sample.Start.AddHours(hour), Cancel);
}
