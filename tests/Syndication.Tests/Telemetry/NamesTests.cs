using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Syndication.Telemetry;
using Syndication.Tests.Infra;

namespace Syndication.Tests.Telemetry;

/// <summary>The names that code, alerts and the operators' guide have to agree on.</summary>
public sealed partial class NamesTests
{
    [Fact]
    public void The_operators_guide_lists_every_metric_with_its_kind_and_unit()
    {
        var told = Row().Matches(Repository.Read("docs", "operating-azure.md"))
            .Select(match => $"{match.Groups[1].Value}: {match.Groups[2].Value}, {match.Groups[3].Value}").Order(StringComparer.Ordinal);

        Assert.Equal(Instruments().Select(instrument => $"{instrument.Name}: {KindOf(instrument)}, {UnitOf(instrument)}").Order(StringComparer.Ordinal), told);
    }

    [Fact]
    public void Every_metric_that_an_alert_asks_for_is_counted()
    {
        var asked = Asked().Matches(Repository.Read("infra", "modules", "alerts.bicep")).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.Equal(4, asked.Count);
        Assert.Subset(Instruments().Select(instrument => instrument.Name).ToHashSet(), asked.ToHashSet());
    }

    [Theory]
    [InlineData(TelemetryNames.Release)]
    [InlineData(TelemetryNames.Partner)]
    [InlineData(TelemetryNames.Language)]
    public void The_operators_guide_names_the_attribute(string attribute) =>
        Assert.Contains($"`{attribute}`", Repository.Read("docs", "operating-azure.md"), StringComparison.Ordinal);

    [Fact]
    public void Every_name_is_used_once()
    {
        var names = typeof(TelemetryNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Subset(names.ToHashSet(), Instruments().Select(instrument => instrument.Name).ToHashSet());
    }

    private static List<Instrument> Instruments()
    {
        Assert.NotNull(Tally.IsHeard.ToString()); // The meter is made when it is first asked.
        var instruments = new List<Instrument>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == TelemetryNames.Source)
                instruments.Add(instrument);
        };
        listener.Start();
        return instruments;
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0].ToLowerInvariant();

    private static string UnitOf(Instrument instrument) => instrument.Unit switch
    {
        "s" => "seconds",
        "{copy}" => "copies",
        var unit => unit!.Trim('{', '}') + "s",
    };

    [GeneratedRegex(@"^\| `(syndication\.[a-z.]+)` \| ([a-z]+), ([a-z]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"name == '(syndication\.[a-z.]+)'")]
    private static partial Regex Asked();
}
