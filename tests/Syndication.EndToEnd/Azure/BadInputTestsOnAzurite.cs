using Syndication.Testing;

namespace Syndication.EndToEnd.Azure;

/// <summary>Bad input, in a storage account: the same program with <c>--storage</c>.</summary>
public sealed class BadInputTestsOnAzurite(Azurite azurite) : BadInputSuite(azurite);
