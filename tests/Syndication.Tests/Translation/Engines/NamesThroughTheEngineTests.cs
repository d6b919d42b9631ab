using System.Text;
using Syndication.Configuration;
using Syndication.Releases;
using Syndication.Testing;
using static Syndication.Tests.Translation.Manuscripts;

namespace Syndication.Tests.Translation.Engines;

/// <summary>A glossary, every check as it is by default, and the real client of a service that treats protected names as it promises to.</summary>
public sealed class NamesThroughTheEngineTests
{
    private const string Id = "2026/accord";

    private static readonly IReadOnlyList<GlossaryTerm> Terms =
    [
        Term(2, ("fr", "OIM"), ("ar", "المنظمة الدولية للهجرة"), ("en", "IOM"), ("es", "OIM")),
        Term(3, ("fr", "LEA"), ("ar", "جامعة الدول العربية"), ("en", "LAS"), ("es", "LEA")) with { OtherForms = new Dictionary<Language, IReadOnlyList<string>> { [Arabic] = ["الجامعة"] } },
        Term(4, ("fr", "Le Caire"), ("ar", "القاهرة"), ("en", "Cairo"), ("es", "El Cairo")),
    ];

    [Fact]
    public async Task Agreed_names_come_out_in_every_language_joined_as_it_wants_them()
    {
        await using var room = await OpenAsync("fr", "en", "es", "ar");
        room.Upload(Id, [.. Phrasebook.French]);

        Assert.True(await room.RunAsync());

        Assert.Equal("", Reasons(room));
        Assert.Equal("ar:ready en:ready es:ready", room.State(Id));
        Assert.All(["IOM welcomes the decision of the LAS", "Delegates of IOM and the LAS met in Cairo on 3 March 2026.", "The minister thanked IOM and the LAS"], text => Assert.Contains(text, Page(room, "en"), StringComparison.Ordinal));
        Assert.All(["La OIM acoge con satisfacción la decisión de la LEA", "Los delegados de la OIM y de la LEA se reunieron en El Cairo"], text => Assert.Contains(text, Page(room, "es"), StringComparison.Ordinal));
        Assert.All(["مندوبو المنظمة الدولية للهجرة وجامعة الدول العربية في القاهرة", "الشكر للمنظمة الدولية للهجرة وجامعة الدول العربية"], text => Assert.Contains(text, Page(room, "ar"), StringComparison.Ordinal));
        Assert.All(room.Stub.Calls.SelectMany(call => call.Texts), text => Assert.Contains("<span class=\"notranslate\">", text, StringComparison.Ordinal));
        Assert.DoesNotContain("notranslate", Page(room, "en") + Page(room, "es") + Page(room, "ar"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_with_Arabic_prefixes_come_out_of_Arabic_and_melt_with_French_articles()
    {
        await using var room = await OpenAsync("ar", "fr", "en");
        room.UploadIn("ar", Id, [.. Phrasebook.Arabic]);

        Assert.True(await room.RunAsync());

        Assert.Equal("", Reasons(room));
        Assert.Equal("en:ready fr:ready", room.State(Id));
        Assert.All(["Nouvel accord entre l’OIM et la LEA", "à l’OIM et à la LEA.", "Le rapport de l’OIM a été publié au Caire."], text => Assert.Contains(text, Page(room, "fr"), StringComparison.Ordinal));
        Assert.All(["New agreement between IOM and the LAS", "The report of IOM was published in Cairo."], text => Assert.Contains(text, Page(room, "en"), StringComparison.Ordinal));
    }

    public static TheoryData<string, string> Spoilt => new()
    {
        { nameof(Misbehaviour.NamesTranslated), "“OIM” must be “IOM” (config/glossary.csv, line 2)" },
        { nameof(Misbehaviour.NamesLost), "“LEA” must be “LAS” (config/glossary.csv, line 3)" },
        { nameof(Misbehaviour.OtherOrder), "config/glossary.csv, line 4" },
        { nameof(Misbehaviour.German), "reads as de, not en" },
        { nameof(Misbehaviour.StrangeTag), "It holds “<a href='https://evil.example'>”" },
    };

    [Theory]
    [MemberData(nameof(Spoilt))]
    public async Task What_the_service_answers_whole_and_wrong_is_held_with_the_reason_and_not_published(string wrong, string reason)
    {
        await using var room = await OpenAsync("fr", "en");
        room.Stub.Next((Misbehaviour)typeof(Misbehaviour).GetProperty(wrong)!.GetValue(null)!);
        room.Upload(Id, [.. Phrasebook.French]);

        Assert.True(await room.RunAsync());

        Assert.Equal("en:held", room.State(Id));
        Assert.Contains(reason, Reasons(room), StringComparison.Ordinal);
        Assert.Null(room.Blobs.Read($"public/en/{Id}.html"));
    }

    private static async Task<EngineNewsroom> OpenAsync(params string[] languages)
    {
        var room = await EngineNewsroom.CreateAsync(app => StubTranslator.With(app, phrases: Phrasebook.Meeting));
        (room.Languages, room.Names, room.IsChecked) = (languages, Terms, true);
        return room;
    }

    private static string Reasons(EngineNewsroom room) => string.Join('\n', room.Release(Id).Editions.SelectMany(edition => edition.Reasons));

    private static string Page(EngineNewsroom room, string language) => Encoding.UTF8.GetString(room.Blobs.Read($"public/{language}/{Id}.html")!.Content.Span);

    private static GlossaryTerm Term(int line, params (string Language, string Name)[] names) => new(line, "name", names.ToDictionary(pair => Language.Parse(pair.Language), pair => pair.Name));
}
