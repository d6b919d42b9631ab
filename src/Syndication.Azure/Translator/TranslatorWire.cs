using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndication.Azure.Translator;

/// <summary>
/// What goes over the wire: Text Translation REST API 3.0, <c>POST /translate</c>. All that another version or an SDK would change is in
/// this file and in <see cref="TranslatorAddress"/>.
/// </summary>
internal static class TranslatorWire
{
    private static readonly TranslatorJson Plain = new(new JsonSerializerOptions(TranslatorJson.Default.Options)
    {
        // Arabic in two bytes a letter rather than six; nothing here ever goes into html.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Write(IEnumerable<string> texts) => JsonSerializer.SerializeToUtf8Bytes([.. texts.Select(text => new WireText(text))], Plain.WireTextArray);

    /// <summary>Reads an answer to so many texts into some languages, as the service names them.</summary>
    /// <returns>Null, and the texts per language; or what is wrong with it, the end of a sentence.</returns>
    public static string? Read(ReadOnlySpan<byte> body, int count, IReadOnlyList<string> languages, out string[][] texts)
    {
        texts = [];
        WireAnswer[]? answers;
        try
        {
            answers = body.IsEmpty ? null : JsonSerializer.Deserialize(body, Plain.WireAnswerArray);
        }
        catch (JsonException)
        {
            return "with something that is no whole JSON";
        }

        if (answers is null)
            return "with nothing";
        if (answers.Length != count)
            return $"{answers.Length} texts for {count}";
        var read = languages.Select(_ => new string[count]).ToArray();
        for (var i = 0; i < count; i++)
        {
            var translations = answers[i]?.Translations;
            if (translations is null || translations.Length != languages.Count)
                return $"text {i + 1} in {translations?.Length ?? 0} languages instead of {languages.Count}";
            for (var j = 0; j < languages.Count; j++)
            {
                if (Array.Find(translations, one => string.Equals(one?.To, languages[j], StringComparison.OrdinalIgnoreCase)) is not { } translation)
                    return $"text {i + 1} not in {languages[j]}";
                if (string.IsNullOrWhiteSpace(translation.Text))
                    return $"text {i + 1} with nothing in {languages[j]}";
                read[j][i] = translation.Text;
            }
        }

        texts = read;
        return null;
    }

    /// <summary>The code of an error, such as 401000; of a gateway in front, which writes it as a text, the status it begins with, or 0.</summary>
    public static int ErrorCode(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, Plain.WireFailure)?.Error?.Code switch
            {
                { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var code) => code,
                { ValueKind: JsonValueKind.String } text when int.TryParse(text.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var code) => code,
                _ => 0,
            };
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}

internal sealed record WireText([property: JsonPropertyName("Text")] string Text);

internal sealed record WireAnswer(WireTranslation?[]? Translations);

internal sealed record WireTranslation(string? Text, string? To);

internal sealed record WireFailure(WireError? Error);

internal sealed record WireError(JsonElement Code);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WireText[]))]
[JsonSerializable(typeof(WireAnswer[]))]
[JsonSerializable(typeof(WireFailure))]
internal sealed partial class TranslatorJson : JsonSerializerContext;
