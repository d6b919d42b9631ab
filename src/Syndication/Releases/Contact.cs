using System.Text.Json.Serialization;

namespace Syndication.Releases;

/// <summary>Whom a journalist can ask. Each part is null where the release does not give it; at least one is there.</summary>
/// <param name="Name">A person or an office, as written.</param>
/// <param name="Organisation">The organisation and, as written with it, the place.</param>
/// <param name="Email">An address of RFC 5322's addr-spec form.</param>
/// <param name="Phone">A telephone number as written.</param>
/// <param name="Address">A postal address on one line, its parts as written.</param>
public sealed record Contact(
    string? Name = null,
    string? Organisation = null,
    string? Email = null,
    string? Phone = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Address = null);
