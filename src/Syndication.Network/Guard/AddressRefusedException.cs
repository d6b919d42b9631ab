namespace Syndication.Network.Guard;

/// <summary>A host has an address that may not be called.</summary>
public sealed class AddressRefusedException(string host, string what)
    : IOException($"{host} has an address that is {what}. If that is meant, add the host to “allow”: of a partner in its file, of a source in its outline of sources.opml.");
