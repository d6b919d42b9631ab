using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Time.Testing;
using Syndication.Azure.Translator;
using Syndication.Releases;
using Syndication.Testing;
using Syndication.Translation;
using Syndication.Translation.Engines;
using static Syndication.Tests.Translation.Manuscripts;

namespace Syndication.Tests.Azure.Translator;

/// <summary>The real client against a server that keeps to the service's documentation, and then does not. Long, because every way in which it does not is a test of its own.</summary>
public sealed class AzureTranslatorTests
{
    private static readonly string[] Two = ["La <g1>mer</g1> monte.", "Elle a 175 amis &amp; 3 <x2/> ports."];

    private readonly FakeTimeProvider clock = new(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_languages_are_asked_for_in_one_request_and_tags_come_back_in_their_places()
    {
        await using var stub = await StubTranslator.StartAsync();

        var texts = Assert.IsType<ServiceTexts>(await Open(stub).TranslateAsync(new(French, [English, Spanish], Two), Cancel));

        var call = Assert.Single(stub.Calls);
        Assert.Equal(["en", "es"], call.To);
        Assert.Equal(["La <u id='1'>mer</u> monte.", "Elle a 175 amis &amp; 3 <br id='p2'/> ports."], call.Texts);
        Assert.Equal(call.Billed, texts.CharactersBilled);
        Assert.Equal(call.Characters * 2, texts.CharactersBilled);
        Assert.Equal(Two.Sum(HtmlForm.Characters), call.Characters);
        Assert.Equal(call.Trace, texts.Trace);
        Assert.Matches("^[A-Z][a-z] <g1>[a-z]{3}</g1> [a-z]{5}\\.$", texts.Texts[English][0]);
        Assert.Matches("175 [a-z]+ &amp; 3 <x2/> [a-z]+\\.$", texts.Texts[Spanish][1]);
    }

    [Theory]
    [InlineData("<U ID=\"1\">the sea</U >", "<g1>the sea</g1>")]
    [InlineData("<u id=12>a <u id='3'>b</u></u> c", "<g12>a <g3>b</g3></g12> c")]
    [InlineData("a <br id=\"p2\"> b <br id='p3' /></br>", "a <x2/> b <x3/>")]
    [InlineData("l&#39;&eacute;tat &lt;b&gt; &amp;amp; &nbsp;5", "l'état &lt;b&gt; &amp;amp; \u00A05")]
    [InlineData("a</u> <b>c</b>", "a</u> <b>c</b>")]
    [InlineData("2 < 3 & 4 > 1", "2 &lt; 3 &amp; 4 &gt; 1")]
    [InlineData("<span class=\"notranslate\">OIM</span>", "<span class=\"notranslate\">OIM</span>")]
    public void Html_is_read_as_services_write_it(string html, string canonical) => Assert.Equal(canonical, HtmlForm.Back(html));

    [Fact]
    public void A_character_outside_the_first_plane_counts_once() => Assert.Equal(3 + "<u id='1'></u>".Length, HtmlForm.Characters("a<g1>😀</g1>b"));

    [Theory]
    [InlineData("zh", "zh-Hans")]
    [InlineData("zh-TW", "zh-Hant")]
    [InlineData("zh-Hant", "zh-Hant")]
    [InlineData("pt-BR", "pt")]
    [InlineData("pt-PT", "pt-PT")]
    [InlineData("fr-CH", "fr")]
    [InlineData("fr-CA", "fr-CA")]
    [InlineData("sr", "sr-Cyrl")]
    [InlineData("ar-EG", "ar")]
    public void Languages_go_by_the_services_own_codes(string tag, string code) => Assert.Equal(code, TranslatorLanguage.Of(Language.Parse(tag)));

    [Theory]
    [InlineData("https://api.cognitive.microsofttranslator.com", "https://api.cognitive.microsofttranslator.com/translate?api-version=3.0&textType=html&from=fr&to=ar&to=en")]
    [InlineData("https://api-eur.cognitive.microsofttranslator.com/", "https://api-eur.cognitive.microsofttranslator.com/translate?api-version=3.0&textType=html&from=fr&to=ar&to=en")]
    [InlineData("https://press.cognitiveservices.azure.com/", "https://press.cognitiveservices.azure.com/translator/text/v3.0/translate?api-version=3.0&textType=html&from=fr&to=ar&to=en")]
    [InlineData("https://gateway.example/text/", "https://gateway.example/text/translate?api-version=3.0&textType=html&from=fr&to=ar&to=en")]
    public void The_path_follows_from_the_kind_of_endpoint(string endpoint, string address) =>
        Assert.Equal(address, TranslatorAddress.Of(new(endpoint), "fr", ["ar", "en"], null).AbsoluteUri);

    [Fact]
    public async Task A_category_goes_along_and_answers_are_kept_under_its_name()
    {
        await using var stub = await StubTranslator.StartAsync(app => StubTranslator.With(app, models: ["press-1:fr:en"]));
        var custom = Open(stub, category: "press-1");

        Assert.IsType<ServiceTexts>(await custom.TranslateAsync(new(French, [English], Two), Cancel));
        Assert.Equal(("press-1", "azure press-1"), (Assert.Single(stub.Calls).Category, custom.Name));
        var other = Assert.IsType<EngineRefusal>(await custom.TranslateAsync(new(French, [Spanish], Two), Cancel));
        Assert.Equal(RefusalOf.Pair, other.Of);
        Assert.StartsWith("The custom model “press-1” does not translate from fr into es. Deploy one that does, or take translation.category out (400, 400079).", other.Reason, StringComparison.Ordinal);
        var unknown = Assert.IsType<EngineRefusal>(await Open(stub, category: "press-2").TranslateAsync(new(French, [English], Two), Cancel));
        Assert.Equal(RefusalOf.Everything, unknown.Of);
        Assert.StartsWith("Azure Translator knows no category “press-2”. See that translation.category is", unknown.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_another_region_is_told_with_what_to_look_at_and_without_the_key()
    {
        await using var stub = await StubTranslator.StartAsync(app => StubTranslator.With(app, region: "westeurope"));

        Assert.IsType<ServiceTexts>(await Open(stub, region: "westeurope").TranslateAsync(new(French, [English], Two), Cancel));
        var refusal = Assert.IsType<EngineRefusal>(await Open(stub, region: "northeurope").TranslateAsync(new(French, [English], Two), Cancel));

        Assert.Equal((RefusalOf.Everything, 0), (refusal.Of, refusal.CharactersBilled));
        Assert.Equal(
            "Azure Translator takes neither key nor region. See that TRANSLATOR_KEY is a key of the resource, not of another, and that translation.region, now northeurope, " +
            "is where the resource is (401, 401000).",
            refusal.Reason);
        Assert.DoesNotContain(StubTranslator.Key, refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identity_is_known_by_its_token_and_at_a_shared_address_by_its_resource()
    {
        using var certificate = SelfSigned();
        const string resource = "/subscriptions/1/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/press";
        await using var stub = await StubTranslator.StartAsync(app => StubTranslator.With(app, region: "westeurope", token: "signed-in", resourceId: resource), certificate);
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == certificate.Thumbprint };
        AzureTranslator With(string? id) => new(
            new() { Endpoint = stub.Url, Region = "westeurope", ResourceId = id, Credential = new SignedIn() }, clock, new HttpClientTransport(handler));

        Assert.IsType<ServiceTexts>(await With(resource).TranslateAsync(new(French, [English], Two), Cancel));
        var refusal = Assert.IsType<EngineRefusal>(await With(null).TranslateAsync(new(French, [English], Two), Cancel));
        Assert.Contains("Cognitive Services User", refusal.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, 403001, RefusalOf.Everything, "The free characters of this month are used up at Azure Translator. Wait for the next month, or move the resource to S1")]
    [InlineData(403, 403000, RefusalOf.Everything, "Azure Translator forbids it. See the resource's firewall")]
    [InlineData(400, 400036, RefusalOf.Pair, "Azure Translator does not translate from fr into en. Have people translate, or take the language out of languages")]
    [InlineData(400, 400050, RefusalOf.Length, "Azure Translator finds the text too long.")]
    [InlineData(400, 400023, RefusalOf.Pair, "Azure Translator does not translate from fr into en.")]
    [InlineData(400, 400003, RefusalOf.Pair, "Azure Translator does not translate from fr into en.")]
    [InlineData(400, 400070, RefusalOf.Request, "Azure Translator refused the request.")]
    [InlineData(400, 400072, RefusalOf.Length, "Azure Translator finds the text too long.")]
    [InlineData(400, 400021, RefusalOf.Everything, "What answers at http://127.0.0.1")]
    [InlineData(401, 401015, RefusalOf.Everything, "TRANSLATOR_KEY is the key of a Speech resource.")]
    [InlineData(400, 400074, RefusalOf.Request, "Azure Translator refused the request. If that lasts, give its makers the trace from the log")]
    [InlineData(404, 404000, RefusalOf.Everything, "There is no Azure Translator at http://127.0.0.1")]
    public async Task A_refusal_is_told_in_words_and_not_tried_again(int status, int code, RefusalOf of, string words)
    {
        await using var stub = await StubTranslator.StartAsync();
        stub.Next(Misbehaviour.Error(status, code));

        var refusal = Assert.IsType<EngineRefusal>(await Open(stub).TranslateAsync(new(French, [English], Two), Cancel));

        Assert.Equal((of, 0), (refusal.Of, refusal.CharactersBilled));
        Assert.StartsWith(words, refusal.Reason, StringComparison.Ordinal);
        Assert.EndsWith($"({status}, {code}).", refusal.Reason, StringComparison.Ordinal);
        Assert.Equal(Assert.Single(stub.Calls).Trace, refusal.Trace);
    }

    [Fact]
    public async Task What_is_busy_is_asked_again_after_the_time_it_asks_for()
    {
        await using var stub = await StubTranslator.StartAsync();
        var start = clock.GetUtcNow();
        stub.Next(
            Misbehaviour.Error(429, 429000, "7"), Misbehaviour.Error(408, 408001, start.AddSeconds(7 + 20).ToString("R")), Misbehaviour.GatewayError(429));

        var asked = Open(stub, within: TimeSpan.FromHours(1)).TranslateAsync(new(French, [English], Two), Cancel);
        var times = new List<DateTimeOffset>();
        while (!asked.IsCompleted || times.Count < stub.Calls.Count)
        {
            await Task.Delay(20, Cancel);
            while (times.Count < stub.Calls.Count)
                times.Add(clock.GetUtcNow());
            if (stub.InFlight == 0)
                clock.Advance(TimeSpan.FromSeconds(0.5));
        }

        Assert.IsType<ServiceTexts>(await asked);
        Assert.Equal(4, times.Count);
        Assert.InRange(times[1] - times[0], TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(50));
        Assert.InRange(times[2] - start, TimeSpan.FromSeconds(26), TimeSpan.FromSeconds(100));
        Assert.InRange(times[3] - times[2], TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(50));
        Assert.Single(stub.Calls.Select(call => call.Trace).Distinct());
    }

    [Fact]
    public async Task Asked_faster_than_was_bought_the_service_refuses_and_takes_it_a_minute_later()
    {
        await using var stub = await StubTranslator.StartAsync(app => StubTranslator.With(app, charactersPerMinute: 100, clock: clock));
        var translator = new AzureTranslator(new() { Endpoint = stub.Url, Key = StubTranslator.Key, Retries = 0 }, clock);

        Assert.IsType<ServiceTexts>(await translator.TranslateAsync(new(French, [English], Two), Cancel));
        var busy = Assert.IsType<EngineBusy>(await translator.TranslateAsync(new(French, [English], Two), Cancel));
        Assert.Equal((null, 0, "Azure Translator says that more is asked than the tier allows in a minute or an hour (429)."), (busy.RetryAfter, busy.CharactersBilled, busy.Reason));
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.IsType<ServiceTexts>(await translator.TranslateAsync(new(French, [English], Two), Cancel));
    }

    [Theory]
    [InlineData("600", 600)]
    [InlineData("86400000", 86400)]
    public async Task A_long_wait_is_left_for_later_and_has_bounds(string retryAfter, int seconds)
    {
        await using var stub = await StubTranslator.StartAsync();
        stub.Next(Misbehaviour.Error(429, 429001, retryAfter));

        var busy = Assert.IsType<EngineBusy>(await Open(stub).TranslateAsync(new(French, [English], Two), Cancel));

        Assert.Equal((TimeSpan.FromSeconds(seconds), 0), (busy.RetryAfter, busy.CharactersBilled));
        Assert.Equal("Azure Translator says that more is asked than the tier allows in a minute or an hour (429).", busy.Reason);
        Assert.Single(stub.Calls);
    }

    [Fact]
    public async Task A_fault_that_lasts_is_given_up_after_some_tries()
    {
        await using var stub = await StubTranslator.StartAsync();
        stub.Next([.. Enumerable.Repeat(Misbehaviour.Error(503, 503000), 9)]);

        var asked = Open(stub, within: TimeSpan.FromHours(1)).TranslateAsync(new(French, [English], Two), Cancel);
        while (!asked.IsCompleted)
        {
            await Task.Delay(20, Cancel);
            if (stub.InFlight == 0)
                clock.Advance(TimeSpan.FromSeconds(0.5));
        }

        Assert.Equal("Azure Translator has a fault of its own (503).", Assert.IsType<EngineBusy>(await asked).Reason);
        Assert.Equal(4, stub.Calls.Count);
    }

    [Theory]
    [InlineData(408001, "Azure Translator is still getting its model ready (408).")]
    [InlineData(408002, "Azure Translator did not get the whole request in time (408).")]
    public async Task A_request_that_timed_out_over_there_is_told_for_what_it_is(int code, string words)
    {
        await using var stub = await StubTranslator.StartAsync();
        stub.Next(Misbehaviour.Error(408, code, "600"));

        Assert.Equal(words, Assert.IsType<EngineBusy>(await Open(stub).TranslateAsync(new(French, [English], Two), Cancel)).Reason);
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { nameof(Misbehaviour.FewerElements), "Azure Translator answered 1 texts for 2; none of it was used." },
        { nameof(Misbehaviour.OtherLanguage), "Azure Translator answered text 1 not in en; none of it was used." },
        { nameof(Misbehaviour.EmptyText), "Azure Translator answered text 1 with nothing in en; none of it was used." },
        { nameof(Misbehaviour.Half), "Azure Translator answered with something that is no whole JSON; none of it was used." },
        { nameof(Misbehaviour.Nothing), "Azure Translator answered with nothing; none of it was used." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task An_answer_that_is_not_whole_is_no_translation_though_it_was_charged(string name, string reason)
    {
        await using var stub = await StubTranslator.StartAsync();
        stub.Next((Misbehaviour)typeof(Misbehaviour).GetProperty(name)!.GetValue(null)!);

        var busy = Assert.IsType<EngineBusy>(await Open(stub).TranslateAsync(new(French, [English], Two), Cancel));

        Assert.Equal((reason, stub.Billed), (busy.Reason, busy.CharactersBilled));
        Assert.Single(stub.Calls);
    }

    [Fact]
    public async Task A_page_of_something_in_between_is_no_translation_and_was_not_charged()
    {
        await using var stub = await StubTranslator.StartAsync();
        stub.Next(Misbehaviour.HtmlPage);

        var busy = Assert.IsType<EngineBusy>(await Open(stub).TranslateAsync(new(French, [English], Two), Cancel));

        Assert.Equal(0, busy.CharactersBilled);
        Assert.StartsWith("Something between here and Azure Translator answered in its place, with no JSON.", busy.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strange_tag_comes_through_for_the_checks_to_find()
    {
        await using var stub = await StubTranslator.StartAsync();
        stub.Next(Misbehaviour.StrangeTag);

        var texts = Assert.IsType<ServiceTexts>(await Open(stub).TranslateAsync(new(French, [English], Two), Cancel));

        Assert.Contains("<a href='https://evil.example'>", texts.Texts[English][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_waited_for_as_long_as_the_service_promises_and_counts_as_charged()
    {
        await using var stub = await StubTranslator.StartAsync(app => StubTranslator.With(app, models: ["press:fr:en"]));
        foreach (var (category, seconds) in new[] { ((string?)null, 15), ("press", 120) })
        {
            stub.Next(Misbehaviour.Silence);
            var before = stub.Calls.Count;
            var asked = Open(stub, category: category).TranslateAsync(new(French, [English], Two), Cancel);
            await WaitForAsync(() => stub.Calls.Count > before, asked);
            clock.Advance(TimeSpan.FromSeconds(seconds - 1));
            Assert.False(asked.IsCompleted);
            clock.Advance(TimeSpan.FromSeconds(2));

            var busy = Assert.IsType<EngineBusy>(await asked);
            Assert.Equal($"Azure Translator did not answer within {seconds} seconds.", busy.Reason);
            Assert.Equal(stub.Calls.Last().Billed, busy.CharactersBilled);
        }
    }

    [Fact]
    public async Task A_connection_that_cannot_be_made_costs_nothing_and_one_that_breaks_may_have()
    {
        await using var stub = await StubTranslator.StartAsync();
        stub.Next(Misbehaviour.Cut);
        var broke = Assert.IsType<EngineBusy>(await Open(stub).TranslateAsync(new(French, [English], Two), Cancel));
        Assert.Equal(Two.Sum(HtmlForm.Characters), broke.CharactersBilled);

        var nobody = new AzureTranslator(new() { Endpoint = new("http://127.0.0.1:9/"), Key = "k" }, clock);
        var refused = Assert.IsType<EngineBusy>(await nobody.TranslateAsync(new(French, [English], Two), Cancel));
        Assert.Equal(0, refused.CharactersBilled);
        Assert.StartsWith("127.0.0.1 does not take a connection. See that translation.endpoint is right", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_meter_the_characters_are_counted_here()
    {
        await using var stub = await StubTranslator.StartAsync(app => StubTranslator.With(app, meters: false));

        Assert.Equal(Two.Sum(HtmlForm.Characters), Assert.IsType<ServiceTexts>(await Open(stub).TranslateAsync(new(French, [English], Two), Cancel)).CharactersBilled);
    }

    [Fact]
    public async Task Whoever_stops_is_not_told_of_a_failure()
    {
        await using var stub = await StubTranslator.StartAsync();
        stub.Next(Misbehaviour.Silence);
        using var stop = new CancellationTokenSource();
        var asked = Open(stub).TranslateAsync(new(French, [English], Two), stop.Token);
        await WaitForAsync(() => !stub.Calls.IsEmpty, asked);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Theory]
    [InlineData("F0", 33_333, 33_333, 2_000_000)]
    [InlineData("S1", 50_000, 666_666, 40_000_000)]
    [InlineData("S3", 50_000, 2_000_000, 120_000_000)]
    [InlineData("S4", 50_000, 3_333_333, 200_000_000)]
    public void What_a_tier_takes_is_known(string tier, int request, long minute, long hour) =>
        Assert.Equal(new(request, 1000, minute, hour), new AzureTranslator(new() { Key = "k", Tier = tier }, clock).Limits);

    [Fact]
    public void Options_out_of_range_are_told()
    {
        Assert.Equal("Translation: Endpoint is http://translator.example/; it must begin with https.", Thrown(new() { Key = "k", Endpoint = new("http://translator.example/") }));
        Assert.Equal("Translation: Retries is 11; it may be from 0 to 10.", Thrown(new() { Key = "k", Retries = 11 }));
        Assert.Equal("Translation: Tier is S9; it may be F0, S1, S2, S3 or S4.", Thrown(new() { Key = "k", Tier = "S9" }));
        Assert.Equal("Translation: AnswerWithin is 00:00:00 and LongestDelay 00:01:00; both must be above zero.", Thrown(new() { Key = "k", AnswerWithin = TimeSpan.Zero }));

        string Thrown(AzureTranslatorOptions options) => Assert.Throws<ArgumentException>(() => new AzureTranslator(options, clock)).Message;
    }

    private AzureTranslator Open(StubTranslator stub, string? region = null, string? category = null, TimeSpan? within = null) =>
        new(new() { Endpoint = stub.Url, Key = StubTranslator.Key, KeyName = "TRANSLATOR_KEY", Region = region, Category = category, AnswerWithin = within }, clock);

    // The server is real and the clock is not: what it was asked shows when the clock may go on.
    private static async Task WaitForAsync(Func<bool> there, Task asked)
    {
        while (!there() && !asked.IsCompleted)
            await Task.Delay(5, Cancel);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }

    private sealed class SignedIn : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("signed-in", DateTimeOffset.UtcNow.AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
