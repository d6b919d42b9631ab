using Spectre.Console;
using Syndication.Delivery;

namespace Syndication.App.Commands;

/// <summary><c>status --withdrawals</c>: who took note of what was taken back, and who is outstanding.</summary>
internal static class Withdrawals
{
    public static async Task<int> TellAsync(Newsroom newsroom, bool json, CancellationToken cancel)
    {
        var notices = await new WithdrawalNotices(newsroom).AllAsync(cancel);
        if (json)
            AppJson.Print(WithdrawalsReport.Of(notices), type => type.WithdrawalsReport);
        else
            Tell(notices);
        return notices.Any(notice => notice.NeedsPerson) ? ExitCode.Attention : ExitCode.Well;
    }

    private static void Tell(IReadOnlyList<WithdrawalNotice> notices)
    {
        if (notices.Count == 0)
        {
            Screen.Line("No release is withdrawn that anybody was ever sent.");
            return;
        }

        var table = Screen.Table("release", "withdrawn", "partner", "language", "took note", "");
        foreach (var notice in notices)
        {
            var going = notice.Going;
            table.AddRow(
                Screen.Cell(notice.Release.Value), Screen.Cell(ExplainTold.Instant(notice.Since)), Screen.Cell(going.Partner), Screen.Cell(going.Language.Tag),
                Screen.Coloured(going.IsOutstanding ? "outstanding" : going.At is { } at ? ExplainTold.Instant(at) : "yes", going.IsOutstanding ? notice.NeedsPerson ? "red" : "yellow" : "green"),
                Screen.Cell(going.IsOutstanding ? $"{going.Reason} Tries: {going.Attempts}." : going.Receipt is { } receipt ? $"Receipt: {receipt}." : ""));
        }

        Screen.Out.Write(table);
        var outstanding = notices.Count(notice => notice.Going.IsOutstanding);
        Screen.Line($"{notices.Count - outstanding} of {notices.Count} notices were acknowledged; {outstanding} are outstanding.", outstanding > 0 ? "yellow" : null);
    }
}

/// <summary>What <c>status --withdrawals --json</c> prints.</summary>
internal sealed record WithdrawalsReport(int Acknowledged, int Outstanding, IReadOnlyList<WithdrawalLine> Withdrawals)
{
    public static WithdrawalsReport Of(IReadOnlyList<WithdrawalNotice> notices) => new(
        notices.Count(notice => !notice.Going.IsOutstanding), notices.Count(notice => notice.Going.IsOutstanding), [.. notices.Select(WithdrawalLine.Of)]);
}

/// <summary>How the word of a withdrawal stands with a partner.</summary>
internal sealed record WithdrawalLine(
    string Release, DateTimeOffset Withdrawn, string Partner, string Language, bool Outstanding, GoingState State, int? Version, int Tries, DateTimeOffset? At, string? Receipt, string? Reason)
{
    public static WithdrawalLine Of(WithdrawalNotice notice) => new(
        notice.Release.Value, notice.Since, notice.Going.Partner, notice.Going.Language.Tag, notice.Going.IsOutstanding, notice.Going.State, notice.Going.Version,
        notice.Going.Attempts, notice.Going.At, notice.Going.Receipt, notice.Going.IsOutstanding ? notice.Going.Reason : null);
}
