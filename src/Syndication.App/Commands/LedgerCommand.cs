using System.CommandLine;

namespace Syndication.App.Commands;

/// <summary><c>ledger</c>: the journal of every try to deliver, a partner each.</summary>
internal static class LedgerCommand
{
    public static Command Create() => new("ledger", "The journal of every try to deliver: whether anybody has changed it, and out for other programs.\n\n" +
        "Examples:\n" +
        "  syndication ledger verify --site newsroom\n" +
        "  syndication ledger export --site newsroom --format csv --output tries.csv")
    {
        LedgerVerifyCommand.Create(),
        LedgerExportCommand.Create(),
    };
}
