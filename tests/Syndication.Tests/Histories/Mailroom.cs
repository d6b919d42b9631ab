using Syndication.Configuration;
using Syndication.Delivery;

namespace Syndication.Tests.Histories;

/// <summary>What one partner holds in its hands: every copy that arrived, in order, and whether the partner said that it has it.</summary>
internal sealed class Mailbox
{
    private readonly List<Arrival> arrivals = [];

    /// <summary>One at a time has a hand in it: what a process that ended had under way may still arrive.</summary>
    public Lock Gate { get; } = new();

    /// <summary>What has arrived so far.</summary>
    public IReadOnlyList<Arrival> Arrivals
    {
        get
        {
            lock (Gate)
                return [.. arrivals];
        }
    }

    /// <summary>How many sendings fail from now on.</summary>
    public int Failures { get; set; }

    /// <summary>A copy arrives.</summary>
    public void Take(Arrival arrival) => arrivals.Add(arrival);
}

/// <summary>A copy that arrived.</summary>
/// <param name="WebhookId">Its id.</param>
/// <param name="Copy">What it was.</param>
/// <param name="Body">The bytes.</param>
/// <param name="At">When.</param>
/// <param name="Pass">In which pass.</param>
internal sealed record Arrival(string WebhookId, Copy Copy, string Body, DateTimeOffset At, int Pass);

/// <summary>The way to a partner as one process has it.</summary>
internal sealed class MailChannel(Mailbox mailbox, TimeProvider clock, Process process, int pass) : IChannel
{
    public string? Lacks => null;

    public Payload Pack(Copy copy) => WebhookEvent.Write(copy, CopyFormat.Ninjs);

    public Task<Outcome> SendAsync(Shipment shipment, CancellationToken cancel)
    {
        try
        {
            process.Before();
        }
        catch (IOException)
        {
            return Task.FromResult(Outcome.Temporary("The line is dead."));
        }
        catch (ProcessEndedException e)
        {
            return Task.FromException<Outcome>(e);
        }

        lock (mailbox.Gate)
        {
            // Half of what fails arrived all the same: the answer was lost.
            var fails = mailbox.Failures > 0 && mailbox.Failures-- > 0;
            if (!fails || mailbox.Failures % 2 == 0)
                mailbox.Take(new(shipment.WebhookId, shipment.Copy, Convert.ToBase64String(shipment.Payload.Content.Span), clock.GetUtcNow(), pass));
            if (fails)
                return Task.FromResult(Outcome.Temporary("Busy."));
        }

        try
        {
            process.After();
        }
        catch (ProcessEndedException e)
        {
            return Task.FromException<Outcome>(e);
        }

        return Task.FromResult(Outcome.Accepted());
    }
}
