using Syndication.Intake;

namespace Syndication.Tests.Intake;

public sealed class DatesTests
{
    [Theory]
    [InlineData("14 March 2026")]
    [InlineData("March 14, 2026")]
    [InlineData("Saturday, March 14th, 2026")]
    [InlineData("14th of March 2026")]
    [InlineData("14 Mar. 2026")]
    [InlineData("2026-03-14")]
    [InlineData("2026/03/14")]
    [InlineData("14.03.2026")]
    [InlineData("14/03/2026")]
    [InlineData("03/14/2026")]
    [InlineData("le 14 mars 2026")]
    [InlineData("samedi 14 mars 2026")]
    [InlineData("14 de marzo de 2026")]
    [InlineData("sábado, 14 de marzo del 2026")]
    [InlineData("14 de março de 2026")]
    [InlineData("14. März 2026")]
    [InlineData("14 марта 2026 г.")]
    [InlineData("14 березня 2026 року")]
    [InlineData("14 مارس 2026")]
    [InlineData("١٤ مارس ٢٠٢٦")]
    [InlineData("١٤ آذار/مارس ٢٠٢٦")]
    [InlineData("السبت 14 آذار 2026 م")]
    [InlineData("۱۴ مارس ۲۰۲۶")]
    [InlineData("۲۳ اسفند ۱۴۰۴")]
    [InlineData("14 مارچ 2026")]
    [InlineData("2026年3月14日")]
    [InlineData("二〇二六年三月十四日")]
    [InlineData("2026年03月14日星期六")]
    public void The_fourteenth_of_March_is_read_in_every_way(string text) => Assert.Equal(new DateTimeOffset(2026, 3, 14, 0, 0, 0, TimeSpan.Zero), Dates.Read(text));

    [Theory]
    [InlineData("1er juillet 2026", 7)]
    [InlineData("1 جويلية 2026", 7)]
    [InlineData("1 يوليوز 2026", 7)]
    [InlineData("1 تموز 2026", 7)]
    [InlineData("1 يوليو 2026", 7)]
    [InlineData("1 غشت 2026", 8)]
    [InlineData("1 أوت 2026", 8)]
    [InlineData("1 آب 2026", 8)]
    [InlineData("1 كانون الثاني 2026", 1)]
    [InlineData("1 كانون الأول/ديسمبر 2026", 12)]
    [InlineData("1 تشرين الثاني 2026", 11)]
    [InlineData("1 جانفي 2026", 1)]
    [InlineData("1 دجنبر 2026", 12)]
    [InlineData("1º de agosto de 2026", 8)]
    [InlineData("1 августа 2026 года", 8)]
    [InlineData("二〇二六年十二月一日", 12)]
    public void Months_have_their_names_everywhere(string text, int month) => Assert.Equal(new DateTimeOffset(2026, month, 1, 0, 0, 0, TimeSpan.Zero), Dates.Read(text));

    [Theory]
    [InlineData("31 April 2026")]
    [InlineData("29 février 2026")]
    [InlineData("32 مارس 2026")]
    [InlineData("2026年13月1日")]
    [InlineData("2026-02-30")]
    [InlineData("03/04/2026")]
    [InlineData("14 March")]
    [InlineData("March 2026")]
    [InlineData("The meeting of 14 March 2026 was long and there was coffee")]
    public void What_is_no_day_or_could_be_two_is_none(string text) => Assert.Null(Dates.Read(text));

    [Theory]
    [InlineData("GENEVA, 14 March 2026 – The text of the release.", "GENEVA")]
    [InlineData("Geneva, March 14, 2026 — The text of the release.", "Geneva")]
    [InlineData("GENEVA, Saturday, 14 March 2026 - The text of the release.", "GENEVA")]
    [InlineData("Port-au-Prince, Haïti, le 14 mars 2026 – Le texte.", "Port-au-Prince, Haïti")]
    [InlineData("(Genève, le 14 mars 2026) Le texte de la nouvelle.", "Genève")]
    [InlineData("Genève, le 14 mars 2026 : Le texte de la nouvelle.", "Genève")]
    [InlineData("Ginebra, 14 de marzo de 2026.- El texto.", "Ginebra")]
    [InlineData("Ginebra, 14 de marzo de 2026. El texto de la nota.", "Ginebra")]
    [InlineData("ЖЕНЕВА, 14 марта 2026 года — Текст сообщения.", "ЖЕНЕВА")]
    [InlineData("جنيف، 14 آذار/مارس 2026 – النص هنا.", "جنيف")]
    [InlineData("جنيف (14 مارس 2026) - النص هنا.", "جنيف")]
    [InlineData("日内瓦，2026年3月14日 —— 新闻稿的正文。", "日内瓦")]
    [InlineData("（日内瓦，2026年3月14日）新闻稿的正文。", "日内瓦")]
    [InlineData("日内瓦2026年3月14日——新闻稿的正文。", "日内瓦")]
    public void A_dateline_gives_place_and_day(string paragraph, string place)
    {
        var dateline = Dateline.Of(paragraph);

        Assert.Equal(place, dateline?.Place);
        Assert.Equal(new DateTimeOffset(2026, 3, 14, 0, 0, 0, TimeSpan.Zero), dateline!.Date);
        Assert.DoesNotMatch(@"^[\s\W]", paragraph[dateline.Length..]);
    }
}
