using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Syndication.Testing;

namespace Syndication.EndToEnd;

/// <summary>
/// The sample newsroom of both days in the six languages of the United Nations, served, and looked at once by <c>tests/portal.mjs</c> for all
/// tests. The screenshots stay in <c>artifacts/screenshots/</c>.
/// </summary>
public sealed class PortalLook : IAsyncLifetime
{
    /// <summary>How many kinds of page are looked at in every language.</summary>
    public const int Kinds = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private readonly Lazy<Task<(JsonElement Found, string? Lacks)>> found = new(LookAsync);

    /// <summary>The languages that are published.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["fr", "ar", "en", "es", "ru", "zh"];

    /// <summary>What is searched for, on which page, and the address that is to be among what is found; null where nothing is.</summary>
    public static IReadOnlyList<(string Page, string Words, string? Finds)> Searches { get; } =
    [
        ("/fr/index.html", "REUNION mondiale", "/fr/2026/caire-processus-consultatifs.html"),
        ("/fr/index.html", "Climat et migrations littoral", null), // It was withdrawn on the second day.
        ("/ar/index.html", "اليــوم الدُّوَلي", "/ar/2026/journee-migrants.html"),
        ("/ar/index.html", "الاردن", "/ar/2026/image.html"),
        ("/zh/index.html", "国际移民日", "/zh/2026/journee-migrants.html"),
        ("/ru/index.html", "день мигранта", "/ru/2026/journee-migrants.html"),
        ("/fr/index.html", "zzzz", null),
        ("/fr/index.html", "embargo", null),
        ("/fr/index.html", "<img src=x onerror=alert(1)>", null),
    ];

