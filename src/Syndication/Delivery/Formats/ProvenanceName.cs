using Syndication.Releases;

namespace Syndication.Delivery.Formats;

/// <summary>Where words come from, as copies name it.</summary>
internal static class ProvenanceName
{
    /// <summary>The provenance, and <c>reviewed</c> where a person approved what a machine wrote.</summary>
    public static IEnumerable<string> All(Edition edition) => edition.Reviewed is null ? [Of(edition.Provenance)] : [Of(edition.Provenance), "reviewed"];

    public static string Of(Provenance provenance) => provenance switch
    {
        Provenance.Original => "original",
        Provenance.Human => "human",
        Provenance.Memory => "memory",
        _ => "machine",
    };
}
