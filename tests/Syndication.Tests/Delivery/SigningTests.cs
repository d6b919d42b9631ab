using Syndication.Delivery;
using Syndication.Releases;

namespace Syndication.Tests.Delivery;

public sealed class SigningTests
{
    // The example that the Standard Webhooks project publishes and its libraries test against.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long Timestamp = 1614265330;
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly byte[] Body = """{"test": 2432232314}"""u8.ToArray();
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(Timestamp);

    [Fact]
    public void The_published_example_is_signed_as_published() =>
        Assert.Equal(Signature, Signing.Sign([Parse(Secret)], Id, Timestamp, Body));

    [Fact]
    public void The_published_example_is_genuine() =>
        Assert.Null(Signing.Verify(Parse(Secret), Id, "1614265330", Signature, Body, Now));

    [Fact]
    public void One_good_signature_among_others_is_enough() =>
        Assert.Null(Signing.Verify(Parse(Secret), Id, "1614265330", $"v1,AAAA v1a,zzz v2 {Signature} v1,", Body, Now));

    [Fact]
    public void While_a_secret_changes_a_message_is_genuine_under_the_old_one_and_the_new()
    {
        var next = Parse("whsec_" + Convert.ToBase64String(new byte[32]));
        var both = Signing.Sign([Parse(Secret), next], Id, Timestamp, Body);
        Assert.Null(Signing.Verify(Parse(Secret), Id, "1614265330", both, Body, Now));
        Assert.Null(Signing.Verify(next, Id, "1614265330", both, Body, Now));
    }

    [Theory]
    [InlineData(null, "1614265330", Signature, "must all be there")]
    [InlineData(Id, null, Signature, "must all be there")]
    [InlineData(Id, "1614265330", "", "must all be there")]
    [InlineData(Id, "yesterday", Signature, "number of seconds")]
    [InlineData(Id, "-1614265330", Signature, "number of seconds")]
    [InlineData(Id, "99999999999999999999999", Signature, "number of seconds")]
    [InlineData(Id, "999999999999", Signature, "number of seconds")]
    [InlineData("msg_other", "1614265330", Signature, "None of the signatures")]
    [InlineData(Id, "1614265331", Signature, "None of the signatures")]
    [InlineData(Id, "1614265330", "v1,not base64", "None of the signatures")]
    [InlineData(Id, "1614265330", "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "None of the signatures")]
    [InlineData(Id, "1614265330", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "None of the signatures")]
    public void A_message_that_is_not_genuine_is_refused_with_the_reason(string? id, string? timestamp, string? signature, string reason) =>
        Assert.Contains(reason, Signing.Verify(Parse(Secret), id, timestamp, signature, Body, Now)!, StringComparison.Ordinal);

    [Fact]
    public void A_changed_body_is_refused()
    {
        var body = Body.ToArray();
        body[^2] ^= 1;
        Assert.NotNull(Signing.Verify(Parse(Secret), Id, "1614265330", Signature, body, Now));
    }

    [Theory]
    [InlineData(-301, "ahead")]
    [InlineData(-300, null)]
    [InlineData(0, null)]
    [InlineData(300, null)]
    [InlineData(301, "past")]
    public void A_message_may_be_five_minutes_old_or_early(int seconds, string? reason)
    {
        var answer = Signing.Verify(Parse(Secret), Id, "1614265330", Signature, Body, Now.AddSeconds(seconds));
        if (reason is null)
            Assert.Null(answer);
        else
            Assert.Contains(reason, answer!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "begin with whsec_")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "begin with whsec_")]
    [InlineData("whsec_not!base64", "base64")]
    [InlineData("whsec_", "24 to 64 bytes")]
    [InlineData("whsec_AAAA", "24 to 64 bytes")]
    public void What_is_no_secret_is_told_without_repeating_it(string text, string reason)
    {
        var wrong = WebhookSecret.TryParse(text, out var secret);
        Assert.Null(secret);
        Assert.Contains(reason, wrong!, StringComparison.Ordinal);
        Assert.DoesNotContain("not!", wrong!, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_of_24_and_of_64_bytes_are_taken_and_of_65_are_not()
    {
        Assert.Null(WebhookSecret.TryParse("whsec_" + Convert.ToBase64String(new byte[24]), out _));
        Assert.Null(WebhookSecret.TryParse("whsec_" + Convert.ToBase64String(new byte[64]), out _));
        Assert.NotNull(WebhookSecret.TryParse("whsec_" + Convert.ToBase64String(new byte[65]), out _));
    }

    [Fact]
    public void A_secret_does_not_show_in_text() =>
        Assert.DoesNotContain("MfKQ", $"{Parse(Secret)}", StringComparison.Ordinal);

    [Fact]
    public void The_id_of_a_copy_never_changes_and_no_two_copies_share_one()
    {
        var id = ReleaseId.Parse("2026/a");
        Assert.Equal("msg_9e4af16eb706f352673ab4f5f397e9ad", Signing.WebhookId("p", id, Sample.French, 1, CopyKind.Published));
        string[] others =
        [
            Signing.WebhookId("q", id, Sample.French, 1, CopyKind.Published),
            Signing.WebhookId("p", ReleaseId.Parse("2026/b"), Sample.French, 1, CopyKind.Published),
            Signing.WebhookId("p", id, Sample.Arabic, 1, CopyKind.Published),
            Signing.WebhookId("p", id, Sample.French, 2, CopyKind.Published),
            Signing.WebhookId("p", id, Sample.French, 1, CopyKind.Corrected),
            Signing.WebhookId("p", id, Sample.French, 1, CopyKind.Withdrawn),
            Signing.WebhookId("p", id, Sample.French, 1, CopyKind.Published),
        ];
        Assert.Equal(7, others.Distinct().Count());
    }

    private static WebhookSecret Parse(string text)
    {
        Assert.Null(WebhookSecret.TryParse(text, out var secret));
        return secret!;
    }
}
