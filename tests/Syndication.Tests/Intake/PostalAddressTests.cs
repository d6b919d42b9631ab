using Syndication.Intake;

namespace Syndication.Tests.Intake;

public sealed class PostalAddressTests
{
    [Theory]
    [InlineData("12 Main Street, 3rd floor, Nairobi, Kenya")]
    [InlineData("405 East 42nd Street")]
    [InlineData("One United Nations Plaza")]
    [InlineData("P.O. Box 30218-00100, Nairobi")]
    [InlineData("New York, NY 10017, USA")]
    [InlineData("17 bis, route des Morillons, 1202 Genève")]
    [InlineData("Rue de Lausanne 154")]
    [InlineData("Case postale 17")]
    [InlineData("75352 Paris Cedex 07")]
    [InlineData("Adresse : Palais des Exemples")]
    [InlineData("Calle Mayor, 5, 28013 Madrid")]
    [InlineData("Avda. de la Constitución, 3")]
    [InlineData("Carrera 7 No. 32-16")]
    [InlineData("12 شارع المثال، القاهرة 11511")]
    [InlineData("ص.ب. 1234")]
    [InlineData("العنوان: مبنى المثال، بيروت")]
    [InlineData("127006, Москва, ул. Примерная, д. 7")]
    [InlineData("Примерная ул., 7")]
    [InlineData("北京市朝阳区秀水南街2号")]
    [InlineData("邮编：100600")]
    public void An_address_is_told(string line) => Assert.True(PostalAddress.Is(line));

    [Theory]
    [InlineData("Jane Sample, Spokesperson")]
    [InlineData("12 people died in Main Street")]
    [InlineData("Ana Plaza, portavoz")]
    [InlineData("Tel: +41 22 000 00 01")]
    [InlineData("Bureau de presse")]
    [InlineData("الناطقة الرسمية باسم المنظمة")]
    [InlineData("Пресс-служба города")]
    [InlineData("新闻处 李样本")]
    [InlineData("E-mail address: jane@sample.example")]
    public void What_is_none_is_not(string line) => Assert.False(PostalAddress.Is(line));

    [Theory]
    [InlineData("Jane, P.O. Box 30218-00100, Nairobi", null)]
    [InlineData("Jane, NY 10017-1234, tel. +1 212 000 0001", "+1 212 000 0001")]
    [InlineData("Jean, BP 1234-5678, tél. +216 71 000 001", "+216 71 000 001")]
    public void The_number_of_a_box_is_no_telephone_number(string line, string? phone) =>
        Assert.Equal(phone, ContactReader.Read([line + ", jane@sample.example"])[0].Phone);

    [Fact]
    public void A_sentence_below_the_contacts_stays_in_the_text()
    {
        var reading = Reader.Read(
            UploadName.Parse("r.en.html"),
            "<h1>A headline of a release</h1><p>The text of the release, in whole sentences.</p><p>Contact: Jane Sample, jane@sample.example</p><p>The exhibition is open at the museum, 12 Main Street, until the end of the year, and it is free for all who want to see it.</p>"u8.ToArray(),
            null,
            null,
            new IntakeOptions());
        Assert.Contains("The exhibition is open", reading.Manuscript!.Html.Markup, StringComparison.Ordinal);
        Assert.Null(Assert.Single(reading.Manuscript.Contacts).Address);
    }
}
