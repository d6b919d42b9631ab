using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Syndication.App.Commands;
using Syndication.App.Opening;
using Syndication.App.Web;
using Syndication.Folders;

namespace Syndication.App.Serving;

/// <summary>A newsroom that works by itself, and its pages over HTTP, from start to stop.</summary>
internal static class Served
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Reads where to listen: addresses separated by semicolons.</summary>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static string? TryParse(string text, out IReadOnlyList<string> urls)
    {
        urls = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Count == 0)
            return "There is no address to serve at; write one like http://localhost:7071.";
        foreach (var url in urls)
        {
            if (url.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
                return $"“{url}”: https needs a certificate, which a reverse proxy keeps better. Serve http on this machine, and let nginx, Caddy or the like stand in front.";
            try
            {
                var address = BindingAddress.Parse(url);
                if (address.Scheme != "http" || address.PathBase.Length > 0 || address.Port is < 0 or > 65535)
                    return $"“{url}” is no address to serve at; write it like http://localhost:7071.";
                if (address is { Port: 0, Host: "localhost" })
                    return $"“{url}”: a free port is found for one address only; write http://127.0.0.1:0.";
            }
            catch (FormatException)
            {
                return $"“{url}” is no address to serve at; write it like http://localhost:7071.";
            }
        }

        return null;
    }

    /// <summary>Serves until it is stopped.</summary>
    /// <param name="home">The newsroom's folder.</param>
    /// <param name="site">The site in it, opened.</param>
    /// <param name="newsroom">The newsroom in it.</param>
    /// <param name="urls">Where to listen.</param>
    /// <param name="log">Where it tells what happens.</param>
    /// <param name="started">Told the addresses once it listens.</param>
    /// <param name="stop">Stops it: nothing new, ten seconds for what is under way, the rest for the next process.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        FolderHome home, OpenedSite site, Newsroom newsroom, IReadOnlyList<string> urls, ServeLog log, Action<IReadOnlyList<string>>? started, CancellationToken stop)
    {
        if (Unwritable(home.Named) is { } why)
        {
            Screen.ErrorLine($"{home} cannot be written to: {why} The newsroom keeps its queues and pages there; give this user the right to write.");
            return ExitCode.Usage;
        }

        using var live = new LiveNewsroom(home, site, newsroom, log);
        await using var server = NewsroomServer.Create(
            home.Store,
            urls,
            () => live.Site,
            () => Directory.Exists(home.Folder) ? live.Health : live.Health with { Trouble = "the storage is gone" },
            e => log.Error("web", $"A page could not be served: {e.Message}"),
            live.Counter.AskAsync);
        if (await TryStartAsync(server, urls, stop) is { } wrong)
        {
            Screen.ErrorLine(wrong);
            return ExitCode.Usage;
        }

        var addresses = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.ToList() ?? [.. urls];
        log.Info("serving", $"{home.Folder} at {string.Join(" and ", addresses)}, until Ctrl-C or SIGTERM");
        if (addresses.Any(IsOpen))
            log.Warn("serving", "Listens on all interfaces: whoever reaches this machine can read the pages. Say --urls http://localhost:7071 and put a reverse proxy in front where that is not meant.");
        live.TellConfiguration("the configuration is in order");
        started?.Invoke(addresses);

        using var cut = new CancellationTokenSource();
        await using var bound = stop.Register(() => cut.CancelAfter(Grace));
        var work = live.RunAsync(stop, cut.Token);
        await Task.WhenAny(work, Task.Delay(Timeout.InfiniteTimeSpan, stop));
        log.Info("stopping", "takes nothing new, finishes what is under way");
        await server.StopAsync(cut.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await work;
        log.Info("stopped", "What was not finished is done by the next run.");
        return ExitCode.Well;
    }

    private static async Task<string?> TryStartAsync(WebApplication server, IReadOnlyList<string> urls, CancellationToken stop)
    {
        try
        {
            await server.StartAsync(stop);
            return null;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            return $"{string.Join(", ", urls)}: that port is taken, perhaps by another `syndication serve`. Stop that one, or choose another port: --urls http://localhost:7072";
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or System.Net.Sockets.SocketException or FormatException)
        {
            return $"{string.Join(", ", urls)}: cannot listen there ({e.Message}). Choose an address of this machine and a port above 1023: --urls http://localhost:7071";
        }
    }

    private static bool IsOpen(string address) => BindingAddress.Parse(address).Host is "*" or "+" or "0.0.0.0" or "[::]" or "::";

    private static string? Unwritable(string folder)
    {
        try
        {
            SiteLock.TryTake(folder)?.Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
