using Syndication.Releases;

namespace Syndication.Delivery;

/// <summary>Where the documents stand that deliveries are made from.</summary>
internal static class Places
{
    public static string Release(ReleaseId id) => $"releases/{id}~/release.json";

    public static string Edition(ReleaseId id, Language language, int version) => $"releases/{id}~/editions/{language}.{version}.json";
}
