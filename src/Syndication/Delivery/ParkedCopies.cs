using Syndication.Releases;

namespace Syndication.Delivery;

/// <summary>
/// A mark that copies of a release wait until a partner can be reached at all: <c>deliveries/{partner}/~parked/{hash}.json</c>.
/// </summary>
/// <param name="Release">The release.</param>
public sealed record ParkedCopies(ReleaseId Release);
