using System.Buffers;

namespace Syndication.App.Functions.Host;

/// <summary>
/// Reads JSON of any length and leaves long strings empty. The host puts the whole blob into the call of a blob trigger, as base64 and
/// before everything else: sixty megabytes that nobody here wants, because the blob is read by its name.
/// </summary>
internal static class ShortenedJson
{
    private static readonly SearchValues<byte> InString = SearchValues.Create("\"\\"u8);

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">UTF-8.</param>
    /// <param name="longest">A string of more bytes than this becomes an empty one.</param>
    /// <param name="most">At most so many bytes are kept.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="InvalidDataException">More than <paramref name="most"/> would have to be kept.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, int longest, int most, CancellationToken cancel)
    {
        var kept = new ArrayBufferWriter<byte>(4096);
        var shortener = new Shortener(longest);
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancel)) > 0)
            {
                shortener.Take(buffer.AsSpan(0, read), kept);
                if (kept.WrittenCount > most)
                    throw new InvalidDataException($"Functions: a call of more than {most >> 20} MB, its long strings left out, is none of the host's.");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        shortener.End(kept);
        return kept.WrittenMemory;
    }

    // A string is held back until it ends or is too long; what stands between strings passes at once.
    private sealed class Shortener(int longest)
    {
        private readonly ArrayBufferWriter<byte> held = new(256);
        private bool inString;
        private bool escaped;
        private bool dropped;

        public void Take(ReadOnlySpan<byte> bytes, ArrayBufferWriter<byte> kept)
        {
            while (bytes.Length > 0)
            {
                if (!inString)
                {
                    var quote = bytes.IndexOf((byte)'"');
                    kept.Write(quote < 0 ? bytes : bytes[..(quote + 1)]);
                    if (quote < 0)
                        return;
                    (inString, dropped) = (true, false);
                    bytes = bytes[(quote + 1)..];
                    continue;
                }

                if (escaped)
                {
                    Hold(bytes[..1]);
                    escaped = false;
                    bytes = bytes[1..];
                    continue;
                }

                var end = bytes.IndexOfAny(InString);
                if (end < 0)
                {
                    Hold(bytes);
                    return;
                }

                Hold(bytes[..end]);
                if (bytes[end] == '\\')
                {
                    Hold(bytes.Slice(end, 1));
                    escaped = true;
                }
                else
                {
                    if (!dropped)
                        kept.Write(held.WrittenSpan);
                    held.ResetWrittenCount();
                    kept.Write("\""u8);
                    inString = false;
                }

                bytes = bytes[(end + 1)..];
            }
        }

        // A call that was cut short stays cut short, for the parser to say so.
        public void End(ArrayBufferWriter<byte> kept)
        {
            if (inString && !dropped)
                kept.Write(held.WrittenSpan);
        }

        private void Hold(ReadOnlySpan<byte> bytes)
        {
            if (dropped)
                return;
            if (held.WrittenCount + bytes.Length > longest)
            {
                dropped = true;
                held.ResetWrittenCount();
                return;
            }

            held.Write(bytes);
        }
    }
}
