using CsCheck;
using static Syndication.Tests.Sources.SourceNewsroom;

namespace Syndication.Tests.Sources;

/// <summary>Whatever a feed does from one poll to the next, there is one release an item, and no more versions than changes.</summary>
public sealed class PollingHistoryTests
{
    private static readonly Gen<(int[] Order, bool[] There, int[] Edits, bool NewNames)[]> Histories =
        Gen.Select(Gen.Shuffle(Enumerable.Range(0, 6).ToArray()), Gen.Bool.Array[6], Gen.Int[0, 5].Array[0, 2], Gen.Bool).Array[1, 6];

    [Fact]
    public Task Polls_in_any_order_make_one_release_an_item_and_a_version_a_change() => Histories.SampleAsync(
        async history =>
        {
            using var newsroom = new SourceNewsroom("undrr");
            var (editions, seen) = (new int[6], new int?[6]);
            var versions = new int[6];
            foreach (var (order, there, edits, newNames) in history)
            {
                foreach (var edited in edits)
                    editions[edited]++;
                newsroom.Feed("undrr").Items =
                [
                    .. order.Where(i => there[i]).Select(i => Item(i, guid: newNames && editions[i] == 0 ? $"other:{i}" : null, title: $"Titre {i} édition {(char)('a' + editions[i])}")),
                ];
                await newsroom.PollAsync();
                newsroom.Room.Clock.Advance(TimeSpan.FromMinutes(15));
                foreach (var i in order.Where(i => there[i] && seen[i] != editions[i]))
                {
                    seen[i] = editions[i];
                    versions[i]++;
                }
            }

            var releases = await newsroom.ReleasesAsync();
            Assert.Equal(versions.Count(version => version > 0), releases.Count);
            Assert.Equal(versions.Where(version => version > 0).Order(), releases.Select(release => release.Version).Order());
            Assert.All(releases, release => Assert.Null(release.Withdrawal));
        },
        iter: 10,
        threads: 1);
}
