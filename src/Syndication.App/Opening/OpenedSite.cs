using Syndication.Configuration;
using Syndication.Storage;

namespace Syndication.App.Opening;

/// <summary>A site, opened: its configuration read, its ports put together.</summary>
internal sealed class OpenedSite
{
    private readonly OpenedNewsroom opened;

    private OpenedSite(SiteHome home, OpenedNewsroom opened) => (Home, this.opened) = (home, opened);

    /// <summary>Where it is kept.</summary>
    public SiteHome Home { get; }

    public IBlobStore Store => Home.Store;

    public NewsroomConfiguration Configuration => opened.Configuration;

    /// <inheritdoc cref="OpenedNewsroom.Doubts"/>
    public IReadOnlyList<ConfigProblem> Doubts => opened.Doubts;

    /// <inheritdoc cref="OpenedNewsroom.Newsroom"/>
    public Newsroom? Newsroom => opened.Newsroom;

    /// <inheritdoc cref="OpenedNewsroom.Lacking"/>
    public IReadOnlyDictionary<string, string> Lacking => opened.Lacking;

    /// <inheritdoc cref="OpenedNewsroom.EngineLacks"/>
    public string? EngineLacks => opened.EngineLacks;

    /// <summary>Opens a site in a folder; what is wrong with it is in its configuration's problems.</summary>
    public static Task<OpenedSite> OpenAsync(string folder, TimeProvider clock, CancellationToken cancel) => OpenAsync(new FolderHome(folder), clock, cancel);

    /// <summary>Opens a site; what is wrong with it is in its configuration's problems.</summary>
    public static async Task<OpenedSite> OpenAsync(SiteHome home, TimeProvider clock, CancellationToken cancel) =>
        new(home, await OpenedNewsroom.OfAsync(home.Store, home.Folder, home.Hold, clock, cancel));
}
