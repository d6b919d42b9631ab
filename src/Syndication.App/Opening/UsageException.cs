namespace Syndication.App.Opening;

/// <summary>What was said on the command line cannot be worked with, and nothing was touched. The message says what to do, and holds no secret.</summary>
public sealed class UsageException(string message) : Exception(message);
