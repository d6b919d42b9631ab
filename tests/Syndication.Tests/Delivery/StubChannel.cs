using Syndication.Configuration;
using Syndication.Delivery;

namespace Syndication.Tests.Delivery;

/// <summary>A partner in memory: keeps what arrives, and answers as it is told.</summary>
internal sealed class StubChannel(Crashes? crashes = null) : IChannel
{
    public List<Shipment> Arrived { get; } = [];

    public string? Lacks { get; set; }

    /// <summary>What it answers to a shipment that arrived.</summary>
    public Func<Shipment, Outcome> Answer { get; set; } = _ => Outcome.Accepted();

    /// <summary>Whether packing fails for a copy.</summary>
    public Func<Copy, bool> Breaks { get; set; } = _ => false;

    /// <summary>What happens before the answer.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    public IEnumerable<string> Told => Arrived.Select(one => $"{one.Copy.Type["release.".Length..]} {one.Copy.Language} {one.Copy.Version}");

    public Payload Pack(Copy copy) => Breaks(copy) ? throw new ArgumentException("half a letter") : WebhookEvent.Write(copy, CopyFormat.Ninjs);

    public async Task<Outcome> SendAsync(Shipment shipment, CancellationToken cancel)
    {
        crashes?.Pass();
        Arrived.Add(shipment);
        await Before();
        crashes?.Pass();
        return Answer(shipment);
    }
}
