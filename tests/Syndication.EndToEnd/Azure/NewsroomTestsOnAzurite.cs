using Syndication.Testing;

namespace Syndication.EndToEnd.Azure;

/// <summary>The main job, in a storage account: the same program with <c>--storage</c>.</summary>
public sealed class NewsroomTestsOnAzurite(Azurite azurite) : NewsroomSuite(azurite);
