using System.Text;
using Syndication.Intake;

namespace Syndication.Tests.Intake;

/// <summary>Bytes become text by their mark, by what they say and by what they look like; what they say wrongly harms nothing.</summary>
public sealed class EncodingTests
{
    private const string Arabic = "افتتحت السلطات اليوم مركزاً جديداً لاستقبال العائدين، ويضم المركز قاعة للأطفال وعيادة صغيرة. وقال المدير إن الهدف هو باب مفتوح.";
    private const string Russian = "Движение по мосту возобновлено в понедельник. Восемь сёл снова получили связь с районным центром и больницей, сообщили в министерстве.";
    private const string French = "Les élèves ont été reçus à l'école à la rentrée : c'était prévu dès l'été, grâce à l'accord signé où vous savez, et cela a coûté très peu.";
    private const string Chinese = "十五辆流动图书车今天从昆明出发，将在一年之内走遍省内二百六十所山区小学，为孩子们送去图书和阅读课程。";
    private const string Traditional = "兩國的青年參加了這次培訓。沒有人受傷，但四十個家庭失去了住所，政府說明了事情的經過。";
    private const string Japanese = "診療所は月曜日に扉を開きました。谷の農家は雨季の前に種を受け取ります。新しい橋が川の両岸を結んでいる。";
    private const string Spanish = "«La inscripción está abierta», dijo la señora Muñoz: el año próximo habrá más niños en las aulas, según explicó después.";

    private const string Ukrainian = "Рух мостом відновлено в понеділок. Вісім сіл знову мають дорогу до районного центру і лікарні, повідомили їхні мешканці.";
    private const string Hebrew = "המרכז נפתח היום בצפון הארץ. הוא ישרת ארבעים אלף תושבים, ובו אולם לילדים ומרפאה קטנה.";
    private const string Greek = "Το κέντρο υγείας άνοιξε σήμερα τις πόρτες του. Θα εξυπηρετεί σαράντα χιλιάδες κατοίκους της περιοχής.";

    public static TheoryData<string, string> Old => new()
    {
        { "windows-1256", Arabic }, { "iso-8859-6", Arabic }, { "windows-1251", Russian }, { "koi8-r", Russian }, { "windows-1252", French }, { "windows-1252", Spanish },
        { "iso-8859-1", French }, { "iso-8859-15", French }, { "gb18030", Chinese }, { "big5", Traditional }, { "shift_jis", Japanese },
        { "iso-8859-5", Russian }, { "ibm866", Russian }, { "x-mac-cyrillic", Russian }, { "koi8-u", Ukrainian }, { "macintosh", French }, { "ibm850", French }, { "ibm850", Spanish.Replace('«', '"').Replace('»', '"') },
        { "windows-1255", Hebrew }, { "windows-1253", Greek },
    };

    [Theory]
    [MemberData(nameof(Old))]
    public void An_old_encoding_is_told_by_its_bytes_alone(string name, string text) => Assert.Equal(text, Decode(Bytes(name, text), isHtml: false));

    [Theory]
    [MemberData(nameof(Old))]
    public void And_by_its_declaration(string name, string text)
    {
        var page = $"<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset={name}\"></head><p>{text}</p></html>";
        Assert.Contains(text, Decode(Bytes(name, page), isHtml: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void UTF_16_is_read_with_and_without_its_mark(bool bigEndian, bool mark)
    {
        foreach (var text in new[] { Arabic, Russian, French, "2027年3月10日，十五辆车出发。\r\n一共 15 辆，一年之内走遍 260 所小学。", "Plain words. And more of them, 2026.\r\n" })
        {
            var encoding = new UnicodeEncoding(bigEndian, mark);
            Assert.Equal(text, Decode([.. encoding.GetPreamble(), .. encoding.GetBytes(text)], isHtml: false));
        }
    }

    [Theory]
    [InlineData("iso-8859-1", "utf-8", Arabic)]
    [InlineData("windows-1256", "utf-8", French)]
    [InlineData("gb2312", "utf-8", Russian)]
    [InlineData("utf-8", "windows-1252", French)]
    [InlineData("utf-8", "windows-1256", Arabic)]
    [InlineData("utf-8", "gb18030", Chinese)]
    [InlineData("utf-16", "utf-8", French)]
    [InlineData("iso-8859-1", "windows-1251", Russian)]
    [InlineData("iso-8859-1", "windows-1256", Arabic)]
    [InlineData("no-such-thing", "windows-1252", French)]
    public void A_wrong_declaration_gives_way_to_the_bytes(string said, string real, string text)
    {
        var page = $"<meta charset=\"{said}\"><p>{text}</p>";
        Assert.Contains(text, Decode(Bytes(real, page), isHtml: true), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mark_goes_before_a_declaration()
    {
        var page = $"<meta charset=\"windows-1251\"><p>{French}</p>";
        Assert.Contains(French, Decode([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(page)], isHtml: true), StringComparison.Ordinal);
        Assert.Contains(French, Decode([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(page)], isHtml: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0xE2 })]
    [InlineData(new byte[] { 0xED, 0xA0 })]
    public void Nor_does_it_in_a_short_text_with_few_letters_beyond_ASCII(byte[] broken)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("The Director’s statement says “today”, and nothing else "), .. broken, .. Encoding.UTF8.GetBytes(" was said.")];

        Assert.Contains("The Director’s statement says “today”", Decode(bytes, isHtml: false), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_byte_in_UTF_8_does_not_make_it_another_encoding()
    {
        var bytes = Encoding.UTF8.GetBytes(Arabic).Concat(new byte[] { 0xD9 }).ToArray();
        Assert.StartsWith(Arabic, Decode(bytes, isHtml: false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DOS-720", Arabic)]
    [InlineData("euc-jp", Japanese)]
    [InlineData("euc-kr", "보건소가 월요일에 문을 열었습니다. 골짜기의 농부들은 우기 전에 씨앗을 받습니다. 새 다리가 강의 양쪽을 잇습니다.")]
    public void An_encoding_that_cannot_be_told_is_refused(string name, string text) =>
        Assert.Equal("not-text", Encodings.Decode(Bytes(name, text), isHtml: false).Problem?.Code);

    [Theory]
    [InlineData("The centre cost £5 million and stands on 6 km² of land, § 5 says.")]
    [InlineData("“Good,” she said – and didn’t say more.")]
    [InlineData("Relief® works for all. © 2027")]
    [InlineData("We will:\n· train nurses\n· open clinics")]
    [InlineData("Côte d’Ivoire is there; it is 30 °C.")]
    public void Signs_alone_make_no_other_encoding_of_a_text(string text) => Assert.Equal(text, Decode(Bytes("windows-1252", text), isHtml: false));

    [Fact]
    public void What_is_no_text_is_told() =>
        Assert.Equal("not-text", Encodings.Decode([0x50, 0x4B, 3, 4, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0xFF, 0xD8, 0xFE, 0, 1], isHtml: false).Problem?.Code);

    private static string Decode(byte[] bytes, bool isHtml)
    {
        var (text, problem) = Encodings.Decode(bytes, isHtml);
        Assert.Null(problem);
        return text;
    }

    private static byte[] Bytes(string name, string text) => (name == "utf-8" ? new UTF8Encoding(false) : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name)).GetBytes(text);
}
