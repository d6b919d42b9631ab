namespace Syndication.Benchmarks.Generated;

/// <summary>
/// The words that generated releases are made of: sentences as a regional organisation writes them, with holes for a place, a subject and
/// a count, filled in every way. Nobody in them is real, and no number means anything.
/// </summary>
internal static class Vocabulary
{
    public static readonly IReadOnlyList<FourTexts> Places =
    [
        new("Genève", "جنيف", "Geneva", "Ginebra"),
        new("Dakar", "داكار", "Dakar", "Dakar"),
        new("Amman", "عمّان", "Amman", "Ammán"),
        new("Bogota", "بوغوتا", "Bogotá", "Bogotá"),
        new("Tunis", "تونس", "Tunis", "Túnez"),
        new("Nairobi", "نيروبي", "Nairobi", "Nairobi"),
        new("Lima", "ليما", "Lima", "Lima"),
        new("Beyrouth", "بيروت", "Beirut", "Beirut"),
        new("Rabat", "الرباط", "Rabat", "Rabat"),
        new("Manille", "مانيلا", "Manila", "Manila"),
        new("Accra", "أكرا", "Accra", "Acra"),
        new("Quito", "كيتو", "Quito", "Quito"),
    ];

    public static readonly FourTexts Organisation = new(
        "Secrétariat régional des migrations", "الأمانة الإقليمية للهجرة", "Regional Secretariat on Migration", "Secretaría Regional de las Migraciones");

    public static readonly IReadOnlyList<FourTexts> Headings =
    [
        new("Les prochaines étapes", "الخطوات المقبلة", "Next steps", "Próximos pasos"),
        new("Les temps forts", "أبرز المحطات", "Highlights", "Momentos destacados"),
        new("À propos du programme", "عن البرنامج", "About the programme", "Acerca del programa"),
    ];

    /// <summary>A sentence with a link in it; the canonical form of the memory.</summary>
    public static readonly FourTexts WithLink = new(
        "Le rapport complet est <g1>disponible en ligne</g1>.",
        "التقرير الكامل <g1>متاح على الإنترنت</g1>.",
        "The full report is <g1>available online</g1>.",
        "El informe completo está <g1>disponible en línea</g1>.");

    private static readonly IReadOnlyList<FourTexts> Subjects =
    [
        new("la protection des travailleurs migrants", "حماية العمال المهاجرين", "the protection of migrant workers", "la protección de los trabajadores migrantes"),
        new("l’accès aux soins de santé", "الحصول على الرعاية الصحية", "access to health care", "el acceso a la atención de salud"),
        new("la reconnaissance des compétences", "الاعتراف بالمهارات", "the recognition of skills", "el reconocimiento de las competencias"),
        new("les déplacements liés au climat", "النزوح المرتبط بالمناخ", "climate-related displacement", "los desplazamientos relacionados con el clima"),
        new("la scolarisation des enfants", "تعليم الأطفال", "the schooling of children", "la escolarización de los niños"),
        new("les données sur les migrations", "بيانات الهجرة", "migration data", "los datos sobre la migración"),
        new("le retour volontaire et la réintégration", "العودة الطوعية وإعادة الإدماج", "voluntary return and reintegration", "el retorno voluntario y la reintegración"),
        new("le recrutement équitable", "التوظيف العادل", "fair recruitment", "la contratación equitativa"),
    ];

    private static readonly IReadOnlyList<FourTexts> Counts =
        [.. new[] { "14", "24", "35", "48", "60", "75", "120", "150", "240", "480" }.Select(FourTexts.Same)];

    /// <summary>Headlines.</summary>
    public static readonly IReadOnlyList<FourTexts> Titles = Filled(
        new("{place} accueille une conférence sur {subject}", "{place} تستضيف مؤتمراً بشأن {subject}", "{place} hosts a conference on {subject}", "{place} acoge una conferencia sobre {subject}"),
        new("Un plan d’action sur {subject} est lancé à {place}", "إطلاق خطة عمل بشأن {subject} في {place}", "Action plan on {subject} launched in {place}", "Se lanza en {place} un plan de acción sobre {subject}"),
        new("Nouveau rapport sur {subject} : {count} recommandations", "تقرير جديد بشأن {subject}: {count} توصية", "New report on {subject}: {count} recommendations", "Nuevo informe sobre {subject}: {count} recomendaciones"),
        new("{count} villes s’engagent à {place}", "{count} مدينة تلتزم في {place}", "{count} cities make a commitment in {place}", "{count} ciudades se comprometen en {place}"));

