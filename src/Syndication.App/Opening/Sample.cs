using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Syndication.App.Opening;

/// <summary>The sample newsroom that travels inside the program.</summary>
internal static class Sample
{
    private const string Prefix = "newsroom/";

    private const string Later = "later/";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Marks a folder that a demonstration made, and may make anew.</summary>
    public const string Marker = ".syndication-demo";

    /// <summary>Copies the first day's newsroom to a folder.</summary>
    public static void Copy(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, Marker), "A demonstration made this folder; the next one makes it anew.\n");
        foreach (var name in Names().Where(name => !name.StartsWith(Later, StringComparison.Ordinal)))
            Write(name, Path.Combine(folder, name));
    }

    /// <summary>Copies the uploads of the second day into the inbox.</summary>
    public static IReadOnlyList<string> CopyLater(string folder)
    {
        var names = Names().Where(name => name.StartsWith(Later, StringComparison.Ordinal)).Select(name => name[Later.Length..]).Order(StringComparer.Ordinal).ToList();
        foreach (var name in names)
            Write(Later + name, Path.Combine(folder, "inbox", name));
        return names;
    }

    /// <summary>Uploads in a demonstration's inbox that are not the sample's, as paths below it.</summary>
    public static IReadOnlyList<string> Others(string folder)
    {
        var inbox = Path.Combine(folder, "inbox");
        if (!Directory.Exists(inbox))
            return [];
        var own = Names().Where(name => name.StartsWith("inbox/", StringComparison.Ordinal)).Select(name => name["inbox/".Length..])
            .Concat(Names().Where(name => name.StartsWith(Later, StringComparison.Ordinal)).Select(name => name[Later.Length..])).ToHashSet(StringComparer.Ordinal);
        return [.. Directory.EnumerateFiles(inbox, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(inbox, file).Replace('\\', '/')).Where(name => !own.Contains(name)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Changes one setting of a configuration file, keys given from the outside in.</summary>
    public static void Set(string file, string value, params string[] keys)
    {
        var root = JsonNode.Parse(File.ReadAllText(file))!;
        var node = root;
        foreach (var key in keys.SkipLast(1))
            node = node[key]!;
        node[keys[^1]] = value;
        File.WriteAllText(file, root.ToJsonString(Readable));
    }

    private static IEnumerable<string> Names() => typeof(Sample).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..].Replace('\\', '/'));

    private static void Write(string name, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using (var source = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name)!)
        using (var target = File.Create(file))
            source.CopyTo(target);

        // The copy is whole, so the pass need not wait to see whether it still grows.
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddSeconds(-10));
    }
}
