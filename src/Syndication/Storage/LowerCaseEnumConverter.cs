using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndication.Storage;

/// <summary>Writes an enum's names as documents and commands show them: <c>ready</c>, not <c>Ready</c>.</summary>
/// <typeparam name="T">The enum.</typeparam>
public sealed class LowerCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
