using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndication.Releases;

/// <summary>A language as BCP 47 (RFC 5646) writes it, in canonical case: <c>fr</c>, <c>pt-BR</c>, <c>zh-Hans</c>.</summary>
[JsonConverter(typeof(LanguageJsonConverter))]
public readonly record struct Language : IComparable<Language>
{
    /// <summary>No language at all; never the language of an edition.</summary>
    public static readonly Language None;

    // ISO 639-1, and those of ISO 639-3 that have no two-letter code and that press offices write in. The other
    // three-letter codes are left out on purpose: "new", "doc" and "web" are languages too, but not in a file name.
    private static readonly FrozenSet<string> Known = (
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu " +
        "fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn " +
        "ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os " +
        "pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw " +
        "ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ckb fil kmr prs tzm zgh hbo arz apc ary").Split(' ').ToFrozenSet();

    private static readonly FrozenSet<string> RightToLeft =
        "ar fa ur he ps sd ug yi dv ckb prs ks arz apc ary hbo".Split(' ').ToFrozenSet();

    private readonly string? tag;

    private Language(string tag) => this.tag = tag;

    /// <summary>The tag in canonical case; the empty string for <see cref="None"/>.</summary>
    public string Tag => tag ?? "";

    /// <summary>The primary subtag: <c>pt</c> of <c>pt-BR</c>.</summary>
    public string Primary => Tag.IndexOf('-') is >= 0 and var end ? Tag[..end] : Tag;

    /// <summary><c>rtl</c> or <c>ltr</c>, as the <c>dir</c> attribute of html wants it.</summary>
    public string Direction => IsRightToLeft ? "rtl" : "ltr";

    /// <summary>Whether the language is written from right to left.</summary>
    public bool IsRightToLeft => Tag.Contains('-')
        ? Names("-Arab") || Names("-Hebr") || (!Names("-Latn") && RightToLeft.Contains(Primary))
        : RightToLeft.Contains(Tag);

    private bool Names(string script) => Tag.Contains(script, StringComparison.Ordinal);

    /// <summary>Reads a tag. Case does not matter and <c>_</c> stands for <c>-</c>, as many tools write it.</summary>
    /// <returns>False where the text is no tag of a language this program knows the name of.</returns>
    public static bool TryParse(string? text, out Language language)
    {
        language = None;
        if (string.IsNullOrWhiteSpace(text))
            return false;

        var parts = text.Trim().Replace('_', '-').Split('-');
        parts[0] = parts[0].ToLowerInvariant();
        if (!Known.Contains(parts[0]))
            return false;

        for (var i = 1; i < parts.Length; i++)
        {
            var part = parts[i];
            var letters = part.All(char.IsAsciiLetter);
            if (part.Length == 4 && letters)
                parts[i] = char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant();
            else if (part.Length == 2 && letters)
                parts[i] = part.ToUpperInvariant();
            else if (part.Length == 3 && part.All(char.IsAsciiDigit))
                parts[i] = part;
            else
                return false;
        }

        language = new Language(string.Join('-', parts));
        return true;
    }

    /// <summary>Reads a tag that is known to be one.</summary>
    /// <exception cref="FormatException">The text is no language tag.</exception>
    public static Language Parse(string text) =>
        TryParse(text, out var language) ? language : throw new FormatException($"“{text}” is no language tag such as fr, ar or pt-BR.");

    /// <inheritdoc/>
    public int CompareTo(Language other) => string.CompareOrdinal(Tag, other.Tag);

    /// <summary>The tag.</summary>
    public override string ToString() => Tag;
}

internal sealed class LanguageJsonConverter : JsonConverter<Language>
{
    public override Language Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Language.TryParse(reader.GetString(), out var language) ? language : Language.None;

    public override void Write(Utf8JsonWriter writer, Language value, JsonSerializerOptions options) => writer.WriteStringValue(value.Tag);

    public override Language ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, Language value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Tag);
}
