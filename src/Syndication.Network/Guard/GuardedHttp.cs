using System.Net;
using System.Net.Sockets;

namespace Syndication.Network.Guard;

/// <summary>
/// The one way to call a stranger over HTTP. Names are resolved here, every address is checked, and the connection goes to a checked
/// address and nowhere else, so that a name cannot change its meaning in between. TLS is verified; there are no redirects, proxies,
/// cookies or credentials.
/// </summary>
public sealed class GuardedHttp : IDisposable
{
    /// <summary>The most that is read of an answer, in bytes.</summary>
    public const int MostRead = 64 * 1024;

    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);

    // Two pools: a connection made for a partner that allows a private host must not serve one that does not.
    private readonly HttpMessageInvoker strict;
    private readonly HttpMessageInvoker lenient;

    /// <summary>Makes one; it lives as long as the program.</summary>
    /// <param name="resolve">How names become addresses; the machine's resolver by default.</param>
    public GuardedHttp(Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        Names = new(resolve);
#pragma warning disable CA2000 // Each belongs to its invoker, which disposes of it.
        strict = new(Handler(allowPrivate: false));
        lenient = new(Handler(allowPrivate: true));
#pragma warning restore CA2000
    }

    /// <summary>How names become addresses, for what does not speak HTTP.</summary>
    public GuardedNames Names { get; }

    /// <summary>Sends a request and returns when the headers of the answer are there. The body waits to be read.</summary>
    /// <param name="request">The request, to an http or https address.</param>
    /// <param name="allow">Hosts that may be private or this machine.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="HttpRequestException">It did not work; <see cref="AddressRefusedException"/> within where the guard refused.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, IReadOnlyList<string> allow, CancellationToken cancel)
    {
        var host = request.RequestUri is { IsAbsoluteUri: true, Scheme: "http" or "https" } address
            ? address.IdnHost
            : throw new ArgumentException("Only absolute http and https addresses can be called.", nameof(request));
        return (GuardedNames.Allows(allow, host) ? lenient : strict).SendAsync(request, cancel);
    }

    /// <summary>Reads an answer's body up to a bound.</summary>
    /// <returns>The bytes; false where there would have been more.</returns>
    public static async Task<(byte[] Content, bool Whole)> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[MostRead + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return (buffer[..Math.Min(length, MostRead)], length <= MostRead);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        strict.Dispose();
        lenient.Dispose();
    }

    private SocketsHttpHandler Handler(bool allowPrivate) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseProxy = false,
        UseCookies = false,
        PreAuthenticate = false,
        Credentials = null,
        ActivityHeadersPropagator = null,
        ConnectTimeout = ConnectTime,
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 0,
        // Addresses change: a connection is made anew, and checked anew, every other minute.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        ConnectCallback = (context, cancel) => ConnectAsync(context.DnsEndPoint, allowPrivate, cancel),
    };

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool allowPrivate, CancellationToken cancel)
    {
        SocketException? last = null;
        foreach (var address in await Names.AddressesAsync(target.Host, allowPrivate, cancel))
        {
            Socket? socket = null;
            try
            {
                socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(new IPEndPoint(address, target.Port), cancel);
                var stream = new NetworkStream(socket, ownsSocket: true);
                socket = null;
                return stream;
            }
            catch (SocketException e)
            {
                last = e;
            }
            finally
            {
                socket?.Dispose();
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }
}
