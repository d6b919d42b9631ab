using Syndication.Releases;

namespace Syndication.Delivery.Formats;

/// <summary>Where words come from, as copies name it.</summary>
internal static class ProvenanceName
{
    public static string Of(Provenance provenance) => provenance switch
    {
        Provenance.Original => "original",
        Provenance.Human => "human",
        Provenance.Memory => "memory",
        _ => "machine",
    };
}
