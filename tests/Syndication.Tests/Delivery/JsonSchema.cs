using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Syndication.Tests.Delivery;

/// <summary>As much of JSON Schema (draft 2020-12) as IPTC's ninjs schema uses. A keyword that is not known here fails, so that nothing passes unseen.</summary>
internal sealed class JsonSchema(JsonElement root)
{
    private static readonly HashSet<string> Words = ["$schema", "$id", "$defs", "title", "description", "default", "examples", "deprecated", "$comment"];

    /// <summary>What is wrong with a document, each with where.</summary>
    public IReadOnlyList<string> Faults(JsonElement document)
    {
        var faults = new List<string>();
        Check(root, document, "", faults, []);
        return faults;
    }

    // Adds the properties that the schema knows to those that its caller knows: what nobody knows is unevaluated.
    private void Check(JsonElement schema, JsonElement value, string at, List<string> faults, HashSet<string> known)
    {
        foreach (var rule in schema.EnumerateObject().OrderBy(rule => rule.Name is "additionalProperties" or "unevaluatedProperties"))
        {
            var isObject = value.ValueKind == JsonValueKind.Object;
            switch (rule.Name)
            {
                case "type" when !IsOf(rule.Value, value):
                    faults.Add($"{at}: is no {rule.Value}");
                    return;
                case "enum" when !rule.Value.EnumerateArray().Any(one => one.ToString() == value.ToString()):
                    faults.Add($"{at}: “{value}” is none of {rule.Value}");
                    break;
                case "required" when isObject:
                    faults.AddRange(rule.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at}: has no {name}"));
                    break;
                case "properties" when isObject:
                    foreach (var property in value.EnumerateObject().Where(property => rule.Value.TryGetProperty(property.Name, out _)))
                    {
                        known.Add(property.Name);
                        Check(rule.Value.GetProperty(property.Name), property.Value, $"{at}/{property.Name}", faults, []);
                    }

                    break;
                case "additionalProperties" or "unevaluatedProperties" when isObject && rule.Value.ValueKind == JsonValueKind.False:
                    faults.AddRange(value.EnumerateObject().Where(property => !known.Contains(property.Name)).Select(property => $"{at}: “{property.Name}” is not known"));
                    break;
                case "items" when value.ValueKind == JsonValueKind.Array:
                    foreach (var (item, i) in value.EnumerateArray().Select((item, i) => (item, i)))
                        Check(rule.Value, item, $"{at}/{i}", faults, []);
                    break;
                case "$ref":
                    Check(Referred(rule.Value.GetString()!), value, at, faults, known);
                    break;
                case "oneOf" or "anyOf":
                    var fitting = rule.Value.EnumerateArray().Count(one => Fits(one, value, known));
                    if (fitting == 0 || (rule.Name == "oneOf" && fitting > 1))
                        faults.Add($"{at}: fits {fitting} of {rule.Name}");
                    break;
                case "pattern" when value.ValueKind == JsonValueKind.String && !Regex.IsMatch(value.GetString()!, rule.Value.GetString()!):
                    faults.Add($"{at}: “{value}” is not of the form asked for");
                    break;
                case "format" when value.ValueKind == JsonValueKind.String && !IsOfFormat(rule.Value.GetString()!, value.GetString()!):
                    faults.Add($"{at}: “{value}” is no {rule.Value}");
                    break;
                case "minimum" when value.ValueKind == JsonValueKind.Number && value.GetDouble() < rule.Value.GetDouble():
                case "maximum" when value.ValueKind == JsonValueKind.Number && value.GetDouble() > rule.Value.GetDouble():
                    faults.Add($"{at}: {value} is out of bounds");
                    break;
                case "type" or "enum" or "required" or "properties" or "additionalProperties" or "unevaluatedProperties" or "items" or "pattern" or "format" or "minimum" or "maximum":
                    break;
                default:
                    Assert.True(Words.Contains(rule.Name), $"The keyword {rule.Name} is not known to this test.");
                    break;
            }
        }
    }

    private bool Fits(JsonElement schema, JsonElement value, HashSet<string> known)
    {
        var faults = new List<string>();
        Check(schema, value, "", faults, known);
        return faults.Count == 0;
    }

    private JsonElement Referred(string address)
    {
        Assert.StartsWith("#/$defs/", address, StringComparison.Ordinal); // No copy has a place on a map, which is the one thing kept elsewhere.
        return root.GetProperty("$defs").GetProperty(address["#/$defs/".Length..]);
    }

    private static bool IsOf(JsonElement type, JsonElement value) => type.GetString() switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => throw new NotSupportedException($"The type {type} is not known to this test."),
    };

    private static bool IsOfFormat(string format, string value) => format switch
    {
        "date-time" => value.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _),
        "uri" => Uri.TryCreate(value, UriKind.Absolute, out _),
        _ => true,
    };
}
