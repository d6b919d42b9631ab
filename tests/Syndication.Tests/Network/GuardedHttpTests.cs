using System.Net;
using Microsoft.AspNetCore.Http;
using Syndication.Network.Guard;

namespace Syndication.Tests.Network;

public sealed class GuardedHttpTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://LOCALHOST.:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f000001:{0}/")]
    [InlineData("http://0177.0.0.1:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("http://0:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://[::ffff:7f00:1]:{0}/")]
    [InlineData("http://[64:ff9b::7f00:1]:{0}/")]
    [InlineData("http://[::]:{0}/")]
    [InlineData("http://①②⑦.⓪.⓪.①:{0}/")]
    public async Task No_spelling_of_this_machines_address_gets_through(string url)
    {
        await using var partner = await StubPartner.StartAsync(_ => Task.CompletedTask);
        using var http = new GuardedHttp();
        var address = string.Format(null, url, partner.Url.Port);
        await Assert.ThrowsAnyAsync<Exception>(() => GetAsync(http, new Uri(address), []));
        Assert.Empty(partner.Requests);
    }

    [Fact]
    public async Task A_name_with_one_private_address_among_public_ones_is_refused()
    {
        using var http = new GuardedHttp((_, _) => Task.FromResult(new[] { IPAddress.Parse("8.8.8.8"), IPAddress.Loopback }));
        var e = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(http, new("http://partner.example.net/"), []));
        Assert.IsType<AddressRefusedException>(e.InnerException);
    }

    [Fact]
    public async Task A_name_is_asked_for_once_a_connection_and_only_the_checked_address_is_called()
    {
        await using var partner = await StubPartner.StartAsync(_ => Task.CompletedTask);
        var asked = 0;
        using var http = new GuardedHttp((_, _) =>
        {
            asked++;
            return Task.FromResult(new[] { IPAddress.Loopback });
        });
        var url = new Uri($"http://partner.example.net:{partner.Url.Port}/");
        using var answer = await GetAsync(http, url, ["partner.example.net"]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(1, asked);
        Assert.Equal($"partner.example.net:{partner.Url.Port}", partner.Requests.Single().Headers.Host);
    }

    [Fact]
    public async Task A_connection_made_for_a_partner_that_allows_the_host_serves_no_other()
    {
        await using var partner = await StubPartner.StartAsync(context => context.Response.WriteAsync("x"));
        using var http = new GuardedHttp();
        using (var answer = await GetAsync(http, partner.Url, ["127.0.0.1"]))
            await GuardedHttp.ReadAsync(answer, Cancel);
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(http, partner.Url, ["other.example.net"]));
        Assert.Single(partner.Requests);
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    public async Task Cloud_metadata_is_out_of_reach_even_for_a_host_that_is_allowed(string address)
    {
        using var http = new GuardedHttp((_, _) => Task.FromResult(new[] { IPAddress.Parse(address) }));
        var e = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(http, new("http://partner.example.net/"), ["partner.example.net"]));
        Assert.IsType<AddressRefusedException>(e.InnerException);
    }

    [Fact]
    public async Task A_name_without_an_address_is_a_failure_of_the_network()
    {
        using var http = new GuardedHttp((_, _) => Task.FromResult(Array.Empty<IPAddress>()));
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(http, new("http://partner.example.net/"), []));
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/")]
    public async Task Only_http_is_spoken(string url)
    {
        using var http = new GuardedHttp();
        await Assert.ThrowsAsync<ArgumentException>(() => GetAsync(http, new(url), []));
    }

    [Theory]
    [InlineData(64 * 1024, true)]
    [InlineData((64 * 1024) + 1, false)]
    public async Task An_answer_is_read_up_to_64_KB(int length, bool whole)
    {
        await using var partner = await StubPartner.StartAsync(context => context.Response.WriteAsync(new string('a', length)));
        using var http = new GuardedHttp();
        using var answer = await GetAsync(http, partner.Url, ["127.0.0.1"]);
        var (content, all) = await GuardedHttp.ReadAsync(answer, Cancel);
        Assert.Equal((64 * 1024, whole), (content.Length, all));
    }

    private static async Task<HttpResponseMessage> GetAsync(GuardedHttp http, Uri url, IReadOnlyList<string> allow)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        return await http.SendAsync(request, allow, Cancel);
    }
}
