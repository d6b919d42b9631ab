using System.Text.Json;
using System.Text.RegularExpressions;

namespace Syndication.Tests.Infra;

/// <summary>What is made on Azure, held against the code that runs there.</summary>
public sealed partial class TemplatesTests(Templates templates) : IClassFixture<Templates>
{
    // What the Functions host, the platform or a person at a terminal sets, and no template has to.
    private static readonly string[] SetByOthers =
        ["FUNCTIONS_CUSTOMHANDLER_PORT", "NO_COLOR", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_SDK_DISABLED"];

    [Fact]
    public void Every_kind_of_work_has_its_queue_and_a_poison_queue_and_there_is_no_other()
    {
        var kinds = Enum.GetNames<WorkKind>().Select(kind => kind.ToLowerInvariant()).ToList();

        Assert.Equal(
            [.. kinds.Concat(kinds.Select(kind => $"{kind}-poison")).Append("webjobs-blobtrigger-poison").Order(StringComparer.Ordinal)],
            templates.NamesOf("Microsoft.Storage/storageAccounts/queueServices/queues").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("inbox")]
    [InlineData("rejected")]
    [InlineData("config")]
    [InlineData("releases")]
    [InlineData("deliveries")]
    [InlineData("memory")]
    public void There_is_a_container_for_every_folder_of_a_site(string folder) =>
        Assert.Contains(folder, templates.NamesOf("Microsoft.Storage/storageAccounts/blobServices/containers"));

    [Fact]
    public void There_is_a_container_for_every_path_the_pipeline_writes_to()
    {
        var containers = templates.NamesOf("Microsoft.Storage/storageAccounts/blobServices/containers");
        var used = FirstSegment().Matches(Repository.Read("src", "Syndication", "Storage", "Paths.cs")).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.Contains("releases", used);
        Assert.Subset(containers.ToHashSet(), used.ToHashSet());
    }

    [Fact]
    public void The_website_is_on_and_shows_index_pages()
    {
        var website = templates.Of("Microsoft.Storage/storageAccounts/blobServices")
            .Single(service => service.TryGetProperty("properties", out var properties) && properties.TryGetProperty("staticWebsite", out _))
            .GetProperty("properties").GetProperty("staticWebsite");

        Assert.True(website.GetProperty("enabled").GetBoolean());
        Assert.Equal("index.html", website.GetProperty("indexDocument").GetString());
    }

    [Fact]
    public void No_account_takes_a_key_or_shows_a_blob_or_talks_in_the_clear()
    {
        var accounts = templates.Of("Microsoft.Storage/storageAccounts");

        Assert.Equal(2, accounts.Count);
        Assert.All(accounts.Select(account => account.GetProperty("properties")), account =>
        {
            Assert.False(account.GetProperty("allowSharedKeyAccess").GetBoolean());
            Assert.False(account.GetProperty("allowBlobPublicAccess").GetBoolean());
            Assert.True(account.GetProperty("supportsHttpsTrafficOnly").GetBoolean());
            Assert.Equal("TLS1_2", account.GetProperty("minimumTlsVersion").GetString());
            Assert.Equal("Deny", account.GetProperty("networkAcls").GetProperty("defaultAction").GetString());
        });
        Assert.True(templates.Of("Microsoft.CognitiveServices/accounts").Single().GetProperty("properties").GetProperty("disableLocalAuth").GetBoolean());
    }

    [Fact]
    public void The_app_is_a_custom_handler_that_only_answers_over_https_and_takes_no_password()
    {
        var app = Assert.Single(templates.Of("Microsoft.Web/sites")).GetProperty("properties");
        var plan = Assert.Single(templates.Of("Microsoft.Web/serverfarms"));

        Assert.Equal("FC1", plan.GetProperty("sku").GetProperty("name").GetString());
        Assert.Equal("custom", app.GetProperty("functionAppConfig").GetProperty("runtime").GetProperty("name").GetString());
        Assert.True(app.GetProperty("httpsOnly").GetBoolean());
        Assert.Equal("1.2", app.GetProperty("siteConfig").GetProperty("minTlsVersion").GetString());
        Assert.Equal("Disabled", app.GetProperty("siteConfig").GetProperty("ftpsState").GetString());
        Assert.All(
            templates.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies"),
            policy => Assert.False(policy.GetProperty("properties").GetProperty("allow").GetBoolean()));
        Assert.Equal(["ftp", "scm"], templates.NamesOf("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Order());
    }

    [Theory]
    [InlineData("AzureWebJobsStorage__accountName")]
    [InlineData("AzureFunctionsWebHost__hostid")]
    [InlineData("Newsroom__blobServiceUri")]
    [InlineData("Newsroom__queueServiceUri")]
    [InlineData("SYNDICATION_STORAGE")]
    [InlineData("AZURE_CLIENT_ID")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING")]
    public void The_app_has_the_setting(string setting) => Assert.NotEmpty(templates.Settings()[setting]);

    [Fact]
    public void The_app_has_no_setting_that_flex_consumption_refuses_and_no_key()
    {
        var settings = templates.Settings();

        Assert.Equal("true", settings["AzureWebJobsDisableHomepage"]);
        Assert.Equal("managedidentity", settings["Newsroom__credential"]);
        Assert.Equal("managedidentity", settings["AzureWebJobsStorage__credential"]);
        Assert.Empty(settings.Keys.Intersect(
        [
            "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_EXTENSION_VERSION", "WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_CONTENTSHARE", "WEBSITE_TIME_ZONE",
            "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "AzureWebJobsStorage", "Newsroom",
        ]));
        Assert.DoesNotContain(settings.Values, value => value.Contains("AccountKey", StringComparison.OrdinalIgnoreCase));
        Assert.InRange(settings["AzureFunctionsWebHost__hostid"].Length, 1, 32);
    }

    [Fact]
    public void A_partners_secret_is_read_from_the_vault_under_a_name_that_a_vault_can_have()
    {
        var setting = templates.Settings()["SECRET_OTHER_AGENCY"];

        Assert.Contains("@Microsoft.KeyVault(SecretUri={0}secrets/{1})", setting, StringComparison.Ordinal);
        Assert.Contains("'secret-other-agency'", setting, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_environment_variable_that_the_code_reads_is_a_setting_of_the_app()
    {
        var read = Repository.Files("src", "*.cs").SelectMany(file => EnvironmentVariable().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value).Distinct().Except(SetByOthers).ToList();
        if (read.Count == 0)
            Assert.Skip("The code reads no variable by its name yet.");

        Assert.All(read, variable => Assert.True(
            templates.Settings().ContainsKey(variable),
            $"The code reads {variable}: set it in infra/modules/app.bicep, or say in this test who else does."));
    }

    [Fact]
    public void Every_binding_goes_by_the_newsrooms_connection_and_to_a_queue_or_container_there_is()
    {
        var functions = Repository.FilesIfAny(Path.Combine("src", "Syndication.App"), "function.json");
        if (functions.Count == 0)
            Assert.Skip("There is no function.json in src/Syndication.App yet.");

        var queues = templates.NamesOf("Microsoft.Storage/storageAccounts/queueServices/queues");
        var containers = templates.NamesOf("Microsoft.Storage/storageAccounts/blobServices/containers");
        foreach (var file in functions)
        {
            using var function = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var binding in function.RootElement.GetProperty("bindings").EnumerateArray())
            {
                switch (binding.GetProperty("type").GetString())
                {
                    case "queueTrigger" or "queue":
                        Assert.Equal("Newsroom", binding.GetProperty("connection").GetString());
                        Assert.Contains(binding.GetProperty("queueName").GetString()!, queues);
                        break;
                    case "blobTrigger" or "blob":
                        Assert.Equal("Newsroom", binding.GetProperty("connection").GetString());
                        Assert.Contains(binding.GetProperty("path").GetString()!.Split('/')[0], containers);
                        Assert.Equal("EventGrid", binding.GetProperty("source").GetString());
                        break;
                }
            }
        }
    }

    [Fact]
    public void Editors_may_write_to_the_inbox_and_see_the_account_and_nothing_else()
    {
        var rights = templates.Of("Microsoft.Authorization/roleAssignments")
            .Where(right => right.GetProperty("properties").GetProperty("principalId").GetString()!.StartsWith("eeeeeeee", StringComparison.Ordinal))
            .Select(right => (
                Role: right.GetProperty("properties").GetProperty("roleDefinitionId").GetString()!.Split('/')[^1],
                Scope: right.GetProperty("id").GetString()!.Split("/providers/Microsoft.Authorization")[0].Split('/')[^2..]))
            .ToList();

        Assert.Equal(2, rights.Count);
        Assert.Equal(["containers", "inbox"], rights.Single(right => right.Role == "ba92f5b4-2d11-453d-a403-e96b0029c9fe").Scope);
        Assert.Equal("storageAccounts", rights.Single(right => right.Role == "acdd72a7-3385-48ef-bd42-f606fba81ae7").Scope[0]);
    }

    [Fact]
    public void The_ledgers_lock_is_by_version_because_its_documents_are_rewritten()
    {
        var ledger = templates.Of("Microsoft.Storage/storageAccounts/blobServices/containers")
            .Single(container => container.GetProperty("name").GetString()!.EndsWith("/deliveries", StringComparison.Ordinal));

        Assert.True(ledger.GetProperty("properties").GetProperty("immutableStorageWithVersioning").GetProperty("enabled").GetBoolean());
        Assert.Single(templates.Of("Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies"));
    }

    [Fact]
    public void The_metrics_that_alerts_ask_for_are_those_that_the_operators_guide_promises()
    {
        var asked = templates.Of("Microsoft.Insights/scheduledQueryRules").Select(rule =>
            MetricName().Match(rule.GetProperty("properties").GetProperty("criteria").GetProperty("allOf")[0].GetProperty("query").GetString()!).Value);
        var promised = MetricRow().Matches(Repository.Read("docs", "operating-azure.md")).Select(match => match.Groups[1].Value);

        Assert.Equal(
            ["syndication.copies.deadlettered", "syndication.night.age", "syndication.queue.age", "syndication.queue.poison"],
            asked.Order(StringComparer.Ordinal));
        Assert.Subset(promised.ToHashSet(), asked.ToHashSet());
    }

    [GeneratedRegex("\"([a-z]+)/")]
    private static partial Regex FirstSegment();

    [GeneratedRegex(@"(?:GetEnvironmentVariable\(|(?=""(?:SYNDICATION|APPLICATIONINSIGHTS|OTEL)_[A-Z_]+""))""([A-Za-z_]+)""")]
    private static partial Regex EnvironmentVariable();

    [GeneratedRegex(@"syndication\.[a-z.]+")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"^\| `(syndication\.[a-z.]+)`", RegexOptions.Multiline)]
    private static partial Regex MetricRow();
}
