using Syndication.Configuration;
using Syndication.Folders;

namespace Syndication.App.Opening;

/// <summary>A newsroom in a local folder, opened: its configuration read, its ports put together.</summary>
internal sealed class FolderNewsroom
{
    private readonly OpenedNewsroom opened;

    private FolderNewsroom(string folder, FolderStore store, OpenedNewsroom opened)
    {
        Folder = folder;
        Store = store;
        this.opened = opened;
    }

    public string Folder { get; }

    public FolderStore Store { get; }

    public NewsroomConfiguration Configuration => opened.Configuration;

    /// <inheritdoc cref="OpenedNewsroom.Doubts"/>
    public IReadOnlyList<ConfigProblem> Doubts => opened.Doubts;

    /// <inheritdoc cref="OpenedNewsroom.Newsroom"/>
    public Newsroom? Newsroom => opened.Newsroom;

    /// <inheritdoc cref="OpenedNewsroom.Lacking"/>
    public IReadOnlyDictionary<string, string> Lacking => opened.Lacking;

    /// <summary>Opens a newsroom; what is wrong with it is in its configuration's problems.</summary>
    public static async Task<FolderNewsroom> OpenAsync(string folder, TimeProvider clock, CancellationToken cancel)
    {
        var store = new FolderStore(folder);
        return new(folder, store, await OpenedNewsroom.OfAsync(store, Path.GetFullPath(folder), TimeSpan.Zero, clock, cancel));
    }
}
