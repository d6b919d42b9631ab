using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Syndication.Releases;

namespace Syndication.Translation.Memory;

/// <summary>Where a unit is that has a text: 28 bytes of the index.</summary>
/// <param name="Key">What the text is found by, see <see cref="KeyOf(string, Language)"/>.</param>
/// <param name="Part">The part that the unit is in.</param>
/// <param name="Offset">Where it begins there.</param>
/// <param name="Length">How long it is.</param>
internal readonly record struct TmxPlace(UInt128 Key, int Part, int Offset, int Length) : IComparable<TmxPlace>
{
    public const int Size = 28;

    /// <summary>The key of a text of a language: 128 bits of SHA-256, evenly spread.</summary>
    public static UInt128 KeyOf(string canonical, Language language) => KeyOf(TmxLanguage.Family(language), MemoryKey.Of(canonical));

    public static UInt128 KeyOf(string family, string key) =>
        BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{family}\0{key}")));

    /// <summary>Which of 65,536 buckets a key is in; those that begin with the same byte are in one blob.</summary>
    public static int BucketOf(UInt128 key) => (int)(key >> 112);

    public static TmxPlace Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]), BinaryPrimitives.ReadInt32BigEndian(bytes[24..]));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Key);
        BinaryPrimitives.WriteInt32BigEndian(bytes[16..], Part);
        BinaryPrimitives.WriteInt32BigEndian(bytes[20..], Offset);
        BinaryPrimitives.WriteInt32BigEndian(bytes[24..], Length);
    }

    /// <summary>By key; of the same key the earlier unit first.</summary>
    public int CompareTo(TmxPlace other) =>
        Key != other.Key ? Key.CompareTo(other.Key) : Part != other.Part ? Part.CompareTo(other.Part) : Offset.CompareTo(other.Offset);
}
