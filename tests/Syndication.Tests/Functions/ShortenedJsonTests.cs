using System.Text;
using System.Text.Json;
using CsCheck;
using Syndication.App.Functions.Host;

namespace Syndication.Tests.Functions;

public sealed class ShortenedJsonTests
{
    private const int Longest = 12;

    [Fact]
    public void Short_strings_stay_as_they_are_long_ones_become_empty_and_the_rest_is_not_touched() =>
        Gen.Select(Gen.String.Array[0, 6], Gen.Int[1, 9]).Sample((texts, piece) =>
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(texts.Select((text, i) => new { Key = i, Text = text }));

            var shortened = Shorten(json, Longest, piece);

            var kept = JsonDocument.Parse(shortened).RootElement.EnumerateArray().ToList();
            Assert.Equal(texts.Length, kept.Count);
            for (var i = 0; i < texts.Length; i++)
            {
                Assert.Equal(i, kept[i].GetProperty("Key").GetInt32());
                var raw = JsonSerializer.SerializeToUtf8Bytes(texts[i]).Length - 2;
                Assert.Equal(raw > Longest ? "" : JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(texts[i])), kept[i].GetProperty("Text").GetString());
            }
        });

    [Fact]
    public void With_no_bound_every_byte_comes_out_as_it_went_in_also_of_what_is_no_json() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[1, 9]).Sample((bytes, piece) => Assert.Equal(bytes, Shorten(bytes, int.MaxValue, piece)));

    [Fact]
    public void A_quote_behind_a_backslash_ends_no_string() =>
        Assert.Equal("""{"a":"x\"y\\","b":""}""", Encoding.UTF8.GetString(Shorten(Encoding.UTF8.GetBytes("""{"a":"x\"y\\","b":"0123456789abc"}"""), Longest, 3)));

    [Fact]
    public async Task More_than_is_to_be_kept_is_refused()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, 10_000))}]"));

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => ShortenedJson.ReadAsync(stream, Longest, 1000, TestContext.Current.CancellationToken));

        Assert.Contains("none of the host's", refused.Message, StringComparison.Ordinal);
    }

    private static byte[] Shorten(byte[] bytes, int longest, int piece)
    {
        using var stream = new Pieces(bytes, piece);
#pragma warning disable CA2025 // Waited for here, before the stream goes.
        return ShortenedJson.ReadAsync(stream, longest, int.MaxValue, CancellationToken.None).GetAwaiter().GetResult().ToArray();
#pragma warning restore CA2025
    }

    private sealed class Pieces(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer.Length > size ? buffer[..size] : buffer, cancellationToken);
    }
}
