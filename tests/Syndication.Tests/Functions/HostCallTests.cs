using System.Text.Encodings.Web;
using System.Text.Json;
using Syndication.App.Functions.Host;

namespace Syndication.Tests.Functions;

/// <summary>
/// Every call in <c>Calls/{case}.input.json</c>, in the form in which the Functions host makes it, as we understand it, against
/// <c>{case}.approved.json</c>: what its bindings bring, the facts beside them that are asked for, or why it is refused.
/// </summary>
public sealed class HostCallTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Functions", "Calls");
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public static TheoryData<string> Cases()
    {
        var files = Directory.GetFiles(Folder, "*.input.json").Select(Path.GetFileName).Order(StringComparer.Ordinal).Select(file => file!).ToList();
        Assert.NotEmpty(files);
        return [.. files];
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_call_is_understood_as_approved_in_whatever_pieces_it_arrives(string file)
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Folder, file), None);

        var whole = await UnderstoodAsync(new MemoryStream(bytes));

        Assert.Equal(whole, await UnderstoodAsync(new InPieces(bytes, 1)));
        Assert.Equal(whole, await UnderstoodAsync(new InPieces(bytes, 7)));
        Approved.Same(Folder, file.Replace(".input.", ".approved.", StringComparison.Ordinal), System.Text.Encoding.UTF8.GetBytes(whole));
    }

    [Fact]
    public async Task A_blob_of_any_length_is_passed_over_and_its_name_is_still_read()
    {
        var body = $"{{\"Data\":{{\"blob\":\"{new string('A', 40 << 20)}\"}},\"Metadata\":{{\"name\":\"\\\"a b.txt\\\"\"}}}}";

        var call = await HostCall.ReadAsync(new InPieces(System.Text.Encoding.UTF8.GetBytes(body), 65_537), None);

        Assert.Equal("a b.txt", call.Fact("name"));
        Assert.Equal("", call.Text("blob"));
    }

    private static async Task<string> UnderstoodAsync(Stream body)
    {
        try
        {
            var call = await HostCall.ReadAsync(body, None);
            return JsonSerializer.Serialize(
                new
                {
                    Brings = new[] { "work", "blob", "timer", "req" }.Where(binding => call.Text(binding) is not null).ToDictionary(binding => binding, call.Text),
                    Facts = new[] { "name", "Uri", "Id", "DequeueCount", "RetryContext", "traceparent", "Length" }
                        .Where(fact => call.Fact(fact) is not null).ToDictionary(fact => fact, call.Fact),
                },
                Readable);
        }
        catch (InvalidDataException e)
        {
            // What the parser says in brackets is its own, and may change with it.
            return JsonSerializer.Serialize(new { Refused = e.Message.Split(" (")[0] }, Readable);
        }
    }

    /// <summary>A stream that gives so many bytes at a time, as a chunked body does.</summary>
    private sealed class InPieces(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer.Length > size ? buffer[..size] : buffer, cancellationToken);
    }
}
