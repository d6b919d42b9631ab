using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Syndication.Tests.Infra;

/// <summary>What the templates come to, by the real compiler: every resource with its name, loops and conditions worked out.</summary>
public sealed partial class Templates : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("bicep").FullName;
    private JsonElement[] resources = [];
    private string? missing;

    /// <summary>Every resource of a type, where everything is asked for; skips the test where the compiler is missing.</summary>
    public IReadOnlyList<JsonElement> Of(string type)
    {
        if (missing is not null)
            Assert.Skip(missing);
        JsonElement[] found = [.. resources.Where(resource => resource.GetProperty("type").GetString() == type)];
        Assert.True(found.Length > 0, $"The templates make no {type}.");
        return found;
    }

    /// <summary>The last part of every such resource's name.</summary>
    public IReadOnlyList<string> NamesOf(string type) => [.. Of(type).Select(resource => resource.GetProperty("name").GetString()!.Split('/')[^1])];

    /// <summary>The names of the app's settings, with their values or the expressions for them.</summary>
    public IReadOnlyDictionary<string, string> Settings() => Assert.Single(Of("Microsoft.Web/sites/config")).GetProperty("properties")
        .EnumerateObject().ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!);

    public async ValueTask InitializeAsync()
    {
        if (Compiler() is not { } compiler)
            return;
        foreach (var file in Repository.Files("infra", "*.bicep").Append(Path.Combine(Repository.Root, "infra", "bicepconfig.json")))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Path.Combine(Repository.Root, "infra"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.Copy(Path.Combine(AppContext.BaseDirectory, "Infra", "everything.input.bicepparam"), Path.Combine(folder, "everything.bicepparam"));
        string[] arguments =
        [
            "snapshot", "everything.bicepparam", "--mode", "overwrite", "--location", "westeurope", "--resource-group", "newsroom",
            "--subscription-id", "00000000-0000-0000-0000-000000000001", "--tenant-id", "00000000-0000-0000-0000-000000000002",
        ];
        using var process = Process.Start(new ProcessStartInfo(compiler, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var told = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"The Bicep compiler refused the templates: {string.Join('\n', told)}");

        using var snapshot = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "everything.snapshot.json")));
        resources = [.. snapshot.RootElement.GetProperty("predictedResources").EnumerateArray().Select(resource => resource.Clone())];
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string? Compiler()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var version = BicepVersion().Match(Repository.Read("infra", "Lint.csproj")).Groups[1].Value;
        var compiler = Path.Combine(packages, "azure.bicep.commandline.linux-x64", version, "tools", "bicep");
        if (!OperatingSystem.IsLinux())
        {
            missing = "The Bicep compiler that the templates are checked with is for Linux.";
            return null;
        }

        if (!File.Exists(compiler))
        {
            missing = $"The Bicep compiler {version} is not here; `dotnet restore infra/Lint.csproj` brings it.";
            return null;
        }

        // A package carries no executable bit.
        File.SetUnixFileMode(compiler, File.GetUnixFileMode(compiler) | UnixFileMode.UserExecute);
        return compiler;
    }

    [GeneratedRegex("<BicepVersion>(.*)</BicepVersion>")]
    private static partial Regex BicepVersion();
}
