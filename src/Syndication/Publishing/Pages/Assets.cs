namespace Syndication.Publishing.Pages;

/// <summary>What pages need beside their html: stylesheets, the search's script, and the font of pages from right to left.</summary>
internal static class Assets
{
    public static ReadOnlyMemory<byte> Style { get; } = Read("site.css");

    public static ReadOnlyMemory<byte> SearchScript { get; } = Read("search.js");

    public static ReadOnlyMemory<byte> RightToLeftStyle { get; } = Read("right-to-left.css");

    public static ReadOnlyMemory<byte> RightToLeftFont { get; } = Read("noto-naskh-arabic.woff2");

    public static ReadOnlyMemory<byte> RightToLeftFontLatin { get; } = Read("noto-naskh-arabic-latin.woff2");

    public static ReadOnlyMemory<byte> RightToLeftFontLicence { get; } = Read("noto-naskh-arabic.txt");

    private static byte[] Read(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Publishing: {name} was left out of the build.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
