using System.Text.RegularExpressions;

namespace Syndication.Intake.Mail;

/// <summary>The lines that mail programs put before a message that is passed on, and the words they put before its subject.</summary>
internal static partial class Forwarded
{
    private const int LongestPreface = 700;
    private const int DeepestQuote = 12;
    private const int LongestSubject = 1_000;

    /// <summary>A subject without “Fwd:” and its like in other languages, and without a mailing list's name before it.</summary>
    public static string Subject(string subject)
    {
        subject = Words.OnOneLine(subject.Length > LongestSubject ? subject[..LongestSubject] : subject);
        while (Prefix().Match(subject) is { Success: true, Length: > 0 } prefix && prefix.Length < subject.Length)
            subject = subject[prefix.Length..];

        // “Press release: …” says what the message is, not what the release says.
        return Label().Match(subject) is { Success: true } label && subject.Length - label.Length >= 8 ? subject[label.Length..] : subject;
    }

    /// <summary>Whether a block or line is the head of a message within the message: two of its fields at least.</summary>
    public static bool IsHead(string text) => text.Length < 1500 && (Marker().IsMatch(text) || Field().Count(text) >= 2 && Field().Match(text).Index < 40);

    /// <summary>Whether a line is one field of such a head.</summary>
    public static bool IsField(string line) => line.Length < 500 && LineField().IsMatch(line);

    /// <summary>A line without the name of a field before it.</summary>
    public static string WithoutField(string line) => LineField().Match(line) is { Success: true } field ? line[field.Length..].Trim() : line;

    /// <summary>Whether a text says from whom a message comes, or that it is passed on.</summary>
    public static bool SaysFrom(string text) => From().IsMatch(text) || Marker().IsMatch(text);

    /// <summary>What of a plain text comes after the head of the message passed on, if little stands before it, without the marks of what is quoted.</summary>
    /// <returns>The text, and what stood around it.</returns>
    public static (string Text, string Around) Cut(string text)
    {
        (text, var around) = AfterHead(text);
        for (var depth = 0; depth < DeepestQuote && Quotation.Open(text) is { } quoted; depth++)
        {
            (text, var preface) = AfterHead(quoted.Text);
            around = string.Join('\n', around, quoted.Around, preface);
        }

        return (text, around);
    }

    private static (string Text, string Preface) AfterHead(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        var (preface, end) = (0, -1);
        for (var i = 0; i < lines.Length && preface <= LongestPreface; i++)
        {
            if (LineField().IsMatch(lines[i]) && i + 1 < lines.Length && (LineField().IsMatch(lines[i + 1]) || i + 2 < lines.Length && LineField().IsMatch(lines[i + 2])) || Marker().IsMatch(lines[i]))
            {
                // To the empty line that ends the head; long fields go on in the next line.
                end = i + 1;
                while (end < lines.Length && (!string.IsNullOrWhiteSpace(lines[end]) || (end + 1 < lines.Length && LineField().IsMatch(lines[end + 1]))))
                    end++;
                if (end >= lines.Length)
                    end = -1;
                break;
            }

            preface += lines[i].Length;
        }

        return end < 0 || !lines[..end].Any(SaysFrom) ? (text, "") : (string.Join('\n', lines[end..]), string.Join('\n', lines[..end]));
    }

    [GeneratedRegex(@"^\s*(?:(?:fwd?|fw|re|tr|rv|wg|aw|enc|rif|i|doorst|vs|vb|пересл|ответ|إعادة توجيه|رد|转发|轉寄|答复|回复)\s*[:：]|\[(?:[\p{L}\d _-]{1,20})\])\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^(?:(?:press|news|media)\s(?:release|statement|advisory|note)|communiqué(?:\sde\spresse)?|comunicado(?:\sde\s(?:prensa|imprensa))?|nota\sde\s(?:prensa|imprensa)|pressemitteilung|пресс-релиз|بيان\sصحفي|新闻稿)(?:\s?[:：|]|\s[-–—]\s)\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s*[->]*\s*(?:-{3,}\s*)?(?:original message|forwarded message|begin forwarded message|message d'origine|message transféré|message original|début du message (?:transféré|réexpédié)|mensaje original|mensaje reenviado|ursprüngliche nachricht|weitergeleitete nachricht|исходное сообщение|пересылаемое сообщение|الرسالة الأصلية|رسالة معاد توجيهها|原始邮件|转发的邮件)(?:\s*:|\s*-{3,})?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex(@"(?<![\p{L}])(?:from|sent|to|cc|subject|date|de|envoyé|à|objet|von|gesendet|an|betreff|enviado|para|asunto|fecha|от|отправлено|кому|тема|дата|من|أرسلت|إلى|الموضوع|التاريخ|发件人|发送时间|收件人|主题|日期)\s?[:：]\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Field();

    [GeneratedRegex(@"(?<![\p{L}])(?:from|de|von|от|من|发件人)\*?\s?[:：]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex From();

    [GeneratedRegex(@"^[>*\s]*(?:from|sent|to|cc|subject|date|reply-to|de|envoyé|à|objet|von|gesendet|an|betreff|enviado(?: el)?|para|asunto|fecha|от|отправлено|кому|тема|дата|من|أرسلت|إلى|الموضوع|التاريخ|发件人|发送时间|收件人|主题|日期)\*?\s?[:：]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LineField();
}
