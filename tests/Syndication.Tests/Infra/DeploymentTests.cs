using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Syndication.Tests.Infra;

/// <summary>Files that must agree for a deployment to work, and that no compiler holds against each other.</summary>
public sealed partial class DeploymentTests
{
    [Fact]
    public void The_host_starts_the_binary_that_the_app_is_built_as()
    {
        using var host = JsonDocument.Parse(Repository.Read("host.json"));
        var handler = host.RootElement.GetProperty("customHandler");
        var binary = handler.GetProperty("description").GetProperty("defaultExecutablePath").GetString();

        Assert.Contains($"<AssemblyName>{binary}</AssemblyName>", Repository.Read("src", "Syndication.App", "Syndication.App.csproj"), StringComparison.Ordinal);
        Assert.Equal("functions", Assert.Single(handler.GetProperty("description").GetProperty("arguments").EnumerateArray()).GetString());
        Assert.True(handler.GetProperty("enableForwardingHttpRequest").GetBoolean());
        Assert.Contains($"\"$out/{binary}\"", Repository.Read("infra", "hooks", "package.sh"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_host_serves_pages_at_the_root_and_gives_work_up_when_a_folder_does()
    {
        using var host = JsonDocument.Parse(Repository.Read("host.json"));
        var extensions = host.RootElement.GetProperty("extensions");

        Assert.Equal("", extensions.GetProperty("http").GetProperty("routePrefix").GetString());
        Assert.Equal(5, extensions.GetProperty("queues").GetProperty("maxDequeueCount").GetInt32());
    }

    [Fact]
    public void Events_go_to_the_function_that_reads_uploads_and_only_of_the_inbox()
    {
        var events = Repository.Read("infra", "events.bicep");
        var function = FunctionName().Match(events).Groups[1].Value;

        Assert.Equal("IngestRelease", function);
        Assert.Contains($"{function}/function.json", Repository.Read("infra", "hooks", "package.sh"), StringComparison.Ordinal);
        Assert.Contains("subjectBeginsWith: '/blobServices/default/containers/inbox/blobs/'", events, StringComparison.Ordinal);
        Assert.Contains("includedEventTypes: ['Microsoft.Storage.BlobCreated']", events, StringComparison.Ordinal);

        var functions = Repository.FilesIfAny(Path.Combine("src", "Syndication.App"), "function.json");
        Assert.True(
            functions.Count == 0 || functions.Any(file => Path.GetFileName(Path.GetDirectoryName(file)) == function),
            $"infra/events.bicep tells {function} of uploads, and there is no function of that name.");
    }

    [Fact]
    public void What_cannot_be_handed_over_is_kept_in_the_container_that_the_templates_make() =>
        Assert.Equal(
            Undelivered().Match(Repository.Read("infra", "main.bicep")).Groups[1].Value,
            DeadLetters().Match(Repository.Read("infra", "events.bicep")).Groups[1].Value);

    [Fact]
    public void Azd_deploys_what_its_hook_builds_to_the_app_that_the_templates_tag()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Read("azure.yaml")));
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        var (name, service) = Assert.Single(((YamlMappingNode)root["services"]).Children);
        var built = Built().Match(Repository.Read("infra", "hooks", "package.sh")).Groups[1].Value;

        Assert.Equal("function", service["host"].ToString());
        Assert.Equal("custom", service["language"].ToString());
        Assert.Equal(built, service["dist"].ToString());
        Assert.Contains($"'azd-service-name': '{name}'", Repository.Read("infra", "modules", "app.bicep"), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Repository.Root, root["infra"]["path"].ToString(), $"{root["infra"]["module"]}.bicepparam")));

        string[] scripts = [.. ((YamlMappingNode)root["hooks"]).Children.Concat(((YamlMappingNode)service["hooks"]).Children).Select(hook => hook.Value["run"].ToString())];
        Assert.Equal(Repository.Files("infra", "*.sh"), scripts.Select(script => Path.Combine(Repository.Root, script)).Order(StringComparer.Ordinal));
        Assert.All(scripts, script => Assert.True(
            OperatingSystem.IsWindows() || File.GetUnixFileMode(Path.Combine(Repository.Root, script)).HasFlag(UnixFileMode.UserExecute),
            $"{script} is not executable."));
    }

    [Fact]
    public void The_hooks_ask_for_outputs_that_the_templates_have_and_the_guide_names_every_one()
    {
        var outputs = Output().Matches(Repository.Read("infra", "main.bicep")).Select(match => match.Groups[1].Value).ToHashSet();
        var asked = Repository.Files("infra", "*.sh").SelectMany(file => Newsroom().Matches(File.ReadAllText(file))).Select(match => match.Value).ToHashSet();
        var guide = Repository.Read("docs", "operating-azure.md");

        Assert.NotEmpty(asked);
        Assert.Subset(outputs, asked);
        Assert.All(outputs, output => Assert.Contains($"`{output}`", guide, StringComparison.Ordinal));
    }

    [Fact]
    public void What_azd_is_told_by_the_environment_is_in_the_guide()
    {
        var variables = Variable().Matches(Repository.Read("infra", "main.bicepparam")).Select(match => match.Groups[1].Value).Distinct().ToList();
        var guide = Repository.Read("docs", "operating-azure.md");

        Assert.Contains("NEWSROOM_STAGE", variables);
        Assert.All(variables.Where(variable => variable != "AZURE_ENV_NAME"), variable => Assert.Contains(variable, guide, StringComparison.Ordinal));
    }

    [Fact]
    public void Templates_are_made_of_files_that_are_here() =>
        Assert.All(Repository.Files("infra", "*.bicep"), file => Assert.DoesNotMatch("'(br|ts)[:/]", File.ReadAllText(file)));

    [Fact]
    public void Every_parameter_and_output_says_what_it_is()
    {
        var declared = Repository.Files("infra", "*.bicep")
            .SelectMany(file => File.ReadAllText(file).ReplaceLineEndings("\n").Split("\n\n"))
            .Where(block => Declaration().IsMatch(block))
            .ToList();

        Assert.NotEmpty(declared);
        Assert.All(declared, block => Assert.Contains("@description('", block, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"functionName=Host\.Functions\.(\w+)&code=")]
    private static partial Regex FunctionName();

    [GeneratedRegex("^(param|output) ", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex("var undelivered = '(.+)'")]
    private static partial Regex Undelivered();

    [GeneratedRegex("blobContainerName: '(.+)'")]
    private static partial Regex DeadLetters();

    [GeneratedRegex("^out=(.+)$", RegexOptions.Multiline)]
    private static partial Regex Built();

    [GeneratedRegex(@"^output (\w+) ", RegexOptions.Multiline)]
    private static partial Regex Output();

    [GeneratedRegex("NEWSROOM_[A-Z_]+")]
    private static partial Regex Newsroom();

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)'")]
    private static partial Regex Variable();
}
