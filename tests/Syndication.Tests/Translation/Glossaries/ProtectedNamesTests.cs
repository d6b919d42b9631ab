using Syndication.Tests.Translation.Checks;
using Syndication.Translation.Glossaries;
using static Syndication.Tests.Translation.Manuscripts;

namespace Syndication.Tests.Translation.Glossaries;

public sealed class ProtectedNamesTests
{
    [Theory]
    [InlineData("fr", "en", "L’OIM aide.", "L’[IOM] aide.")]
    [InlineData("fr", "en", "Réunis au Caire", "Réunis à [Cairo]")]
    [InlineData("fr", "ar", "Le bureau du Caire, <g1>OIM</g1> &amp; DTM", "Le bureau de [القاهرة], <g1>[المنظمة الدولية للهجرة]</g1> &amp; [DTM]")]
    [InlineData("fr", "zh", "Le siège de la Ligue des Etats arabes", "Le siège de la [阿拉伯国家联盟]")]
    [InlineData("es", "fr", "Reunidos en El Cairo", "Reunidos en [Le Caire]")]
    [InlineData("ar", "en", "وقال للمنظمة الدولية للهجرة والقاهرة", "وقال ل [IOM] و [Cairo]")]
    [InlineData("ar", "ru", "لجامعة الدول العربية", "ل [Лига арабских государств]")]
    [InlineData("ru", "ar", "вместе с Лигой арабских государств и ЛАГ", "вместе с [جامعة الدول العربية] и [جامعة الدول العربية]")]
    [InlineData("zh", "ru", "国际移民组织在开罗", "[МОМ]在[Каир]")]
    [InlineData("fr", "en", "Rien ici.", "Rien ici.")]
    public void Names_go_to_the_engine_as_they_must_come_back(string from, string to, string text, string expected) =>
        Assert.Equal(Marked(expected), ProtectedNames.Protect(text, CheckCase.Names, Syndication.Releases.Language.Parse(from), Syndication.Releases.Language.Parse(to)));

    [Theory]
    [InlineData("en", "[IOM] helps.", "IOM helps.")]
    [InlineData("fr", "Réunis à [Le Caire] et de [Le Caire]", "Réunis au Caire et du Caire")]
    [InlineData("fr", "Le rapport de la [OIM]", "Le rapport de l’OIM")]
    [InlineData("ar", "وقال ل [المنظمة الدولية للهجرة] و [القاهرة]", "وقال للمنظمة الدولية للهجرة والقاهرة")]
    [InlineData("ar", "ل[جامعة الدول العربية]", "لجامعة الدول العربية")]
    [InlineData("ru", "в [Каир]", "в Каир")]
    public void What_comes_back_is_joined_as_the_language_wants_it(string to, string answer, string expected) =>
        Assert.Equal(expected, ProtectedNames.Unprotect(Marked(answer), Syndication.Releases.Language.Parse(to)));

    [Fact]
    public void An_engine_may_spell_the_element_in_other_ways() =>
        Assert.Equal("Hello IOM.", ProtectedNames.Unprotect("Hello <SPAN translate=\"no\" class='notranslate'>IOM</span>.", English));

    private static string Marked(string text) => text.Replace("[", "<span class=\"notranslate\">", StringComparison.Ordinal).Replace("]", "</span>", StringComparison.Ordinal);
}
