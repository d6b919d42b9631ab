using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>What the name of an upload says: <c>{path}/{name}[.{language}].{extension}</c>, or a sidecar <c>….meta.json</c>, also if it is named after the whole file.</summary>
/// <param name="Name">The whole path below the inbox, as it was uploaded.</param>
/// <param name="Stem">Path and name without language and extension; what the files of one release have in common.</param>
/// <param name="Language">The language its suffix says; null where it has none.</param>
/// <param name="Extension">In lower case, without full stop; empty where there is none.</param>
/// <param name="Kind">What kind of file it is.</param>
public sealed record UploadName(string Name, string Stem, Language? Language, string Extension, UploadKind Kind)
{
    /// <summary>The extensions of formats that can be read.</summary>
    public static readonly IReadOnlyList<string> Readable = ["html", "htm", "md", "txt", "docx", "eml", "mht", "mhtml"];

    /// <summary>The extensions of images that go along with the releases that show them.</summary>
    public static readonly IReadOnlyList<string> Images = ["png", "jpg", "jpeg", "gif", "webp"];

    private static readonly string[] Unfinished = ["tmp", "part", "partial", "crdownload", "filepart", "swp"];

    /// <summary>The name that its sidecar should have; of a sidecar, the one that it should have itself.</summary>
    public string Sidecar => $"{Stem}{(Language is null ? "" : "." + Name[(Stem.Length + 1)..].Split('.')[0])}.meta.json";

    /// <summary>Takes a path below the inbox apart.</summary>
    public static UploadName Parse(string name)
    {
        var file = name[(name.LastIndexOf('/') + 1)..];
        var lower = file.ToLowerInvariant();
        if (file.StartsWith('.') || file.StartsWith("~$", StringComparison.Ordinal) || lower is "thumbs.db" or "desktop.ini" ||
            Unfinished.Any(ending => lower.EndsWith('.' + ending, StringComparison.Ordinal)) || lower.EndsWith('~') ||
            name.Split('/').Any(segment => segment.StartsWith('.') && segment is not ".."))
        {
            return new(name, name, null, "", UploadKind.Ignored);
        }

        var sidecar = lower.EndsWith(".meta.json", StringComparison.Ordinal);
        var end = sidecar ? name.Length - ".meta.json".Length : file.Contains('.', StringComparison.Ordinal) ? name.LastIndexOf('.') : name.Length;
        var extension = sidecar ? "json" : end < name.Length ? name[(end + 1)..].ToLowerInvariant() : "";
        var stem = name[..end];
        if (sidecar && Readable.FirstOrDefault(readable => stem.EndsWith('.' + readable, StringComparison.OrdinalIgnoreCase)) is { } whole && stem.LastIndexOf('/') + 1 + whole.Length + 1 < stem.Length)
            stem = stem[..^(whole.Length + 1)];
        Language? language = null;
        var dot = stem.LastIndexOf('.');
        if (dot > stem.LastIndexOf('/') + 1 && Releases.Language.TryParse(stem[(dot + 1)..], out var suffix))
        {
            language = suffix;
            stem = stem[..dot];
        }

        var kind = sidecar ? UploadKind.Sidecar : Readable.Contains(extension) ? UploadKind.Release : Images.Contains(extension) ? UploadKind.Image : UploadKind.Unreadable;
        return new(name, stem, language, extension, kind);
    }

    /// <summary>Whether a path is one of an image.</summary>
    public static bool IsImage(string path) => Images.Contains(path[(path.LastIndexOf('.') + 1)..].ToLowerInvariant());
}

/// <summary>The kinds of files in an inbox.</summary>
public enum UploadKind
{
    /// <summary>A release, or a translation of one.</summary>
    Release,

    /// <summary>What another file cannot say about itself.</summary>
    Sidecar,

    /// <summary>An image that goes along with the releases that show it; by itself it is nothing.</summary>
    Image,

    /// <summary>A file of no format that can be read; it is rejected.</summary>
    Unreadable,

    /// <summary>What editors' programs leave behind: hidden, temporary and unfinished files.</summary>
    Ignored,
}
