using System.CommandLine;

namespace Syndication.App.Commands;

/// <summary><c>xliff</c>: a release, out to a translator's tool and back.</summary>
internal static class XliffCommand
{
    public static Command Create() => new("xliff", "A release, out to a translator's own tool and back, as XLIFF 2.1.\n\n" +
        "Examples:\n" +
        "  syndication xliff export 2026/cairo-meeting --to ar cairo.ar.xlf --site newsroom\n" +
        "  syndication xliff import cairo.ar.xlf --site newsroom")
    {
        XliffExportCommand.Create(),
        XliffImportCommand.Create(),
    };
}
