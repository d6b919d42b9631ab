using System.Text;
using System.Text.Json;
using Syndication.Configuration;
using Syndication.Publishing.Pages;
using Syndication.Storage;

namespace Syndication.Publishing;

/// <summary>
/// The files that stand around the releases and follow from the configuration alone. That they were written, and as what, is noted in
/// <c>releases/~frame.json</c>, so that a publication asks for one small document instead of for all of them; the night looks at each.
/// </summary>
internal sealed class Frame(IBlobStore store, Site site)
{
    private readonly Lazy<(IReadOnlyList<(string Path, ReadOnlyMemory<byte> Content)> Files, string Hash)> made = new(() => Make(site));

    /// <summary>The files, by their paths below <c>public/</c>.</summary>
    public IReadOnlyList<(string Path, ReadOnlyMemory<byte> Content)> Files => made.Value.Files;

    /// <summary>Looks whether they were written as they are to be.</summary>
    /// <returns>Null where they were, else what is to be handed to <see cref="NoteAsync"/> once they are.</returns>
    public async Task<Outdated?> OutdatedAsync(CancellationToken cancel)
    {
        var blob = await store.ReadAsync(Paths.Frame, cancel);
        return blob is not null && Read(blob)?.Files == made.Value.Hash ? null : new(blob);
    }

    /// <summary>Notes that they were written.</summary>
    /// <returns>False where another process wrote its own meanwhile, and may have written over some.</returns>
    public async Task<bool> NoteAsync(Outdated outdated, CancellationToken cancel) =>
        await store.SaveAsync(Paths.Frame, new FrameNote { Files = made.Value.Hash }, Documents.Json.FrameNote, outdated.Read, cancel);

    // Unreadable is as good as missing: they are written again.
    private static FrameNote? Read(Blob blob)
    {
        try
        {
            return JsonSerializer.Deserialize(blob.Content.Span, Documents.Json.FrameNote);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (IReadOnlyList<(string Path, ReadOnlyMemory<byte> Content)> Files, string Hash) Make(Site site)
    {
        var files = new List<(string Path, ReadOnlyMemory<byte> Content)>();
        foreach (var language in site.Languages)
            files.Add((Addresses.FeedsPage(language), FeedsPage.Write(site, language)));
        files.Add((Addresses.Start, ListPages.WriteStart(site)));
        files.Add((Addresses.SitemapOfLists, Sitemap.WriteLists(site)));
        files.Add((Addresses.Opml, OpmlList.Write(site)));
        files.Add((Addresses.Style, Assets.Style));
        files.Add((Addresses.SearchScript, Assets.SearchScript));
        if (site.Languages.Any(language => language.IsRightToLeft))
        {
            files.Add((Addresses.RightToLeftStyle, Assets.RightToLeftStyle));
            files.Add((Addresses.RightToLeftFont, Assets.RightToLeftFont));
            files.Add((Addresses.RightToLeftFontLatin, Assets.RightToLeftFontLatin));
            files.Add((Addresses.RightToLeftFontLicence, Assets.RightToLeftFontLicence));
        }

        files.Add((Addresses.Robots, new Markup().Add($"User-agent: *\nAllow: /\nSitemap: {Addresses.Of(site, Addresses.Sitemap)}\n").Content));

        // The topics and regions are named in the list of feeds; their feeds, empty at first, are part of the frame too.
        var all = new StringBuilder();
        foreach (var (path, content) in files)
            all.Append(path).Append(' ').Append(Fingerprints.Of(content.Span)).Append('\n');
        return (files, Fingerprints.Of(all.ToString()));
    }

    /// <summary>The note as it was read; null where there was none.</summary>
    internal sealed record Outdated(Blob? Read);
}

/// <summary>What was written around the releases: <c>releases/~frame.json</c>.</summary>
internal sealed record FrameNote : IFormatted
{
    /// <summary>The form of the stored document.</summary>
    public int Format { get; init; } = 1;

    /// <summary>A hash over the files.</summary>
    public required string Files { get; init; }
}
