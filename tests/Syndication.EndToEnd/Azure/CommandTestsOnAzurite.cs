using Syndication.Testing;

namespace Syndication.EndToEnd.Azure;

/// <summary>The commands, in a storage account: the same program with <c>--storage</c>.</summary>
public sealed class CommandTestsOnAzurite(Azurite azurite) : CommandSuite(azurite);
