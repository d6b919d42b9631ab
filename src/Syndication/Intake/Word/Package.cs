using System.IO.Compression;
using System.Xml;

namespace Syndication.Intake.Word;

/// <summary>
/// The files of a Word document, unpacked within bounds and packed again without compression, so that whoever reads it afterwards meets
/// no bomb, no file twice, no way out of the archive and no document type.
/// </summary>
internal static class Package
{
    private static ReadOnlySpan<byte> DirectoryEntry => "PK\u0001\u0002"u8;

    /// <summary>The names of what is in an archive, as far as it can be read; none where it has more than it may.</summary>
    public static IReadOnlySet<string> Names(ReadOnlyMemory<byte> content, IntakeOptions options)
    {
        if (content.Span.Count(DirectoryEntry) > options.MostArchiveFiles * 2)
            return new HashSet<string>();
        try
        {
            using var archive = Open(content);
            return archive.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception e) when (IsOfTheArchive(e))
        {
            return new HashSet<string>();
        }
    }

    /// <summary>Unpacks what a Word document is read from.</summary>
    /// <returns>An archive to read from; a problem where it is beyond a bound or damaged.</returns>
    public static (Unpacked? Archive, Problem? Problem) Unpack(ReadOnlyMemory<byte> content, IntakeOptions options)
    {
        if (content.Span.Count(DirectoryEntry) > options.MostArchiveFiles * 2)
            return TooLarge($"more than {options.MostArchiveFiles} files");
        try
        {
            using var archive = Open(content);
            if (archive.Entries.Count > options.MostArchiveFiles)
                return TooLarge($"more than {options.MostArchiveFiles} files");

            // What it says of itself is believed only to refuse it early.
            if (archive.Entries.Sum(entry => Math.Max(0, entry.Length)) > options.LargestArchive)
                return TooLarge($"more than {options.LargestArchive >> 20} MB once unpacked");
            return Copy(archive, options);
        }
        catch (Exception e) when (IsOfTheArchive(e) || e is XmlException)
        {
            return (null, Damaged());
        }
    }

    /// <summary>That it cannot be opened.</summary>
    public static Problem Damaged() =>
        new("damaged", "It is a Word document that cannot be opened: it was cut off or damaged on its way. Open it in Word, save it again and upload that.");

    private static (Unpacked?, Problem?) Copy(ZipArchive archive, IntakeOptions options)
    {
        var copy = new MemoryStream();
        var links = new Dictionary<(string Part, string Id), string>();
        var there = archive.Entries.Select(entry => entry.FullName).Where(IsWanted).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (total, elements) = (0L, 0);
        using (var clean = new ZipArchive(copy, ZipArchiveMode.Create, leaveOpen: true))
        {
            var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var entry in archive.Entries.Where(entry => IsWanted(entry.FullName)))
            {
                if (!seen.Add(entry.FullName))
                    return (null, new("damaged", $"It holds “{entry.FullName}” twice, and programs would not agree on what it says. Open it in Word, save it again and upload that."));
                var isXml = !entry.FullName.StartsWith("word/media/", StringComparison.OrdinalIgnoreCase);
                var bound = Math.Min(options.LargestArchive - total, isXml ? options.LargestXmlPart : long.MaxValue);
                if (Inflate(entry, bound, options) is not { } bytes)
                    return TooLarge(isXml ? $"a part of more than {options.LargestXmlPart >> 20} MB or one that is {options.HighestCompression} times as large as it looks" : $"more than {options.LargestArchive >> 20} MB once unpacked");
                total += bytes.Length;
                if (isXml && Check(bytes, options, ref elements) is { } problem)
                    return (null, problem);
                if (entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
                    bytes = Relationships.Keep(entry.FullName, bytes, there, links);
                using var to = clean.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                to.Write(bytes.GetBuffer(), 0, (int)bytes.Length);
            }
        }

        copy.Position = 0;
        return (new(copy, links), null);
    }

    // What is read, and nothing else: no macros, no embedded documents, no fonts, no customer's data.
    private static bool IsWanted(string name) =>
        !name.Contains('\\', StringComparison.Ordinal) && !name.StartsWith('/') && !name.Contains(':', StringComparison.Ordinal) && !name.Split('/').Any(segment => segment is "" or "." or "..") &&
        (name.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) ||
         name.Equals("docProps/core.xml", StringComparison.OrdinalIgnoreCase) || name.StartsWith("word/media/", StringComparison.OrdinalIgnoreCase) ||
         (name.StartsWith("word/", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && name.Count(c => c == '/') == 1));

    private static MemoryStream? Inflate(ZipArchiveEntry entry, long bound, IntakeOptions options)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[32 * 1024];
        using var from = entry.Open();
        for (var read = from.Read(buffer, 0, buffer.Length); read > 0; read = from.Read(buffer, 0, buffer.Length))
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > bound || (bytes.Length > 1 << 20 && bytes.Length / options.HighestCompression > entry.CompressedLength))
                return null;
        }

        return bytes;
    }

    // Read once for its bounds before anything keeps it: no document type, no entities, so many elements and so deep.
    private static Problem? Check(MemoryStream part, IntakeOptions options, ref int elements)
    {
        part.Position = 0;
        using var xml = XmlReader.Create(part, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = options.LargestXmlPart, CloseInput = false });
        try
        {
            while (xml.Read())
            {
                if (xml.Depth > options.DeepestNesting)
                    return new("nested-too-deep", $"Elements are nested more than {options.DeepestNesting} deep: copy the text into a new document and upload that.");
                if (xml.NodeType == XmlNodeType.Element && (++elements > options.MostXmlElements || xml.AttributeCount > 1_000))
                    return TooLarge($"more than {options.MostXmlElements} elements").Problem;
            }

            return null;
        }
        catch (XmlException)
        {
            return Damaged();
        }
    }

    private static ZipArchive Open(ReadOnlyMemory<byte> content) =>
        new(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(content, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(content.ToArray(), writable: false), ZipArchiveMode.Read);

    private static (Unpacked? Archive, Problem Problem) TooLarge(string what) =>
        (null, new("unpacks-too-large", $"It unpacks to {what}, which no release does: copy the text into a new document and upload that."));

    private static bool IsOfTheArchive(Exception e) => e is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException or ObjectDisposedException;
}

/// <summary>A Word document's files.</summary>
/// <param name="Archive">An archive of what is read.</param>
/// <param name="Links">The addresses that its parts link to, by the part's file name and the relationship's id.</param>
internal sealed record Unpacked(MemoryStream Archive, IReadOnlyDictionary<(string Part, string Id), string> Links);