    /// <summary>What was found; skips the test where something is missing to look with.</summary>
    public async Task<JsonElement> FoundAsync()
    {
        var (it, lacks) = await found.Value;
        if (lacks is not null)
            Assert.Skip(lacks);
        return it;
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<(JsonElement Found, string? Lacks)> LookAsync()
    {
        var (tests, lacks) = await NodePrograms.InstallAsync();
        if (tests is null)
            return (default, lacks);
        var chromium = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        if (chromium is null)
            return (default, "Chromium is missing. Install it as the system has it (Debian: apt-get install chromium).");

        await using var site = await SampleSite.CreateAsync();
        Prepare(site);
        foreach (var day in new[] { 1, 2 })
        {
            var said = await site.RunAsync();
            Assert.True(said.ExitCode == 0, said.Output + said.Error);
            if (day == 1)
                site.SecondDay();
        }

        await using var serve = await ServeTests.Serve.StartAsync(site);
        var asked = Path.Combine(site.Folder, "asked.json");
        await File.WriteAllTextAsync(asked, Asked(site, serve.Client.BaseAddress!, chromium, Path.Combine(tests, "../artifacts/screenshots")).ToJsonString());
        var info = new ProcessStartInfo("node", ["portal.mjs", asked]) { WorkingDirectory = tests, RedirectStandardOutput = true, RedirectStandardError = true };
        using var node = Process.Start(info)!;
        var output = node.StandardOutput.ReadToEndAsync();
        var error = node.StandardError.ReadToEndAsync();
        using var time = new CancellationTokenSource(Patience);
        try
        {
            await node.WaitForExitAsync(time.Token);
        }
        finally
        {
            if (!node.HasExited)
                node.Kill(entireProcessTree: true);
        }

        Assert.True(node.ExitCode == 0, await error);
        return (JsonDocument.Parse(await output).RootElement, null);
    }

    private static JsonObject Asked(SampleSite site, Uri address, string chromium, string screenshots)
    {
        var month = Path.GetFileNameWithoutExtension(Directory.GetFiles(site.PathOf("public/months/fr"), "2*.html").Order(StringComparer.Ordinal).Last());
        var pages = new JsonArray();
        foreach (var language in Languages)
        {
            Add(language, "start", "/", 200);
            Add(language, "index", $"/{language}/index.html", 200);
            Add(language, "topic", $"/topics/{language}/migration-governance.html", 200);
            Add(language, "region", $"/regions/{language}/africa.html", 200);
            Add(language, "months", $"/months/{language}/index.html", 200);
            Add(language, "month", $"/months/{language}/{month}.html", 200);
            Add(language, "release", $"/{language}/2026/journee-migrants.html", 200);
            Add(language, "image", $"/{language}/2026/image.html", 200);
            Add(language, "feeds", $"/feeds/{language}/index.html", 200);
            Add(language, "missing", $"/{language}/nothing.html", 404);
        }

        return new JsonObject
        {
            ["base"] = address.AbsoluteUri.TrimEnd('/'),
            ["chromium"] = chromium,
            ["screenshots"] = Path.GetFullPath(screenshots),
            ["pages"] = pages,
            ["searches"] = new JsonArray([.. Searches.Select(search => (JsonNode)new JsonObject { ["path"] = search.Page, ["words"] = search.Words })]),
        };

        void Add(string language, string kind, string path, int status) => pages.Add((JsonNode)new JsonObject
        {
            ["name"] = $"{kind}-{language}",
            ["path"] = path,
            ["language"] = kind == "start" ? Languages[0] : language,
            ["status"] = status,
        });
    }

    // Two more languages, a release with a picture in all of them, and one that may not be seen yet.
    private static void Prepare(SampleSite site)
    {
        var file = site.PathOf("config/site.json");
        var root = JsonNode.Parse(File.ReadAllText(file))!;
        root["languages"] = new JsonArray([.. Languages.Select(language => (JsonNode)language)]);
        foreach (var (language, title) in new[] { ("ru", "Пресс-центр по вопросам миграции"), ("zh", "移民新闻中心") })
            root["title"]![language] = title;
        root["numerals"] = new JsonObject { ["ar"] = "arab" };
        File.WriteAllText(file, root.ToJsonString());

        site.Upload("2026/embargo.md", "---\ntitle: Un embargo\nlanguage: fr\nembargo: 2999-01-01T00:00:00Z\n---\n\nUn texte assez long sous embargo, que personne ne peut lire.\n");
        site.Upload("2026/photo.png", Picture(1200, 675));
        foreach (var language in Languages.Where(language => language is "ru" or "zh" or "en" && !site.Has($"inbox/2026/journee-migrants.{language}.md")))
            site.Upload($"2026/journee-migrants.{language}.md", Text(language));
        foreach (var language in Languages)
            site.Upload(language == "fr" ? "2026/image.md" : $"2026/image.{language}.md", Text(language, image: true));
    }

    private static string Text(string language, bool image = false)
    {
        var (title, place, text, shows) = language switch
        {
            "ar" => ("تعاون جديد بين الأردن والمنظمة الدولية للهجرة", "عمّان", "أعلنت المنظمة اليوم عن برنامج جديد للتعاون يشمل 12 مدينة ويستمر حتى عام 2028.", "قاعة الاجتماع"),
            "en" => ("A new programme of cooperation with cities", "Geneva", "The organisation announced a new programme today, which covers 12 cities and runs until 2028.", "The meeting room"),
            "es" => ("Nuevo programa de cooperación con las ciudades", "Ginebra", "La organización anunció hoy un nuevo programa que abarca 12 ciudades y durará hasta 2028.", "La sala de reuniones"),
            "ru" => ("Новая программа сотрудничества с городами", "Женева", "Организация объявила сегодня о новой программе, которая охватит 12 городов и продлится до 2028 года.", "Зал заседаний"),
            "zh" => ("与城市合作的新计划", "日内瓦", "本组织今天宣布了一项新的合作计划,涵盖12个城市,将持续到2028年。", "会议室"),
            _ => ("Un nouveau programme de coopération avec les villes", "Genève", "L’organisation a annoncé aujourd’hui un nouveau programme, qui concerne 12 villes et durera jusqu’en 2028.", "La salle de réunion"),
        };
        var (headline, said) = image ? (title, text) : language switch
        {
            "ru" => ("Международный день мигранта: неделя встреч в Женеве и Каире", "С 14 по 18 декабря в Женеве и Каире пройдут открытые встречи о жизни вдали от родины."),
            "zh" => ("国际移民日:日内瓦和开罗举办为期一周的交流活动", "12月14日至18日,日内瓦和开罗将举办关于移民生活的公开活动。"),
            _ => ("A week of meetings for International Migrants Day", "From 14 to 18 December, open meetings in Geneva and Cairo tell of lives far from home."),
        };

        // What is wider than a telephone: a table and a line of code.
        var wide = $"### {shows}\n\n| {string.Join(" | ", Enumerable.Repeat(shows, 9))} |\n|{string.Concat(Enumerable.Repeat("---|", 9))}\n| {string.Join(" | ", Enumerable.Range(1, 9))} |\n\n```\n{new string('x', 200)}\n```\n\n";
        return $"---\ntitle: \"{headline}\"\ndateline: {place}\ndate: 2026-11-20\ntopics: [migration-governance, data]\nregions: [africa]\n---\n\n{said}\n\n{(image ? $"![{shows}](photo.png)\n\n{wide}" : "")}> {said}\n";
    }

    // Something to see: a sky over sand.
    private static byte[] Picture(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                var row = new byte[1 + width * 3];
                var isSky = y < height * 0.62;
                for (var x = 0; x < width; x++)
                    (row[1 + x * 3], row[2 + x * 3], row[3 + x * 3]) = isSky ? ((byte)(90 + y / 5), (byte)(140 + y / 6), (byte)200) : ((byte)(210 - y / 20), (byte)(180 - y / 18), (byte)140);
                zlib.Write(row);
            }
        }

        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("IDAT", data.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] content)
    {
        var chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        content.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), Crc(chunk.AsSpan(4, 4 + content.Length)));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
