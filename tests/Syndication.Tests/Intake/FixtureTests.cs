using System.Text.Encodings.Web;
using System.Text.Json;
using Syndication.App.Commands;
using Syndication.App.Opening;

namespace Syndication.Tests.Intake;

/// <summary>Every <c>Fixtures/{case}.input.{extension}</c> as intake understands it, against <c>{case}.approved.json</c>.</summary>
public sealed class FixtureTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Intake", "Fixtures");

    private static readonly AppJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static TheoryData<string> Cases() => [.. Directory.GetFiles(Folder, "*.input.*").Select(Path.GetFileName).Order(StringComparer.Ordinal).Select(file => file!)];

    [Fact]
    public void There_are_cases_in_every_format()
    {
        foreach (var extension in Syndication.Intake.UploadName.Readable.Where(extension => extension is not ("htm" or "mhtml")))
            Assert.NotEmpty(Directory.GetFiles(Folder, $"*.input.{extension}"));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_file_is_understood_as_approved(string file)
    {
        var report = await PreviewReport.OfAsync(Path.Combine(Folder, file), null, null, TestContext.Current.CancellationToken);

        Approved.Same(Folder, $"{file[..file.IndexOf(".input.", StringComparison.Ordinal)]}.approved.json", JsonSerializer.SerializeToUtf8Bytes(report, Json.PreviewReport));
    }
}
