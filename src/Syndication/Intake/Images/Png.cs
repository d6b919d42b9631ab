using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;

namespace Syndication.Intake.Images;

/// <summary>PNG (W3C, third edition): a signature and chunks of length, type, data and checksum.</summary>
internal static class Png
{
    // What is needed to show it as it is meant; texts, times, Exif and what nobody knows stay out.
    private static readonly FrozenSet<string> Kept =
        "IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT".Split(' ').ToFrozenSet();

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Begins(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Signature);

    public static ImageFile? Read(ReadOnlySpan<byte> bytes)
    {
        var clean = new ArrayBufferWriter<byte>(bytes.Length);
        clean.Write(Signature);
        var (width, height, hasData) = (0, 0, false);
        var rest = bytes[Signature.Length..];
        while (rest.Length >= 12)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12)
                return null;
            var chunk = rest[..((int)length + 12)];
            var type = Encoding.ASCII.GetString(chunk[4..8]);
            if (width == 0)
            {
                if (type != "IHDR" || length != 13)
                    return null;
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(chunk[8..]), BinaryPrimitives.ReadInt32BigEndian(chunk[12..]));
                if (width <= 0 || height <= 0)
                    return null;
            }

            hasData |= type == "IDAT";
            if (Kept.Contains(type))
                clean.Write(chunk);
            if (type == "IEND")
                return hasData ? new("png", width, height, clean.WrittenMemory) : null;
            rest = rest[chunk.Length..];
        }

        return null;
    }
}
