using CsCheck;
using Syndication.Configuration;
using Syndication.Publishing;
using Syndication.Releases;

namespace Syndication.Tests.Publishing;

public sealed class AddressesTests
{
    private static readonly Language French = Language.Parse("fr");

    [Fact]
    public void The_address_of_a_page_is_what_a_reader_makes_of_the_base_address_and_the_path() =>
        Gen.Char["abcxyz/-_~.0 %&'(#+!éع한"].Array[1, 30].Select(letters => new string(letters))
            .Sample(path =>
            {
                if (ReleaseId.TryCreate(path, out var id) is not null)
                    return;
                foreach (var site in new[] { SiteAt("https://newsroom.example/"), SiteAt("https://example.org/presse/salle%20une/") })
                    Assert.Equal(new Uri(site.BaseUrl, $"fr/{string.Join('/', id.Value.Split('/').Select(Uri.EscapeDataString))}.html").AbsoluteUri, Addresses.OfPage(site, French, id));
            });

    private static Site SiteAt(string address) => new()
    {
        Title = new Dictionary<Language, string> { [French] = "Salle de presse" },
        Authority = "newsroom.example,2026",
        BaseUrl = new(address),
        Languages = [French],
    };
}
