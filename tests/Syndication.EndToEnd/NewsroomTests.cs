namespace Syndication.EndToEnd;

/// <summary>The main job, in a folder.</summary>
public sealed class NewsroomTests() : NewsroomSuite(null);
