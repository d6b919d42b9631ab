using System.Text;
using Syndication.Intake;
using Syndication.Releases;

namespace Syndication.Tests.Intake;

/// <summary>Lines about an embargo in the languages' ways: understood to the instant, or held; never read past.</summary>
public sealed class EmbargoLineTests
{
    private static readonly DateTimeOffset March = new(2026, 3, 13, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("EMBARGOED UNTIL 09:00 GMT 14 March", "2026-03-14T09:00Z")]
    [InlineData("*** STRICTLY EMBARGOED UNTIL 0900 GMT, SATURDAY 14 MARCH 2026 ***", "2026-03-14T09:00Z")]
    [InlineData("Embargoed until 14 March 2026, 9 a.m. (Geneva time)", "2026-03-14T08:00Z")]
    [InlineData("Embargoed until 14 July 2026, 9 a.m. (Geneva time)", "2026-07-14T07:00Z")]
    [InlineData("Not for release before 14 March 2026 at 14:30 CET", "2026-03-14T13:30Z")]
    [InlineData("NOT FOR PUBLICATION OR BROADCAST BEFORE 00:01 UTC on 14 March 2026", "2026-03-14T00:01Z")]
    [InlineData("Embargo: March 14, 2026, 10 a.m. EST", "2026-03-14T15:00Z")]
    [InlineData("Embargo: 14 March 2026, noon GMT+2", "2026-03-14T10:00Z")]
    [InlineData("Embargo: 14 March 2026, midnight GMT", "2026-03-15T00:00Z")]
    [InlineData("Embargo 2026-03-14T09:00:00Z", "2026-03-14T09:00Z")]
    [InlineData("PRESS RELEASE – EMBARGOED UNTIL 9 a.m. EST (14:00 GMT), 14 March 2026", "2026-03-14T14:00Z")]
    [InlineData("This press release is under embargo until 09:00 GMT on 14 March 2026", "2026-03-14T09:00Z")]
    [InlineData("Embargo : 14 mars 2026 à 9 h (heure de Genève)", "2026-03-14T08:00Z")]
    [InlineData("Embargo : samedi 14 mars 2026 à 9 h (heure de Genève)", "2026-03-14T08:00Z")]
    [InlineData("Sous embargo jusqu’au 14 mars 2026 à 9h30 GMT", "2026-03-14T09:30Z")]
    [InlineData("Strictement sous embargo jusqu'au 1er avril, 10 heures, heure du Caire", "2026-04-01T08:00Z")]
    [InlineData("Ne pas diffuser avant le 14 mars 2026 à midi (heure de Paris)", "2026-03-14T11:00Z")]
    [InlineData("محظور النشر حتى الساعة 09:00 بتوقيت غرينتش، 14 مارس 2026", "2026-03-14T09:00Z")]
    [InlineData("محظور النشر حتى الساعة التاسعة صباحاً بتوقيت القاهرة يوم السبت ١٤ آذار/مارس ٢٠٢٦", "2026-03-14T07:00Z")]
    [InlineData("يُحظر النشر قبل الساعة ١٠:٠٠ مساءً بتوقيت جنيف، ١٤ مارس", "2026-03-14T21:00Z")]
    [InlineData("ممنوع النشر حتى 14 فيفري 2026، الساعة 10:00 بتوقيت تونس", "2026-02-14T09:00Z")]
    [InlineData("Prohibida su difusión hasta el 14 de marzo de 2026 a las 9:00 horas (hora de Ginebra)", "2026-03-14T08:00Z")]
    [InlineData("Embargado hasta el sábado 14 de marzo, 9 de la mañana, hora de Madrid", "2026-03-14T08:00Z")]
    [InlineData("Эмбарго до 9:00 по московскому времени 14 марта 2026 г.", "2026-03-14T06:00Z")]
    [InlineData("Не публиковать до 14 марта 2026 года, 12:00 (по женевскому времени)", "2026-03-14T11:00Z")]
    [InlineData("禁发至2026年3月14日上午9点（日内瓦时间）", "2026-03-14T08:00Z")]
    [InlineData("请勿在北京时间2026年3月14日09:00之前发布", "2026-03-14T01:00Z")]
    [InlineData("2026年3月14日15时（格林尼治时间）前请勿发布", "2026-03-14T15:00Z")]
    [InlineData("Sperrfrist: 14. März 2026, 10.00 Uhr MEZ", "2026-03-14T09:00Z")]
    [InlineData("Embargado até 14 de março de 2026, 9h (horário de Brasília)", "2026-03-14T12:00Z")]
    public void A_line_is_understood(string line, string instant)
    {
        var read = EmbargoLine.Of(line, March);

        Assert.True(read?.Kind == EmbargoKind.Until, $"{read}");
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), read!.Until);
    }

    [Theory]
    [InlineData("EMBARGOED")]
    [InlineData("STRICTLY EMBARGOED")]
    [InlineData("Embargo: tomorrow noon")]
    [InlineData("Embargo until further notice")]
    [InlineData("Embargoed until Monday, 09:00 GMT")]
    [InlineData("Embargoed until 14 March 2026")]
    [InlineData("Embargoed until 14 March 2026, 9 a.m.")]
    [InlineData("Embargoed until 14 March 2026, 9 a.m. local time")]
    [InlineData("Embargoed until 14 March 2026, 9 o'clock GMT")]
    [InlineData("Embargoed until 31 April 2026, 09:00 GMT")]
    [InlineData("Embargoed until 03/04/2026, 09:00 GMT")]
    [InlineData("Embargoed until 14 March 2026, 09:00 GMT or upon delivery of the speech")]
    [InlineData("Embargoed until 14 March 2026 09:00 GMT (print: 15 March 2026)")]
    [InlineData("Embargoed until 14 March 2026 09:00 GMT / 11:00 Geneva time")]
    [InlineData("Not for release before the press conference")]
    [InlineData("Embargo : demain matin")]
    [InlineData("Sous embargo jusqu'au 14 mars")]
    [InlineData("محظور النشر حتى صباح الغد")]
    [InlineData("محظور النشر حتى إشعار آخر")]
    [InlineData("Prohibida su difusión hasta nuevo aviso")]
    [InlineData("Эмбарго до завтра")]
    [InlineData("禁发至另行通知")]
    public void What_leaves_anything_open_is_not_understood(string line)
    {
        var read = EmbargoLine.Of(line, March);

        Assert.Equal(EmbargoKind.Unclear, read?.Kind);
        Assert.False(string.IsNullOrEmpty(read!.Why));
    }

    [Theory]
    [InlineData("FOR IMMEDIATE RELEASE")]
    [InlineData("Press release – for immediate release")]
    [InlineData("Pour diffusion immédiate")]
    [InlineData("PARA PUBLICACIÓN INMEDIATA")]
    [InlineData("للنشر الفوري")]
    [InlineData("Для немедленной публикации")]
    [InlineData("立即发布")]
    [InlineData("供即时发布")]
    [InlineData("Embargo: none")]
    public void For_immediate_release_is_no_embargo(string line) => Assert.Equal(EmbargoKind.Immediate, EmbargoLine.Of(line, March)?.Kind);

    [Theory]
    [InlineData("The arms embargo was extended until 14 March 2026.")]
    [InlineData("L’embargo sur les armes est prolongé jusqu’au 14 mars 2026")]
    [InlineData("Embargo on arms extended by a year")]
    [InlineData("Embargo: what the decision of the Council means for traders")]
    [InlineData("El embargo de armas sigue hasta el 14 de marzo")]
    [InlineData("Эмбарго на поставки оружия продлено до 14 марта")]
    [InlineData("حظر التجول حتى الساعة العاشرة مساء في المدينة")]
    [InlineData("حظر الأسلحة مستمر حتى ١٤ مارس")]
    [InlineData("武器禁运延长至2026年3月14日")]
    [InlineData("GENEVA, 14 March 2026 – The embargo is over.")]
    public void A_sentence_that_speaks_of_an_embargo_is_none(string line) => Assert.Null(EmbargoLine.Of(line, March));

    [Theory]
    [InlineData("EMBARGOED FOR RELEASE AT 9 A.M. GMT, SUNDAY, 14 MARCH 2027")]
    [InlineData("Under strict embargo until 14 March 2027 0900 GMT")]
    [InlineData("Embargoed for release until 14 March 2027, 09:00 GMT")]
    [InlineData("This release is under strict embargo until 14 March 2027, 09:00 GMT.")]
    [InlineData("[EMBARGOED FOR 09:00 GMT, 14 MARCH 2027]")]
    [InlineData("Publication embargo: 14 March 2027 09:00 GMT")]
    [InlineData("News embargo lifts 14 March 2027 at 09:00 GMT")]
    [InlineData("Please note that this release is embargoed until 14 March 2027 at 09:00 GMT.")]
    [InlineData("Please do not publish before 14 March 2027 at 09:00 GMT.")]
    [InlineData("Not to be published, broadcast or quoted before 14 March 2027 09:00 GMT")]
    [InlineData("The contents of this press release must not be quoted or summarized in the print, broadcast or electronic media before 14 March 2027, 09:00 GMT")]
    [InlineData("For release: 14 March 2027, 09:00 GMT")]
    [InlineData("FOR RELEASE: Sunday, 14 March 2027, 5 a.m. EDT (9 a.m. GMT)")]
    [InlineData("TO BE RELEASED ON 14 MARCH 2027 AT 09:00 GMT")]
    [InlineData("HOLD FOR RELEASE: 14 March 2027, 9 a.m. GMT")]
    [InlineData("ADVANCE: for use after 14 March 2027 09:00 GMT")]
    [InlineData("Advance copy – not for publication until 14 March 2027, 09:00 GMT")]
    [InlineData("E M B A R G O E D until 14 March 2027, 09:00 GMT")]
    [InlineData("Embargo: no publication before 14 March 2027, 09:00 GMT")]
    [InlineData("Sous embargo strict jusqu'au 14 mars 2027, 9h00 GMT")]
    [InlineData("Embargo strict jusqu’au 14 mars 2027, 9h00 GMT")]
    [InlineData("EMBARGO LE 14 MARS 2027 À 9H GMT")]
    [InlineData("Embargo au 14 mars 2027, 9h GMT")]
    [InlineData("Levée de l’embargo : 14 mars 2027, 9h GMT")]
    [InlineData("L’embargo sera levé le 14 mars 2027 à 9h GMT")]
    [InlineData("Information sous embargo jusqu’au 14 mars 2027 9h GMT")]
    [InlineData("Prière de ne pas publier avant le 14 mars 2027, 9h GMT")]
    [InlineData("Ne pas diffuser ni publier avant le 14 mars 2027 à 9h GMT")]
    [InlineData("Ne peut être publié avant le 14 mars 2027 à 9h GMT")]
    [InlineData("Publiable à partir du 14 mars 2027 à 9h GMT")]
    [InlineData("Bajo estricto embargo hasta el 14 de marzo de 2027 9:00 GMT")]
    [InlineData("Nota embargada hasta el 14 de marzo de 2027, 9:00 GMT")]
    [InlineData("Fecha de embargo: 14 de marzo de 2027, 9:00 GMT")]
    [InlineData("Levantamiento del embargo: 14 de marzo de 2027, 9:00 GMT")]
    [InlineData("Se ruega no publicar antes del 14 de marzo de 2027, 9:00 GMT")]
    [InlineData("Para su publicación a partir del 14 de marzo de 2027, 9:00 GMT")]
    [InlineData("Материал под эмбарго до 14 марта 2027, 9:00 GMT")]
    [InlineData("Срок эмбарго: 14 марта 2027 г., 9:00 GMT")]
    [InlineData("Просьба не публиковать до 14 марта 2027 г., 9:00 GMT")]
    [InlineData("Публиковать не ранее 14 марта 2027 г. 9:00 GMT")]
    [InlineData("Запрет на публикацию до 14 марта 2027 г., 9:00 GMT")]
    [InlineData("Для публикации после 14 марта 2027 г., 9:00 GMT")]
    [InlineData("خاضع للحظر حتى 14 مارس 2027 الساعة 09:00 بتوقيت غرينتش")]
    [InlineData("حظر نشر حتى 14 مارس 2027، الساعة 09:00 بتوقيت غرينتش")]
    [InlineData("الرجاء عدم النشر قبل الساعة 09:00 بتوقيت غرينتش يوم 14 مارس 2027")]
    [InlineData("ليس للنشر قبل 14 مارس 2027 الساعة 09:00 بتوقيت غرينتش")]
    [InlineData("يُرفع الحظر عن النشر في 14 مارس 2027 الساعة 09:00 بتوقيت غرينتش")]
    [InlineData("الحظر على النشر حتى 14 مارس 2027 الساعة 09:00 بتوقيت غرينتش")]
    [InlineData("新闻禁发：格林尼治时间2027年3月14日09:00")]
    [InlineData("媒体禁发期至格林尼治时间2027年3月14日09:00")]
    [InlineData("严禁在格林尼治时间2027年3月14日09:00前发布")]
    [InlineData("本新闻稿禁止在格林尼治时间2027年3月14日09:00前发布")]
    [InlineData("格林尼治时间2027年3月14日上午9时解禁")]
    [InlineData("新聞稿禁發至格林威治時間2027年3月14日09:00")]
    public void The_many_ways_of_keeping_a_text_back_are_understood(string line)
    {
        var read = EmbargoLine.Of(line, March);

        Assert.True(read?.Kind == EmbargoKind.Until, $"{read}");
        Assert.Equal(new(2027, 3, 14, 9, 0, 0, TimeSpan.Zero), read!.Until);
    }

    [Theory]
    [InlineData("NOT FOR RELEASE")]
    [InlineData("DRAFT – NOT FOR PUBLICATION")]
    [InlineData("INTERNAL – DO NOT DISTRIBUTE")]
    [InlineData("Please do not publish or broadcast")]
    [InlineData("NE PAS DIFFUSER")]
    [InlineData("No publicar")]
    [InlineData("Не для публикации")]
    [InlineData("Hold until Sunday")]
    [InlineData("EMBARGO LE 14 MARS")]
    [InlineData("For release: 14 March 2027")]
    [InlineData("This report may not be published before the conference")]
    [InlineData("Embargoed until Monday 14 March 2027 09:00 GMT")]
    [InlineData("Sous embargo jusqu’au mardi 14 mars 2027 à 9h GMT")]
    [InlineData("محظور النشر حتى الساعة 09:00 بتوقيت غرينتش يوم الاثنين 14 مارس 2027")]
    [InlineData("禁发至2027年3月14日星期一09:00（格林尼治时间）")]
    public void What_keeps_a_text_back_and_does_not_say_until_when_holds_it(string line) => Assert.Equal(EmbargoKind.Unclear, EmbargoLine.Of(line, March)?.Kind);

    [Theory]
    [InlineData("Embargo against Cuba ends after sixty years")]
    [InlineData("Embargo on 5 countries lifted")]
    [InlineData("The prisoners will not be released before December")]
    [InlineData("Never published before: letters from the front")]
    [InlineData("Do not use expired vaccines before they are tested, doctors warn")]
    [InlineData("No publication of names before the verdict, court rules")]
    [InlineData("Fin de l’embargo : 5 questions")]
    [InlineData("Embargo del 10 % de las cuentas")]
    [InlineData("Под эмбарго на нефть: цены растут")]
    [InlineData("Снятие эмбарго: что изменится")]
    [InlineData("Публикация после 10 лет молчания")]
    [InlineData("رفع الحظر في اليمن يفتح الموانئ")]
    [InlineData("多国石油出口解禁")]
    [InlineData("禁运解除后粮价回落")]
    [InlineData("报告两年后发布")]
    [InlineData("Embargo au Soudan : les ONG s’inquiètent")]
    [InlineData("Levée de l’embargo sur les armes : ce que change la résolution")]
    [InlineData("Release of hostages on 14 March 2027 welcomed")]
    [InlineData("For use in schools: 40,000 books arrive")]
    [InlineData("Not for profit: how clinics are run")]
    [InlineData("No released prisoner may be sent back, says the Office")]
    [InlineData("Not distributed: half of the seeds rot in the port")]
    [InlineData("No use of force before talks, mediators say")]
    [InlineData("Published on 14 March 2027")]
    [InlineData("Publication date: 14 March 2027")]
    [InlineData("Not for distribution in the United States")]
    [InlineData("Publier des données ouvertes : le guide")]
    [InlineData("Не публикуют данных")]
    [InlineData("La publicación del informe se aplaza")]
    [InlineData("请于2027年3月14日前报名")]
    public void A_headline_or_a_label_is_no_embargo(string line) => Assert.Null(EmbargoLine.Of(line, March));

    [Theory]
    [InlineData("2026-12-20", "Embargo: 5 January, 09:00 GMT", 2027)]
    [InlineData("2027-01-02", "Embargo: 30 December, 09:00 GMT", 2026)]
    [InlineData("2026-02-01", "Embargo: 10 September, 09:00 GMT", 2026)]
    [InlineData("2027-06-01", "Embargo: 29 February, 09:00 GMT", 2028)]
    public void A_year_left_out_is_the_one_around_the_release_and_never_long_before_it(string about, string line, int year) =>
        Assert.Equal(year, EmbargoLine.Of(line, DateTimeOffset.Parse(about + "T00:00Z", System.Globalization.CultureInfo.InvariantCulture))!.Until!.Value.Year);

    [Fact]
    public void Without_any_date_a_year_left_out_is_not_made_up() => Assert.Equal(EmbargoKind.Unclear, EmbargoLine.Of("Embargo: 5 January, 09:00 GMT", null)?.Kind);

    [Theory]
    [InlineData("2026-10-25T02:30", "2026-10-25T01:30Z")]
    [InlineData("2026-03-29T02:30", "2026-03-29T01:30Z")]
    public void An_hour_that_comes_twice_or_not_at_all_is_the_later_reading(string local, string instant)
    {
        var geneva = Zones.Find("geneva")[0];
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), Zones.At(geneva, DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture)));
    }

    public static TheoryData<string, string> Places => new()
    {
        { "a.en.txt", "{0}\n\nBorder posts reopen in the north\n\nNAIROBI, 13 March 2026 – Five health posts along the northern border opened their doors again on Monday after two years of repairs.\n" },
        { "a.en.txt", "PRESS RELEASE\nBorder posts reopen in the north\n{0}\nNAIROBI, 13 March 2026 – Five health posts along the northern border opened their doors again on Monday after two years of repairs.\n" },
        { "a.en.txt", "Border posts reopen in the north\n\nNAIROBI, 13 March 2026 – Five health posts along the northern border opened their doors again on Monday after two years of repairs.\n\nENDS\n\n{0}\n" },
        { "a.en.md", "**{0}**\n\n# Border posts reopen in the north\n\nNAIROBI, 13 March 2026 – Five health posts opened again on Monday.\n" },
        { "a.en.md", "# Border posts reopen in the north\n\n{0}\n\nNAIROBI, 13 March 2026 – Five health posts opened again on Monday.\n" },
        { "a.en.html", "<div class=\"alert banner\">{0}</div><main><h1>Border posts reopen in the north</h1><p>NAIROBI, 13 March 2026 – Five health posts opened again on Monday.</p></main>" },
        { "a.en.html", "<header><p>{0}</p></header><article><h1>Border posts reopen in the north</h1><p>NAIROBI, 13 March 2026 – Five health posts opened again on Monday.</p></article>" },
        { "a.en.html", "<h1>Border posts reopen in the north</h1><p><b>{0}</b><br>NAIROBI, 13 March 2026 – Five health posts opened again on Monday.</p><p>More text of the release.</p>" },
        { "a.en.html", "<h1>Border posts reopen in the north</h1><p>NAIROBI, 13 March 2026 – Five health posts opened again on Monday.</p><table><tr><td>{0}</td></tr></table>" },
        { "a.en.html", "<aside role=alert>{0}</aside><h1>Border posts reopen in the north</h1><p>NAIROBI, 13 March 2026 – Five health posts opened again on Monday.</p>" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void It_is_found_above_and_below_the_text_and_is_not_part_of_it(string name, string text)
    {
        var release = Read(name, text.Replace("{0}", "EMBARGOED UNTIL 09:00 GMT 14 March", StringComparison.Ordinal));
        Assert.Null(release.Held);
        Assert.Equal(new DateTimeOffset(2026, 3, 14, 9, 0, 0, TimeSpan.Zero), release.Manuscript!.Embargo);
        Assert.Equal(("Border posts reopen in the north", "NAIROBI"), (release.Manuscript.Title, release.Manuscript.Dateline));
        Assert.DoesNotContain("EMBARGO", release.Manuscript.Html.Markup, StringComparison.OrdinalIgnoreCase);

        var unclear = Read(name, text.Replace("{0}", "EMBARGOED UNTIL WEDNESDAY", StringComparison.Ordinal));
        Assert.Equal("embargo-not-understood", unclear.Held?.Code);
        Assert.True(OpenEmbargo.Is(unclear.Manuscript!.Embargo));
    }

    [Fact]
    public void In_one_paragraph_with_the_text_it_holds() =>
        Assert.NotNull(Read("a.en.md", "# Border posts reopen\n\nEMBARGOED UNTIL 09:00 GMT 14 March 2026. NAIROBI, 13 March 2026 – Five health posts along the northern border opened their doors again on Monday after two years of repairs, and two more will follow in the summer when the rains are over and the roads are dry again, said the ministry.\n").Held);

    [Fact]
    public void Front_matter_goes_before_a_line_and_can_say_that_there_is_none()
    {
        const string Text = "EMBARGOED UNTIL WEDNESDAY\n\nBorder posts reopen in the north\n\nThe text of the release.\n";
        Assert.Equal(2099, Read("a.en.txt", "---\ntitle: A\nembargo: 2099-01-01T00:00:00Z\n---\n" + Text).Manuscript!.Embargo!.Value.Year);
        var none = Read("a.en.txt", "---\ntitle: A\nembargo: none\n---\n" + Text);
        Assert.Equal((null, null), (none.Held, none.Manuscript!.Embargo));
        Assert.Equal("embargo-not-understood", Read("a.en.txt", "---\ntitle: A\nembargo: soon\n---\n" + Text).Held?.Code);
    }

    private static Reading Read(string name, string text) => Reader.Read(UploadName.Parse(name), Encoding.UTF8.GetBytes(text), null, null, new());
}
