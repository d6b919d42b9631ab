using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Testing;
using Syndication.Tests.Delivery;
using Syndication.Tests.Infra;

namespace Syndication.Tests.Docs;

/// <summary>The code that docs/partners.md gives to partners verifies what we send, and what it shows of copies is what we send.</summary>
public sealed partial class PartnersGuideTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Other = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static readonly string[] Expected = ["true", "true", "false", "false", "false", "false", "false"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task The_Python_code_verifies_what_we_send() => VerifyAsync("python", "python3", "verify.py", code => code + """

        import sys
        for line in sys.stdin:
            case = line.rstrip("\n").split("\t")
            print("true" if verify(*case[:4], base64.b64decode(case[4])) else "false")
        """);

    [Fact]
    public Task The_Node_code_verifies_what_we_send() => VerifyAsync("javascript", "node", "verify.js", code => code + """

        for (const line of require("node:fs").readFileSync(0, "utf8").trim().split("\n")) {
          const [secret, id, timestamp, signatures, body] = line.split("\t");
          console.log(String(verify(secret, id, timestamp, signatures, Buffer.from(body, "base64"))));
        }
        """);

    [Fact]
    public Task The_PHP_code_verifies_what_we_send() => VerifyAsync("php", "php", "verify.php", code => "<?php\n" + code + """

        while (($line = fgets(STDIN)) !== false) {
            $case = explode("\t", rtrim($line, "\n"));
            echo verify($case[0], $case[1], $case[2], $case[3], base64_decode($case[4])) ? "true\n" : "false\n";
        }
        """);

    [Fact]
    public Task The_Java_code_verifies_what_we_send() => VerifyAsync("java", "java", "Main.java", code =>
    {
        // Java's launcher runs the first class of a file.
        var start = code.IndexOf("class Copies", StringComparison.Ordinal);
        return code[..start] + """
            class Main {
                public static void main(String[] arguments) throws Exception {
                    for (Object line : new java.io.BufferedReader(new java.io.InputStreamReader(System.in)).lines().toArray()) {
                        String[] one = ((String) line).split("\t");
                        System.out.println(Copies.verify(one[0], one[1], one[2], one[3], Base64.getDecoder().decode(one[4])));
                    }
                }
            }

            """ + code[start..];
    });

    [Fact]
    public async Task The_library_of_Standard_Webhooks_verifies_what_we_send()
    {
        var (tests, lacks) = await NodePrograms.InstallAsync();
        Assert.SkipWhen(tests is null, lacks ?? "");
        await VerifyAsync("js", "node", "library.js", code => $"module.paths.push(\"{JsonEncodedText.Encode(Path.Combine(tests!, "node_modules"))}\");\n" + code + """

            for (const line of require("node:fs").readFileSync(0, "utf8").trim().split("\n")) {
              const [secret, id, timestamp, signatures, body] = line.split("\t");
              const headers = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures };
              console.log(String(verify(secret, headers, Buffer.from(body, "base64").toString("utf8"))));
            }
            """);
    }

    [Fact]
    public void The_CSharp_code_is_what_is_compiled_here_and_verifies_what_we_send()
    {
        Assert.Equal(Block("csharp").Trim(), Repository.Read("tests", "Syndication.Tests", "Docs", "PartnersCopies.cs").Split("\n\n", 2)[1].Trim());
        var said = Cases().Select(one => IncomingCopy.Verify(one[0], one[1], one[2], one[3], Convert.FromBase64String(one[4])) ? "true" : "false");
        Assert.Equal(Expected, said);
    }

    [Theory]
    [InlineData("published")]
    [InlineData("corrected")]
    [InlineData("withdrawn")]
    public void A_sample_in_the_guide_is_what_the_code_sends(string kind)
    {
        var payload = Payload(kind);
        using var parsed = JsonDocument.Parse(payload);
        using var indented = new MemoryStream();
        using (var writer = new Utf8JsonWriter(indented, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            parsed.RootElement.WriteTo(writer);
        var shown = Encoding.UTF8.GetString(indented.ToArray()).ReplaceLineEndings("\n");
        var samples = Blocks().Where(block => block.Language == "json").Select(block => block.Code.Trim()).ToList();
        Assert.True(samples.Contains(shown), $"docs/partners.md should show this:\n{shown}");
    }

    private static ReadOnlyMemory<byte> Payload(string kind)
    {
        var release = Sample.Release(Sample.French);
        release = kind switch { "corrected" => release.Corrected(Sample.French), "withdrawn" => release.Withdrawn(), _ => release };
        var copyKind = Enum.Parse<CopyKind>(kind, ignoreCase: true);
        var entry = LedgerCopy.Due(Sample.Partner.Id, release.Id, Sample.French, release.Version, copyKind, Sample.Start);
        var edition = copyKind == CopyKind.Withdrawn ? null : Sample.Edition(release, Sample.French, release.Version);
        return WebhookEvent.Write(Syndication.Delivery.Copies.Make(entry, release, edition, Sample.Site), CopyFormat.Ninjs).Content;
    }

    // Genuine; genuine while a secret is changed; another body, secret, id; too old; no signature of ours.
    private static IReadOnlyList<string[]> Cases()
    {
        var body = Payload("published").ToArray();
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        string[] Case(string secret, string id, long time, string signature, byte[] sent) =>
            [secret, id, time.ToString(System.Globalization.CultureInfo.InvariantCulture), signature, Convert.ToBase64String(sent)];
        var good = Signing.Sign([Key(Secret)], "msg_1", now, body);
        return
        [
            Case(Secret, "msg_1", now, good, body),
            Case(Secret, "msg_1", now, Signing.Sign([Key(Other), Key(Secret)], "msg_1", now, body), body),
            Case(Secret, "msg_1", now, good, [.. body, (byte)' ']),
            Case(Other, "msg_1", now, good, body),
            Case(Secret, "msg_2", now, good, body),
            Case(Secret, "msg_1", now - 3600, Signing.Sign([Key(Secret)], "msg_1", now - 3600, body), body),
            Case(Secret, "msg_1", now, "v1,AAAA", body),
        ];
    }

    private static WebhookSecret Key(string text)
    {
        Assert.Null(WebhookSecret.TryParse(text, out var secret));
        return secret!;
    }

    private static async Task VerifyAsync(string language, string program, string file, Func<string, string> finish)
    {
        Assert.SkipUnless(await IsThereAsync(program), $"{program} is not on this machine.");
        var folder = Directory.CreateTempSubdirectory("partners-").FullName;
        try
        {
            var path = Path.Combine(folder, file);
            await File.WriteAllTextAsync(path, finish(Block(language)), Cancel);
            var (output, error) = await RunAsync(program, [path], string.Concat(Cases().Select(one => string.Join('\t', one) + "\n")));
            Assert.True(Expected.SequenceEqual(output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), $"{output}\n{error}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> IsThereAsync(string program)
    {
        try
        {
            await RunAsync(program, [program == "java" ? "-version" : "--version"], "");
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(string Output, string Error)> RunAsync(string program, string[] arguments, string input)
    {
        var info = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var running = Process.Start(info)!;
        var (output, error) = (running.StandardOutput.ReadToEndAsync(Cancel), running.StandardError.ReadToEndAsync(Cancel));
        try
        {
            await running.StandardInput.WriteAsync(input);
            running.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; what it said tells why.
        }

        await running.WaitForExitAsync(Cancel);
        return (await output, await error);
    }

    private static string Block(string language) => Assert.Single(Blocks(), block => block.Language == language).Code;

    private static IEnumerable<(string Language, string Code)> Blocks() =>
        Fenced().Matches(Repository.Read("docs", "partners.md").ReplaceLineEndings("\n")).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    [GeneratedRegex("^```([a-z]+)\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fenced();
}
