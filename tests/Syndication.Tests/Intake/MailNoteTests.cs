using System.Text;
using Syndication.Intake;
using Syndication.Releases;
using Syndication.Tests.Intake.Word;

namespace Syndication.Tests.Intake;

/// <summary>What a sender writes around the release in a message: greetings, covering sentences, marks of what is quoted.</summary>
public sealed class MailNoteTests
{
    private const string English = "GENEVA, 10 March 2027 – The World Relief Office opened a health centre in northern Uganda today. It will serve some forty thousand people in the district.";
    private const string Contact = "Contact: Jane Doe, World Relief Office, +41 22 555 01 02, jane@relief.example";

    private static readonly Dictionary<string, (string Title, string Text)> Releases = new()
    {
        ["en"] = ("Health centre opens in Gulu", English),
        ["fr"] = ("Ouverture d’un centre de santé à Gulu", "GENÈVE, le 10 mars 2027 – L’Office mondial de secours a ouvert aujourd’hui un centre de santé dans le nord de l’Ouganda. Il desservira quelque quarante mille personnes."),
        ["es"] = ("Se inaugura un centro de salud en Gulu", "GINEBRA, 10 de marzo de 2027 – La Oficina Mundial de Socorro inauguró hoy un centro de salud en el norte de Uganda. Atenderá a unas cuarenta mil personas."),
        ["ru"] = ("В Гулу открылся медицинский центр", "ЖЕНЕВА, 10 марта 2027 г. – Всемирное управление помощи открыло сегодня медицинский центр на севере Уганды. Он будет обслуживать около сорока тысяч жителей округа."),
        ["ar"] = ("افتتاح مركز صحي في غولو", "جنيف، 10 آذار/مارس 2027 – افتتح مكتب الإغاثة العالمي اليوم مركزاً صحياً في شمال أوغندا. وسيخدم المركز نحو أربعين ألف شخص في المقاطعة."),
        ["zh"] = ("古卢卫生中心启用", "日内瓦，2027年3月10日 —— 世界救济署今天在乌干达北部开设了一所卫生中心。该中心将为该地区约四万人提供服务，并培训来自该地区的护士。"),
    };

    public static TheoryData<string, string> Notes() => new()
    {
        { "en", "Dear colleagues,\n\nPlease find below our press release of today." },
        { "en", "Good morning everyone,\n\nHere is today's release. Do call me if you need anything." },
        { "en", "Dear colleagues,\n\nHope you are well.\n\nPlease see the release below, for your kind attention.\n\nBest regards,\nJane" },
        { "en", "Hi all,\nWe are sharing the release that goes out at noon, and would be glad if you\ncould place it.\n\nKind regards,\n\nJane Doe" },
        { "fr", "Bonjour,\n\nVeuillez trouver ci-dessous notre communiqué de presse." },
        { "fr", "Chers collègues,\n\nNous vous adressons ci-après le communiqué du jour.\n\nBien cordialement,\nJeanne" },
        { "es", "Estimados colegas:\n\nAdjuntamos el comunicado de hoy." },
        { "ru", "Уважаемые коллеги!\n\nНаправляем вам пресс-релиз." },
        { "ar", "السلام عليكم ورحمة الله وبركاته،\n\nتجدون أدناه البيان الصحفي الصادر اليوم." },
        { "ar", "تحية طيبة وبعد،\n\nنرسل إليكم البيان الصحفي.\n\nمع خالص الشكر والتقدير،" },
        { "zh", "各位同事：\n\n您好！以下是今天的新闻稿，请查收。" },
    };

    [Theory]
    [MemberData(nameof(Notes))]
    public void The_line_that_the_subject_names_is_the_headline(string language, string note) =>
        Same(language, Read(Message($"Fwd: [press] {Releases[language].Title}", $"{note}\n\n{Releases[language].Title}\n\n{Releases[language].Text}\n\n{Contact}"), language).Manuscript!, Releases[language].Title);

    [Theory]
    [MemberData(nameof(Notes))]
    public void Where_the_note_stands_before_the_dateline_the_subject_is_the_headline(string language, string note) =>
        Same(language, Read(Message($"Press release: {Releases[language].Title}", $"{note}\n\n{Releases[language].Text}\n\n{Contact}"), language).Manuscript!, Releases[language].Title);

