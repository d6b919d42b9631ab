using Syndication.Translation.Checks;

namespace Syndication.Configuration;

/// <summary>Reads <c>translation.checks</c> of <c>config/site.json</c>: what a finding of each check does.</summary>
internal static class CheckSettings
{
    private static readonly string[] Policies = ["hold", "warn", "off"];

    public static Dictionary<Check, CheckPolicy> Read(ConfigReader translation)
    {
        var policies = new Dictionary<Check, CheckPolicy>();
        if (translation.Object("checks") is not { } checks)
            return policies;
        foreach (var check in Enum.GetValues<Check>())
        {
            if (checks.Word(check.ToString().ToLowerInvariant(), Policies) is { } word)
                policies[check] = Enum.Parse<CheckPolicy>(word, ignoreCase: true);
        }

        checks.Finish();
        return policies;
    }
}
