using System.Text;
using Syndication.Intake;
using Syndication.Releases;

namespace Syndication.Tests.Intake;

/// <summary>Text files as people and programs wrap them, and what stands below their end.</summary>
public sealed class PlainTextTests
{
    private const string Lead = "GENEVA, 10 March 2027 – The World Relief Office opened a health centre in northern Uganda today. It will serve some forty thousand people in the district and train nurses from the region.";
    private const string Second = "The director said that the centre was built with local labour and will be run by the regional authorities from next year.";

    private const string Wrapped = """
        WORLD RELIEF ORGANISATION
        PRESS RELEASE
        10 March 2027

        HEALTH CENTRE OPENS IN GULU
        Forty thousand people to be served

        GENEVA – The World Relief Office opened a health centre in northern
        Uganda today. It will serve some forty thousand people in the dis-
        trict and train nurses from the region, WRO-
        funded partners said. It is well-
        known, they said.

            "It is good," said the director. "We
            thank the donors."

        It will:
          * train nurses and doctors of
            the district;
          * vaccinate children.

        -more-

        Page 2 of 2

        The centre was built with local labour.

                                         # # #

        Contact:  Jane Doe, World Relief Office
                  +41 22 555 01 02
                  jane@relief.example
        """;

    [Fact]
    public void Letterhead_headlines_wrapped_paragraphs_quotations_and_lists_of_one_file_are_told_apart()
    {
        var release = Read("a.en.txt", Wrapped).Manuscript!;

        Assert.Equal("HEALTH CENTRE OPENS IN GULU", release.Title);
        Assert.Equal(
            [
                "Forty thousand people to be served",
                "GENEVA – The World Relief Office opened a health centre in northern Uganda today. It will serve some forty thousand people in the district and train nurses from the region, WRO-funded partners said. It is well-known, they said.",
                "\"It is good,\" said the director. \"We thank the donors.\"",
                "It will:",
                "train nurses and doctors of the district;\nvaccinate children.",
                "The centre was built with local labour.",
            ],
            Texts(release));
        Assert.Equal("jane@relief.example", Assert.Single(release.Contacts).Email);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(66)]
    [InlineData(72)]
    [InlineData(78)]
    public void Paragraphs_are_put_together_whatever_margin_they_were_wrapped_at(int margin)
    {
        var text = $"Health centre opens in Gulu\n\n{Wrap(Lead, margin)}\n\n{Wrap(Second, margin)}\n\nContact: Jane Doe, World Relief Office, jane@relief.example\n";

        Assert.Equal([Lead[(Lead.IndexOf('–', StringComparison.Ordinal) + 2)..], Second], Texts(Read("a.en.txt", text).Manuscript!));
    }

    [Fact]
    public void Ideographs_and_Arabic_words_are_put_together_too()
    {
        const string Chinese = "世界救济署今天在乌干达北部开设了一所卫生中心，该中心将为该地区约四万人提供服务，并培训来自该地区的护士和医生，主任说，该中心由当地工人建造，明年起由地区当局管理。";
        const string Arabic = "افتتح مكتب الإغاثة العالمي اليوم مركزاً صحياً في شمال أوغندا، وسيخدم المركز نحو أربعين ألف شخص في المقاطعة وسيدرب ممرضات من المنطقة، وقال المدير إن المركز شيده عمال محليون وستديره السلطات الإقليمية اعتباراً من العام المقبل.";

        Assert.Equal([Chinese], Texts(Read("a.zh.txt", $"古卢卫生中心启用\n\n{string.Join('\n', Chinese.Chunk(30).Select(line => new string(line)))}\n").Manuscript!));
        Assert.Equal([Arabic], Texts(Read("a.ar.txt", $"افتتاح مركز صحي في غولو\n\n{Wrap(Arabic, 70)}\n").Manuscript!));
    }

    [Fact]
    public void A_headline_over_two_lines_is_one_and_a_second_one_below_it_is_another()
    {
        var two = Read("a.en.txt", $"Health centre opens in Gulu district to serve forty thousand\npeople in the north of Uganda\n\n{Wrap(Lead, 66)}\n\n{Wrap(Second, 66)}\n").Manuscript!;
        var second = Read("a.en.txt", $"UN agency opens first regional training hub for midwives\nNew centre will train 400 nurses a year by 2029\n\n{Wrap(Lead, 72)}\n\n{Wrap(Second, 72)}\n").Manuscript!;

        Assert.Equal("Health centre opens in Gulu district to serve forty thousand people in the north of Uganda", two.Title);
        Assert.Equal(("UN agency opens first regional training hub for midwives", "New centre will train 400 nurses a year by 2029"), (second.Title, Texts(second)[0]));
    }

