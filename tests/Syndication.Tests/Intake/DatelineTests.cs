using System.Text;
using Syndication.Intake;
using Syndication.Releases;

namespace Syndication.Tests.Intake;

public sealed class DatelineTests
{
    private const string English = "The World Relief Office opened a health centre in northern Uganda today. It will serve forty thousand people.";
    private const string Russian = "Всемирное управление помощи открыло сегодня медицинский центр на севере Уганды.";
    private const string Arabic = "افتتح مكتب الإغاثة العالمي اليوم مركزاً صحياً في شمال أوغندا.";
    private const string Chinese = "世界救济署今天在乌干达北部开设了一所卫生中心，为该地区约四万人提供服务，并培训来自该地区的护士。";

    [Theory]
    [InlineData("GENEVA, 14 March 2027 (UNHCR) – ", "GENEVA", English)]
    [InlineData("GENÈVE, le 14 mars 2027 (HCR) – ", "GENÈVE", English)]
    [InlineData("Ginebra, 14 de marzo de 2027 (ACNUR).- ", "Ginebra", English)]
    [InlineData("Ciudad de México, a 14 de marzo de 2027. ", "Ciudad de México", English)]
    [InlineData("جنيف، 14 مارس 2027 (المكتب) – ", "جنيف", Arabic)]
    [InlineData("جنيف في 14-3-2027 - ", "جنيف", Arabic)]
    [InlineData("أديس أبابا في 14 مارس 2027 – ", "أديس أبابا", Arabic)]
    [InlineData("Женева, 14 марта 2027 г. (УВКБ) – ", "Женева", Russian)]
    [InlineData("Женева, 14 марта 2027 (УВКБ) – ", "Женева", Russian)]
    [InlineData("г. Женева, 14.03.2027 – ", "Женева", Russian)]
    [InlineData("NAIROBI, Kenya, 14 March 2027/APO Group/ -- ", "NAIROBI, Kenya", English)]
    [InlineData("14 March 2027/APO Group/ -- ", null, English)]
    [InlineData("NEW YORK, N.Y., March 14, 2027 /PRNewswire/ -- ", "NEW YORK, N.Y.", English)]
    [InlineData("WASHINGTON, D.C. — March 14, 2027 — ", "WASHINGTON, D.C.", English)]
    [InlineData("Geneva – 14 March 2027 – ", "Geneva", English)]
    [InlineData("Geneva – 14 March 2027 (UNHCR) – ", "Geneva", English)]
    [InlineData("Genève le 14 mars 2027 – ", "Genève", English)]
    [InlineData("【日内瓦2027年3月14日讯】", "日内瓦", Chinese)]
    [InlineData("新华社日内瓦2027年3月14日电 ", "日内瓦", Chinese)]
    public void Place_and_day_are_told_from_the_text(string dateline, string? place, string text) => Is(dateline, place, new DateTimeOffset(2027, 3, 14, 0, 0, 0, TimeSpan.Zero), text);

    [Theory]
    [InlineData("GENEVA, March 14 (WRO) — ", "GENEVA", English)]
    [InlineData("日内瓦3月14日电 ", "日内瓦", Chinese)]
    [InlineData("新华社日内瓦3月14日电 ", "日内瓦", Chinese)]
    [InlineData("新华社日内瓦三月十四日电", "日内瓦", Chinese)]
    public void A_day_without_a_year_is_none_and_its_place_is_one(string dateline, string place, string text) => Is(dateline, place, null, text);

    [Theory]
    [InlineData("GENEVA, 3/4/2027 – " + English)]
    [InlineData("جنيف في 3-4-2027 - " + Arabic)]
    [InlineData("اجتمع المجلس في 14-3-2027 - وهو أول اجتماع له - لبحث مسألة المراكز الصحية في شمال أوغندا.")]
    [InlineData("今年3月14日电影节开幕，" + Chinese)]
    [InlineData("In 2027 (see the table below) – as in the year before – the office opened two health centres in Uganda.")]
    [InlineData("Resolution 2720 (which the Council adopted) – the second of its kind – asks for more.")]
    public void What_can_be_read_in_two_ways_or_is_a_sentence_stays_in_the_text(string text)
    {
        var manuscript = Read("Health centre opens in Gulu\n\n" + text);

        Assert.Null(manuscript.Dateline);
        Assert.Null(manuscript.Date);
        Assert.Equal(text, Blocks.Of(manuscript.Html)[0].Text);
    }

    private static void Is(string dateline, string? place, DateTimeOffset? day, string text)
    {
        var manuscript = Read($"Health centre opens in Gulu\n\n{dateline}{text}");

        Assert.Equal(place, manuscript.Dateline);
        Assert.Equal(day, manuscript.Date);
        Assert.Equal(text, Assert.Single(Blocks.Of(manuscript.Html)).Text);
    }

    private static Manuscript Read(string text) => Reader.Read(UploadName.Parse("centre.en.txt"), Encoding.UTF8.GetBytes(text + "\n"), null, null, new()).Manuscript!;
}
