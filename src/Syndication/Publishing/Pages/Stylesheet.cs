namespace Syndication.Publishing.Pages;

/// <summary>The one stylesheet of all pages.</summary>
internal static class Stylesheet
{
    public static ReadOnlyMemory<byte> Content { get; } = Read();

    private static byte[] Read()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("site.css")
            ?? throw new InvalidOperationException("Publishing: the stylesheet was left out of the build.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
