using Azure.Core;
using Azure.Identity;
using Syndication.Azure;
using Syndication.Storage;

namespace Syndication.Tests.Azure;

public sealed class AzureStorageTests
{
    private const string Key = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
    private const string Sas = "sv=2026-02-06&ss=bq&srt=sco&sp=rwdlacup&se=2026-01-02T03:04:05Z&sig=c2VjcmV0LXNlY3JldC1zZWNyZXQ%3D";

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://newsroom.blob.core.windows.net", "https://newsroom.blob.core.windows.net", "https://newsroom.queue.core.windows.net")]
    [InlineData(" https://newsroom.blob.core.windows.net/ ", "https://newsroom.blob.core.windows.net", "https://newsroom.queue.core.windows.net")]
    [InlineData("https://newsroom.blob.core.chinacloudapi.cn", "https://newsroom.blob.core.chinacloudapi.cn", "https://newsroom.queue.core.chinacloudapi.cn")]
    [InlineData("https://newsroom.z12.blob.storage.azure.net", "https://newsroom.z12.blob.storage.azure.net", "https://newsroom.z12.queue.storage.azure.net")]
    [InlineData("https://newsroom.blob.core.windows.net/?" + Sas, "https://newsroom.blob.core.windows.net", "https://newsroom.queue.core.windows.net")]
    [InlineData("http://127.0.0.1:10000/devstoreaccount1", "http://127.0.0.1:10000/devstoreaccount1", "http://127.0.0.1:10001/devstoreaccount1")]
    [InlineData("http://localhost:20000/devstoreaccount1/", "http://localhost:20000/devstoreaccount1", "http://localhost:20001/devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10000/devstoreaccount1", "http://127.0.0.1:10001/devstoreaccount1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=newsroom;AccountKey=" + Key + ";EndpointSuffix=core.windows.net", "https://newsroom.blob.core.windows.net", "https://newsroom.queue.core.windows.net")]
    [InlineData("AccountName=newsroom;AccountKey=" + Key, "https://newsroom.blob.core.windows.net", "https://newsroom.queue.core.windows.net")]
    [InlineData("BlobEndpoint=https://b.example/;QueueEndpoint=https://q.example/;SharedAccessSignature=?" + Sas, "https://b.example", "https://q.example")]
    public async Task An_account_is_found_by_its_address_or_connection_string_and_shows_no_secret(string text, string blobs, string queues)
    {
        await using var storage = AzureStorage.Open(text, TimeProvider.System);

        Assert.Equal(blobs, storage.ToString());
        Assert.Equal(blobs, storage.Store.ToString());
        Assert.Equal(queues, storage.Queue.ToString());
    }

