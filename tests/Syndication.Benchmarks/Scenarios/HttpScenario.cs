using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Syndication.App.Opening;
using Syndication.App.Web;
using Syndication.Benchmarks.Generated;
using Syndication.Benchmarks.Measuring;
using Syndication.Folders;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>
/// Requests a second over kept connections on the loopback, server and load in one process: they share the processors, so a server on its
/// own answers more. The load sends the same bytes and counts answers of the expected status, without an HTTP client's cost.
/// </summary>
internal static class HttpScenario
{
    private const int Connections = 16;

    private const int AsksADay = 96;
    private const int Changes = 20;

    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(Setting setting, Report report)
    {
        report.Begin("Requests a second", $"http --rounds {setting.Rounds}");
        var site = setting.Folder("http");
        GeneratedSite.Make(site, partners: 0);
        GeneratedSite.Upload(site, Enumerable.Range(0, 60), DateTimeOffset.UtcNow);
        var folder = await OpenedSite.OpenAsync(site, TimeProvider.System, CancellationToken.None);
        await SitePass.RunAsync(folder, folder.Newsroom!, null, null, CancellationToken.None);

        var port = FreePort();
        await using var server = NewsroomServer.Create(new FolderStore(site), [$"http://127.0.0.1:{port}"], () => folder.Newsroom!.Site, () => new(null, null));
        await server.StartAsync();
        var page = $"/fr/{new GeneratedRelease(0).Stem}.html";
        var bytes = new Dictionary<(string, int), long>();
        var table = new Table("request", "status", "requests/s", "bytes an answer", "CPU µs a request");
        foreach (var (name, path, headers) in new[]
        {
            ("a page", page, ""), ("a page, brotli", page, "Accept-Encoding: br\r\n"), ("RSS of 50, brotli", "/feeds/fr/rss.xml", "Accept-Encoding: br\r\n"),
            ("RSS of 50, plain", "/feeds/fr/rss.xml", ""),
        })
        {
            var tag = await TagAsync(port, path, headers);
            await MeasureAsync(name, path, headers, 200);
            if (name is "a page" or "RSS of 50, brotli")
                await MeasureAsync($"{name}, known", path, headers + $"If-None-Match: {tag}\r\n", 304);
        }

        await server.StopAsync();
        report.Tell(table);
        var day = (Changes * bytes[("RSS of 50, brotli", 200)]) + ((AsksADay - Changes) * bytes[("RSS of 50, brotli", 304)]);
        report.Tell($"A reader that asks for the RSS feed every quarter of an hour takes {day / 1024:#,0} KB on a day of {Changes} releases, and {AsksADay * bytes[("RSS of 50, plain", 200)] / 1024:#,0} KB if it neither takes compressed answers nor says what it has.\n");
        await BesideNginxAsync(setting, site, page, report);
        Directory.Delete(site, recursive: true);

        async Task MeasureAsync(string name, string path, string headers, int status)
        {
            var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n");
            await LoadAsync(port, request, status, TimeSpan.FromSeconds(1));
            var rounds = new List<(double Rate, long Bytes, double Processor)>();
            for (var round = 0; round < setting.Rounds; round++)
                rounds.Add(await LoadAsync(port, request, status, Lasting));
            var middle = rounds.OrderBy(round => round.Rate).ElementAt((rounds.Count - 1) / 2);
            bytes[(name.Replace(", known", "", StringComparison.Ordinal), status)] = middle.Bytes;
            table.Add(name, status, middle.Rate, middle.Bytes, middle.Processor);
        }
    }

