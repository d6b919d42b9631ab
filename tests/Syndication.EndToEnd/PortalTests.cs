namespace Syndication.EndToEnd;

/// <summary>Every kind of page in every language, in a real browser.</summary>
public sealed class PortalTests(PortalLook look) : IClassFixture<PortalLook>
{
    private const int MostBytes = 60_000;

    [Fact]
    public async Task Nobody_is_kept_out_by_how_a_page_is_made() => await AssertNothingAsync("accessibility");

    [Fact]
    public async Task No_page_breaks_its_own_policy_or_says_an_error() => await AssertNothingAsync("console");

    [Fact]
    public async Task No_page_asks_another_host_for_anything() => await AssertNothingAsync("elsewhere");

    [Fact]
    public async Task No_page_scrolls_sideways() => await AssertNothingAsync("scrolling");

    [Fact]
    public async Task The_source_of_every_page_is_as_html_wants_it() => await AssertNothingAsync("html");

    [Fact]
    public async Task A_page_with_its_style_and_script_is_light()
    {
        var weights = (await look.FoundAsync()).GetProperty("weights").EnumerateArray().ToList();
        Assert.NotEmpty(weights);
        Assert.All(weights, weight => Assert.True(weight[1].GetInt32() <= MostBytes, weight.GetRawText()));
    }

    [Fact]
    public async Task The_shipped_font_is_fetched_on_pages_from_right_to_left_and_on_no_others()
    {
        var fonts = (await look.FoundAsync()).GetProperty("fonts").EnumerateArray().ToList();

        // One face for the letters, and one for the digits and Latin names of pages that have any.
        Assert.Contains(fonts, font => font[0].GetString() == "ar" && font[1].GetInt32() == 2);
        Assert.All(fonts, font => Assert.InRange(font[1].GetInt32(), font[0].GetString() == "ar" ? 1 : 0, font[0].GetString() == "ar" ? 2 : 0));
    }

    [Fact]
    public async Task A_search_finds_a_release_however_its_words_are_written()
    {
        var searches = (await look.FoundAsync()).GetProperty("searches").EnumerateArray().ToList();
        Assert.Equal(PortalLook.Searches.Count, searches.Count);
        foreach (var (expected, search) in PortalLook.Searches.Zip(searches))
        {
            var addresses = search.GetProperty("addresses").EnumerateArray().Select(address => address.GetString()).ToList();
            if (expected.Finds is null)
                Assert.Empty(addresses);
            else
                Assert.Contains(expected.Finds, addresses);
        }
    }

    [Fact]
    public async Task How_many_were_found_has_the_digits_of_the_site() =>
        Assert.All(
            PortalLook.Searches.Zip((await look.FoundAsync()).GetProperty("searches").EnumerateArray()).Where(search => search.First.Finds is not null),
            search => Assert.Matches(search.First.Page.StartsWith("/ar/", StringComparison.Ordinal) ? "[\u0660-\u0669]$" : "[0-9]$", search.Second.GetProperty("said").GetString()));

    [Fact]
    public async Task Everything_that_was_found_can_be_shown_and_is_there_for_whoever_comes_back()
    {
        var further = (await look.FoundAsync()).GetProperty("further");

        Assert.Equal([40, 80, 100], further.GetProperty("counts").EnumerateArray().Select(count => count.GetInt32()));
        Assert.Equal(("Essai 40", false), (further.GetProperty("focused").GetString(), further.GetProperty("isMore").GetBoolean()));
        Assert.Equal("#q=essai", further.GetProperty("address").GetString());
        Assert.Equal(["essai", "Essai 0"], further.GetProperty("back").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task Where_no_script_runs_there_is_no_form() =>
        Assert.False((await look.FoundAsync()).GetProperty("formWithoutScript").GetBoolean());

    private async Task AssertNothingAsync(string what)
    {
        var found = await look.FoundAsync();
        Assert.Equal(2 * PortalLook.Languages.Count * PortalLook.Kinds, found.GetProperty("looked").GetInt32());
        Assert.Equal([], found.GetProperty(what).EnumerateArray().Select(one => one.GetString()));
    }
}
