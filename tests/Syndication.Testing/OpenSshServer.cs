using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Syndication.Testing;

/// <summary>OpenSSH's server with SFTP on a free port of this machine, with keys of its own.</summary>
public sealed class OpenSshServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/sshd";

    private readonly string folder;
    private Process? process;

    private OpenSshServer(string folder) => this.folder = folder;

    /// <summary>Where it listens, on this machine.</summary>
    public int Port { get; private set; }

    /// <summary>The folder that partners put files into.</summary>
    public string Incoming => Path.Combine(folder, "incoming");

    /// <summary>The private key that is let in, in OpenSSH's form.</summary>
    public string Key => File.ReadAllText(Path.Combine(folder, "user"));

    /// <summary>The same kind of key with the passphrase <c>open sesame</c>; let in too.</summary>
    public string GuardedKey => File.ReadAllText(Path.Combine(folder, "guarded"));

    /// <summary>The fingerprint of its key: <c>SHA256:…</c>.</summary>
    public string Fingerprint { get; private set; } = "";

    /// <summary>Starts one.</summary>
    /// <returns>The server; or null and why not: what a test that is skipped for it says.</returns>
    public static async Task<(OpenSshServer? Server, string? Why)> StartAsync()
    {
        if (!File.Exists(Program))
            return (null, $"OpenSSH's server is not started: there is no {Program}. Install the package openssh-server.");
        var server = new OpenSshServer(Directory.CreateTempSubdirectory("openssh").FullName);
        Directory.CreateDirectory(server.Incoming);
        await server.MakeKeyAsync("host", "");
        await server.MakeKeyAsync("user", "");
        await server.MakeKeyAsync("guarded", "open sesame");
        foreach (var key in new[] { "user.pub", "guarded.pub" })
            await File.AppendAllTextAsync(Path.Combine(server.folder, "let-in"), await File.ReadAllTextAsync(Path.Combine(server.folder, key)));
        server.Fingerprint = (await server.RunAsync("ssh-keygen", "-l", "-f", Path.Combine(server.folder, "host.pub"))).Split(' ')[1];
        await server.LaunchAsync();
        return (server, null);
    }

    /// <summary>Stops it, gives it another key, and starts it again.</summary>
    public async Task ChangeKeyAsync()
    {
        await StopAsync();
        File.Delete(Path.Combine(folder, "host"));
        File.Delete(Path.Combine(folder, "host.pub"));
        await MakeKeyAsync("host", "");
        await LaunchAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task LaunchAsync()
    {
        // Where it is started by root it wants this folder for the part of it that has no rights.
        if (Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd");
        Port = FreePort();
        var settings = Path.Combine(folder, "settings");
        await File.WriteAllLinesAsync(settings,
        [
            $"Port {Port}", "ListenAddress 127.0.0.1", $"HostKey {folder}/host", "PidFile none", $"AuthorizedKeysFile {folder}/let-in",
            "StrictModes no", "UsePAM no", "PasswordAuthentication no", "KbdInteractiveAuthentication no", "PermitRootLogin yes",
            "Subsystem sftp internal-sftp",
        ]);
        process = Process.Start(new ProcessStartInfo(Program, ["-D", "-e", "-f", settings]) { RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        for (var time = Stopwatch.StartNew(); ;)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (!process.HasExited && time.Elapsed < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(20);
            }
        }
    }

    private async Task StopAsync()
    {
        if (process is null)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    private Task<string> MakeKeyAsync(string name, string passphrase) =>
        RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", Path.Combine(folder, name));

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = folder })!;
        var said = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        return run.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} ended with {run.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
