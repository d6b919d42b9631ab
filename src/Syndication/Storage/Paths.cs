using System.Text;
using Syndication.Releases;

namespace Syndication.Storage;

/// <summary>Where the pipeline's own documents stand. A release's folder ends with <c>~</c>, as no id does, so ids never collide.</summary>
internal static class Paths
{
    public const string Register = "releases/~register/";

    public const string Damaged = "releases/~damaged/";

    public const string Format = "releases/~format.json";

    public const string Frame = "releases/~frame.json";

    public const string Night = "releases/~night.json";

    public const string Media = "releases/~media/";

    public const string Embargoes = "releases/~embargoes/";

    public const string Spending = "releases/~spending.json";

    public const string Sources = "releases/~sources/";

    public const string Hub = "releases/~hub/";
    public const string Agreements = "releases/~agreements/";

    public const string SeenAgreements = Agreements + "seen.json";

    /// <summary>Says that the texts of all releases are noted.</summary>
    public const string SameNoted = "releases/~sameness/noted.json";

    public static string SameText(string key) => $"releases/~sameness/texts/{key}.json";

    public static string SameUpload(string stem) => $"releases/~sameness/uploads/{Fingerprints.Of(stem)[..32]}.json";

    public static string Source(string id) => $"{Sources}{id}/state.json";

    public static string SourceItem(string id, string key) => $"{Sources}{id}/items/{key}.json";

    public static string Inbox(string name) => $"inbox/{name}";

    public static string Release(ReleaseId id) => $"releases/{id}~/release.json";

    public static string Versions(ReleaseId id) => $"releases/{id}~/versions/";

    public static string Version(ReleaseId id, int version) => $"{Versions(id)}{version}.json";

    public static string Editions(ReleaseId id) => $"releases/{id}~/editions/";

    public static string Manuscript(ReleaseId id, string fingerprint) => $"releases/{id}~/manuscripts/{fingerprint}.json";

    public static string Sidecar(ReleaseId id, string hash) => $"releases/{id}~/sidecars/{hash}.json";

    /// <summary>The bytes of an image that goes along with releases, as they may go out.</summary>
    public static string Image(string name) => Media + name;

    /// <summary>Who shows an image to the world.</summary>
    public static string ImageUses(string name) => $"{Media}uses/{name}.json";

    /// <summary>Which uploads name an image of the inbox.</summary>
    public static string NamedImage(string path) => $"{Media}named/{Fingerprints.Of(path)[..32]}.json";

    public static string Edition(ReleaseId id, EditionState state) => Edition(id, state.Language, state.Version, state.Text!);

    public static string Edition(ReleaseId id, Language language, int version, string text) => $"releases/{id}~/editions/{language}.{version}-{text[..8]}.json";

    public static string Draft(ReleaseId id, Language language) => $"releases/{id}~/drafts/{language}.json";

    public static string RegisterShard(string stem) => $"{Register}{Fingerprints.Of(stem)[..3]}.json";

    public static string Answers(Language from, Language to, string key) => $"releases/~answers/{from}.{to}/{key[..3]}.json";

    public static string Hold(string partner) => $"deliveries/{partner}/~hold.json";

    public static string Pace(string partner) => $"deliveries/{partner}/~pace.json";

    public static string Parked(string partner) => $"deliveries/{partner}/~parked/";

    public static string Parked(string partner, ReleaseId id) => $"{Parked(partner)}{Fingerprints.Of(id.Value)[..32]}.json";

    /// <summary>Where what is damaged is kept: under a name that no listing takes for the document itself.</summary>
    public static string Aside(string path, string hash) => $"{Damaged}{path}.{hash[..8]}.damaged";

    /// <summary>The release whose folder a path lies in; false for any other path.</summary>
    public static bool TryRelease(string path, out ReleaseId id)
    {
        id = default;
        var end = path.IndexOf("~/", StringComparison.Ordinal);
        return path.StartsWith("releases/", StringComparison.Ordinal) && !path.StartsWith("releases/~", StringComparison.Ordinal) &&
            end > 0 && ReleaseId.TryCreate(path["releases/".Length..end], out id) is null;
    }

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
