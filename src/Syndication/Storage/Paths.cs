using System.Text;
using Syndication.Releases;

namespace Syndication.Storage;

/// <summary>Where the pipeline's own documents stand. A release's folder ends with <c>~</c>, as no id does, so ids never collide.</summary>
internal static class Paths
{
    public const string Register = "releases/~register/";

    public static string Inbox(string name) => $"inbox/{name}";

    public static string Release(ReleaseId id) => $"releases/{id}~/release.json";

    public static string Manuscript(ReleaseId id, string fingerprint) => $"releases/{id}~/manuscripts/{fingerprint}.json";

    public static string Sidecar(ReleaseId id, string hash) => $"releases/{id}~/sidecars/{hash}.json";

    public static string Edition(ReleaseId id, EditionState state) => Edition(id, state.Language, state.Version, state.Text!);

    public static string Edition(ReleaseId id, Language language, int version, string text) => $"releases/{id}~/editions/{language}.{version}-{text[..8]}.json";

    public static string Draft(ReleaseId id, Language language) => $"releases/{id}~/drafts/{language}.json";

    public static string RegisterShard(string stem) => $"{Register}{Fingerprints.Of(stem)[..3]}.json";

    public static string Parked(string partner) => $"deliveries/{partner}/~parked/";

    public static string Parked(string partner, ReleaseId id) => $"{Parked(partner)}{Fingerprints.Of(id.Value)[..32]}.json";

    public static string Rejected(string name) => $"rejected/{Shortened(name)}";

    public static string Problem(string name) => $"rejected/{Shortened(name)}.problem.json";

    // A name may be as long as the file system allows; its problem document's name is longer.
    private static string Shortened(string name) => string.Join('/', name.Split('/').Select(segment =>
        Encoding.UTF8.GetByteCount(segment) <= 200 ? segment : $"{Cut(segment, 150)}~{Fingerprints.Of(segment)[..8]}"));

    private static string Cut(string text, int bytes)
    {
        var cut = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
                break;
            cut.Append(rune);
        }

        return cut.ToString();
    }
}
