using System.Security.Cryptography;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using Syndication.Testing;

namespace Syndication.EndToEnd.Azure;

/// <summary>What is got wrong about a storage account on the command line: told in a sentence, before anything is touched, without the key.</summary>
public sealed class StorageTests(Azurite azurite)
{
    [Fact]
    public async Task An_account_that_does_not_answer_is_told_with_what_to_do()
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        var account = $"AccountName=nobody;AccountKey={key};BlobEndpoint=http://127.0.0.1:1/nobody;QueueEndpoint=http://127.0.0.1:1/nobody";
        foreach (var command in new[] { "run", "status", "check", "night", "rebuild" })
        {
            var said = await Cli.RunAsync(command, "--storage", account);
            Assert.Equal(2, said.ExitCode);
            Assert.Contains("does not take a connection. See that the address is right", said.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(key, said.Error + said.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_wrong_key_is_told_and_not_repeated()
    {
        var account = await AccountAsync();
        var wrong = account with { Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64)) };

        var said = await Cli.RunAsync("run", "--storage", wrong.ConnectionString);

        Assert.Equal(2, said.ExitCode);

        // Azure says AuthenticationFailed; the emulator's code for it is that of a firewall.
        Assert.Contains("(403 Auth", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong.Key, said.Error + said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_that_has_expired_is_told_with_its_time_and_not_repeated()
    {
        var account = await AccountAsync();
        var builder = new AccountSasBuilder
        {
            ExpiresOn = new DateTimeOffset(2026, 1, 2, 3, 4, 0, TimeSpan.Zero),
            Services = AccountSasServices.Blobs | AccountSasServices.Queues,
            ResourceTypes = AccountSasResourceTypes.All,
        };
        builder.SetPermissions(AccountSasPermissions.All);
        var signature = builder.ToSasQueryParameters(new StorageSharedKeyCredential(account.Name, account.Key)).ToString();

        var said = await Cli.RunAsync("status", "--storage", $"BlobEndpoint={new Uri(account.Blobs, account.Name)};QueueEndpoint={new Uri(account.Queues, account.Name)};SharedAccessSignature={signature}");

        Assert.Equal(2, said.ExitCode);
        Assert.Contains("the shared access signature expired on 2026-01-02 03:04 UTC. Make a new one", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", said.Error + said.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_without_a_newsroom_is_told_how_to_become_one_and_stays_empty()
    {
        var account = await AccountAsync();
        foreach (var command in new[] { "run", "check" })
        {
            var said = await Cli.RunAsync(command, "--storage", account.ConnectionString);
            Assert.Equal(2, said.ExitCode);
            Assert.Contains("config/site.json", said.Error + said.Output, StringComparison.Ordinal);
            Assert.Contains("is the right account", said.Error + said.Output, StringComparison.Ordinal);
        }

        Assert.Empty(new BlobServiceClient(account.ConnectionString).GetBlobContainers(cancellationToken: TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("is neither an address nor a connection string", "run", "--storage", "newsroom")]
    [InlineData("has neither AccountKey nor SharedAccessSignature", "run", "--storage", "AccountName=newsroom")]
    [InlineData("would be reached by http", "run", "--storage", "http://newsroom.blob.core.windows.net")]
    [InlineData("Both --site and --storage are given", "run", "--storage", "UseDevelopmentStorage=true", "--site", "newsroom")]
    [InlineData("with --storage URI-OR-CONNECTION-STRING, where the newsroom is", "run")]
    [InlineData("syndication run --storage", "serve", "--storage", "UseDevelopmentStorage=true")]
    public async Task What_names_no_newsroom_is_told_with_what_to_write(string told, params string[] arguments)
    {
        var said = await Cli.RunAsync(arguments);

        Assert.Equal(2, said.ExitCode);
        Assert.Contains(told, said.Error, StringComparison.Ordinal);
        Assert.Empty(said.Output);
    }

    [Theory]
    [InlineData("AccountName=newsroom;AccountKey=c2VjcmV0LXNlY3JldA==")]
    [InlineData("https://newsroom.blob.core.windows.net?sv=2026&sig=c2VjcmV0LXNlY3JldA==")]
    public async Task A_key_in_the_wrong_place_is_not_repeated(string account)
    {
        foreach (var arguments in new[] { [account], ["run", account], ["run", "--site", ".", account], new[] { "run", "--store", account } })
        {
            var said = await Cli.RunAsync(arguments);
            Assert.Equal(2, said.ExitCode);
            Assert.NotEmpty(said.Error);
            Assert.DoesNotContain("c2VjcmV0", said.Error + said.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_account_may_stand_in_a_variable_and_an_option_wins_over_it()
    {
        await using var site = await SampleSite.CreateAsync();
        var account = await AccountAsync();
        var variables = new Dictionary<string, string>(site.Environment) { ["SYNDICATION_STORAGE"] = account.ConnectionString };

        var fromVariable = await Cli.RunAsync(variables, "check");
        Assert.Equal(2, fromVariable.ExitCode);
        Assert.Contains(account.Name, fromVariable.Output + fromVariable.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(account.Key, fromVariable.Output + fromVariable.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await Cli.RunAsync(variables, "check", "--site", site.Folder)).ExitCode);
    }

    private async Task<AzuriteAccount> AccountAsync()
    {
        if (await azurite.StartAsync() is { } why)
            Assert.Skip(why);
        return azurite.NewAccount();
    }
}
