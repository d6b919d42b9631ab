using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Network.Channels;
using Syndication.Network.Channels.Sftp;
using Syndication.Network.Guard;
using Syndication.Testing;
using Syndication.Tests.Delivery;

namespace Syndication.Tests.Network;

public sealed class SftpChannelTests : IAsyncLifetime
{
    private const string Name = "2026__reunion-du-caire.fr.v1.published.json";

    private readonly FakeTimeProvider clock = Sample.Clock();
    private OpenSshServer server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var (started, why) = await OpenSshServer.StartAsync();
        if (started is null)
            Assert.Skip(why!);
        server = started;
    }

    public ValueTask DisposeAsync() => server is null ? ValueTask.CompletedTask : server.DisposeAsync();

    [Fact]
    public async Task A_copy_appears_whole_under_a_name_that_tells_the_facts()
    {
        var shipment = Shipments.Of();
        var outcome = await Channel().SendAsync(shipment, Cancel);

        Assert.Equal((OutcomeKind.Accepted, Name), (outcome.Kind, outcome.Detail));
        Assert.Equal([Name], Names());
        Assert.Equal(shipment.Payload.Content.ToArray(), await File.ReadAllBytesAsync(Path.Combine(server.Incoming, Name), Cancel));
    }

    [Fact]
    public async Task The_same_copy_twice_is_one_file_that_is_not_touched_again()
    {
        await Channel().SendAsync(Shipments.Of(), Cancel);
        var file = Path.Combine(server.Incoming, Name);
        File.SetLastWriteTimeUtc(file, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(OutcomeKind.Accepted, (await Channel().SendAsync(Shipments.Of(), Cancel)).Kind);
        Assert.Equal(2020, File.GetLastWriteTimeUtc(file).Year);
    }

    [Fact]
    public async Task What_a_broken_connection_left_behind_is_finished()
    {
        await File.WriteAllTextAsync(Path.Combine(server.Incoming, $".{Name}.tmp"), new string('x', 100_000), Cancel);
        var shipment = Shipments.Of();

        Assert.Equal(OutcomeKind.Accepted, (await Channel().SendAsync(shipment, Cancel)).Kind);
        Assert.Equal([Name], Names());
        Assert.Equal(shipment.Payload.Content.Length, new FileInfo(Path.Combine(server.Incoming, Name)).Length);
    }

    [Fact]
    public async Task A_file_that_somebody_else_put_there_is_not_written_over()
    {
        await File.WriteAllTextAsync(Path.Combine(server.Incoming, Name), "theirs", Cancel);

        var outcome = await Channel().SendAsync(Shipments.Of(), Cancel);

        Assert.Equal(OutcomeKind.Permanent, outcome.Kind);
        Assert.Contains("do not write over", outcome.Detail, StringComparison.Ordinal);
        Assert.Equal("theirs", await File.ReadAllTextAsync(Path.Combine(server.Incoming, Name), Cancel));
    }

    [Fact]
    public async Task A_machine_that_shows_another_key_gets_nothing_until_somebody_has_asked()
    {
        var agreed = server.Fingerprint;
        await server.ChangeKeyAsync();

        var outcome = await Channel(hostKey: agreed).SendAsync(Shipments.Of(), Cancel);

        Assert.Equal(OutcomeKind.Temporary, outcome.Kind);
        Assert.StartsWith("The machine shows the key SHA256:", outcome.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(agreed, outcome.Detail, StringComparison.Ordinal);
        Assert.Empty(Names());
    }

    [Fact]
    public async Task A_full_disk_is_a_failure_for_now_and_leaves_no_copy()
    {
        if (!File.Exists("/dev/full"))
            Assert.Skip("There is no /dev/full on this machine.");
        File.CreateSymbolicLink(Path.Combine(server.Incoming, $".{Name}.tmp"), "/dev/full");

        var outcome = await Channel().SendAsync(Shipments.Of(), Cancel);

        Assert.Equal(OutcomeKind.Temporary, outcome.Kind);
        Assert.Contains("disk may be full", outcome.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, Names());
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_said_and_not_made()
    {
        var outcome = await Channel(path: server.Incoming + "/elsewhere").SendAsync(Shipments.Of(), Cancel);

        Assert.Equal(OutcomeKind.Temporary, outcome.Kind);
        Assert.Contains("elsewhere is not there", outcome.Detail, StringComparison.Ordinal);
        Assert.False(Directory.Exists(server.Incoming + "/elsewhere"));
    }

    [Fact]
    public async Task A_key_with_a_passphrase_is_let_in_and_one_that_is_not_known_is_not()
    {
        Assert.Equal(OutcomeKind.Accepted, (await Channel(key: server.GuardedKey, passphrase: "open sesame").SendAsync(Shipments.Of(), Cancel)).Kind);

        var (other, why) = await OpenSshServer.StartAsync();
        Assert.True(other is not null, why);
        await using (other)
        {
            var refused = await Channel(key: other.Key).SendAsync(Shipments.Of(version: 2), Cancel);
            Assert.Equal(OutcomeKind.Temporary, refused.Kind);
            Assert.Contains("does not let", refused.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task This_machine_is_reached_only_where_the_partners_file_allows_it()
    {
        var outcome = await Channel(allow: []).SendAsync(Shipments.Of(), Cancel);

        Assert.Equal(OutcomeKind.Temporary, outcome.Kind);
        Assert.Contains("“allow”", outcome.Detail, StringComparison.Ordinal);
        Assert.Empty(Names());
    }

    [Fact]
    public async Task A_machine_that_says_nothing_is_given_up_after_a_minute()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var sending = Channel(port: ((IPEndPoint)silent.LocalEndpoint).Port).SendAsync(Shipments.Of(), Cancel);
        using var taken = await silent.AcceptTcpClientAsync(Cancel);
        clock.Advance(SftpChannel.Patience);

        var outcome = await sending;

        Assert.Equal((OutcomeKind.Temporary, "It was not done within 60 seconds."), (outcome.Kind, outcome.Detail));
    }

    [Theory]
    [InlineData(null, "", "is not set")]
    [InlineData("no key", "", "no private key")]
    [InlineData("guarded", "", "passphrase")]
    public void A_key_that_is_missing_or_none_is_said_and_not_shown(string? key, string passphrase, string said)
    {
        var lacks = Channel(key: key == "guarded" ? server.GuardedKey : key ?? "", passphrase: passphrase).Lacks;

        Assert.Contains("PARTNER_KEY", lacks, StringComparison.Ordinal);
        Assert.Contains(said, lacks, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN OPENSSH", lacks, StringComparison.Ordinal);
    }

    private IEnumerable<string> Names() => Directory.EnumerateFileSystemEntries(server.Incoming).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    private SftpChannel Channel(string? hostKey = null, string? key = null, string passphrase = "", string? path = null, IReadOnlyList<string>? allow = null, int? port = null) => new(
        new GuardedNames(),
        new()
        {
            Type = "sftp",
            Format = CopyFormat.Ninjs,
            Host = "127.0.0.1",
            Port = port ?? server.Port,
            User = Environment.UserName,
            HostKeys = [hostKey ?? server.Fingerprint],
            Key = "env:PARTNER_KEY",
            Password = passphrase.Length > 0 ? "env:PARTNER_PASSPHRASE" : null,
            Path = path ?? server.Incoming,
            Allow = allow ?? ["127.0.0.1"],
        },
        new Secrets(name => name == "PARTNER_KEY" ? key ?? server.Key : passphrase),
        clock);
}
