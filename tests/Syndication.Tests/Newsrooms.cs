using System.Text;
using Syndication.App.Opening;
using Syndication.Folders;

namespace Syndication.Tests;

/// <summary>The sample newsroom in a folder of its own, opened, with channels that a test can put in.</summary>
internal sealed class Newsrooms : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("newsroom-").FullName;

    public OpenedSite? Opened { get; private set; }

    public Newsroom Newsroom => Opened!.Newsroom!;

    public static async Task<Newsrooms> OpenAsync(CancellationToken cancel)
    {
        var rooms = new Newsrooms();
        Sample.Copy(rooms.Folder);
        rooms.Opened = await OpenedSite.OpenAsync(rooms.Folder, TimeProvider.System, cancel);
        return rooms;
    }

    /// <summary>Puts a file into the inbox, long enough ago to be whole.</summary>
    public void Upload(string name, string text)
    {
        var file = Path.Combine(Folder, "inbox", name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text, new UTF8Encoding(false));
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(-1));
    }

    public FolderQueue Queue() => FolderQueue.Open(Folder, TimeProvider.System);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