    [Theory]
    [InlineData("en", "ENDS", "Background")]
    [InlineData("en", "ENDS", "Background information:")]
    [InlineData("en", "ENDS", "Additional information")]
    [InlineData("en", "ENDS", "Multimedia")]
    [InlineData("en", "# # #", "Boilerplate")]
    [InlineData("en", "# # #", "WRO at a glance")]
    [InlineData("en", "ENDS", "Quotes from partners")]
    [InlineData("en", "ENDS", "Note to broadcasters")]
    [InlineData("fr", "FIN", "Contexte")]
    [InlineData("es", "FIN", "Nota a la prensa")]
    [InlineData("es", "FIN", "Notas para los redactores")]
    [InlineData("es", "FIN", "Antecedentes")]
    [InlineData("ru", "Конец", "Заметки для редакторов")]
    [InlineData("ru", "Конец", "Для редакторов")]
    [InlineData("ru", "Конец", "Справочная информация")]
    [InlineData("ar", "انتهى", "ملاحظة إلى المحررين")]
    [InlineData("ar", "انتهى", "ملاحظة للمحرر")]
    [InlineData("ar", "انتهى", "معلومات أساسية")]
    [InlineData("ar", "انتهى", "خلفية")]
    [InlineData("ar", "انتهى", "لمحة عن المكتب")]
    [InlineData("zh", "完", "背景资料")]
    [InlineData("zh", "（完）", "致编辑")]
    [InlineData("zh", "###", "致编辑的说明")]
    [InlineData("zh", "（完）", "背景")]
    public void What_stands_below_the_end_under_a_heading_of_its_kind_is_kept(string language, string end, string heading)
    {
        var (text, below) = Sample(language);
        foreach (var (extension, title) in new[] { ("txt", "Headline of the release"), ("md", "# Headline of the release") })
        {
            var reading = Read($"a.{language}.{extension}", $"{title}\n\n{text}\n\n{text}\n\n{end}\n\n{heading}\n\n{below}\n");

            Assert.Empty(reading.Problems);
            Assert.Equal([text, text, heading, below], Texts(reading.Manuscript!));
        }
    }

    [Fact]
    public void Short_and_numbered_notes_are_kept_whole()
    {
        var (text, _) = Sample("zh");

        Assert.Equal([text, text, "编者注：", "1. 高清照片可在网站下载。", "2. 见附件。"], Texts(Read("a.zh.txt", $"世界救济署开设卫生中心\n\n{text}\n\n{text}\n\n（完）\n\n编者注：\n1. 高清照片可在网站下载。\n2. 见附件。\n").Manuscript!));
        (text, _) = Sample("en");
        Assert.Equal([text, text, "Notes to editors", "Photos here.", "Film: https://relief.example/film"], Texts(Read("a.en.txt", $"Health centre opens\n\n{text}\n\n{text}\n\nENDS\n\nNotes to editors\n\nPhotos here.\nFilm: https://relief.example/film\n").Manuscript!));
    }

    [Fact]
    public void Sentences_below_the_end_that_nothing_announces_are_left_out_and_told()
    {
        var reading = Read("a.en.txt", $"Health centre opens in Gulu\n\n{Lead}\n\nENDS\n\nSome other words\n\nSeventy thousand rations were handed out last year.\n\nContact: Jane Doe, jane@relief.example\n\n© 2027 World Relief Office. All rights reserved.\n");

        Assert.DoesNotContain("rations", reading.Manuscript!.Html.Markup, StringComparison.Ordinal);
        var doubt = Assert.Single(reading.Problems);
        Assert.Equal("text-left-out", doubt.Code);
        Assert.Contains("“Seventy thousand rations were handed out last year.”", doubt.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("more", doubt.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_menu_below_the_text_is_left_out_without_a_word() =>
        Assert.Empty(Read("a.en.txt", $"Health centre opens in Gulu\n{Lead}\n{Second}\nContact us\nCareers\nProcurement\n").Problems);

    private static (string Text, string Below) Sample(string language) => language switch
    {
        "en" => ("The World Relief Office opened a health centre in northern Uganda today. It will serve some forty thousand people in the district.", "Seventy thousand rations were handed out last year."),
        "fr" => ("L’Office mondial de secours a ouvert aujourd’hui un centre de santé dans le nord de l’Ouganda, qui desservira quarante mille personnes du district.", "Soixante-dix mille rations ont été distribuées."),
        "es" => ("La Oficina Mundial de Socorro inauguró hoy un centro de salud en el norte de Uganda, que atenderá a unas cuarenta mil personas del distrito.", "Se distribuyeron setenta mil raciones."),
        "ru" => ("Всемирное управление помощи открыло сегодня медицинский центр на севере Уганды, который будет обслуживать около сорока тысяч жителей округа.", "В прошлом году роздано семьдесят тысяч пайков."),
        "ar" => ("افتتح مكتب الإغاثة العالمي اليوم مركزاً صحياً في شمال أوغندا، وسيخدم المركز نحو أربعين ألف شخص في المقاطعة وسيدرب ممرضات من المنطقة.", "وُزعت سبعون ألف حصة غذائية في العام الماضي."),
        _ => ("世界救济署今天在乌干达北部开设了一所卫生中心，该中心将为该地区约四万人提供服务，并培训来自该地区的护士和医生。", "去年分发了七万份口粮。"),
    };

    private static string Wrap(string text, int margin)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            if (lines[^1].Length + 1 + word.Length > margin)
                lines.Add(word);
            else
                lines[^1] = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
        }

        return string.Join('\n', lines);
    }

    private static List<string> Texts(Manuscript release) => [.. Blocks.Of(release.Html).Select(block => block.Text)];

    private static Reading Read(string name, string text)
    {
        var reading = Reader.Read(UploadName.Parse(name), Encoding.UTF8.GetBytes(text), null, null, new());
        Assert.NotNull(reading.Manuscript);
        return reading;
    }
}
