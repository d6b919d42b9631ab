using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsCheck;
using Syndication.Network.Sources;

namespace Syndication.Tests.Sources;

/// <summary>Every <c>Fixtures/{case}.input.*</c>, a feed that readers stumble over, as it is understood, against <c>{case}.approved.json</c>.</summary>
public sealed class FeedFixtureTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Sources", "Fixtures");

    private static readonly Uri Address = new("https://feeds.example/office/feed");

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> Cases() => [.. Directory.GetFiles(Folder, "*.input.*").Select(Path.GetFileName).Order(StringComparer.Ordinal).Select(file => file!)];

    [Fact]
    public void There_are_cases() => Assert.True(Directory.GetFiles(Folder, "*.input.*").Length > 15);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_feed_is_understood_as_approved(string file)
    {
        var (feed, every, problem) = FeedDocument.Read(File.ReadAllBytes(Path.Combine(Folder, file)), null, Address);

        Approved.Same(Folder, $"{file[..file.IndexOf(".input.", StringComparison.Ordinal)]}.approved.json", JsonSerializer.SerializeToUtf8Bytes(new { problem, every, feed }, Json));
    }

    [Theory]
    [InlineData("windows-1256", "", "افتتح مكتب الإغاثة العالمي اليوم مركزاً صحياً في شمال البلاد.")]
    [InlineData("windows-1256", " encoding=\"utf-8\"", "افتتح مكتب الإغاثة العالمي اليوم مركزاً صحياً في شمال البلاد.")]
    [InlineData("windows-1256", " encoding=\"iso-8859-1\"", "افتتح مكتب الإغاثة العالمي اليوم مركزاً صحياً في شمال البلاد.")]
    [InlineData("windows-1251", "", "Сегодня на севере страны открылся медицинский центр.")]
    [InlineData("gb18030", "", "世界救济署今天在北部开设了一所卫生中心，为四万人提供服务。")]
    [InlineData("windows-1252", "", "L’Office a ouvert aujourd’hui un centre de santé à l’est du pays.")]
    [InlineData("windows-1252", " encoding=\"iso-8859-1\"", "L’Office a ouvert aujourd’hui un centre de santé à l’est du pays.")]
    public void A_feed_that_does_not_say_its_encoding_or_says_another_is_read_by_its_bytes(string encoding, string said, string text)
    {
        var feed = $"<?xml version=\"1.0\"{said}?><rss version=\"2.0\"><channel><title>x</title><item><guid>1</guid><title>{text}</title><description>{text}</description></item></channel></rss>";

        var item = Assert.Single(FeedDocument.Read(System.Text.CodePagesEncodingProvider.Instance.GetEncoding(encoding)!.GetBytes(feed), null, Address).Feed!.Items);

        Assert.Equal(text, item.Title);
    }

    [Fact]
    public void A_feed_whose_encoding_cannot_be_told_is_refused()
    {
        const string Feed = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>x</title><item><guid>1</guid><title>افتتحت السلطات اليوم مركزاً جديداً لاستقبال العائدين، ويضم المركز قاعة للأطفال وعيادة صغيرة. وقال المدير إن الهدف هو باب مفتوح.</title></item></channel></rss>";

        var (feed, _, problem) = FeedDocument.Read(System.Text.CodePagesEncodingProvider.Instance.GetEncoding(720)!.GetBytes(Feed), null, Address);

        Assert.Null(feed);
        Assert.StartsWith("Its encoding is not said", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_bytes_a_feed_is_made_of_they_are_read_or_refused()
    {
        var feeds = Directory.GetFiles(Folder, "*.input.*").Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToArray();

        // A feed with bytes changed, left out and said twice.
        Gen.Select(Gen.Int[0, feeds.Length - 1], Gen.Select(Gen.Double[0, 1], Gen.Int[0, 40], Gen.Byte.Array[0, 8]).Array[0, 6])
            .Sample((which, cuts) =>
            {
                var bytes = feeds[which].ToList();
                foreach (var (at, length, put) in cuts)
                {
                    var start = (int)(at * bytes.Count);
                    bytes.RemoveRange(start, Math.Min(length, bytes.Count - start));
                    bytes.InsertRange(start, put);
                }

                var (feed, _, problem) = FeedDocument.Read(bytes.ToArray(), null, Address);
                return feed is not null ^ !string.IsNullOrEmpty(problem);
            });
    }

    [Fact]
    public void Entities_that_grow_are_not_expanded()
    {
        var bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><rss version=\"2.0\"><channel><title>&c;</title><item><title>&c;</title><guid>1</guid></item></channel></rss>";

        Assert.Equal("&c;", Assert.Single(FeedDocument.Read(System.Text.Encoding.UTF8.GetBytes(bomb), null, Address).Feed!.Items).Title);
    }

    [Fact]
    public void A_file_of_the_machine_is_not_read_into_a_feed()
    {
        var text = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><rss version=\"2.0\"><channel><item><title>&a;</title><guid>1</guid></item></channel></rss>";

        Assert.Equal("&a;", Assert.Single(FeedDocument.Read(System.Text.Encoding.UTF8.GetBytes(text), null, Address).Feed!.Items).Title);
    }

    [Theory]
    [InlineData("<rss version='2.0'><channel>", "<a>")]
    [InlineData("<rss version='2.0'><channel><description>", "<div>")]
    public void What_is_nested_without_end_is_refused(string head, string tag) =>
        Assert.Contains("nested", FeedDocument.Read(System.Text.Encoding.UTF8.GetBytes(head + string.Concat(Enumerable.Repeat(tag, 100_000))), null, Address).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21")]
    [InlineData("Thu, 1 Jan 04 19:48:21 EST", "2004-01-02T00:48:21")]
    [InlineData("1 January 2004 19:48 +0100", "2004-01-01T18:48:00")]
    [InlineData("jeu. 1 févr. 2024 10:00:00 +0100", "2024-02-01T09:00:00")]
    [InlineData("Mi, 5 Mrz 2025 08:00:00 +0100", "2025-03-05T07:00:00")]
    [InlineData("24 de noviembre de 2026", "2026-11-24T00:00:00")]
    [InlineData("2004-01-01T19:48:21Z", "2004-01-01T19:48:21")]
    [InlineData("2004-01-01T19:48:21.5+02:00", "2004-01-01T17:48:21")]
    [InlineData("2004-01-01 19:48", "2004-01-01T19:48:00")]
    [InlineData("20040101", "2004-01-01T00:00:00")]
    [InlineData("2004-01", "2004-01-01T00:00:00")]
    [InlineData("Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21")]
    [InlineData("November 24, 2026 7:05 PM", "2026-11-24T19:05:00")]
    [InlineData("Tue, 24 Nov 2026 09:30:00 GMT+0300", "2026-11-24T06:30:00")]
    public void Dates_are_read_as_programs_write_them(string text, string expected) =>
        Assert.Equal(expected, FeedDates.Parse(text)?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss"));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("Fri, 30 Feb 2024 10:00:00 GMT")]
    [InlineData("99999999")]
    public void What_is_no_date_is_none(string text) => Assert.Null(FeedDates.Parse(text));
}
