using System.Globalization;
using System.Text.Json.Serialization;

namespace Syndication.App.Opening;

/// <summary>What the translation engine was paid, and what waits for it, as <c>status</c> shows it.</summary>
/// <param name="Engine">Which engine.</param>
/// <param name="CharactersToday">Characters paid for today, in the site's time zone.</param>
/// <param name="CharactersThisMonth">Characters paid for in this month.</param>
/// <param name="Waiting">Releases that wait for money.</param>
internal sealed record TranslationLine(string Engine, long CharactersToday, long CharactersThisMonth, int Waiting)
{
    /// <summary>The bound for a day; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? CharactersPerDay { get; init; }

    /// <summary>The bound for a month; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? CharactersPerMonth { get; init; }

    /// <summary>When the engine is asked again, where it is not now: the budget is used up, or it failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AskedAgain { get; init; }

    /// <summary>How the engine failed last; null where it has answered since.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Trouble { get; init; }

    /// <summary>Reads it; null where no engine is configured, or what was noted of it is damaged.</summary>
    public static async Task<TranslationLine?> OfAsync(Newsroom newsroom, CancellationToken cancel)
    {
        if (newsroom.Engine is not { } engine)
            return null;
        try
        {
            var spending = await engine.SpendingAsync(cancel);
            var settings = newsroom.Site.Translation;
            return new(settings.Engine, spending.Today, spending.ThisMonth, spending.Claims.Count)
            {
                CharactersPerDay = settings.CharactersPerDay,
                CharactersPerMonth = settings.CharactersPerMonth,
                AskedAgain = await engine.ReopensAsync(cancel),
                Trouble = spending.Trouble,
            };
        }
        catch (Storage.DamagedDocumentException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"Translation by {Engine}: {CharactersToday:N0} characters today{Of(CharactersPerDay)}, {CharactersThisMonth:N0} this month{Of(CharactersPerMonth)}" +
        $"{(Waiting > 0 ? $"; {Waiting} releases wait for the budget" : "")}{(AskedAgain is { } at ? string.Create(CultureInfo.InvariantCulture, $"; asked again at {at.UtcDateTime:yyyy-MM-dd HH:mm}Z") : "")}." +
        $"{(Trouble is null ? "" : $" {Trouble}")}";

    private static string Of(long? bound) => bound is { } most ? $" of {most:N0}" : "";
}
