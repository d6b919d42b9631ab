using System.Diagnostics;

namespace Syndication.Benchmarks.Measuring;

/// <summary>nginx (Debian's <c>nginx-light</c>) serving a folder of files on the loopback, as it comes but for its log.</summary>
internal sealed class Nginx : IDisposable
{
    private const string Program = "/usr/sbin/nginx";

    private readonly Process process;

    private Nginx(Process process, int port) => (this.process, Port) = (process, port);

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Starts it; null where it is not installed.</summary>
    /// <param name="files">The folder it serves.</param>
    /// <param name="port">Where.</param>
    /// <param name="work">A folder for its own files.</param>
    public static Nginx? Start(string files, int port, string work)
    {
        if (!File.Exists(Program))
            return null;
        Directory.CreateDirectory(work);
        var configuration = Path.Combine(work, "nginx.conf");
        File.WriteAllText(configuration, $$"""
            daemon off;
            pid {{work}}/pid;
            worker_processes auto;
            user root;
            events { worker_connections 1024; }
            http {
              access_log off;
              client_body_temp_path {{work}}/body;
              proxy_temp_path {{work}}/proxy;
              fastcgi_temp_path {{work}}/fastcgi;
              uwsgi_temp_path {{work}}/uwsgi;
              scgi_temp_path {{work}}/scgi;
              types { text/html html; text/xml xml; application/json json; }
              sendfile on;
              tcp_nopush on;
              keepalive_requests 1000000000;
              server {
                listen 127.0.0.1:{{port}};
                root "{{files}}";
              }
            }
            """);
        return new(Process.Start(new ProcessStartInfo(Program, ["-c", configuration, "-p", work, "-e", Path.Combine(work, "error.log")]))!, port);
    }

    public void Dispose()
    {
        // Killed, its workers would stay: it is asked, as it wants to be.
        using (var asked = Process.Start(new ProcessStartInfo("kill", ["-TERM", $"{process.Id}"])))
            asked?.WaitForExit();
        process.WaitForExit();
        process.Dispose();
    }
}