    // The same two files by the published program and by nginx, each a process of its own, in turns: what is kept on a connection, what is known.
    private static async Task BesideNginxAsync(Setting setting, string site, string page, Report report)
    {
        using var nginx = Nginx.Start(Path.Combine(site, "public"), FreePort(), setting.Folder("nginx"));
        if (nginx is null || setting.Binary is null)
        {
            report.Tell($"nginx beside it was left out: {(nginx is null ? "it is not installed (Debian: nginx-light)" : "the program is not published")}.\n");
            return;
        }

        var port = FreePort();
        using var serve = Process.Start(new ProcessStartInfo(setting.Binary, ["serve", "--site", site, "--urls", $"http://127.0.0.1:{port}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            serve.BeginOutputReadLine();
            serve.BeginErrorReadLine();
            await UntilAnsweredAsync(port);
            await UntilAnsweredAsync(nginx.Port);
            var table = new Table("request", "status", "serve, requests/s", "nginx, requests/s", "serve ÷ nginx");
            foreach (var (name, path) in new[] { ("a page", page), ("RSS of 50, plain", "/feeds/fr/rss.xml") })
            {
                foreach (var status in new[] { 200, 304 })
                {
                    var rates = new[] { new List<double>(), new List<double>() };
                    byte[][] requests = [await RequestAsync(port, path, status), await RequestAsync(nginx.Port, path, status)];
                    for (var round = 0; round < setting.Rounds + 1; round++)
                    {
                        var ours = await LoadAsync(port, requests[0], status, Lasting);
                        var theirs = await LoadAsync(nginx.Port, requests[1], status, Lasting);
                        if (round == 0)
                            continue;
                        rates[0].Add(ours.Rate);
                        rates[1].Add(theirs.Rate);
                    }

                    table.Add(name, status, Figures.Median(rates[0]), Figures.Median(rates[1]), Figures.Median(rates[0].Zip(rates[1], (ours, theirs) => ours / theirs)));
                }
            }

            report.Tell(table);
        }
        finally
        {
            serve.Kill(entireProcessTree: true);
            await serve.WaitForExitAsync();
        }

        static async Task<byte[]> RequestAsync(int port, string path, int status) =>
            Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{(status == 304 ? $"If-None-Match: {await TagAsync(port, path, "")}\r\n" : "")}\r\n");
    }

    private static async Task UntilAnsweredAsync(int port)
    {
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(50))
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1))
            {
            }
        }
    }

    private static async Task<(double Rate, long Bytes, double Processor)> LoadAsync(int port, byte[] request, int status, TimeSpan lasting)
    {
        using var stop = new CancellationTokenSource(lasting);
        var processor = Environment.CpuUsage.TotalTime;
        var began = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => AskAsync(port, request, status, stop.Token))));
        var took = Stopwatch.GetElapsedTime(began);
        var count = answers.Sum(answer => answer.Count);
        return (count / took.TotalSeconds, answers[0].Bytes, (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / count);
    }

    // One connection: asks, takes the whole answer, asks again.
    private static async Task<(long Count, int Bytes)> AskAsync(int port, byte[] request, int status, CancellationToken stop)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, CancellationToken.None);
        var buffer = new byte[1 << 20];
        var expected = Encoding.ASCII.GetBytes($"HTTP/1.1 {status} ");
        long count = 0;
        var length = 0;
        while (!stop.IsCancellationRequested)
        {
            await socket.SendAsync(request, CancellationToken.None);
            var there = 0;
            do
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(there), CancellationToken.None);
                there += read;
                if (read == 0)
                    throw new InvalidOperationException("The server closed the connection.");
                if (length == 0 && buffer.AsSpan(0, there).IndexOf("\r\n\r\n"u8) is > 0 and var head)
                    length = head + 4 + BodyLength(Encoding.ASCII.GetString(buffer, 0, head));
            }
            while (length == 0 || there < length);
            if (there != length || !buffer.AsSpan(0, expected.Length).SequenceEqual(expected))
                throw new InvalidOperationException($"An answer was not the one expected, {status} with {length} bytes: it does not count.");
            count++;
        }

        return (count, length);
    }

    private static int BodyLength(string head) => head.Split("\r\n")
        .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Select(line => int.Parse(line[15..])).FirstOrDefault();

    private static async Task<string> TagAsync(int port, string path, string headers)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}{path}");
        if (headers.Length > 0)
            request.Headers.AcceptEncoding.Add(new("br"));
        using var answer = await client.SendAsync(request);
        return answer.EnsureSuccessStatusCode().Headers.ETag?.ToString() ?? throw new InvalidOperationException($"{path} has no ETag.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
