using System.Buffers;
using System.Buffers.Binary;

namespace Syndication.Intake.Images;

/// <summary>
/// JPEG (ITU-T T.81): segments that begin with a marker, and coded data after each start of scan. Of Exif (CIPA DC-008) only the way up
/// is kept, in a segment of our own.
/// </summary>
internal static class Jpeg
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;

    public static bool Begins(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    public static ImageFile? Read(ReadOnlySpan<byte> bytes)
    {
        var body = new ArrayBufferWriter<byte>(bytes.Length);
        var (width, height, orientation, hasScan) = (0, 0, 1, false);
        var at = 2;
        while (at + 1 < bytes.Length)
        {
            if (bytes[at] != 0xFF)
                return null;
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++; // Fill bytes may stand before a marker.
                continue;
            }

            if (marker == EndOfImage)
            {
                body.Write((ReadOnlySpan<byte>)[0xFF, EndOfImage]);
                return hasScan && width > 0 && height > 0 ? Whole(body.WrittenSpan, width, height, orientation) : null;
            }

            if (at + 4 > bytes.Length || marker is 0x00 or 0x01 or (>= 0xD0 and <= 0xD8))
                return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]) + 2;
            if (length < 4 || at + length > bytes.Length)
                return null;
            var segment = bytes.Slice(at, length);
            at += length;
            if (marker == 0xE1)
                orientation = orientation == 1 ? Orientation(segment[4..]) : orientation;
            if (IsFrame(marker))
            {
                if (length < 9 + 2)
                    return null;
                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[5..]), BinaryPrimitives.ReadUInt16BigEndian(segment[7..]));
            }

            if (IsKept(marker, segment[4..]))
                body.Write(segment);
            if (marker == StartOfScan)
            {
                hasScan = true;
                var data = Coded(bytes[at..]);
                body.Write(bytes.Slice(at, data));
                at += data;
            }
        }

        return null;
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    // JFIF without its thumbnail extension, the colour profile, Adobe's colour transform, and all that is no application's own.
    private static bool IsKept(byte marker, ReadOnlySpan<byte> data) => marker switch
    {
        0xE0 => data.StartsWith("JFIF\0"u8),
        0xE2 => data.StartsWith("ICC_PROFILE\0"u8),
        0xEE => data.StartsWith("Adobe"u8),
        0xFE => false,
        _ => marker < 0xE0,
    };

    // Up to the next marker; a zero after FF is data, and restart markers belong to it.
    private static int Coded(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            var next = bytes[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= bytes.Length)
                return bytes.Length;
            at += next;
            if (bytes[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
                return at;
            at += 2;
        }

        return bytes.Length;
    }

    private static ImageFile Whole(ReadOnlySpan<byte> body, int width, int height, int orientation)
    {
        var whole = new ArrayBufferWriter<byte>(body.Length + 64);
        whole.Write((ReadOnlySpan<byte>)[0xFF, 0xD8]);

        // JFIF wants to be the first.
        var jfif = body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xE0]) ? BinaryPrimitives.ReadUInt16BigEndian(body[2..]) + 2 : 0;
        whole.Write(body[..jfif]);
        if (orientation != 1)
        {
            whole.Write((ReadOnlySpan<byte>)[0xFF, 0xE1, 0x00, 0x22]);
            whole.Write("Exif\0\0MM\0*\0\0\0\b\0\u0001"u8);
            whole.Write((ReadOnlySpan<byte>)[0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, (byte)orientation, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00]);
        }

        whole.Write(body[jfif..]);
        return orientation >= 5 ? new("jpg", height, width, whole.WrittenMemory) : new("jpg", width, height, whole.WrittenMemory);
    }

    // Tag 0x0112 of the first directory: 1 to 8; 1 where nothing is said.
    private static int Orientation(ReadOnlySpan<byte> data)
    {
        if (!data.StartsWith("Exif\0\0"u8) || data.Length < 14)
            return 1;
        var tiff = data[6..];
        var isLittle = tiff.StartsWith("II"u8);
        if (!isLittle && !tiff.StartsWith("MM"u8))
            return 1;
        var start = Number(tiff[4..], 4, isLittle);
        if (start < 8 || start + 2 > tiff.Length)
            return 1;
        var count = (int)Number(tiff[(int)start..], 2, isLittle);
        for (var i = 0; i < count; i++)
        {
            var at = start + 2 + i * 12L;
            if (at + 12 > tiff.Length)
                return 1;
            var entry = tiff[(int)at..];
            if (Number(entry, 2, isLittle) == 0x0112)
                return Number(entry[8..], 2, isLittle) is >= 1 and <= 8 and var way ? (int)way : 1;
        }

        return 1;
    }

    private static long Number(ReadOnlySpan<byte> bytes, int length, bool isLittle) => (length, isLittle) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt32BigEndian(bytes),
    };
}
