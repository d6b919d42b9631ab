using System.Net;
using System.Net.Sockets;

namespace Syndication.Tests.Network;

/// <summary>A partner below HTTP: takes a connection, reads the request's headers, and does with the socket as it is told.</summary>
internal sealed class RawPartner : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task serving;

    public RawPartner(Func<Socket, CancellationToken, Task> answer)
    {
        listener.Start();
        serving = ServeAsync(answer);
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/in");

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await serving;
        end.Dispose();
        listener.Dispose();
    }

    private async Task ServeAsync(Func<Socket, CancellationToken, Task> answer)
    {
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptSocketAsync(end.Token);
                var buffer = new byte[64 * 1024];
                var read = 0;
                do
                    read += await socket.ReceiveAsync(buffer.AsMemory(read), end.Token);
                while (!buffer.AsSpan(0, read).EndsWith("}"u8));
                await answer(socket, end.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The test is over, or the other side hung up.
        }
    }
}
