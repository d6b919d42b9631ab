using System.Runtime.InteropServices;
using System.Text;

namespace Syndication.Folders;

/// <summary>
/// Tells files from pipes, sockets and devices. Opening a pipe waits until somebody writes into it, so one in an inbox would stop
/// everything; .NET does not tell them apart.
/// </summary>
internal static partial class FileKind
{
    // statx(2): the mode stands at byte 28 of the answer on every architecture, and the kind of file in its upper four bits.
    private const int CurrentFolder = -100;
    private const uint Kind = 1;
    private const int ModeAt = 28;
    private const int KindBits = 0xF000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>Whether there is something of that name that is neither file nor folder.</summary>
    public static bool IsNoFile(string path) => IsNoFile(new FileInfo(path));

    /// <summary>Whether there is something there that is neither file nor folder. All such have no length, so nothing else is asked.</summary>
    public static bool IsNoFile(FileInfo file)
    {
        if (!OperatingSystem.IsLinux() || !file.Exists || file.Length > 0)
            return false;
        Span<byte> answer = stackalloc byte[256];
        if (StatX(CurrentFolder, [.. Encoding.UTF8.GetBytes(file.FullName), 0], 0, Kind, answer) != 0)
            return false;
        return (BitConverter.ToUInt16(answer[ModeAt..]) & KindBits) is not (Regular or Folder);
    }

    [LibraryImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatX(int folder, ReadOnlySpan<byte> path, int flags, uint mask, Span<byte> answer);
}
