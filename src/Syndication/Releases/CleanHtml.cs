using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndication.Releases;

/// <summary>
/// The html of a release's body, fit to be shown to the world: made only by <c>Intake.Sanitiser</c>. It is well-formed as XML
/// too, holds block elements at its top level, and neither scripts, styles, event handlers nor addresses other than http, https,
/// mailto and tel, those of its own notes (<c>#note-1</c>) and those of the images that go along with it (<see cref="Media"/>).
/// </summary>
[JsonConverter(typeof(CleanHtmlJsonConverter))]
public sealed record CleanHtml
{
    /// <summary>No body at all.</summary>
    public static readonly CleanHtml Empty = new("");

    internal CleanHtml(string markup) => Markup = markup;

    /// <summary>The markup, as UTF-16 text without a document around it.</summary>
    public string Markup { get; }

    /// <summary>The markup.</summary>
    public override string ToString() => Markup;
}

// What the pipeline stored was clean when it was stored, and only the pipeline writes there.
internal sealed class CleanHtmlJsonConverter : JsonConverter<CleanHtml>
{
    public override CleanHtml Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, CleanHtml value, JsonSerializerOptions options) => writer.WriteStringValue(value.Markup);
}
