using System.Globalization;
using Syndication.Translation;

namespace Syndication.Azure.Translator;

/// <summary>
/// Tells in plain words why the service would not, and what to do. The words are our own: of the answer nothing but its status and its code
/// goes on. The same refusal has the same words, so that an edition which waits for the same reason stays as it is. The codes are those of
/// “Azure Translator response codes and messages” in the service's documentation.
/// </summary>
internal sealed class TranslatorRefusals(AzureTranslatorOptions options)
{
    private const string Service = "Azure Translator";

    /// <summary>Of an answer that trying again does not change.</summary>
    public EngineRefusal Of(int status, int code, IReadOnlyList<string> pair)
    {
        var (of, words) = Told(status, code, pair);
        return new($"{words} ({status}{(code > 999 ? $", {code.ToString(CultureInfo.InvariantCulture)}" : "")}).", 0) { Of = of };
    }

    /// <summary>Of an answer that says to come again.</summary>
    public static string Busy(int status, int code) => (status, code) switch
    {
        // The documentation tells 429000, 429001 and 429002 not apart.
        (429, _) => $"{Service} says that more is asked than the tier allows in a minute or an hour (429).",
        (408, 408002) => $"{Service} did not get the whole request in time (408).",
        (408, _) => $"{Service} is still getting its model ready (408).",
        _ => $"{Service} has a fault of its own ({status}).",
    };

    private (RefusalOf Of, string Words) Told(int status, int code, IReadOnlyList<string> pair) => (status, code) switch
    {
        (401, _) when options.Key is null =>
            (RefusalOf.Everything, $"{Service} does not take the identity that is signed in. Give it the role Cognitive Services User on the resource, and see that translation.endpoint{(options.ResourceId is null ? "" : ", resourceId and region")} are the resource's"),
        (401, 401015) =>
            (RefusalOf.Everything, $"{options.KeyName ?? "The key"} is the key of a Speech resource. Set it to a key of the {Service} resource"),
        (401, _) =>
            (RefusalOf.Everything, $"{Service} takes neither key nor region. See that {options.KeyName ?? "the key"} is a key of the resource, not of another, and that translation.region, now {options.Region ?? "left out"}, is where the resource is"),
        (403, 403001) =>
            (RefusalOf.Everything, $"The free characters of this month are used up at {Service}. Wait for the next month, or move the resource to S1 and set translation.tier"),
        (403, _) =>
            (RefusalOf.Everything, $"{Service} forbids it. See the resource's firewall and whether its key access is turned off; an identity needs the role Cognitive Services User"),
        (404, _) =>
            (RefusalOf.Everything, $"There is no {Service} at {options.Endpoint}. See that translation.endpoint is the one the resource shows under Keys and Endpoint"),
        (400, 400002) =>
            (RefusalOf.Everything, $"{Service} knows no category “{options.Category}”. See that translation.category is the category id that the custom model's project shows"),
        (400, 400075 or 400079) =>
            (RefusalOf.Pair, $"The custom model “{options.Category}” does not translate {Pair(pair)}. Deploy one that does, or take translation.category out"),
        (400, 400003 or 400006 or 400019 or 400023 or 400035 or 400036) =>
            (RefusalOf.Pair, $"{Service} does not translate {Pair(pair)}. Have people translate, or take the language out of languages in config/site.json"),
        (400, 400050 or 400072 or 400077) or (413, _) =>
            (RefusalOf.Length, $"{Service} finds the text too long. Divide its sentences in the upload, or upload a translation"),
        (400, 400021) =>
            (RefusalOf.Everything, $"What answers at {options.Endpoint} does not know version 3.0 of the service. See that translation.endpoint is the one the resource shows under Keys and Endpoint"),
        ( >= 300 and < 400, _) =>
            (RefusalOf.Everything, $"{options.Endpoint} sends elsewhere, where a key must not follow. Set translation.endpoint to the address of the service itself"),
        _ => (RefusalOf.Request, $"{Service} refused the request. If that lasts, give its makers the trace from the log"),
    };

    private static string Pair(IReadOnlyList<string> pair) => $"from {pair[0]} into {string.Join(", ", pair.Skip(1))}";
}
