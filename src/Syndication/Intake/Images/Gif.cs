using System.Buffers;
using System.Buffers.Binary;

namespace Syndication.Intake.Images;

/// <summary>GIF89a: a screen, then images and extensions, each in blocks of at most 255 bytes.</summary>
internal static class Gif
{
    public static bool Begins(ReadOnlySpan<byte> bytes) => bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8);

    public static ImageFile? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 14)
            return null;
        var (width, height) = (BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]));
        var at = 13 + Colours(bytes[10]);
        if (at > bytes.Length)
            return null;
        var clean = new ArrayBufferWriter<byte>(bytes.Length);
        clean.Write(bytes[..at]);
        var hasImage = false;
        while (at < bytes.Length)
        {
            var end = bytes[at] switch
            {
                0x2C when at + 11 <= bytes.Length => Blocks(bytes, at + 11 + Colours(bytes[at + 9])),
                0x21 when at + 2 < bytes.Length => Blocks(bytes, at + 2),
                0x3B => at + 1,
                _ => -1,
            };
            if (end < 0)
                return null;
            if (bytes[at] != 0x21 || IsKept(bytes[at..end]))
                clean.Write(bytes[at..end]);
            hasImage |= bytes[at] == 0x2C;
            if (bytes[at] == 0x3B)
                return hasImage ? new("gif", width, height, clean.WrittenMemory) : null;
            at = end;
        }

        return null;
    }

    private static int Colours(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    // How an image is shown, and how often an animation runs; no comments, no other application's data.
    private static bool IsKept(ReadOnlySpan<byte> extension) =>
        extension[1] == 0xF9 || (extension[1] == 0xFF && (extension[3..].StartsWith("NETSCAPE2.0"u8) || extension[3..].StartsWith("ANIMEXTS1.0"u8)));

    private static int Blocks(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length)
        {
            if (bytes[at] == 0)
                return at + 1;
            at += bytes[at] + 1;
        }

        return -1;
    }
}