    [Theory]
    [InlineData("", "Storage: Nothing was given as its address. Give the account's address, such as https://account.blob.core.windows.net, or its connection string.")]
    [InlineData("newsroom", "Storage: “newsroom” is neither an address nor a connection string. Give the account's address, such as https://account.blob.core.windows.net, or its connection string.")]
    [InlineData("https://", "Storage: “https://” is no address. Give the account's address, such as https://account.blob.core.windows.net, or its connection string.")]
    [InlineData("http://newsroom.blob.core.windows.net", "Storage: newsroom.blob.core.windows.net would be reached by http, where anybody on the way can read along: write https.")]
    [InlineData("https://newsroom.queue.core.windows.net", "Storage: “newsroom.queue.core.windows.net” is the queues' address: give the blobs', newsroom.blob.core.windows.net.")]
    [InlineData("https://news.example", "Storage: “news.example” does not say where the account's queues are, since it has no “.blob.” in it: give a connection string with BlobEndpoint and QueueEndpoint.")]
    [InlineData("https://newsroom.blob.core.windows.net/inbox?" + Sas, "Storage: “https://newsroom.blob.core.windows.net/inbox” names more than the account: leave out “/inbox”, all containers are found below it.")]
    [InlineData("https://newsroom.blob.core.windows.net/?restype=account", "Storage: What follows “?” in the address of newsroom.blob.core.windows.net is no shared access signature (it has no “sig”). Copy it again from where it was made.")]
    [InlineData("https://me:secret@newsroom.blob.core.windows.net", "Storage: The address of newsroom.blob.core.windows.net carries a name or password before “@”, which storage does not know. Give the account's address, such as https://account.blob.core.windows.net, or its connection string.")]
    [InlineData("http://127.0.0.1:10000", "Storage: The emulator's address “http://127.0.0.1:10000” must end with the account's name, such as http://127.0.0.1:10000/devstoreaccount1.")]
    [InlineData("http://127.0.0.1:10000/mine", "Storage: The emulator's account “mine” has a key of its own: give the connection string instead.")]
    [InlineData("AccountName=newsroom", "Storage: The connection string has neither AccountKey nor SharedAccessSignature. Copy it whole from the account's page “Access keys”, or give the account's address and sign in.")]
    [InlineData("AccountKey=" + Key, "Storage: The connection string has neither AccountName nor BlobEndpoint. Copy it whole from the account's page “Access keys”.")]
    [InlineData("AccountName=newsroom;AccountKey=secret-cut-short", "Storage: The AccountKey of the connection string is no base64: it was cut or changed on the way. Copy it again.")]
    [InlineData("AccountName=newsroom;secret", "Storage: The connection string has a part without “=”. Copy it whole from the account's page “Access keys”, and quote it for the shell.")]
    [InlineData("AccountName=news room;AccountKey=" + Key, "Storage: The connection string makes “https://news room.blob.core.windows.net”, which is no address: see to AccountName, EndpointSuffix and DefaultEndpointsProtocol.")]
    [InlineData("AccountName=newsroom;AccountKey=" + Key + ";DefaultEndpointsProtocol=http", "Storage: newsroom.blob.core.windows.net would be reached by http, where anybody on the way can read along: write https.")]
    [InlineData("BlobEndpoint=https://b.example/;SharedAccessSignature=" + Sas, "Storage: The connection string has neither AccountName nor QueueEndpoint. Copy it whole from the account's page “Access keys”.")]
    [InlineData("BlobEndpoint=b.example;QueueEndpoint=https://q.example/;SharedAccessSignature=" + Sas, "Storage: The BlobEndpoint of the connection string is no address.")]
    public void What_names_no_account_is_told_with_what_to_write_instead_and_without_the_secret(string text, string message)
    {
        var wrong = Assert.Throws<FormatException>(() => AzureStorage.Open(text, TimeProvider.System));

        Assert.Equal(message, wrong.Message);
        Assert.DoesNotContain("c2VjcmV0", wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_told_how_to_sign_in()
    {
        await using var storage = AzureStorage.Open("https://newsroom.blob.core.windows.net", TimeProvider.System, null, new NobodySignedIn());

        var fault = await Assert.ThrowsAsync<IOException>(() => storage.Store.ReadAsync("inbox/a.md", None));

        Assert.Equal(
            "Storage: reading inbox/a.md failed: nobody is signed in to reach https://newsroom.blob.core.windows.net. On Azure give the app a managed identity, elsewhere sign in with “az login”, or give a connection string.",
            fault.Message);
    }

    [Fact]
    public async Task An_account_that_there_is_none_of_is_told()
    {
        // “.invalid” is a name that never resolves (RFC 6761, section 6.4).
        await using var storage = AzureStorage.Open(
            $"AccountName=newsroom;AccountKey={Key};BlobEndpoint=https://newsroom.blob.invalid;QueueEndpoint=https://newsroom.queue.invalid", TimeProvider.System,
            new AzureOptions { Retries = 1, FirstDelay = TimeSpan.FromMilliseconds(1) });

        var fault = await Assert.ThrowsAsync<IOException>(() => storage.Queue.SendAsync(new DeliverRelease("las", default), TimeSpan.Zero, None));

        Assert.Equal(
            "Storage: sending to the queue deliver failed: there is no host newsroom.blob.invalid. See that the account's name is right and that names can be looked up here.",
            fault.Message);
        Assert.DoesNotContain(Key, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_that_does_not_run_is_told()
    {
        await using var storage = AzureStorage.Open(
            "http://127.0.0.1:1/devstoreaccount1", TimeProvider.System, new AzureOptions { Retries = 2, FirstDelay = TimeSpan.FromMilliseconds(1) });

        var fault = await Assert.ThrowsAsync<IOException>(() => storage.Store.WriteAsync("inbox/a.md", default, WriteCondition.Always, None));

        Assert.Equal(
            "Storage: writing inbox/a.md failed: http://127.0.0.1:1/devstoreaccount1 does not take a connection. See that the address is right, that it runs and that no firewall is on the way; the work is tried again.",
            fault.Message);
    }

    [Theory]
    [InlineData(21, 800, 30, 100, 120, "Storage: Retries is 21; it may be from 0 to 20.")]
    [InlineData(5, 0, 30, 100, 120, "Storage: FirstDelay is 00:00:00 and LongestDelay 00:00:30; the first must be above zero and no longer than the second.")]
    [InlineData(5, 800, 0, 100, 120, "Storage: FirstDelay is 00:00:00.8000000 and LongestDelay 00:00:00; the first must be above zero and no longer than the second.")]
    [InlineData(5, 800, 30, 0, 120, "Storage: AnswerWithin is 00:00:00; it must be above zero.")]
    [InlineData(5, 800, 30, 100, 5, "Storage: Lease is 00:00:05; it may be from 10 seconds to 7 days.")]
    public void An_option_out_of_its_range_is_told(int retries, int firstMilliseconds, int longestSeconds, int answerSeconds, int leaseSeconds, string message)
    {
        var options = new AzureOptions
        {
            Retries = retries,
            FirstDelay = TimeSpan.FromMilliseconds(firstMilliseconds),
            LongestDelay = TimeSpan.FromSeconds(longestSeconds),
            AnswerWithin = TimeSpan.FromSeconds(answerSeconds),
            Lease = TimeSpan.FromSeconds(leaseSeconds),
        };

        Assert.Equal(message, Assert.Throws<ArgumentException>(() => AzureStorage.Open("UseDevelopmentStorage=true", TimeProvider.System, options)).Message);
    }

    private sealed class NobodySignedIn : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new CredentialUnavailableException("No credential.");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new CredentialUnavailableException("No credential.");
    }
}
