using System.Text;
using System.Text.Json;
using CsCheck;
using Syndication.Publishing.JsonFeed;

namespace Syndication.Tests.Publishing;

public sealed class JsonTextTests
{
    [Fact]
    public void Whatever_is_written_is_read_as_it_was()
    {
        var text = new JsonText();
        Gen.OneOf(Gen.String, Gen.Char["<>\"\\\t\r\n\u0000\u001f\u007f\u2028é\u0646/"].Array.Select(letters => new string(letters))).Sample(some =>
        {
            // What is no text, such as half of a pair, is none in UTF-8 either.
            var utf8 = Encoding.UTF8.GetBytes(some);
            using var read = JsonDocument.Parse(Encoding.UTF8.GetString(text.Write(utf8)));
            Assert.Equal(Encoding.UTF8.GetString(utf8), read.RootElement.GetString());
        }, threads: 1);
    }

    [Fact]
    public void Only_what_has_to_be_is_escaped() =>
        Assert.Equal("\"<p title=\\\"a\\\">L’été\u00a0: مصر 🌍 \\\\ \\n\\t\\r\\u0001\\u007f</p>\"", Encoding.UTF8.GetString(new JsonText().Write("<p title=\"a\">L’été\u00a0: مصر 🌍 \\ \n\t\r\u0001\u007f</p>"u8)));
}
