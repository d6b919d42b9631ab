namespace Syndication.EndToEnd;

/// <summary>The commands, in a folder.</summary>
public sealed class CommandTests() : CommandSuite(null);
