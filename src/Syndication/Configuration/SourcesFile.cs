using System.Globalization;
using System.Xml;
using Syndication.Releases;

namespace Syndication.Configuration;

/// <summary>
/// Reads <c>config/sources.opml</c> (OPML 2.0): every outline with an <c>xmlUrl</c> is a source, all others are groups. A document type
/// is refused, so nothing is ever expanded or fetched.
/// </summary>
internal static class SourcesFile
{
    private const int Largest = 1 << 20;
    private const int Deepest = 16;

    private static readonly string[] Ours = ["id", "language", "topics", "regions", "rights", "fullText", "allow", "firstItems", "firstDays", "quietMinutes"];

    // What OPML 2.0 and feed readers write of their own, and what says nothing here.
    private static readonly string[] Known =
        [.. Ours, "text", "title", "type", "xmlUrl", "htmlUrl", "description", "version", "category", "created", "isComment", "isBreakpoint", "url"];

    public static IReadOnlyList<Source> Read(string file, ReadOnlyMemory<byte> content, Site? site, List<ConfigProblem> problems)
    {
        var sources = new List<(Source Source, int Line)>();
        if (content.Length > Largest)
        {
            problems.Add(new(file, "", $"has {content.Length >> 10} KB; at most {Largest >> 10} KB are read."));
            return [];
        }

        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Largest, IgnoreComments = true };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content.ToArray()), settings);
            reader.MoveToContent();
            var isOpml = reader.LocalName == "opml";
            if (!isOpml)
                problems.Add(new(file, Line(reader), $"begins with <{reader.LocalName}>; it must be an OPML file: <opml version=\"2.0\"><body><outline …/></body></opml>."));
            while (isOpml && reader.Read())
            {
                if (reader.Depth > Deepest)
                {
                    problems.Add(new(file, Line(reader), $"is nested more than {Deepest} deep; take groups apart."));
                    break;
                }

                if (reader is { NodeType: XmlNodeType.Element, LocalName: "outline" } && Outline(file, reader, site, problems) is { } source)
                    sources.Add((source, ((IXmlLineInfo)reader).LineNumber));
            }
        }
        catch (Exception e) when (e is XmlException or ArgumentException)
        {
            // The reader throws the latter at some declarations that do not end.
            problems.Add(new(file, $"line {(e as XmlException)?.LineNumber ?? 1}", e.Message.Contains("DTD", StringComparison.Ordinal) ? "has a document type (<!DOCTYPE …>), which is not read: delete it." : "is no well-formed XML; correct it there. In an address, & is written &amp;."));
        }

        foreach (var (what, of) in new (string, Func<Source, string>)[] { ("id", source => source.Id), ("xmlUrl", source => source.Address.AbsoluteUri) })
        {
            foreach (var twice in sources.GroupBy(pair => of(pair.Source), StringComparer.Ordinal).Where(group => group.Key.Length > 0 && group.Count() > 1))
                problems.Add(new(file, $"line {twice.Last().Line}", $"{what}: “{twice.Key}” stands in line {twice.First().Line} already; keep one."));
        }

        return [.. sources.Select(pair => pair.Source)];
    }

    private static Source? Outline(string file, XmlReader reader, Site? site, List<ConfigProblem> problems)
    {
        var line = Line(reader);
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            // What stands in a namespace of its own belongs to another program.
            if (reader.Prefix.Length == 0 && reader.LocalName != "xmlns")
                said[reader.LocalName] = reader.Value.Trim();
        }

        reader.MoveToElement();
        foreach (var unknown in said.Keys.Where(key => !Known.Contains(key)))
            Wrong(unknown, $"is no attribute here.{Spelling.Suggest(unknown, Known)}");
        if (!said.ContainsKey("xmlUrl"))
        {
            if (said.Keys.FirstOrDefault(Ours.Contains) is { } lonely)
                Wrong(lonely, "stands at an outline without an xmlUrl: give it the feed's address, or take the attribute away.");
            return null;
        }

        var before = problems.Count;
        var name = One("text") ?? One("title");
        var source = new Source
        {
            Id = Id(name),
            Name = name ?? "",
            Address = Address(),
            Language = Tag(),
            Topics = List("topics"),
            Regions = List("regions"),
            Rights = One("rights"),
            FullText = FullText(),
            Allow = List("allow"),
            FirstItems = (int)(Number("firstItems", 1000) ?? 20),
            FirstAge = TimeSpan.FromDays(Number("firstDays", 36500) ?? 30),
            Quiet = TimeSpan.FromMinutes(Number("quietMinutes", 7 * 24 * 60) ?? 0),
        };
        if (name is null)
            Wrong("text", "is missing: the name that readers see beside its releases.");
        foreach (var topic in source.Topics.Where(topic => site is not null && site.Topics.All(known => known.Id != topic)))
            Wrong("topics", $"“{topic}” is no topic of site.json.{Spelling.Suggest(topic, site!.Topics.Select(known => known.Id))}");
        foreach (var region in source.Regions.Where(region => !ConfigurationFiles.IsId(region)))
            Wrong("regions", $"“{region}” must be of lower-case letters, digits and hyphens.");
        foreach (var host in source.Allow.Where(host => Uri.CheckHostName(host.Trim('[', ']')) == UriHostNameType.Unknown))
            Wrong("allow", $"“{host}” is no host; write a name or an address without port, such as feeds.internal.");
        return problems.Count == before ? source : null;

        string? One(string key) => said.TryGetValue(key, out var value) && value.Length > 0 ? value : null;

        IReadOnlyList<string> List(string key) => One(key)?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList() ?? [];

        string Id(string? text)
        {
            if (One("id") is not { } id)
                Wrong("id", $"is missing: it stands in the addresses of its releases, such as id=\"{Suggested(text)}\".");
            else if (!ConfigurationFiles.IsId(id) || id.Length > 60)
                Wrong("id", $"“{id}” must be of lower-case letters, digits and hyphens, at most 60.");
            else if (id == Agreement.Own)
                Wrong("id", "“own” means your own uploads; choose another.");
            else
                return id;
            return "";
        }

        Uri Address()
        {
            if (!Uri.TryCreate(One("xmlUrl"), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                Wrong("xmlUrl", $"“{One("xmlUrl")}” is no address; write it like https://example.org/feed.xml.");
            else if (address.UserInfo.Length > 0)
                Wrong("xmlUrl", "must not hold a name or password; secrets never stand in a file.");
            else
                return address;
            return new Uri("https://invalid/");
        }

        Language? Tag()
        {
            if (One("language") is not { } tag)
                return null;
            if (Releases.Language.TryParse(tag, out var language))
                return language;
            Wrong("language", $"“{tag}” is no language tag; write it like fr, ar or pt-BR.");
            return null;
        }

        bool FullText()
        {
            if (One("fullText") is not { } word || word == "link")
                return One("fullText") is not null;
            Wrong("fullText", $"“{word}” must be “link”: the text is then read from the page an item links to.");
            return false;
        }

        long? Number(string key, long most)
        {
            if (One(key) is not { } text)
                return null;
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most)
                return number;
            Wrong(key, $"“{text}” must be a whole number from 0 to {most}.");
            return null;
        }

        void Wrong(string key, string message) => problems.Add(new(file, line, $"{key}{(message.StartsWith('“') ? ": " : " ")}{message}"));
    }

    private static string Suggested(string? text)
    {
        var id = string.Join('-', (text ?? "").ToLowerInvariant().Split([' ', '.', '-', '/'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => string.Concat(word.Select(Composition.Letter).Where(char.IsAsciiLetterOrDigit))).Where(word => word.Length > 0).Take(3));
        return id.Length > 0 ? id : "sister-office";
    }

    private static string Line(XmlReader reader) => $"line {((IXmlLineInfo)reader).LineNumber}";
}
