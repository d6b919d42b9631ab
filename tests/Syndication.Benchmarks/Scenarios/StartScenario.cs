using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Syndication.Azure;
using Syndication.Benchmarks.Generated;
using Syndication.Benchmarks.Measuring;
using Syndication.Storage;
using Syndication.Testing;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>
/// How long the custom handler takes from its start to its first answers, and what memory it has then: compiled ahead of time and
/// just in time from the same code, in turns. The first answer is the one that the host probes for; the first call is a timer's, for which
/// the newsroom's storage is asked.
/// </summary>
internal static class StartScenario
{
    private const string Timer = """{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}},"Metadata":{"sys":{"MethodName":"LiftEmbargoes"}}}""";

    public static async Task RunAsync(Setting setting, string jit, Report report)
    {
        report.Begin("From process start to the first answered call", $"start --rounds {setting.Rounds}");
        var programs = new[] { ("compiled ahead of time", setting.Binary), ("just-in-time compiled", File.Exists(jit) ? jit : null) };
        await using var azurite = new Azurite();
        if (await azurite.StartAsync() is { } why)
            throw new InvalidOperationException(why);
        var account = azurite.NewAccount().ConnectionString;
        await FillAsync(setting, account);

        var measured = programs.ToDictionary(program => program.Item1, _ => new List<Round>());
        for (var round = 0; round < setting.Rounds + 1; round++)
        {
            foreach (var (name, program) in programs)
            {
                if (program is null)
                    continue;
                var one = await OneAsync(program, account);
                if (round > 0)
                    measured[name].Add(one);
            }
        }

        var table = new Table("program", "first answer ms", "first call ms", "first page ms", "CPU ms", "resident MB", "peak MB");
        foreach (var (name, rounds) in measured.Where(pair => pair.Value.Count > 0))
        {
            double Of(Func<Round, double> what) => Figures.Median(rounds.Select(what));
            table.Add(name, Of(r => r.Answer), Of(r => r.Call), Of(r => r.Page), Of(r => r.Processor), Of(r => r.Resident), rounds.Max(r => r.Peak));
        }

        report.Tell(table);
        if (measured.Values.All(rounds => rounds.Count > 0))
        {
            double Ratio(Func<Round, double> what) => Figures.Median(measured.Values.Last().Select(what)) / Figures.Median(measured.Values.First().Select(what));
            report.Tell($"Ahead of time is {Ratio(r => r.Answer):0.0} times faster to the first answer, {Ratio(r => r.Call):0.0} times to the first call.\n");
        }
    }

    private static async Task FillAsync(Setting setting, string account)
    {
        var folder = setting.Folder("start");
        GeneratedSite.Make(folder, partners: 2);
        await using var storage = AzureStorage.Open(account, TimeProvider.System);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "config"), "*", SearchOption.AllDirectories))
            await storage.Store.WriteAsync(Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'), await File.ReadAllBytesAsync(file), WriteCondition.Always, CancellationToken.None);
    }

    private static async Task<Round> OneAsync(string program, string account)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(program, ["functions"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}";
        start.Environment["SYNDICATION_STORAGE"] = account;
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/"), Timeout = Setting.AtMost };
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        try
        {
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await OpenAsync(port, process);
            using (await http.GetAsync(new Uri("/", UriKind.Relative)))
            {
            }

            var answer = Stopwatch.GetElapsedTime(began);
            using var body = new StringContent(Timer, Encoding.UTF8, "application/json");
            using var called = await http.PostAsync(new Uri("/LiftEmbargoes", UriKind.Relative), body);
            called.EnsureSuccessStatusCode();
            var call = Stopwatch.GetElapsedTime(began);

            // For a page the newsroom is opened: its configuration and its translation memory are read.
            using var page = await http.GetAsync(new Uri("/fr/none.html", UriKind.Relative));
            if (page.StatusCode != HttpStatusCode.NotFound)
                throw new InvalidOperationException($"{program} answered {page.StatusCode}.");
            return new(
                answer.TotalMilliseconds, call.TotalMilliseconds, Stopwatch.GetElapsedTime(began).TotalMilliseconds, Machine.ProcessorTime(process.Id).TotalMilliseconds,
                Machine.ResidentMemory(process.Id) / Figures.Megabyte, Machine.PeakMemory(process.Id) / Figures.Megabyte);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    // A connection is the cheapest thing to ask for, so the asking takes little of what is measured.
    private static async Task OpenAsync(int port, Process process)
    {
        while (!process.HasExited)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(1);
            }
        }

        throw new InvalidOperationException("It ended at once.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record Round(double Answer, double Call, double Page, double Processor, double Resident, double Peak);
}
