using Syndication.Releases;

namespace Syndication.Translation.Engines;

/// <summary>For what an engine is asked.</summary>
/// <param name="Release">The release.</param>
/// <param name="Since">When it last changed: of two that wait for money, the newer comes first.</param>
/// <param name="Withheld">Why its text must not go to the engine, a sentence; null where it may.</param>
public sealed record Commission(ReleaseId Release, DateTimeOffset Since, string? Withheld);
