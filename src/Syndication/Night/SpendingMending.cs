using Syndication.Storage;
using Syndication.Translation.Engines;

namespace Syndication.Night;

/// <summary>Adds up again what engines were paid, from what the releases say their translations took: a budget is not forgotten with its document.</summary>
internal sealed class SpendingMending(Newsroom newsroom)
{
    public async Task<Again> AgainAsync(CancellationToken cancel)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(newsroom.Site.Schedule.TimeZone, out var own) ? own : TimeZoneInfo.Utc;
        var spending = new Spending().At(newsroom.Clock.GetUtcNow(), zone);
        await foreach (var item in newsroom.Store.ListAsync("releases/", cancel))
        {
            if (!item.Path.EndsWith("~/release.json", StringComparison.Ordinal) ||
                await newsroom.Store.TryLoadAsync(item.Path, Documents.Json.Release, cancel) is not { Spent: { } spent })
            {
                continue;
            }

            foreach (var one in spent)
            {
                var day = new Spending().At(one.At, zone).Day;
                spending = spending with
                {
                    Today = spending.Today + (day == spending.Day ? one.Billed : 0),
                    ThisMonth = spending.ThisMonth + (day[..7] == spending.Day[..7] ? one.Billed : 0),
                };
            }
        }

        await newsroom.Store.SaveAsync(Paths.Spending, spending, Documents.Json.Spending, null, cancel);
        return new($"the {spending.ThisMonth} characters paid for in this month were added up again from the releases.", []);
    }
}
