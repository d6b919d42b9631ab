using System.Text;

namespace Syndication.EndToEnd.Telemetry;

/// <summary>A message of protocol buffers, read by the numbers of its fields; enough to find one's way in OTLP.</summary>
internal sealed class Proto
{
    private readonly ILookup<int, (ulong Number, ReadOnlyMemory<byte> Bytes)> fields;

    public Proto(ReadOnlyMemory<byte> bytes) => fields = Read(bytes).ToLookup(field => field.Number, field => (field.Value, field.Bytes));

    /// <summary>The messages in a field.</summary>
    public IEnumerable<Proto> All(int field) => fields[field].Select(value => new Proto(value.Bytes));

    /// <summary>A text; empty where there is none.</summary>
    public string Text(int field) => Encoding.UTF8.GetString(fields[field].FirstOrDefault().Bytes.Span);

    /// <summary>Bytes as hex.</summary>
    public string Hex(int field) => Convert.ToHexStringLower(fields[field].FirstOrDefault().Bytes.Span);

    /// <summary>Whether a field is there.</summary>
    public bool Has(int field) => fields.Contains(field);

    private static List<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> Read(ReadOnlyMemory<byte> bytes)
    {
        var read = new List<(int, ulong, ReadOnlyMemory<byte>)>();
        var at = 0;
        while (at < bytes.Length)
        {
            var key = Varint();
            var number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    read.Add((number, Varint(), default));
                    break;
                case 2:
                    var length = (int)Varint();
                    read.Add((number, 0, bytes.Slice(at, length)));
                    at += length;
                    break;
                case var kind:
                    var size = kind == 1 ? 8 : 4;
                    read.Add((number, 0, bytes.Slice(at, size)));
                    at += size;
                    break;
            }
        }

        return read;

        ulong Varint()
        {
            var (value, shift) = (0UL, 0);
            while (true)
            {
                var next = bytes.Span[at++];
                value |= (ulong)(next & 127) << shift;
                if (next < 128)
                    return value;
                shift += 7;
            }
        }
    }
}
