using System.Text;
using Syndication.Intake;
using Syndication.Releases;

namespace Syndication.Tests.Intake;

public sealed class ContactTests
{
    [Theory]
    [InlineData("Press contact:\nJane Doe\nHead of Press\nWorld Relief Office\nT: +41 22 555 01 02\nM: +41 79 555 01 02\nE: jane@relief.example\nW: www.relief.example")]
    [InlineData("Press contact:\nJane Doe\nHead of Press\nWorld Relief Office\nT +41 22 555 01 02\nE jane@relief.example\nM +41 79 555 01 02")]
    [InlineData("Contact: Jane Doe, Head of Press, World Relief Office, Office: +41 22 555 01 02, Mobile: +41 79 555 01 02, jane@relief.example")]
    [InlineData("Contact: Jane Doe, Head of Press, World Relief Office, Direct: +41 22 555 01 02 / Cell: +41 79 555 01 02, Email: jane@relief.example")]
    public void Labels_are_no_names_and_a_second_number_is_kept(string lines) =>
        Assert.Equal(new Contact("Jane Doe", "Head of Press, World Relief Office", "jane@relief.example", "+41 22 555 01 02 / +41 79 555 01 02"), Only(lines));

    [Theory]
    [InlineData("Contact presse :\nJeanne Dupont\nBureau : 01 55 01 02 03\nFixe : 01 55 01 02 04\nCourriel : j@relief.example", "Jeanne Dupont", "01 55 01 02 03 / 01 55 01 02 04")]
    [InlineData("Contacto de prensa:\nJuana Pérez\nOficina: +34 91 555 01 02\nMóvil: +34 600 55 01 02\nj@relief.example", "Juana Pérez", "+34 91 555 01 02 / +34 600 55 01 02")]
    [InlineData("Контакты для прессы:\nАнна Иванова\nТ: +7 495 555 01 02\nМ: +7 916 555 01 02\nЭл. почта: j@relief.example", "Анна Иванова", "+7 495 555 01 02 / +7 916 555 01 02")]
    [InlineData("جهة الاتصال الإعلامي: ليلى حداد - ت: +41 22 555 01 99 - ج: +962 79 555 01 02 - j@relief.example", "ليلى حداد", "+41 22 555 01 99 / +962 79 555 01 02")]
    [InlineData("媒体联系人：\n王丽\n办公室：+86 10 8532 3800\n手机：+86 138 0013 8000\n邮箱：j@relief.example", "王丽", "+86 10 8532 3800 / +86 138 0013 8000")]
    [InlineData("Contact presse : Jeanne Dupont – j@relief.example – 06 55 01 02 03 / 01 55 01 02 03", "Jeanne Dupont", "06 55 01 02 03 / 01 55 01 02 03")]
    [InlineData("Contact: Jane Doe, +41 (0)22 555 01 99 / +41 79 555 12 34, j@relief.example", "Jane Doe", "+41 (0)22 555 01 99 / +41 79 555 12 34")]
    [InlineData("Contact: Jane Doe, 022 / 555 01 02, j@relief.example", "Jane Doe", "022 / 555 01 02")]
    [InlineData("Contact: Jane Doe, Tel: 022/555 01 02, Fax: 022/555 01 03, j@relief.example", "Jane Doe", "022/555 01 02 / fax 022/555 01 03")]
    [InlineData("Контакты для прессы: Анна Иванова, тел.: +7 (495) 555-01-02 (доб. 123), j@relief.example", "Анна Иванова", "+7 (495) 555-01-02 (доб. 123)")]
    public void Numbers_are_kept_in_every_language(string lines, string name, string phone) => Assert.Equal(new Contact(name, null, "j@relief.example", phone), Only(lines));

    [Theory]
    [InlineData("Contact: Press Office, World Relief Office, +41 22 555 01 02", "Press Office", "World Relief Office")]
    [InlineData("Contact: E. Smith, Spokesperson, +41 22 555 01 02", "E. Smith", "Spokesperson")]
    [InlineData("للاتصال: مكتب الإغاثة، جنيف، +41 22 555 01 02", "مكتب الإغاثة", "جنيف")]
    public void Names_that_are_like_labels_stay_names(string lines, string name, string organisation) => Assert.Equal(new Contact(name, organisation, null, "+41 22 555 01 02"), Only(lines));

