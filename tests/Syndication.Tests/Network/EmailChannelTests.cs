using System.Net;
using System.Net.Sockets;
using MimeKit;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Network.Channels;
using Syndication.Network.Channels.Email;
using Syndication.Testing;
using Syndication.Tests.Delivery;

namespace Syndication.Tests.Network;

public sealed class EmailChannelTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_is_a_message_to_read_with_the_agreed_form_attached()
    {
        await using var server = await ServerAsync();
        var shipment = Shipments.Of();
        var outcome = await Channel(server).SendAsync(shipment, Cancel);

        Assert.Equal((OutcomeKind.Accepted, 250), (outcome.Kind, outcome.Status));
        Assert.Equal("2.0.0 Ok: queued as 4F1C2", outcome.Receipt);
        var taken = Assert.Single(await server.TakenAsync(1, Cancel));
        Assert.Equal("press@example.org", taken.GetProperty("from").GetString());
        Assert.True(taken.GetProperty("secure").GetBoolean());
        using var message = Message(taken);
        Assert.Equal("Titre fr 1", message.Subject);
        Assert.Equal("\"Salle de presse\" <press@example.org>", message.From.ToString());
        Assert.Equal("release.published", message.Headers["Syndication-Type"]);
        Assert.Equal(shipment.WebhookId, message.Headers["Syndication-Id"]);
        Assert.Equal("<mailto:press@example.org?subject=unsubscribe>", message.Headers["List-Unsubscribe"]);
        Assert.Contains("Texte fr 1.", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("<p>Texte fr 1.</p>", message.HtmlBody, StringComparison.Ordinal);
        var attachment = Assert.IsType<MimePart>(Assert.Single(message.Attachments));
        Assert.Equal("2026__reunion-du-caire.fr.v1.published.json", attachment.FileName);
        using var content = new MemoryStream();
        await attachment.Content!.DecodeToAsync(content, Cancel);
        Assert.Equal(shipment.Payload.Content.ToArray(), content.ToArray());
    }

    [Fact]
    public async Task The_same_copy_has_the_same_message_id_and_its_correction_hangs_on_the_same_thread()
    {
        await using var server = await ServerAsync();
        await Channel(server).SendAsync(Shipments.Of(), Cancel);
        await Channel(server).SendAsync(Shipments.Of(), Cancel);
        await Channel(server).SendAsync(Shipments.Of(CopyKind.Corrected, 2), Cancel);

        var messages = (await server.TakenAsync(3, Cancel)).Select(Message).ToList();
        Assert.Equal(messages[0].MessageId, messages[1].MessageId);
        Assert.NotEqual(messages[0].MessageId, messages[2].MessageId);
        Assert.Equal(messages[0].References, messages[2].References);
        Assert.EndsWith("@example.org", messages[0].MessageId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_arabic_headline_arrives_as_it_is_and_a_line_end_in_one_begins_no_header()
    {
        await using var server = await ServerAsync();
        await Channel(server).SendAsync(Shipments.Of(language: Sample.Arabic, title: "بيان صحفي\r\nBcc: all@example.net"), Cancel);

        using var message = Message(Assert.Single(await server.TakenAsync(1, Cancel)));
        Assert.Equal("بيان صحفي  Bcc: all@example.net", message.Subject);
        Assert.Empty(message.Bcc);
        Assert.All(message.BodyParts.OfType<TextPart>().Take(2), part => Assert.Equal("ar", part.Headers["Content-Language"]));
    }

    [Fact]
    public async Task A_withdrawal_says_nothing_of_the_text()
    {
        await using var server = await ServerAsync();
        await Channel(server).SendAsync(Shipments.Of(CopyKind.Withdrawn, 2), Cancel);

        using var message = Message(Assert.Single(await server.TakenAsync(1, Cancel)));
        Assert.Equal("Ce communiqué a été retiré. 2026/reunion-du-caire", message.Subject);
        Assert.DoesNotContain("Titre", message.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Texte", message.TextBody + message.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_greylisting_server_is_asked_again_later_and_nobody_has_had_it_meanwhile()
    {
        await using var server = await ServerAsync("""{"later":["second@example.net"]}""");
        var outcome = await Channel(server, "desk@example.net", "second@example.net").SendAsync(Shipments.Of(), Cancel);

        Assert.Equal((OutcomeKind.Temporary, 451), (outcome.Kind, outcome.Status));
        Assert.Contains("Greylisted", outcome.Detail, StringComparison.Ordinal);
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task An_address_that_is_refused_for_good_does_not_keep_it_from_the_others()
    {
        await using var server = await ServerAsync("""{"never":["gone@example.net"]}""");
        var outcome = await Channel(server, "desk@example.net", "gone@example.net").SendAsync(Shipments.Of(), Cancel);

        Assert.Equal(OutcomeKind.Accepted, outcome.Kind);
        Assert.Contains("gone@example.net (550", outcome.Detail, StringComparison.Ordinal);
        Assert.Equal("desk@example.net", Assert.Single(await server.TakenAsync(1, Cancel)).GetProperty("to")[0].GetString());
    }

    [Theory]
    [InlineData("""{"never":["desk@example.net"]}""", OutcomeKind.Permanent, 550)]
    [InlineData("""{"unwanted":true}""", OutcomeKind.Permanent, 554)]
    [InlineData("""{"full":true}""", OutcomeKind.Temporary, 452)]
    public async Task A_refusal_is_for_good_or_for_now_as_the_server_says(string behaviour, OutcomeKind kind, int status)
    {
        await using var server = await ServerAsync(behaviour);
        var outcome = await Channel(server).SendAsync(Shipments.Of(), Cancel);
        Assert.Equal((kind, status), (outcome.Kind, outcome.Status));
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task A_server_that_hangs_up_after_the_text_is_tried_again()
    {
        await using var server = await ServerAsync("""{"hangUp":true}""");
        Assert.Equal(OutcomeKind.Temporary, (await Channel(server).SendAsync(Shipments.Of(), Cancel)).Kind);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_gets_nothing()
    {
        await using var server = await ServerAsync();
        var outcome = await new EmailChannel(Mail(server.Port), Options("desk@example.net"), new Secrets(_ => null), TimeProvider.System).SendAsync(Shipments.Of(), Cancel);

        Assert.Equal(OutcomeKind.Temporary, outcome.Kind);
        Assert.Contains("certificate", outcome.Detail, StringComparison.Ordinal);
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task A_server_without_encryption_gets_nothing_unless_the_site_says_so()
    {
        await using var server = await ServerAsync("""{"hideStartTls":true}""");
        var outcome = await Channel(server).SendAsync(Shipments.Of(), Cancel);
        Assert.Equal(OutcomeKind.Temporary, outcome.Kind);
        Assert.Contains("STARTTLS", outcome.Detail, StringComparison.Ordinal);

        var plain = new EmailChannel(Mail(server.Port) with { Security = MailSecurity.None }, Options("desk@example.net"), new Secrets(_ => null), TimeProvider.System);
        Assert.Equal(OutcomeKind.Accepted, (await plain.SendAsync(Shipments.Of(), Cancel)).Kind);
        Assert.False(Assert.Single(await server.TakenAsync(1, Cancel)).GetProperty("secure").GetBoolean());
    }

    [Theory]
    [InlineData("right", OutcomeKind.Accepted)]
    [InlineData("wrong", OutcomeKind.Temporary)]
    public async Task It_signs_in_with_the_password_and_never_shows_it(string password, OutcomeKind kind)
    {
        await using var server = await ServerAsync("""{"secure":true,"user":"press","password":"right"}""");
        var mail = Mail(server.Port) with { Security = MailSecurity.Tls, User = "press", Password = "env:MAIL_PASSWORD" };
        var outcome = await new EmailChannel(mail, Options("desk@example.net"), new Secrets(_ => password), TimeProvider.System) { Certificates = (_, certificate, _, _) => certificate is not null }
            .SendAsync(Shipments.Of(), Cancel);

        Assert.Equal(kind, outcome.Kind);
        Assert.DoesNotContain("wrong", outcome.Detail ?? "", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_after_a_minute()
    {
        var clock = Sample.Clock();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var sending = new EmailChannel(Mail(((IPEndPoint)silent.LocalEndpoint).Port), Options("desk@example.net"), new Secrets(_ => null), clock).SendAsync(Shipments.Of(), Cancel);
        using var taken = await silent.AcceptTcpClientAsync(Cancel);
        clock.Advance(EmailChannel.Patience);

        Assert.Equal("The mail server was not done within 60 seconds.", (await sending).Detail);
    }

    [Fact]
    public void Without_a_mail_server_or_its_password_copies_wait()
    {
        Assert.Contains("site.json", new EmailChannel(null, Options("desk@example.net"), new Secrets(_ => null), TimeProvider.System).Lacks, StringComparison.Ordinal);
        var mail = Mail(587) with { User = "press", Password = "env:MAIL_PASSWORD" };
        Assert.Contains("MAIL_PASSWORD", new EmailChannel(mail, Options("desk@example.net"), new Secrets(_ => null), TimeProvider.System).Lacks, StringComparison.Ordinal);
    }

    private static async Task<MailServer> ServerAsync(string behaviour = "{}")
    {
        var (server, why) = await MailServer.StartAsync(behaviour);
        if (server is null)
            Assert.Skip(why!);
        return server;
    }

    private static MimeMessage Message(System.Text.Json.JsonElement taken) =>
        MimeMessage.Load(new MemoryStream(taken.GetProperty("message").GetBytesFromBase64()), Cancel);

    private static MailOptions Mail(int port) => new() { Host = "127.0.0.1", Port = port, From = "press@example.org" };

    private static ChannelOptions Options(params string[] to) => new() { Type = "email", Format = CopyFormat.Ninjs, To = to };

    // The server's certificate is its own; that one of nobody's is refused has a test of its own.
    private static EmailChannel Channel(MailServer server, params string[] to) =>
        new(Mail(server.Port), Options(to.Length == 0 ? ["desk@example.net"] : to), new Secrets(_ => null), TimeProvider.System) { Certificates = (_, certificate, _, _) => certificate is not null };
}
