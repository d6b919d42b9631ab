using System.Text;

namespace Syndication.Tests;

/// <summary>Compares what was made with a file that somebody looked at and approved.</summary>
internal static class Approved
{
    /// <summary>Fails where the bytes are not those of the approved file, and leaves what was made beside it.</summary>
    public static void Same(string folder, string file, ReadOnlySpan<byte> made)
    {
        var path = Path.Combine(folder, file);
        if (File.Exists(path) && Normal(File.ReadAllBytes(path)) == Normal(made))
            return;
        File.WriteAllBytes(path + ".received", made.ToArray());
        Assert.Fail($"{file} is not as approved. If {path}.received is right, copy it over the approved file beside this test.");
    }

    private static string Normal(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes).TrimEnd('\n');
}
