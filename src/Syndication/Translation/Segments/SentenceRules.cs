using System.Collections.Frozen;
using Syndication.Releases;

namespace Syndication.Translation.Segments;

/// <summary>What a language writes with a full stop that ends no sentence. All words in lower case, without their last full stop.</summary>
/// <param name="Joining">Always go on with what follows: titles, "cf.", "art.".</param>
/// <param name="BeforeNumber">Go on where a number follows: "p. 5", "no. 7", "oct. 21".</param>
/// <param name="Either">May end a sentence or not: "Inc.", "г."; the word that follows decides.</param>
/// <param name="Starters">Words that, written large after such an abbreviation, begin a sentence.</param>
internal sealed record SentenceRules(FrozenSet<string> Joining, FrozenSet<string> BeforeNumber, FrozenSet<string> Either, FrozenSet<string> Starters)
{
    private static readonly FrozenDictionary<string, SentenceRules> Languages = new Dictionary<string, SentenceRules>
    {
        ["fr"] = Rules(
            "m mm mme mmes mlle mlles mgr dr drs pr prof me st ste stes cf p.ex ex env c.-à-d càd av apr tél fax dir éd coll bd boul " +
            "s.e.m s.exc s.m s.a.r vs hon gén col cap lt cmdt sgt adm amb min sec",
            "n no nos nº p pp art al vol chap fig tab rés doc par ann janv févr fév avr juil sept oct nov déc t v ch réf h",
            "inc ltd cie corp s.a s.a.s j.-c jr sr",
            "le la les l un une il elle ils elles on ce cette ces cet son sa ses leur leurs nous vous en dans à au aux pour par avec sans sous " +
            "mais or donc car selon après avant depuis lors plus des du de d puis enfin ainsi toutefois cependant si quand c s"),
        ["en"] = Rules(
            "mr mrs ms mx rt dr drs prof st ste messrs mme gen col maj capt cpt lt cmdr adm sgt rev hon sen rep gov amb pres supt det insp " +
            "h.e e.g i.e cf viz vs v al approx ca dept mt ft fr h.r.h h.m",
            "no nos p pp vol vols art arts para paras sec secs fig figs ch chap res doc tab app ser jan feb mar apr jun jul aug sep sept oct nov dec",
            "inc ltd co corp jr sr llc plc bros esq ph.d m.d b.a m.a u.s u.k u.n e.u d.c",
            "the a an it he she they we you i this that these those there in on at by for from with as but and or if when while after before " +
            "since during according its his her their our however meanwhile more to of such both all some many most other another what who how"),
        ["es"] = Rules(
            "sr sra sres sras srta d dª dña dr dra dres prof profa lic ing arq gral cnel cap tte sto sta excmo excma ilmo ilma mons rvdo " +
            "p.ej ej cf cfr vs aprox dpto av avda c pza fdo admón ud uds vd vds s.e s.m s.a.r ee",
            "n no nos núm núms nº p pp pág págs art arts vol cap fig tab res doc párr ene feb mar abr may jun jul ago sep sept set oct nov dic t tel",
            "s.a s.l inc ltd cía corp uu ee.uu rr.hh ff.aa jr a.c d.c j.c",
            "el la los las lo un una unos unas él ella ellos ellas este esta estos estas ese esa eso su sus se en de del a al por para con sin " +
            "sobre pero y o no si cuando según tras desde durante después antes además también como más hoy así ante entre que"),
        ["ar"] = Rules(
            "د أ م أ.د م.د ا.د ش ص.ب ت ف",
            "ص ص.ص ج ط ع رقم مج ق",
            "هـ ق.م",
            "وقال وقد كما وأضاف وأكد قال وأشار وأوضح وفي وكان وكانت ومن وهو وهي إن"),
        ["ru"] = Rules(
            "т.е т.к т.н т.о см ср напр ул пер пл просп пр-т наб им проф акад доц д-р г-н г-жа гг-да св о оз р пос дер обл респ чл чл.-корр зам зав ген",
            "с стр ст п пп рис табл гл т тт ч вып д кв корп стр-е № абз прим",
            "г гг в вв тыс млн млрд трлн руб коп долл др пр н.э чел экз ок",
            "в во на по он она они оно это этот эта эти мы вы я как но а и так также кроме однако для при после до с со из к у за о об от когда " +
            "если по-прежнему его её ее их все все-таки затем здесь там тогда сегодня именно поэтому ранее теперь"),
        ["de"] = Rules(
            "hr fr dr prof st bzw ca vgl z.b d.h u.a s.o s.u i.d.r usf geb str gen",
            "nr s art abs bd kap abb jan feb mär apr jun jul aug sep sept okt nov dez",
            "ag inc ltd jr",
            "der die das ein eine er sie es wir ich dies diese dieser in im auf an am bei mit nach von vor zu für und aber wenn als"),
    }.ToFrozenDictionary();

    private static readonly SentenceRules Others = Languages["en"];

    /// <summary>Languages that write no space between sentences.</summary>
    public static bool IsSpaceless(Language language) => language.Primary is "zh" or "ja";

    /// <summary>The rules of a language; those of English where it has none of its own.</summary>
    public static SentenceRules For(Language language) => Languages.GetValueOrDefault(language.Primary, Others);

    private static SentenceRules Rules(string joining, string beforeNumber, string either, string starters) =>
        new(Words(joining), Words(beforeNumber), Words(either), Words(starters));

    private static FrozenSet<string> Words(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
}
