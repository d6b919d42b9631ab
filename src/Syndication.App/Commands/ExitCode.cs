namespace Syndication.App.Commands;

/// <summary>What a command says when it ends.</summary>
internal static class ExitCode
{
    /// <summary>All well.</summary>
    public const int Well = 0;

    /// <summary>It ran, and something needs a person.</summary>
    public const int Attention = 1;

    /// <summary>Wrong usage or configuration; nothing was touched.</summary>
    public const int Usage = 2;
}
