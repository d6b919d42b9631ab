using System.Collections.Concurrent;
using Syndication.Hub;

namespace Syndication.Tests.Hub;

/// <summary>Subscribers anywhere who confirm whatever they are asked and take whatever is sent.</summary>
internal sealed class AgreeingCalls : IHubCalls
{
    public ConcurrentQueue<string> Denied { get; } = [];

    public ConcurrentQueue<string> Sent { get; } = [];

    public Task<HubAnswer> VerifyAsync(SubscriptionRequest request, TimeSpan lease, IReadOnlyList<string> allow, CancellationToken cancel) => Task.FromResult(HubAnswer.Well);

    public Task<HubAnswer> DenyAsync(SubscriptionRequest request, string reason, IReadOnlyList<string> allow, CancellationToken cancel)
    {
        Denied.Enqueue($"{request.Callback}: {reason}");
        return Task.FromResult(HubAnswer.Well);
    }

    public Task<HubAnswer> SendAsync(Notice notice, TimeSpan patience, IReadOnlyList<string> allow, CancellationToken cancel)
    {
        Sent.Enqueue(notice.Callback);
        return Task.FromResult(HubAnswer.Well);
    }

    public Task<HubAnswer> PingAsync(Uri hub, Uri topic, CancellationToken cancel) => Task.FromResult(HubAnswer.Well);
}
