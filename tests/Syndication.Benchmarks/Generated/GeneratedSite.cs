using System.Text;
using Syndication.Translation.Memory;

namespace Syndication.Benchmarks.Generated;

/// <summary>Makes newsrooms of any size, the same ones every time.</summary>
internal static class GeneratedSite
{
    private const string Site = """
        {
          "title": { "fr": "Salle de presse régionale", "ar": "المركز الإعلامي الإقليمي", "en": "Regional Newsroom", "es": "Sala de prensa regional" },
          "authority": "newsroom.example,2026",
          "baseUrl": "https://newsroom.example/",
          "languages": ["fr", "ar", "en", "es"],
          "rights": {
            "fr": "Reproduction autorisée, sous réserve de mention de la source.",
            "ar": "يُسمح بإعادة النشر شريطة ذكر المصدر.",
            "en": "Reproduction is authorized provided the source is acknowledged.",
            "es": "Se autoriza la reproducción siempre que se cite la fuente."
          },
          "topics": {
            "governance": { "fr": "Gouvernance", "ar": "الحوكمة", "en": "Governance", "es": "Gobernanza" },
            "protection": { "fr": "Protection", "ar": "الحماية", "en": "Protection", "es": "Protección" }
          },
          "translation": { "engine": "none" }
        }
        """;

    /// <summary>Makes a newsroom's folder: its configuration and a memory that knows every generated sentence.</summary>
    /// <param name="folder">Where; what was there is deleted.</param>
    /// <param name="partners">How many partners are given copies, each in a folder of its own: one takes everything, the next French and English alone.</param>
    public static void Make(string folder, int partners)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(Path.Combine(folder, "config", "memory"));
        Directory.CreateDirectory(Path.Combine(folder, "config", "partners"));
        Directory.CreateDirectory(Path.Combine(folder, "inbox"));
        File.WriteAllText(Path.Combine(folder, "config", "site.json"), Site);
        for (var i = 1; i <= partners; i++)
            File.WriteAllText(Path.Combine(folder, "config", "partners", $"partner-{i}.json"), Partner(i));
        using var file = File.Create(Path.Combine(folder, "config", "memory", "generated.tmx"));
        using var tmx = new TmxWriter(file);
        foreach (var text in Vocabulary.All)
            tmx.Write(new([.. FourTexts.Languages.Select(language => new TmxVariant(language, text.In(language)))]));
    }

    /// <summary>Puts releases into the inbox, as if they had been uploaded an hour before.</summary>
    /// <param name="folder">The newsroom.</param>
    /// <param name="numbers">Which ones; every second is translated by people, the others by the memory.</param>
    /// <param name="uploaded">An hour after they were uploaded.</param>
    /// <returns>Stem and names of each, as the pipeline is told of them.</returns>
    public static IReadOnlyList<(string Stem, IReadOnlyList<string> Names)> Upload(string folder, IEnumerable<int> numbers, DateTimeOffset uploaded)
    {
        var stems = new List<(string, IReadOnlyList<string>)>();
        foreach (var release in numbers.Select(number => new GeneratedRelease(number)))
        {
            var names = new List<string>();
            foreach (var (name, text) in release.Uploads(byPeople: release.Number % 2 == 0))
            {
                var file = Path.Combine(folder, "inbox", name);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text, new UTF8Encoding(false));
                File.SetLastWriteTimeUtc(file, uploaded.UtcDateTime.AddHours(-1));
                names.Add(name);
            }

            names.Sort(StringComparer.Ordinal);
            stems.Add((release.Stem, names));
        }

        return stems;
    }

    private static string Partner(int number) =>
        $$"""
        {
          "id": "partner-{{number}}",
          "name": { "fr": "Partenaire {{number}}", "en": "Partner {{number}}" },
          "receives": { "languages": [{{(number % 2 == 1 ? "\"fr\", \"ar\", \"en\", \"es\"" : "\"fr\", \"en\"")}}], "machineTranslations": "any" },
          "channel": { "type": "folder", "format": "{{(number % 2 == 1 ? "ninjs" : "html")}}", "path": "partners/partner-{{number}}" }
        }
        """;
}
