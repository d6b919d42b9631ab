namespace Syndication.EndToEnd;

/// <summary>A feed of somebody else, with the real program.</summary>
public sealed class SourceTests
{
    [Fact]
    public async Task Items_are_published_corrected_and_asked_for_on_condition_and_status_tells_of_their_source()
    {
        await using var feed = await FeedServer.StartAsync();
        await using var site = await SampleSite.CreateAsync();
        await File.WriteAllTextAsync(site.PathOf("config/sources.opml"), feed.Opml, TestContext.Current.CancellationToken);
        feed.Items = FeedServer.Item(1, "A station opens") + FeedServer.Item(2, "Another station opens");

        var first = await site.RunAsync();
        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Equal(2, first.Json.GetProperty("fromSources").GetInt32());
        var second = await site.RunAsync();
        Assert.Equal((0, 1), (second.Json.GetProperty("fromSources").GetInt32(), feed.Sent));
        feed.Items = FeedServer.Item(1, "A station opens at last") + FeedServer.Item(2, "Another station opens");
        Assert.Equal(1, (await site.RunAsync()).Json.GetProperty("corrected").GetInt32());

        var status = (await site.StatusAsync()).Json;
        var source = Assert.Single(status.GetProperty("sources").EnumerateArray());
        Assert.Equal(("relief", "well"), (source.GetProperty("id").GetString(), source.GetProperty("state").GetString()));
        var release = status.GetProperty("releases").EnumerateArray().Single(release => release.GetProperty("id").GetString()!.Contains("/a-station-opens-", StringComparison.Ordinal));
        Assert.Equal((2, "relief"), (release.GetProperty("version").GetInt32(), release.GetProperty("origins")[0].GetProperty("from").GetString()));
        Assert.Contains("Relief Office", site.Read($"public/en/{release.GetProperty("id").GetString()}.html"), StringComparison.Ordinal);

        var explained = await Cli.RunAsync("explain", release.GetProperty("id").GetString()!, "--site", site.Folder);
        Assert.Contains("came as relief (en), http://relief.example/1", explained.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_in_the_list_of_sources_stops_a_pass_before_anything_is_touched()
    {
        await using var site = await SampleSite.CreateAsync();
        await File.WriteAllTextAsync(site.PathOf("config/sources.opml"), "<opml version=\"2.0\"><body>\n<outline text=\"A\" xmlUrl=\"gopher://a.example\"/></body></opml>", TestContext.Current.CancellationToken);

        var said = await Cli.RunAsync("check", "--site", site.Folder);
        Assert.Equal(2, said.ExitCode);
        Assert.Contains("config/sources.opml: line 2: xmlUrl", said.Output + said.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await site.RunAsync()).ExitCode);
        Assert.False(site.Has("public/index.html"));
    }
}
