namespace Syndication.Configuration;

/// <summary>A mistake in the configuration.</summary>
/// <param name="File">The file below the site, such as <c>config/partners/las.json</c>.</param>
/// <param name="Path">Where in it, such as <c>channel.url</c>; empty for the file as a whole.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record ConfigProblem(string File, string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Path.Length == 0 ? $"{File}: {Message}" : $"{File}: {Path}: {Message}";
}
