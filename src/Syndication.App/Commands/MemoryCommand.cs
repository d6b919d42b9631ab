using System.CommandLine;

namespace Syndication.App.Commands;

/// <summary><c>memory</c>: the translation memory, in and out.</summary>
internal static class MemoryCommand
{
    public static Command Create() => new("memory", "The translation memory, in and out as TMX 1.4b.\n\n" +
        "Examples:\n" +
        "  syndication memory import agency.tmx --site newsroom\n" +
        "  syndication memory export --site newsroom --output newsroom.tmx")
    {
        MemoryImportCommand.Create(),
        MemoryExportCommand.Create(),
    };
}
