namespace Syndication.Storage;

/// <summary>A document of the pipeline's own is not readable: cut in half, edited by hand, or gone while another names it.</summary>
public sealed class DamagedDocumentException(string path, Exception inner)
    : Exception($"{path} is damaged ({inner.Message}). The next run sets it aside and makes it again: syndication run --site DIR", inner)
{
    /// <summary>Which one.</summary>
    public string Path { get; } = path;
}
