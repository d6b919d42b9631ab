using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Syndication.App.Opening;
using Syndication.Night;
using Syndication.Publishing;

namespace Syndication.App.Commands;

/// <summary>What commands print with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(PreviewReport))]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(ExplainReport))]
[JsonSerializable(typeof(DecisionReport))]
[JsonSerializable(typeof(ResendReport))]
[JsonSerializable(typeof(LedgerVerifyReport))]
[JsonSerializable(typeof(WithdrawalsReport))]
[JsonSerializable(typeof(ReplayReport))]
[JsonSerializable(typeof(Rebuilt))]
[JsonSerializable(typeof(MemoryImportReport))]
[JsonSerializable(typeof(MemoryExportReport))]
[JsonSerializable(typeof(AcceptedReport))]
[JsonSerializable(typeof(XliffExportReport))]
[JsonSerializable(typeof(NightReport))]
[JsonSerializable(typeof(Rehearsal))]
internal sealed partial class AppJson : JsonSerializerContext
{
    // Arabic stays Arabic; the output goes to a terminal or a program, never into html.
    private static AppJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Prints a document to standard output.</summary>
    public static void Print<T>(T document, Func<AppJson, JsonTypeInfo<T>> type) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(document, type(Readable)));
}
