using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using CsCheck;

namespace Syndication.Tests;

/// <summary>
/// What may happen to a document on its way, and the bounds within which something is to come of it. <c>SYNDICATION_FUZZ=100000</c> tries as many
/// of each.
/// </summary>
internal static class Damage
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(2);
    private const long MostMemory = 256L << 20;

    /// <summary>How often each document is damaged.</summary>
    public static readonly int Times = int.TryParse(Environment.GetEnvironmentVariable("SYNDICATION_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times : 150;

    private static readonly string[] Markup =
    [
        "<", ">", "</", "<!--", "-->", "<![CDATA[", "]]>", "&#0;", "&#x110000;", "<table><tr><td>", "</table>", "<svg>", "<math>", "<style>", "<p title='", "\"", "\0", "\uFFFE", "\u202E", "---\n", "embargo: ", ": ", "[[[[", "&a", "*b",
        "<img src=\"data:image/png;base64,", "data:image/", "Content-Type: multipart/mixed; boundary=x\n\n--x\n", "--x--", "=?utf-8?B?", "begin 644 a", "Content-Transfer-Encoding: base64\n\n", "\r\n\r\n", "> > > >", "# ", "![](", "](", "```", "| - |",
    ];

    private static readonly Gen<Func<byte[], byte[]>> Change = Gen.OneOf(
        Gen.Select(Gen.Int[0, 1 << 20], Gen.Byte).Select((at, value) => Of(bytes => bytes.Length == 0 ? bytes : [.. bytes[..(at % bytes.Length)], value, .. bytes[(at % bytes.Length + 1)..]])),
        Gen.Int[0, 1 << 20].Select(at => Of(bytes => bytes.Length == 0 ? bytes : bytes[..(at % bytes.Length)])),
        Gen.Select(Gen.Int[0, 1 << 20], Gen.Int[0, 400]).Select((at, length) => Of(bytes => bytes.Length == 0 ? bytes : [.. bytes[..(at % bytes.Length)], .. bytes[Math.Min(bytes.Length, at % bytes.Length + length)..]])),
        Gen.Select(Gen.Int[0, 1 << 20], Gen.Int[0, 1 << 20], Gen.Int[1, 3000]).Select((from, to, length) => Of(bytes => bytes.Length == 0 ? bytes :
            [.. bytes[..(to % bytes.Length)], .. bytes.AsSpan(from % bytes.Length, Math.Min(length, bytes.Length - from % bytes.Length)), .. bytes[(to % bytes.Length)..]])),
        Gen.Select(Gen.Int[0, 1 << 20], Gen.OneOf(Markup), Gen.OneOf(1, 1, 1, 3, 300)).Select((at, text, count) => Of(bytes =>
            [.. bytes[..(at % (bytes.Length + 1))], .. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, count))), .. bytes[(at % (bytes.Length + 1))..]])));

    /// <summary>Bytes changed, cut off, left out, said twice, and markup put in, up to six times.</summary>
    public static readonly Gen<Func<byte[], byte[]>> Changes = Change.List[1, 6].Select(changes => Of(bytes => changes.Aggregate(bytes, (so, change) => change(so))));

    // A machine under load is slow, so two seconds are of processor time where the system tells it of a thread; what never ends meets the other bound.
    /// <summary>Reads, and sees to it that a reading comes of it that is one, within two seconds and 256 MB.</summary>
    /// <param name="read">Reads a damaged document.</param>
    /// <param name="isOne">Whether what came of it is an answer: something read, or a problem told.</param>
    [SuppressMessage("Usage", "xUnit1051", Justification = "Nothing waits.")]
    public static void Bounded<T>(Func<T> read, Func<T, bool> isOne)
    {
        var (reading, memory, took, thrown) = (default(T), 0L, TimeSpan.Zero, default(ExceptionDispatchInfo));
        var thread = new Thread(
            () =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                try
                {
                    reading = read();
                }
                catch (Exception e)
                {
                    thrown = ExceptionDispatchInfo.Capture(e);
                }

                memory = GC.GetAllocatedBytesForCurrentThread() - before;
                took = Stopwatch.GetElapsedTime(start) < Long ? TimeSpan.Zero : ProcessorTime();
            },
            8 << 20);
        thread.Start();
        Assert.True(thread.Join(Hang), "It does not end.");
        thrown?.Throw();
        Assert.True(isOne(reading!), "Nothing was read, and no problem told.");
        Assert.True(memory < MostMemory, $"It took {memory >> 20} MB.");
        Assert.True(took < Long, $"It took {took.TotalSeconds:0.0} s.");
    }

    // Linux tells it in hundredths of a second: utime and stime are the 14th and 15th field of stat, the second of which may hold blanks.
    private static TimeSpan ProcessorTime()
    {
        if (!File.Exists("/proc/thread-self/stat"))
            return TimeSpan.Zero;
        var stat = File.ReadAllText("/proc/thread-self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromMilliseconds(10 * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)));
    }

    private static Func<byte[], byte[]> Of(Func<byte[], byte[]> change) => change;
}