    [Theory]
    [MemberData(nameof(Notes))]
    public void A_headline_between_note_and_dateline_stays_the_headline(string language, string note) =>
        Same(language, Read(Message("Something else altogether", $"{note}\n\n{Releases[language].Title}\n\n{Releases[language].Text}\n\n{Contact}"), language).Manuscript!, Releases[language].Title);

    [Theory]
    [InlineData("Dear all,|Please find our press release below.|Best,<br>Jane")]
    [InlineData("Good morning,|I am sending you today's press release, which we hope you can place.|Kind regards")]
    public void In_a_page_the_note_is_no_text(string note) =>
        Same("en", Read(Page("Health centre opens in Gulu", $"<p>{note.Replace("|", "</p><p>", StringComparison.Ordinal)}</p><p><b>Health centre opens in Gulu</b></p><p>{English}</p><p>{Contact}</p>")).Manuscript!, "Health centre opens in Gulu");

    [Fact]
    public void The_closing_of_a_message_is_no_text() =>
        Same("en", Read(Page("Health centre opens in Gulu", $"<p><b>Health centre opens in Gulu</b></p><p>{English}</p><p>{Contact}</p><p>Best regards,</p><p>Jane Doe<br>Head of Press</p>")).Manuscript!, "Health centre opens in Gulu");

    [Fact]
    public void An_embargo_in_the_note_holds_the_release()
    {
        const string Said = "Please find below our press release, under embargo until 14 March 2027, 09:00 GMT.";
        string[] messages = [Message("Health centre opens in Gulu", $"Dear all,\n\n{Said}\n\nHealth centre opens in Gulu\n\n{English}"), Page("Health centre opens in Gulu", $"<p>Dear all,</p><p>{Said}</p><p>Health centre opens in Gulu</p><p>{English}</p>")];

        foreach (var message in messages)
            Assert.Equal(new DateTimeOffset(2027, 3, 14, 9, 0, 0, TimeSpan.Zero), Read(message).Manuscript?.Embargo);
    }

    [Fact]
    public void Lines_above_the_headline_that_belong_to_the_release_count()
    {
        var manuscript = Read(Message("Health centre opens in Gulu", "Dear all,\n\nEMBARGOED UNTIL\n14 March 2027, 09:00 GMT\n\nGeneva, 10 March 2027\n\nHealth centre opens in Gulu\n\nThe World Relief Office opened a health centre in northern Uganda today. It will serve some forty thousand people in the district.")).Manuscript!;

        Assert.Equal(new DateTimeOffset(2027, 3, 14, 9, 0, 0, TimeSpan.Zero), manuscript.Embargo);
        Assert.Equal("Health centre opens in Gulu", manuscript.Title);
        Assert.Equal(new DateTimeOffset(2027, 3, 10, 0, 0, 0, TimeSpan.Zero), manuscript.Date);
    }

