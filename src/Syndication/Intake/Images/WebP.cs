using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Syndication.Intake.Images;

/// <summary>WebP (RFC 9649): a RIFF file of chunks.</summary>
internal static class WebP
{
    private const byte HasExif = 0x08;
    private const byte HasXmp = 0x04;

    public static bool Begins(ReadOnlySpan<byte> bytes) => bytes.Length > 20 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8);

    public static ImageFile? Read(ReadOnlySpan<byte> bytes)
    {
        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) + 8L;
        if (size < 12 || size > bytes.Length)
            return null;
        var chunks = new ArrayBufferWriter<byte>(bytes.Length);
        var (width, height, hasData) = (0, 0, false);
        var rest = bytes[12..(int)size];
        while (rest.Length >= 8)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            if (length > rest.Length - 8)
                return null;
            var whole = Math.Min(rest.Length, (int)length + 8 + (int)(length & 1));
            var type = Encoding.ASCII.GetString(rest[..4]);
            var data = rest.Slice(8, (int)length);
            if (width == 0)
            {
                (width, height) = Dimensions(type, data);
                if (width == 0)
                    return null;
            }

            hasData |= type is "VP8 " or "VP8L" or "ANMF";
            if (type is "VP8 " or "VP8L" or "VP8X" or "ANIM" or "ANMF" or "ALPH" or "ICCP")
            {
                var start = chunks.WrittenCount;
                chunks.Write(rest[..whole]);
                if (type == "VP8X" && data.Length > 0)
                    Flags(chunks, start) = (byte)(data[0] & ~(HasExif | HasXmp));
            }

            rest = rest[whole..];
        }

        if (!hasData)
            return null;
        var clean = new byte[chunks.WrittenCount + 12];
        "RIFF"u8.CopyTo(clean);
        BinaryPrimitives.WriteInt32LittleEndian(clean.AsSpan(4), chunks.WrittenCount + 4);
        "WEBP"u8.CopyTo(clean.AsSpan(8));
        chunks.WrittenSpan.CopyTo(clean.AsSpan(12));
        return new("webp", width, height, clean);
    }

    private static ref byte Flags(ArrayBufferWriter<byte> chunks, int start) =>
        ref System.Runtime.InteropServices.MemoryMarshal.AsMemory(chunks.WrittenMemory).Span[start + 8];

    private static (int Width, int Height) Dimensions(string type, ReadOnlySpan<byte> data) => type switch
    {
        "VP8X" when data.Length >= 10 => (Three(data[4..]) + 1, Three(data[7..]) + 1),
        "VP8L" when data.Length >= 5 && data[0] == 0x2F => Lossless(BinaryPrimitives.ReadUInt32LittleEndian(data[1..])),
        "VP8 " when data.Length >= 10 && data[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]) =>
            (BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF),
        _ => (0, 0),
    };

    private static (int Width, int Height) Lossless(uint bits) => ((int)(bits & 0x3FFF) + 1, (int)(bits >> 14 & 0x3FFF) + 1);

    private static int Three(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;
}