    /// <summary>Sentences of the text.</summary>
    public static readonly IReadOnlyList<FourTexts> Sentences = Filled(
        new("Les délégations réunies à {place} ont adopté des recommandations sur {subject}.", "اعتمدت الوفود المجتمعة في {place} توصيات بشأن {subject}.", "The delegations meeting in {place} adopted recommendations on {subject}.", "Las delegaciones reunidas en {place} aprobaron recomendaciones sobre {subject}."),
        new("Un atelier régional sur {subject} s’est ouvert lundi à {place}.", "افتُتحت يوم الاثنين في {place} حلقة عمل إقليمية بشأن {subject}.", "A regional workshop on {subject} opened in {place} on Monday.", "El lunes se inauguró en {place} un taller regional sobre {subject}."),
        new("Les autorités locales de {place} et leurs partenaires publieront un guide pratique sur {subject} avant la fin de l’année.", "ستنشر السلطات المحلية في {place} وشركاؤها دليلاً عملياً بشأن {subject} قبل نهاية العام.", "The local authorities of {place} and their partners will publish a practical guide on {subject} before the end of the year.", "Las autoridades locales de {place} y sus asociados publicarán una guía práctica sobre {subject} antes de fin de año."),
        new("À {place}, la société civile a rappelé que les progrès sur {subject} restent inégaux d’une région à l’autre.", "وفي {place}، ذكّر المجتمع المدني بأن التقدم بشأن {subject} لا يزال متفاوتاً من منطقة إلى أخرى.", "In {place}, civil society recalled that progress on {subject} remains uneven from one region to another.", "En {place}, la sociedad civil recordó que los avances sobre {subject} siguen siendo desiguales de una región a otra."),
        new("Le secrétariat présentera à {place} son rapport annuel sur {subject}.", "ستعرض الأمانة في {place} تقريرها السنوي بشأن {subject}.", "The secretariat will present its annual report on {subject} in {place}.", "La secretaría presentará en {place} su informe anual sobre {subject}."),
        new("Plus de {count} organisations ont répondu à la consultation sur {subject}.", "استجابت أكثر من {count} منظمة للمشاورة بشأن {subject}.", "More than {count} organizations responded to the consultation on {subject}.", "Más de {count} organizaciones respondieron a la consulta sobre {subject}."),
        new("Le programme financera {count} projets sur {subject} au cours des prochaines années.", "سيموّل البرنامج {count} مشروعاً بشأن {subject} خلال السنوات المقبلة.", "The programme will fund {count} projects on {subject} over the coming years.", "El programa financiará {count} proyectos sobre {subject} en los próximos años."),
        new("Les participants ont examiné {count} exemples de bonnes pratiques sur {subject}, issus de toutes les régions.", "واستعرض المشاركون {count} مثالاً على الممارسات الجيدة بشأن {subject} من جميع المناطق.", "The participants examined {count} examples of good practice on {subject} from every region.", "Los participantes examinaron {count} ejemplos de buenas prácticas sobre {subject} procedentes de todas las regiones."),
        new("Une formation en ligne sur {subject} a été suivie par {count} agents publics.", "وتابع {count} موظفاً عمومياً دورة تدريبية على الإنترنت بشأن {subject}.", "An online course on {subject} was taken by {count} public officials.", "Un curso en línea sobre {subject} fue seguido por {count} funcionarios públicos."),
        new("Au total, {count} familles ont été accueillies à {place} au cours du dernier trimestre.", "وفي المجموع، استُقبلت {count} أسرة في {place} خلال الربع الأخير من السنة.", "In all, {count} families were received in {place} over the last quarter.", "En total, {count} familias fueron acogidas en {place} durante el último trimestre."),
        new("Le centre de services de {place} a reçu {count} demandes d’information en une semaine.", "وتلقى مركز الخدمات في {place} {count} طلب معلومات في أسبوع واحد.", "The service centre in {place} received {count} requests for information in one week.", "El centro de servicios de {place} recibió {count} solicitudes de información en una semana."),
        new("Des équipes mobiles ont visité {count} communes autour de {place}.", "وزارت فرق متنقلة {count} بلدية حول {place}.", "Mobile teams visited {count} municipalities around {place}.", "Equipos móviles visitaron {count} municipios alrededor de {place}."),
        new("L’exposition présentée à {place} réunit {count} photographies prises par des jeunes.", "ويضم المعرض المقام في {place} {count} صورة التقطها شباب.", "The exhibition shown in {place} brings together {count} photographs taken by young people.", "La exposición presentada en {place} reúne {count} fotografías tomadas por jóvenes."));

    /// <summary>Everything above: what a memory must know to translate every generated release.</summary>
    public static IEnumerable<FourTexts> All => [.. Places, Organisation, .. Headings, WithLink, .. Titles, .. Sentences];

    private static IReadOnlyList<FourTexts> Filled(params FourTexts[] templates) =>
    [
        .. templates.SelectMany(template => Filled([template], "{place}", Places))
            .SelectMany(text => Filled([text], "{subject}", Subjects))
            .SelectMany(text => Filled([text], "{count}", Counts)),
    ];

    private static IEnumerable<FourTexts> Filled(IEnumerable<FourTexts> texts, string hole, IReadOnlyList<FourTexts> fillings) =>
        texts.SelectMany(text => text.French.Contains(hole, StringComparison.Ordinal) ? fillings.Select(filling => text.With(hole, filling)) : [text]);
}
