using System.Text.Json;
using System.Text.Json.Nodes;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Delivery.Formats;
using Syndication.Intake;
using Syndication.Intake.Images;
using Syndication.Releases;
using Syndication.Tests.Intake;

namespace Syndication.Tests.Delivery;

/// <summary>Our copies beside IPTC's own schema of ninjs 3.0; where it comes from and on what terms, <c>Ninjs/README.md</c> says.</summary>
public sealed class NinjsSchemaTests
{
    private static readonly JsonSchema Schema = new(JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Delivery", "Ninjs", "ninjs-schema_3.0.json"))));

    public static TheoryData<string> Approved() =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Delivery", "Formats"), "*.approved.json").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Approved))]
    public void An_approved_copy_is_ninjs(string file)
    {
        var copy = JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Delivery", "Formats", file)));
        Assert.Empty(Schema.Faults(copy));
    }

    [Fact]
    public void An_image_is_an_associated_picture_with_its_rendition_and_a_contact_has_an_address()
    {
        var copy = Illustrated();
        Assert.Empty(Schema.Faults(copy));

        var picture = Assert.Single(copy.GetProperty("associations").EnumerateArray());
        Assert.Equal("picture", picture.GetProperty("type").GetString());
        Assert.Equal("Le fleuve", picture.GetProperty("descriptions")[0].GetProperty("value").GetString());
        var rendition = Assert.Single(picture.GetProperty("renditions").EnumerateArray());
        Assert.Equal((40, 30, "image/png"), (rendition.GetProperty("width").GetInt32(), rendition.GetProperty("height").GetInt32(), rendition.GetProperty("contentType").GetString()));
        Assert.Contains("12 rue de l’Exemple, 1202 Genève", copy.GetProperty("people").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("associations/0/uri", null)]
    [InlineData("associations/0/role", "main")]
    [InlineData("associations/0/type", "image")]
    [InlineData("associations/0/renditions/0/name", null)]
    [InlineData("associations/0/renditions/0/width", "40")]
    [InlineData("associations/0/renditions/0/role", "main")]
    [InlineData("people/0/contactInfo/0/street", "rue")]
    [InlineData("pubStatus", "cancelled")]
    [InlineData("versionCreated", "yesterday")]
    public void What_the_schema_forbids_is_found(string at, string? value)
    {
        var copy = JsonNode.Parse(Illustrated().GetRawText())!;
        var steps = at.Split('/');
        var parent = steps[..^1].Aggregate(copy, (node, step) => int.TryParse(step, out var i) ? node[i]! : node[step]!).AsObject();
        parent.Remove(steps[^1]);
        if (value is not null)
            parent[steps[^1]] = value;
        Assert.NotEmpty(Schema.Faults(JsonElement.Parse(copy.ToJsonString())));
    }

    private static JsonElement Illustrated()
    {
        var image = ImageFile.Read(Pictures.Png(40, 30))!.ToImage() with { Alternative = "Le fleuve" };
        var release = Sample.Release(Sample.French);
        var edition = Sample.Edition(release, Sample.French, 1);
        edition = edition with
        {
            Text = edition.Text with
            {
                Html = Sanitiser.Clean($"<p>Le texte.</p><img src=\"{Media.Prefix}{image.Name}\" alt=\"Le fleuve\" width=\"40\" height=\"30\">"),
                Images = [image],
                Contacts = [new("Fatou Modèle", "Bureau de presse", "fatou@example.org", "+41 22 000 00 01", "12 rue de l’Exemple, 1202 Genève")],
            },
        };
        var entry = LedgerCopy.Due("p", release.Id, Sample.French, 1, CopyKind.Published, Sample.Start);
        return JsonElement.Parse(CopyFormats.Write(Copies.Make(entry, release, edition, Sample.Site), CopyFormat.Ninjs).Content.Span);
    }
}
