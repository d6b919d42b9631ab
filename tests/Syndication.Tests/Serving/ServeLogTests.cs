using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Syndication.App.Serving;
using Syndication.Intake;
using Syndication.Releases;

namespace Syndication.Tests.Serving;

public sealed class ServeLogTests
{
    private readonly StringWriter writer = new() { NewLine = "\n" };
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 10, 0, 2, TimeSpan.Zero));

    [Fact]
    public void An_event_is_one_line_with_its_time_in_utc()
    {
        new ServeLog(writer, json: false, clock).Happened(new EditionPublished(ReleaseId.Parse("2026/caire"), Language.Parse("ar")));
        Assert.Equal("2026-11-24 10:00:02Z info  published   ar 2026/caire\n", writer.ToString());
    }

    [Fact]
    public void A_name_begins_no_line_of_its_own_and_turns_nothing_around()
    {
        new ServeLog(writer, json: false, clock).Happened(new UploadRejected("a\n2026-11-24 10:00:03Z info  all well\u202E\u001b[2J.md", new Problem("x", "No.")));
        Assert.Equal("2026-11-24 10:00:02Z warn  rejected    inbox/a 2026-11-24 10:00:03Z info  all well  [2J.md: No.\n", writer.ToString());
    }

    [Fact]
    public void As_json_a_line_is_an_object()
    {
        new ServeLog(writer, json: true, clock).Happened(new UploadRead("القاهرة.md", ReleaseId.Parse("القاهرة"), [new Problem("x", "Odd.")]));
        var lines = writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Equal("""{"time":"2026-11-24T10:00:02.000Z","level":"info","event":"read","message":"inbox/القاهرة.md"}""", lines[0]);
        Assert.Equal("doubtful", JsonDocument.Parse(lines[1]).RootElement.GetProperty("event").GetString());
    }
}
