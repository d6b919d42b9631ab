namespace Syndication.Storage;

/// <summary>A document was written by a later program, and this one would lose what it does not know.</summary>
public sealed class NewerFormatException(string what, int format)
    : Exception($"{what} has form {format}, which this program does not know; nothing was touched. Install the version that wrote it, or a later one.")
{
    /// <summary>The form it has.</summary>
    public int Format { get; } = format;
}
