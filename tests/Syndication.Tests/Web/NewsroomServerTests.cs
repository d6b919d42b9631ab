using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Syndication.App.Web;
using Syndication.Configuration;
using Syndication.Folders;
using Syndication.Releases;

namespace Syndication.Tests.Web;

public sealed class NewsroomServerTests : IAsyncLifetime
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("<p>Une phrase qui revient souvent.</p>\n", 200));

    private static readonly Site Site = new()
    {
        Title = new Dictionary<Language, string> { [Language.Parse("fr")] = "Presse", [Language.Parse("ar")] = "الصحافة" },
        Authority = "newsroom.example,2026",
        BaseUrl = new Uri("https://newsroom.example/"),
        Languages = [Language.Parse("fr"), Language.Parse("ar")],
    };

    private readonly string folder = Directory.CreateTempSubdirectory("web-").FullName;
    private Health health = new(null, null);
    private WebApplication? server;
    private HttpClient? client;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient Client => client!;

    public async ValueTask InitializeAsync()
    {
        Put("index.html", "<!DOCTYPE html><title>Presse</title>");
        Put("ar/index.html", Long);
        Put("ar/2026/بيان-صحفي.html", Long);
        Put("fr/2026/retire.html", "<!DOCTYPE html><meta name=\"syndication.status\" content=\"withdrawn\">");
        Put("feeds/fr/rss.xml", "<rss/>");
        Put("feeds/fr/atom.xml", "<feed/>");
        Put("feeds/fr/feed.json", "{}");
        Put(".secret.html", "hidden");
        await File.WriteAllTextAsync(Path.Combine(folder, "outside.html"), "outside", Cancel);
        server = NewsroomServer.Create(new FolderStore(folder), ["http://127.0.0.1:0"], () => Site, () => health);
        await server.StartAsync(Cancel);
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(server.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        await server!.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/ar/", "text/html; charset=utf-8")]
    [InlineData("/feeds/fr/rss.xml", "application/rss+xml; charset=utf-8")]
    [InlineData("/feeds/fr/atom.xml", "application/atom+xml; charset=utf-8")]
    [InlineData("/feeds/fr/feed.json", "application/feed+json; charset=utf-8")]
    [InlineData("/ar/2026/%D8%A8%D9%8A%D8%A7%D9%86-%D8%B5%D8%AD%D9%81%D9%8A.html", "text/html; charset=utf-8")]
    public async Task Files_have_their_media_type_and_the_headers_of_a_careful_site(string path, string type)
    {
        var answer = await Client.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("\"", answer.Headers.ETag!.Tag, StringComparison.Ordinal);
        Assert.False(answer.Headers.ETag.IsWeak);
        Assert.NotNull(answer.Content.Headers.LastModified);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Contains("camera=()", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.Equal("strict-origin-when-cross-origin", Header(answer, "Referrer-Policy"));
        Assert.StartsWith("default-src 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Who_has_a_file_already_is_told_so()
    {
        var first = await Client.GetAsync("/ar/", Cancel);
        var (tag, modified) = (first.Headers.ETag!.Tag, first.Content.Headers.LastModified!.Value.ToString("R"));

        foreach (var tags in new[] { tag, $"W/{tag}", $"\"other\", {tag}", "*" })
        {
            var known = await AskAsync("/ar/", ("If-None-Match", tags));
            Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
            Assert.Equal(tag, known.Headers.ETag!.Tag);
            Assert.Empty(await known.Content.ReadAsByteArrayAsync(Cancel));
        }

        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync("/ar/", ("If-Modified-Since", modified))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/ar/", ("If-None-Match", "\"other\""), ("If-Modified-Since", modified))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/ar/", ("If-Modified-Since", "yesterday"))).StatusCode);

        Put("ar/index.html", Long + "<p>Neu</p>");
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/ar/", ("If-None-Match", tag))).StatusCode);
    }

    [Fact]
    public async Task Head_says_what_get_would()
    {
        var get = await Client.GetAsync("/ar/", Cancel);
        var head = await Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/ar/"), Cancel);

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0.5, gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0", null)]
    [InlineData("*", "br")]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("identity, gzip;q=0.5", null)]
    [InlineData("identity;q=0", null)]
    [InlineData("nonsense, ;;", null)]
    [InlineData("", null)]
    public async Task The_form_is_the_one_the_client_likes_best(string accepted, string? coding)
    {
        var answer = await AskAsync("/ar/", ("Accept-Encoding", accepted));

        Assert.Equal(coding, answer.Content.Headers.ContentEncoding.FirstOrDefault());
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        Assert.Equal(coding is not null, answer.Headers.ETag!.Tag.EndsWith($"-{coding}\"", StringComparison.Ordinal));
        await using var body = await answer.Content.ReadAsStreamAsync(Cancel);
        await using Stream plain = coding switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        Assert.Equal(Long, await new StreamReader(plain).ReadToEndAsync(Cancel));
    }

    [Fact]
    public async Task A_hundred_who_come_at_once_have_a_file_compressed_once()
    {
        var files = new PublicFiles(new FolderStore(folder), () => new(Site));
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => files.AnswerAsync(Context("/ar/")), Cancel)));
        Assert.Equal(1, files.PreparedCount);

        Put("ar/index.html", Long + "<p>Neu</p>");
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => files.AnswerAsync(Context("/ar/")), Cancel)));
        Assert.Equal(2, files.PreparedCount);
    }

    [Fact]
    public async Task A_withdrawn_page_is_gone_also_for_who_has_it()
    {
        var gone = await Client.GetAsync("/fr/2026/retire.html", Cancel);
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Contains("withdrawn", await gone.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await AskAsync("/fr/2026/retire.html", ("If-None-Match", gone.Headers.ETag!.Tag))).StatusCode);
    }

    [Theory]
    [InlineData("/fr/rien.html", "fr", "ltr")]
    [InlineData("/ar/2026/rien.html", "ar", "rtl")]
    [InlineData("/feeds/ar/rien.xml", "ar", "rtl")]
    [InlineData("/<script>alert(1)</script>", "fr", "ltr")]
    [InlineData("/favicon.ico", "fr", "ltr")]
    public async Task A_page_that_is_not_there_is_a_page_for_people(string path, string language, string direction)
    {
        var answer = await Client.GetAsync(path, Cancel);
        var page = await answer.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/../outside.html")]
    [InlineData("/ar/../../outside.html")]
    [InlineData("/%2e%2e/outside.html")]
    [InlineData("/ar/%2e%2e%2f%2e%2e%2foutside.html")]
    [InlineData("/..%5coutside.html")]
    [InlineData("/..%2foutside.html")]
    [InlineData("/.secret.html")]
    [InlineData("/%2esecret.html")]
    [InlineData("//127.0.0.1/ar")]
    [InlineData("/ar//index.html")]
    [InlineData("/ar/index.html/")]
    [InlineData("/a%0d%0aSet-Cookie:%20x=1")]
    public async Task There_is_no_way_out_and_nothing_hidden(string path)
    {
        var answer = await RawAsync($"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        Assert.Matches("^HTTP/1.1 (404|400) ", answer);
        Assert.DoesNotContain("outside", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_is_far_too_long_is_refused()
    {
        Assert.StartsWith("HTTP/1.1 404 ", await RawAsync($"GET /{new string('a', 5000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 414 ", await RawAsync($"GET /{new string('a', 20_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_its_slash_leads_to_the_one_with_it()
    {
        var answer = await Client.GetAsync("/ar?page=2", Cancel);
        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal("/ar/?page=2", answer.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await Client.GetAsync("/feeds", Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("POST", "/")]
    [InlineData("DELETE", "/ar/index.html")]
    [InlineData("PUT", "/healthz")]
    [InlineData("OPTIONS", "/")]
    public async Task Other_methods_are_refused_with_those_there_are(string method, string path)
    {
        var answer = await Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancel);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task Health_says_how_it_is_and_no_more()
    {
        Assert.Equal("{\"status\":\"starting\",\"lastPass\":null,\"trouble\":null}", (await Client.GetStringAsync("/healthz", Cancel)).Trim());

        health = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero), "passes fail");
        var answer = await Client.GetAsync("/healthz", Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("{\"status\":\"unwell\",\"lastPass\":\"2026-11-24T10:00:00Z\",\"trouble\":\"passes fail\"}", (await answer.Content.ReadAsStringAsync(Cancel)).Trim());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();

    private static Microsoft.AspNetCore.Http.DefaultHttpContext Context(string path)
    {
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        context.Request.Method = "GET";
        context.Request.Path = path;
        return context;
    }

    private async Task<HttpResponseMessage> AskAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, Cancel);
    }

    private async Task<string> RawAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(server!.Urls.First()).Port, Cancel);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancel);
        return await new StreamReader(stream).ReadToEndAsync(Cancel);
    }

    private void Put(string path, string text)
    {
        var file = Path.Combine(folder, "public", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
