namespace Syndication.Intake;

/// <summary>
/// What tells one language from another that is written with the same letters: words that every text has, endings, and letters that the
/// others do not have. Our own table; the languages that press releases come in, and those that they are mistaken for.
/// </summary>
/// <param name="Tag">The language's tag.</param>
/// <param name="Letters">Letters that hardly any other language of the script has.</param>
/// <param name="Words">The commonest words, in lower case.</param>
/// <param name="Endings">How words often end.</param>
/// <param name="Beginnings">How words often begin.</param>
/// <param name="Never">Letters of the script that it does not have.</param>
internal sealed record Tongue(string Tag, string Letters, string Words, string Endings = "", string Beginnings = "", string Never = "")
{
    /// <summary>Those in Latin letters.</summary>
    public static IReadOnlyList<Tongue> Latin { get; } =
    [
        new("en", "", "the of and to in is for that on with was as are by at from this it has have will its be an said who their were which they more new been not or we our than after over can also he she his her but about into there all these those two would people", "ing ed tion ly ght ity ness", Never: "ñãõßåøçäö"),
        new("fr", "œêûëïù", "le la les des du de et est dans pour que qui sur une un au aux avec par ce cette ces ont été sont plus nous leur leurs ses son sa se ne pas a à il elle ils elles ou où mais aussi selon après depuis entre lors afin deux même être fait très avant sous dont sera leurs aucun avait tous toutes vers d l qu n s c j", "tion ment eux aux ées és ique aire oir ance ence eurs euse", Never: "ñãõßåøìòáíóú"),
        new("es", "ñ¿¡", "el la los las de del y en que es para con por una un se al su sus más como ha han son este esta estos estas entre no lo fue sobre también desde hasta sin ser pero según hay años donde cuando muy ya le les ante tras cada dos sido", "ción ciones mente ado ados idad aron ieron iento ían", Never: "ãõçàèùâêîôûëœßäöåøæ"),
        new("pt", "ãõ", "o a os as de do da dos das em e que é para com por uma um no na nos nas ao aos à às não mais seu sua seus suas são pelo pela foi como também entre até sobre ou se já muito após desde há mas quando ser foram ainda esta este essa isso", "ção ções mente ado ados idade ões ção ência agem", Never: "ñßäöåøæœëîûùì"),
        new("de", "ßäöü", "der die das und ist in den von zu mit für auf dem ein eine einer einem einen nicht sich des im auch werden wird wurde hat sind bei nach am aus an als über durch zum zur unter mehr haben oder es sie er wir um bis neue aber ihr ihre ihren sein niemand alle allen wurden", "ung lich keit heit ischen isch schaft enden ten", Never: "ñãõçåøêâîûœ"),
        new("it", "ìò", "il lo la i gli le di del della dello dei degli delle e è che in per con un una non si sono al alla nel nella nelle più da dal dalla ha hanno come anche su sul sulla o questo questa tra dopo ma ai alle cui suo sua loro lunedì due nuovo nuova prima dove quando", "zione zioni mente ità ato ati enza aggio ento", Never: "ñãõçßäöåøâêûœëï"),
        new("nl", "", "de het een en van in is op te dat die voor met zijn niet aan er om ook als door naar bij uit worden werd wordt heeft hebben deze dit meer over tot maar nog hun onder tussen jaar zal kan", "ing heid lijk en ijk aar", Never: "ñãõßåøç"),
        new("af", "", "die en van het in is te dat vir met op nie n deur oor wat sal hulle hierdie aan om by uit word was meer tot maar nog kan moet sê ons jaar ook se onder tussen vandag", "ing heid like skap ende", Never: "ñãõßåøçìòù"),
        new("sv", "å", "och i att det som en på är av för med till den har de inte om ett från men sina sin ingen igen vid kan ska under nya efter år var sig eller mer hos alla", "ning arna erna lig het ande", Never: "øæñãõç"),
        new("da", "æø", "og i at det som en på er af for med til den har de ikke om et fra men ved kan skal under nye efter år var sig eller mere blev også", "ning erne lig hed else", Never: "äöñãõç"),
        new("nb", "æø", "og i at det som en på er av for med til den har de ikke om et fra men ved kan skal under nye etter år var seg eller mer ble også", "ning ene lig het else", Never: "äöñãõç"),
        new("fi", "äö", "ja on ei se että oli ovat myös mutta kun tai sekä ovat hän joka jotka mukaan vuoden kanssa", "ssa sta lla lle nen iin ksi", Never: "åøæñãõçßéè"),
        new("pl", "łżśęąźć", "i w na z do się nie to że jest o po od za dla przez oraz jak przy są ich które który była roku jego tym tego", "ania enie ych ego ami owi"),
        new("cs", "řěů", "a v na se je že s z do o pro to by k i ale jako po od při podle byl také které jsou nebo roku", "ní ých ého ost"),
        new("ro", "ățșţş", "și în de la a cu pe din pentru că este sunt care nu mai un o ce au fost prin dar sau între după al ale lui această", "ului ilor ție rea ate"),
        new("hu", "őű", "a az és hogy nem is egy ez volt van meg csak de mint el már vagy még után által", "ban ben nak nek tól ság ség"),
        new("tr", "ğış", "ve bir bu için ile da de olarak olan daha çok en gibi kadar sonra ise her göre tarafından olduğu yeni", "ları leri ının inin mak mek dır"),
        new("id", "", "dan yang di dari untuk dengan pada ini itu dalam adalah akan tidak oleh ke telah juga sebagai mereka kepada para atau bagi lebih antara dapat saat", "kan nya", Never: "éèàçñãõäöüßåøæ"),
        new("ms", "", "dan yang di dari untuk dengan pada ini itu dalam adalah akan tidak oleh ke telah juga sebagai mereka kepada para atau bagi lebih antara dapat ialah kerana boleh tersebut", "kan nya", Never: "éèàçñãõäöüßåøæ"),
        new("sw", "", "na ya wa kwa ni katika za la kuwa hii hiyo wake yake cha vya watu kutoka pia mwaka baada kama hilo huo zaidi", "isha ika", Never: "éèàçñãõäöüßåøæ"),
        new("so", "", "iyo oo ee ka ku waa in la uu ay soo ah dadka ayaa waxaa sida laga loo dalka", "ada aha ka", Never: "éèàçñãõäöüßåøæ"),
        new("vi", "ơưđạảấầẩậắằặẹẻẽếềểễệịọỏốồổỗộớờởợụủứừửữựỳỵỷỹ", "và của là có trong cho các được với không những một đã này người từ về đến khi", ""),
        new("ca", "", "el la els les de del i en que és per amb una un al als seu seva més com ha han són aquest aquesta entre o no va dels també des fins però segons", "ció cions ment itat", Never: "ñãõßäöåøêâîûæœ"),
        new("sq", "ë", "dhe në të e i për me që një nga është ka u si do janë kjo ky më se por", "ve ore imit"),
        new("ht", "", "ak yo la nan pou ki se ki li nou te pa an sou gen moun kap ap tout", "", Never: "ñãõßäöü"),
    ];

