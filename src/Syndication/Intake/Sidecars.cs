using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>Which of the sidecars of a release say something about one of its files.</summary>
/// <param name="Own">The one of that file; null where there is none.</param>
/// <param name="OfRelease">The one of the whole release, beside a file whose name says its language; null where there is none.</param>
/// <param name="Problem">Why it is not certain which they are; the file must not be read without them.</param>
public sealed record Sidecars(UploadName? Own, UploadName? OfRelease, Problem? Problem)
{
    private IReadOnlyList<UploadName> Others { get; init; } = [];

    /// <summary>All that may speak of the file, also where it is not certain which of them does.</summary>
    public IEnumerable<UploadName> All => Others.Where(other => other.Kind == UploadKind.Sidecar);

    /// <summary>Why a file without suffix must not be read without a sidecar whose name speaks of the language that it turned out to be in.</summary>
    public Problem? Stray(Language language) =>
        Others.FirstOrDefault(other => other.Language == language) is { Kind: UploadKind.Sidecar } stray && !Others.Any(other => other.Kind == UploadKind.Release && other.Language == language)
            ? new("sidecar-not-usable", $"“{stray.Name}” would be the sidecar of a file whose name says {language}, and there is none: name it {stray.Stem[(stray.Stem.LastIndexOf('/') + 1)..]}.meta.json.")
            : null;

    /// <summary>Finds them.</summary>
    /// <param name="file">The file.</param>
    /// <param name="others">What else there is of its release; other files than sidecars are passed over.</param>
    public static Sidecars Of(UploadName file, IEnumerable<UploadName> others)
    {
        var all = others.Where(other => other.Kind == UploadKind.Sidecar).OrderBy(other => other.Name, StringComparer.Ordinal).ToList();
        var own = all.Where(sidecar => sidecar.Language == file.Language).ToList();
        List<UploadName> wide = file.Language is null ? [] : [.. all.Where(sidecar => sidecar.Language is null)];
        var doubled = own.Count > 1 ? own : wide.Count > 1 ? wide : null;
        return new(
            own.FirstOrDefault(),
            wide.FirstOrDefault(),
            doubled is null ? null : new("two-sidecars", $"“{doubled[0].Name}” and “{doubled[1].Name}” are sidecars of the same file: put what they say into {doubled[0].Sidecar} and delete the other."))
        {
            Others = [.. others],
        };
    }
}
