using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Syndication.Storage;

/// <summary>Hashes that names and comparisons are derived from: SHA-256, in lower-case hexadecimal.</summary>
public static class Fingerprints
{
    /// <summary>The hash of bytes, 64 characters.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The hash of a text as UTF-8, 64 characters.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>The hash of a record as the pipeline stores it, 32 characters.</summary>
    public static string Of<T>(T record, JsonTypeInfo<T> type) => Of(JsonSerializer.SerializeToUtf8Bytes(record, type))[..32];
}