    /// <summary>Those in Cyrillic letters.</summary>
    public static IReadOnlyList<Tongue> Cyrillic { get; } =
    [
        new("ru", "ыэё", "и в на не что с по для это к из о как за от был была были при его их она также году или они мы он но а все их будет которые который после более через человек со всех всё кто того чтобы до вдоль новый уже где их ещё было", "ого его ых их ость ния ение ами ться ают или ешь ии ены ия ать ла ли ло ыл ёт ит ает ов ев ых ую ного", Never: "іїєґўјљњћђџѓќѕғқңүұһ"),
        new("uk", "іїєґ", "і в на не що з по для це до із про як за від був була були при його їх вона також року або вони ми він та у є та але після понад який які щодо людей хто всім усім щоб до новий вже де", "ого ння ість ами ться ськ ських али ють ення ено ати ія ії ів", Never: "ыэёъўјљњћђџғқңүұһ"),
        new("be", "ўі", "і ў на не што з па для гэта да як за ад быў была былі яго іх таксама года або яны мы ён але пры каб сёння ўжо каля паведамілі", "ага цца асць скі скай нне ўся аў ыў аюць", Never: "ищъїєґјљњћђџғқңүұһ"),
        new("bg", "ъ", "и на в не че с по за това към от като до е са се да при ще му им също или те ние който която които през след година хора но има беше бяха няма никой без новият", "ата ите ото ние ост ята аха иха ха ят", Never: "ыэёіїєґўјљњћђџғқңүұһ"),
        new("sr", "јљњћђџ", "и у на не да с по за то је су се од као до при ће његов такође или они ми који која које након године људи", "ање ост има ског", Never: "щъыэёйяюьіїєґў"),
        new("mk", "ѓќѕјљњџ", "и на во не дека со по за тоа е се од како до при ќе неговиот исто или тие ние кој која кои по години луѓе", "ата ите ото ње", Never: "щъыэёйяюьіїєґўћђ"),
        new("kk", "әғқңөұүһі", "және мен бұл үшін бойынша деп бір да де осы туралы жылы болып адам", "лар лер дың нің ған", Never: "їєґўјљњ"),
        new("ky", "ңөү", "жана менен бул үчүн боюнча деп бир да ушул тууралуу жылы болуп", "лар дын нын ган", Never: "іїєґўјљњғқұһә"),
        new("tg", "ҷӣӯҳқғ", "ва дар аз ба ки ин барои бо он мардум соли ҳам аст", "ҳои ҳо", Never: "іїєґўјљњыщ"),
        new("mn", "өү", "ба нь энэ юм байна оны монгол улсын хүн тухай", "ын ийн", Never: "іїєґўјљњғқұһ"),
    ];

