using System.Xml;
using System.Xml.Linq;

namespace Syndication.Intake.Word;

/// <summary>The relationships of a part (ECMA-376, part 2): what it links to outside is noted, and of the rest kept what is there.</summary>
internal static class Relationships
{
    /// <summary>Reads a file of relationships and writes it again with those that lead to a part that is kept.</summary>
    /// <param name="file">Its name in the archive, such as <c>word/_rels/document.xml.rels</c>.</param>
    /// <param name="content">Its bytes, known to be XML within bounds.</param>
    /// <param name="there">The names of the parts that are kept.</param>
    /// <param name="links">Where the addresses go.</param>
    public static MemoryStream Keep(string file, MemoryStream content, IReadOnlySet<string> there, Dictionary<(string Part, string Id), string> links)
    {
        content.Position = 0;
        using var xml = XmlReader.Create(content, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var document = XDocument.Load(xml);
        var part = file[(file.LastIndexOf('/') + 1)..^".rels".Length];
        var folder = file.StartsWith("_rels/", StringComparison.OrdinalIgnoreCase) ? "" : file[..Math.Max(0, file.LastIndexOf("_rels/", StringComparison.OrdinalIgnoreCase))];
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in (document.Root?.Elements() ?? []).ToList())
        {
            var (id, target) = (one.Attribute("Id")?.Value ?? "", one.Attribute("Target")?.Value ?? "");
            if (one.Attribute("TargetMode")?.Value == "External")
                links[(part, id)] = target;
            else if (there.Contains(PathOf(folder, target)) && id.Length > 0 && ids.Add(id))
                continue;
            one.Remove();
        }

        var kept = new MemoryStream();
        document.Save(kept);
        return kept;
    }

    private static string PathOf(string folder, string target)
    {
        var path = new List<string>();
        foreach (var segment in (target.StartsWith('/') ? target[1..] : folder + target).Split('/'))
        {
            if (segment == ".." && path.Count > 0)
                path.RemoveAt(path.Count - 1);
            else if (segment is not ("." or ""))
                path.Add(segment);
        }

        return string.Join('/', path);
    }
}