    [Fact]
    public void A_letter_that_is_the_release_keeps_its_salutation()
    {
        var manuscript = Read(Message("Open letter to the Council", "Open letter to the Council\n\nDear members of the Council,\n\nThe World Relief Office asks you to keep the crossing open, for the sake of the forty thousand people who live beyond it.\n\nIt has been closed for eleven days.")).Manuscript!;

        Assert.Equal("Open letter to the Council", manuscript.Title);
        Assert.Contains("Dear members of the Council", manuscript.Html.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("> ")]
    [InlineData("> > ")]
    [InlineData(">>> ")]
    public void What_is_quoted_is_read_without_its_marks(string mark)
    {
        var quoted = string.Join('\n', $"Health centre opens in Gulu\n\n{English}\n\n{Contact}".Split('\n').Select(line => (mark + line).TrimEnd()));

        Same("en", Read(Message("RE: Health centre opens in Gulu", $"OK to publish.\n\nOn Wed, 10 Mar 2027 at 08:00, Press <press@relief.example> wrote:\n{quoted}\n{mark}-- \n{mark}Press office\n\nThanks")).Manuscript!, "Health centre opens in Gulu");
    }

    [Theory]
    [InlineData("class=\"gmail_quote\"")]
    [InlineData("type=\"cite\"")]
    public void What_a_page_quotes_is_read_without_what_stands_around_it(string mark) =>
        Same("en", Read(Page("RE: Health centre opens in Gulu", $"<div>OK to publish.</div><div>On Wed, 10 Mar 2027 at 08:00, Press &lt;press@relief.example&gt; wrote:</div><blockquote {mark}><blockquote {mark}><p><b>Health centre opens in Gulu</b></p><p>{English}</p><p>{Contact}</p></blockquote></blockquote>")).Manuscript!, "Health centre opens in Gulu");

    [Fact]
    public void A_release_above_an_older_message_is_read_and_not_the_older()
    {
        const string Older = "When can we expect the text? We go to press at noon and would need it before, with a picture of the centre if there is one, and the name of somebody who can be asked. Thank you very much for your help, and for the one of last week.";
        string[] messages = [Message("Re: Health centre opens in Gulu", $"Health centre opens in Gulu\n\n{English}\n\n{Contact}\n\n> {Older}\n> {Older}"), Page("Re: Health centre opens in Gulu", $"<p>Health centre opens in Gulu</p><p>{English}</p><p>{Contact}</p><blockquote type=\"cite\">{Older} {Older}</blockquote>")];

        foreach (var message in messages)
            Assert.StartsWith("The World Relief Office", Blocks.Of(Read(message).Manuscript!.Html)[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quoted_line_that_was_broken_on_the_way_is_kept_and_an_answer_is_not()
    {
        var manuscript = Read(Message("RE: Health centre opens in Gulu", "> Health centre opens in Gulu\n>\n> GENEVA, 10 March 2027 – The World Relief Office opened a health centre in northern\nUganda\n> today. It will serve some forty thousand people in the district.\n\nFine with me.\n\n> The director said that the centre was built with local labour.")).Manuscript!;

        Assert.Contains("in northern Uganda", manuscript.Html.Markup, StringComparison.Ordinal);
        Assert.Contains("local labour", manuscript.Html.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Fine with me", manuscript.Html.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(English)]
    [InlineData("Health centre opens in Gulu\n\nThe World Relief Office opened a health centre in northern Uganda today. It will serve some forty thousand people in the district.\n\n" + Contact)]
    public void A_short_release_beside_its_PDF_is_read(string body)
    {
        var reading = Read(Mixed("Health centre opens in Gulu", body, "release.pdf", "%PDF-1.4"u8.ToArray()));

        Assert.Equal("Health centre opens in Gulu", reading.Manuscript?.Title);
        Assert.Contains("forty thousand people", reading.Manuscript!.Html.Markup, StringComparison.Ordinal);
        Assert.Equal("attachments-left-out", Assert.Single(reading.Problems).Code);
    }

    [Theory]
    [InlineData("Dear all,\n\nPlease find our release attached.\n\nGENEVA, 10 March 2027 – The World Relief Office opened a health centre in northern Uganda today.")]
    [InlineData("Dear all,\n\nHealth centre opens in Gulu\n\nSee the document.\n\nJane")]
    public void A_covering_note_stays_one(string note) =>
        Assert.DoesNotContain("northern Uganda", Read(Mixed("Health centre opens in Gulu", note, "release.docx", Docx.With(""))).Manuscript!.Html.Markup, StringComparison.Ordinal);

    private static void Same(string language, Manuscript manuscript, string title)
    {
        var text = Releases[language].Text;
        Assert.Equal(title, manuscript.Title);
        Assert.NotNull(manuscript.Dateline);
        Assert.Equal(new DateTimeOffset(2027, 3, 10, 0, 0, 0, TimeSpan.Zero), manuscript.Date);
        Assert.Equal(text[(text.IndexOfAny(['–', '—']) + 1)..].TrimStart('—', ' '), Assert.Single(Blocks.Of(manuscript.Html)).Text);
        Assert.Equal("Jane Doe", Assert.Single(manuscript.Contacts).Name);
    }

    private static string Message(string subject, string text) => $"{Head(subject)}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}";

    private static string Page(string subject, string html) => $"{Head(subject)}Content-Type: text/html; charset=utf-8\r\n\r\n<html><body>{html}</body></html>";

    private static string Mixed(string subject, string text, string name, byte[] content) =>
        $"{Head(subject)}Content-Type: multipart/mixed; boundary=\"m\"\r\n\r\n--m\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n--m\r\nContent-Type: application/octet-stream; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)}\r\n--m--\r\n";

    private static string Head(string subject) => $"From: A Sender <sender@office.example>\r\nSubject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(subject))}?=\r\nMessage-ID: <1@office.example>\r\nMIME-Version: 1.0\r\n";

    private static Reading Read(string message, string language = "en") => Reader.Read(UploadName.Parse($"2027/centre.{language}.eml"), Encoding.UTF8.GetBytes(message), null, null, new());
}