    [Theory]
    [InlineData("Media contacts:\nIn Geneva: Jean-Pierre Dubois, Spokesperson, +41 22 555 01 99", "Jean-Pierre Dubois", "Spokesperson, Geneva")]
    [InlineData("Media contacts:\nIn New York:\nMaria Lopez\n+1 212 555 0199", "Maria Lopez", "New York")]
    [InlineData("Contactos de prensa\nEn Ginebra: Juana Pérez, +41 22 555 01 02", "Juana Pérez", "Ginebra")]
    [InlineData("Contacts médias :\nÀ N’Djamena : Fatimé Mahamat, chargée de communication, tél. : +235 66 55 01 02", "Fatimé Mahamat", "chargée de communication, N’Djamena")]
    [InlineData("للاتصال:\nفي جنيف: ليلى حداد، المتحدثة باسم المكتب، هاتف: +41 22 555 01 99", "ليلى حداد", "المتحدثة باسم المكتب, جنيف")]
    [InlineData("Контакты:\nВ Женеве: Анна Иванова, +41 22 555 01 02", "Анна Иванова", "В Женеве")]
    [InlineData("媒体联系人：\n在日内瓦：王丽，+41 22 555 01 02", "王丽", "日内瓦")]
    [InlineData("Media contacts:\nIn Geneva: +41 22 555 01 99", "Geneva", null)]
    public void Where_somebody_is_is_no_part_of_the_name(string lines, string name, string? organisation)
    {
        var contact = Only(lines);

        Assert.Equal((name, organisation), (contact.Name, contact.Organisation));
    }

    [Theory]
    [InlineData("For further information contact Jane Doe on +44 20 7946 0999 or email jane@relief.example.", "Jane Doe", "+44 20 7946 0999")]
    [InlineData("Para más información, contactar a Juana Pérez en el +34 91 555 01 02 o jane@relief.example", "Juana Pérez", "+34 91 555 01 02")]
    [InlineData("للمزيد من المعلومات الرجاء التواصل مع: ليلى حداد على الرقم \u202A+41 22 555 01 99\u202C أو jane@relief.example", "ليلى حداد", "+41 22 555 01 99")]
    public void What_leads_to_a_number_is_no_part_of_the_name(string line, string name, string phone) => Assert.Equal(new Contact(name, null, "jane@relief.example", phone), Only(line));

    [Theory]
    [InlineData("媒体垂询，请联系：\n王丽，新闻官，电话：+41 22 555 01 99", "王丽")]
    [InlineData("如需更多信息，请联络：王丽，wang@relief.example", "王丽")]
    [InlineData("Для СМИ:\nАнна Иванова\nТел.: +7 (495) 555-01-02", "Анна Иванова")]
    public void Contacts_are_announced(string lines, string name) => Assert.Equal(name, Only(lines).Name);

    [Theory]
    [InlineData("如有必要，当地政府将请求国际社会提供援助，并与各机构保持联系。")]
    [InlineData("Для СМИ организован показ фильма о работе Управления.")]
    public void A_sentence_announces_none(string line) => Assert.False(ContactReader.Announces(line));

    [Fact]
    public void Somebody_with_two_addresses_of_mail_keeps_both() =>
        Assert.Equal(["jane@relief.example", "press@relief.example"], ContactReader.Read(["Contact: Jane Doe, jane@relief.example, press@relief.example"]).Select(contact => contact.Email));

    [Fact]
    public void The_number_that_a_link_dials_is_read()
    {
        const string Html = "<h1>A headline of a release</h1><p>The text of the release, in whole sentences, as it should be.</p><p>For more information: <a href=\"mailto:press@relief.example\">Email us</a> or call <a href=\"tel:+41225550102\">our hotline</a>, or <a href=\"tel:+41225550103\">022 555 01 03</a></p>";

        var contacts = Reader.Read(UploadName.Parse("r.en.html"), Encoding.UTF8.GetBytes(Html), null, null, new()).Manuscript!.Contacts;

        Assert.Contains(contacts, contact => contact.Email == "press@relief.example");
        Assert.Contains(contacts, contact => contact is { Name: "our hotline", Phone: { } phone } && phone.StartsWith("+41225550102", StringComparison.Ordinal));
        Assert.Contains(contacts, contact => contact.Phone is { } phone && phone.EndsWith("022 555 01 03", StringComparison.Ordinal));
    }

    private static Contact Only(string lines) => Assert.Single(ContactReader.Read(lines.Split('\n')));
}