    /// <summary>Those in Arabic letters.</summary>
    public static IReadOnlyList<Tongue> Arabic { get; } =
    [
        new("ar", "ةىأإؤ", "في من على إلى أن التي الذي عن مع هذا هذه جديد جديدة أولى بين عند لجميع كما بين ما لا كان قد بعد أو وقد خلال وفي ومن وقال الى ان كل أكثر ذلك تم يوم حيث إن لم كانت بها به لها عام وأن منذ أي غير قبل إذا هو هي", "ات ين ية ون ها هم", "ال وال بال لل فال", Never: "پچژگٹڈڑںےہھۀکی"),
        new("fa", "پچژگ", "و در به از که این را با است برای آن یک خود تا بر هم نیز شد می کرد های ها شده شود کشور سال گفت دو هزار پس او ما وی اما اگر در باید", "های ها ان ند", Never: "ٹڈڑںےہھةټډړږښګڼېەێۆڕڵىك"),
        new("ur", "ٹڈڑںےہھ", "کے میں کی ہے اور سے کا کو پر نے ہیں کہ یہ اس بھی کر تھا ایک لیے گیا ان وہ جو تک ہو رہے رہا کیا ہوئے اپنے پہلے بعد لیکن ہے۔ نہیں اپنی والے کیے", "وں یں", Never: "ټډړږښګڼېەێۆڕڵةىيك"),
        new("ps", "ټډړږښګڼېۍځڅ", "د په او چې له ته کې دا يې سره هم نه دی ده شوي لپاره کړي څخه", "ونو ونه", Never: "ٹڈڑےھەێۆڕڵ"),
        new("ckb", "ەێۆڕڵ", "و لە بە کە بۆ ئەم لەگەڵ ئەو یان هەر نییە دەکات دوای ساڵی", "ەکان ەکە", Never: "ٹڈڑںےةټډړږښګڼثصضطظذ"),
        new("ug", "ۇۈېە", "ۋە بۇ بىلەن ئۈچۈن بىر دەپ ھەم", "لار لەر نىڭ", Never: "ٹڈڑںےة"),
        new("sd", "ڻڳڄٻڀڙڃ", "۾ جي جو ۽ تي آهي کي سان هن جا", "", Never: ""),
    ];

    /// <summary>Those in Devanagari.</summary>
    public static IReadOnlyList<Tongue> Devanagari { get; } =
    [
        new("hi", "", "के में की है और से का को पर ने हैं कि यह इस भी कर था एक लिए गया", ""),
        new("ne", "", "र को मा छ ले यो पनि गर्न भएको गरेको हो का लागि", "को मा"),
        new("mr", "ळ", "आणि आहे या च्या ला ने हे व की ते तर केले होते", "च्या"),
    ];

    /// <summary>Those in Hebrew letters.</summary>
    public static IReadOnlyList<Tongue> Hebrew { get; } = [new("he", "", "של את על עם לא כי זה גם או כל הוא", ""), new("yi", "ײװױ", "און די פון צו איז מיט דער אין", "")];

    /// <summary>Those in Ethiopic.</summary>
    public static IReadOnlyList<Tongue> Ethiopic { get; } = [new("am", "", "እና ነው ላይ ውስጥ ወደ ጋር ከ ግን", ""), new("ti", "", "እዩ ኣብ ናብ ምስ ድማ ናይ", "")];
}
