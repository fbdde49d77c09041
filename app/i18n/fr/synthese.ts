import { de } from '#app/i18n/fr/elision.ts'
import { setOff } from '#app/i18n/set-off.ts'

const UP_TO_TEN = ['aucun', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix']
const count = (value: number) => UP_TO_TEN[value] ?? String(value)
/** « 7,32 M de requêtes », « 38 700 requêtes ». */
const ofRequests = (value: string) => `${value}${/\p{L}$/u.test(value) ? ' de' : ''} requêtes`
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const assessed = (share: string, requests: string | null) =>
  requests === null
    ? `${share} de l’activité est évaluée`
    : `${share} de l’électricité de référence et ${requests} des requêtes sont évaluées`

/** The words of the Synthèse, in French: the source of the type. Numbers arrive formatted; counts arrive as numbers. */
export const synthese = {
  title: 'Synthèse',
  wholeGroup: 'Groupe',
  subsidiaries: (value: number) => `${value}\u00a0filiales`,
  state: {
    closed: 'clos',
    open: 'ouvert',
    elapsed: (days: number, of: number) => `${days}\u00a0jours sur ${of}`,
  },
  freshness: (day: string) => `au ${day}`,
  sources: (value: number) => `${value}\u00a0source${value >= 2 ? 's' : ''}`,
  ofActivity: 'de l’activité évaluée',
  unknownCoverage: 'non évaluée',
  message: {
    /** A ratio of use cases told by what is missing from it, which a person can picture. */
    unreviewed: (value: number) =>
      value === 1
        ? 'Un cas d’usage est en production sans revue des experts.'
        : `${capital(count(value))} cas d’usage sont en production sans revue des experts.`,
    missed: (name: string, gap: string) => `«\u00a0${name}\u00a0» est manqué, avec ${gap} de retard.`,
    kept: (kept: number, all: number) =>
      all === 1
        ? kept === 0
          ? 'L’engagement n’est pas tenu.'
          : 'L’engagement est tenu.'
        : kept === 0
          ? `Aucun des ${count(all)} engagements n’est tenu.`
          : `${capital(count(kept))} engagement${kept >= 2 ? 's' : ''} sur ${count(all)} ${kept >= 2 ? 'sont tenus' : 'est tenu'}.`,
    noneAssessable: (all: number) =>
      all === 1
        ? 'L’engagement n’est pas encore évaluable.'
        : `Aucun des ${count(all)} engagements n’est encore évaluable.`,
    keptThen: (kept: number, all: number, change: string) =>
      `${synthese.message.kept(kept, all).replace(/\.$/, '')}\u00a0; ${change}.`,
    carbon: {
      down: (by: string) => `le carbone recule de ${by}`,
      up: (by: string) => `le carbone augmente de ${by}`,
      unsure: 'le carbone ne change pas au-delà de son incertitude',
    },
    invoiced: (amount: string, period: string) => `${amount} facturés ${period}.`,
    invoicedMostly: (amount: string, period: string, share: string, service: string) =>
      `${amount} facturés ${period}, dont ${share} pour ${service}.`,
    used: (requests: string, period: string) => `${ofRequests(requests)} ${period}.`,
    late: (period: string) =>
      `Les chiffres se calculent encore\u00a0: rechargez la page pour les voir ${period}.`,
    unanswered: (period: string) =>
      `La source n’a pas répondu\u00a0: aucun chiffre ne peut être montré ${period}.`,
    nothing: (period: string) => `Aucun chiffre n’est connu ${period}.`,
  },
  /** Before the name of a period: « au T3 2026 ». */
  during: (period: string) => `au ${period}`,
  standfirst: {
    emitted: (carbon: string) => `L’IA du groupe a émis ${carbon} (usage, hors fabrication)`,
    emittedHere: (carbon: string) => `L’IA de ce périmètre a émis ${carbon} (usage, hors fabrication)`,
    less: (by: string, than: string) => `, ${by} de moins qu’au ${than}`,
    more: (by: string, than: string) => `, ${by} de plus qu’au ${than}`,
    mostly: (cause: string) => `, surtout par ${cause}`,
    consumed: (energy: string) => `. Elle a consommé ${energy}`,
    perRequest: (energy: string) => `\u00a0; chaque requête demande ${energy}`,
    perRequestLess: (by: string) => `, ${by} de moins qu’il y a un an`,
    perRequestMore: (by: string) => `, ${by} de plus qu’il y a un an`,
    butMoreRequests: (by: string) => `, mais les requêtes évaluées sont ${by} plus nombreuses`,
    end: '.',
    noMission:
      'Aucune mission n’est déclarée dans ce jeu de données\u00a0: les engagements apparaîtront avec elle.',
    perimeter: {
      nowhere:
        'Aucun périmètre ne dit quelles lignes relèvent de l’IA\u00a0: toutes les lignes importées comptent.',
      partly:
        'Le périmètre de l’IA couvre une partie des fichiers importés\u00a0; dans les autres, toutes les lignes comptent.',
      everywhere: 'La dépense compte les lignes que le périmètre déclare relever de l’IA.',
      allDecided: 'Aucune ligne importée ne reste indécise.',
      undecided: (amount: string) =>
        `Non comptés, faute de règle\u00a0: ${amount} sur tous les mois importés.`,
    },
  },
  wall: {
    title: (all: number) =>
      all === 1
        ? 'L’engagement\u00a0: le chemin parcouru du départ à la cible'
        : `Les ${count(all)} engagements\u00a0: le chemin parcouru du départ à la cible`,
    emptyTitle: 'Les engagements ne sont pas encore déclarés',
    unansweredTitle: 'Les engagements',
    note: (scope: string, period: string) =>
      `${scope}, ${period} · chaque barre part du niveau de départ et vise sa cible\u00a0; toutes partagent la même échelle`,
    rule: 'Règle\u00a0:',
    ruleText: (tolerances: string) =>
      `tenu si le niveau atteint la trajectoire à date\u00a0; à risque jusqu’à la tolérance de l’engagement (${tolerances})\u00a0; manqué au-delà\u00a0; non évaluable sous son plancher de couverture.`,
    reading: 'Lecture\u00a0:',
    readingText: (
      name: string,
      level: string,
      start: string,
      target: string,
      expected: string,
      date: string,
    ) =>
      `«\u00a0${name}\u00a0» est à ${level}, parti de ${start} vers ${target}\u00a0; la trajectoire demandait ${expected} ${date}.`,
    endOf: (year: string) => `fin ${year}`,
    endOfQuarter: (quarter: string) => `fin ${quarter}`,
    before: (level: string, period: string) => `${level} au ${period}`,
    behind: 'de retard',
    ahead: 'd’avance',
    on: 'à la trajectoire',
    notComputed: 'non calculé',
    coverage: (share: string, floor: string) => `couverture ${share}, plancher ${floor}`,
    missing: 'chiffre ou départ inconnu',
    notBegun: 'avant le départ',
    bullet: (name: string, level: string, period: string, expected: string, target: string, by: string) =>
      `${name}\u00a0: ${level} au ${period}, trajectoire ${expected}, cible ${target} ${by}`,
    sparkline: (name: string) => `${name}\u00a0: niveau des derniers trimestres et trajectoire`,
    partial: (level: string) => `partiel\u00a0: ${level}`,
    refused: 'Le fichier de mission ne peut pas être lu.',
    need: 'le fichier de mission du groupe (engagements, trajectoires, cibles), à poser ici',
  },
  watch: {
    title: (count: number) =>
      count === 1 ? 'À regarder' : `À regarder\u00a0: ${count === 2 ? 'deux' : 'trois'} points`,
    gap: (name: string, gap: string) => `«\u00a0${name}\u00a0» est à ${gap} de sa trajectoire`,
    gapArithmetic: (level: string, expected: string) => `${level} atteint, ${expected} attendu à date`,
    overrun: (name: string, amount: string) => `${name} dépasse son budget de ${amount}`,
    overrunArithmetic: (cost: string, budget: string) => `${cost} facturés − ${budget} prévus`,
    source: (name: string) => `La source «\u00a0${name}\u00a0» est incomplète`,
    sourceArithmetic: (count: number, months: string) =>
      `${count === 1 ? 'un mois manque' : `${count} mois manquent`}\u00a0: ${months}`,
  },
  headlines: {
    title: 'Quatre chiffres du trimestre',
    yearTitle: (parts: readonly string[]) => `En un an, ${parts.join('\u00a0; ')}`,
    part: {
      users: {
        up: (by: string) => `les utilisateurs actifs augmentent de ${by}`,
        down: (by: string) => `les utilisateurs actifs reculent de ${by}`,
      },
      requests: {
        up: (by: string) => `les requêtes augmentent de ${by}`,
        down: (by: string) => `les requêtes reculent de ${by}`,
      },
      cost: { up: (by: string) => `le coût monte de ${by}`, down: (by: string) => `le coût baisse de ${by}` },
      carbon: {
        up: (by: string) => `l’empreinte augmente de ${by}`,
        down: (by: string) => `l’empreinte recule de ${by}`,
      },
    },
    note: (scope: string, first: string, last: string) =>
      `${scope}, par trimestre, ${first === last ? first : `${first} à ${last}`} · encre\u00a0: le trimestre\u00a0; gris soutenu\u00a0: ceux auxquels il est comparé`,
    chart: (name: string, first: string, last: string, value: string) =>
      first === last
        ? `${name}, ${first}\u00a0: ${value}`
        : `${name}, ${de(first)} à ${last}\u00a0; dernier\u00a0: ${value}`,
    tip: (quarter: string, value: string) => `${quarter}\u00a0: ${value}`,
    users: {
      name: 'Utilisateurs actifs',
      unit: 'personnes',
      context: (share: string, requests: string) => `${share} des salariés\u00a0; ${ofRequests(requests)}.`,
      shareOnly: (share: string) => `${share} des salariés.`,
      withheldShare: (requests: string) => `${ofRequests(requests)}.`,
      requestsOnly: (requests: string) => `${ofRequests(requests)}\u00a0; l’effectif n’est pas connu.`,
      need: 'un journal de requêtes',
    },
    requests: {
      name: 'Requêtes',
      unit: 'requêtes',
      context: 'Les utilisateurs actifs ne sont pas connus\u00a0: aucun fichier lisible ne les donne encore.',
      filtered: 'Les utilisateurs actifs ne sont connus que par filiale et par métier.',
    },
    cost: {
      name: 'Coût facturé',
      budget: 'budget',
      context: (list: string) => `Tarif public\u00a0: ${list}.`,
      partial: (share: string) => `Partiel\u00a0: ${share} des mois attendus sont reçus.`,
      plan: (budget: string) => `Budget\u00a0: ${budget} (trait)`,
      otherCurrencies: (amounts: string) => `Et ${amounts}, sans taux de change connu.`,
      need: 'un export de facturation au format FOCUS',
    },
    gpu: {
      name: 'Heures GPU utilisées',
      allocatedName: 'Heures GPU allouées',
      context: (share: string, allocated: string, idle: string) =>
        `${allocated}\u00a0h allouées (contour)\u00a0; là où l’usage est mesuré, ${share} ont servi et ${idle}\u00a0h sont restées inactives.`,
      unknownUse: 'Leur utilisation n’est pas connue.',
      need: 'un relevé d’heures GPU',
    },
    carbon: {
      name: 'Carbone d’usage, hors fabrication',
      context: (perEmployee: string, perRequest: string) =>
        `${perEmployee} par salarié\u00a0; ${perRequest} par requête.`,
      perRequestOnly: (perRequest: string) => `${perRequest} par requête.`,
      coverage: (share: string) => `${share} de l’électricité de référence évaluée.`,
      need: 'un journal de requêtes dont les modèles sont connus',
    },
  },
  change: {
    title: (from: string, to: string, cause: string) =>
      `Le carbone passe de ${from} à ${to}, surtout par ${cause}`,
    unsureTitle: (from: string, to: string) =>
      `Le carbone passe de ${from} à ${to}\u00a0: un écart que l’incertitude peut expliquer`,
    emptyTitle: 'Ce qui a fait changer le carbone',
    note: (unit: string, scope: string, from: string, to: string, low: string, high: string) =>
      `Carbone d’usage, hors fabrication, ${unit} · ${scope}, du ${from} au ${to}, par cause · variation entre ${low} et ${high}`,
    causes: {
      volume: { name: 'Volume', note: 'plus ou moins d’activité', by: 'le volume' },
      intensity: { name: 'Intensité', note: 'énergie par unité d’activité', by: 'l’intensité énergétique' },
      /** Carbon per kWh falls when work moves to another region as when a region's mix gets cleaner. */
      grid: {
        name: 'Lieu et réseau',
        note: 'carbone par kWh',
        by: 'le lieu des calculs et son réseau électrique',
      },
    },
    volumeNote: (requests: string, change: string) => `${ofRequests(requests)} évaluées, ${change}`,
    start: 'niveau de départ',
    end: 'niveau d’arrivée',
    variation: 'Variation',
    variationNote: (change: string) => `${change}, trait\u00a0: intervalle`,
    chart: (from: string, to: string) => `Variation du carbone du ${setOff(from)} au ${to}, par cause`,
    table: 'Afficher les valeurs du pont',
    cause: 'Cause',
    reading:
      'Volume\u00a0: requêtes évaluées pour l’inférence, heures GPU pour le reste\u00a0; intensité\u00a0: énergie par unité d’activité\u00a0; lieu et réseau\u00a0: carbone par kWh, que change un calcul qui part vers une autre région comme un réseau dont le mix évolue. Les trois causes font la variation entière, aux arrondis près (décomposition additive LMDI).',
    need: 'un journal de requêtes couvrant deux trimestres',
  },
  doubt: {
    title: 'D’où vient le doute sur le carbone',
    note: (low: string, high: string) =>
      `Causes de l’intervalle, de ${low} à ${high}, la plus grande d’abord`,
    none: 'Aucune incertitude à répartir.',
  },
  quality: {
    /** Coverage weighs activity by its reference electricity: the share of requests stands beside it. */
    title: (share: string, requests: string | null, missing: number) =>
      missing === 0
        ? `${assessed(share, requests)}\u00a0; aucun mois ne manque`
        : `${assessed(share, requests)}\u00a0; ${missing === 1 ? 'un mois manque' : `${count(missing)} mois manquent`} à une source`,
    noEnergyTitle: (missing: number) =>
      missing === 0
        ? 'Les sources sont complètes\u00a0; aucune énergie n’est estimée'
        : `${capital(missing === 1 ? 'un mois manque' : `${count(missing)} mois manquent`)} à une source`,
    note: (period: string) =>
      `Qualité des données, ${period} · ce qui n’est pas affecté est montré, jamais réparti`,
    sources: 'Sources',
    source: 'Source',
    coverage: 'Mois reçus',
    state: 'État',
    complete: 'complet',
    missing: (months: string, several: boolean) => `${months} ${several ? 'manquants' : 'manquant'}`,
    evidence: 'Niveau de preuve, en % de l’électricité',
    evidenceChart: 'Électricité par niveau de preuve',
    tiers: {
      metered: 'mesuré',
      provider_reported: 'déclaré par le fournisseur',
      modelled: 'modélisé',
      proxy: 'substitut',
      recorded: 'compté',
    },
    unassigned: 'Non affecté',
    unassignedCredits: (amount: string) =>
      `Des avoirs et des dépenses sans filiale font ${amount}\u00a0; ils sont comptés.`,
    unassignedText: (share: string, amount: string) =>
      `${share} de la dépense (${amount}) ne se rattache à aucune filiale.`,
    everythingAssigned: 'Toute la dépense se rattache à une filiale.',
    unassessed: 'Sans estimation',
    unassessedText: (share: string, models: string) =>
      `${share} des requêtes n’ont ni électricité ni carbone estimés${models === '' ? '' : ` (${models})`}\u00a0: les totaux et les valeurs par requête ne les comptent pas.`,
    noCost: 'Aucune dépense n’est importée.',
    noCostHere: 'Aucune dépense n’est connue dans ce périmètre.',
    need: 'un premier fichier',
  },
  values: {
    title: 'Les valeurs derrière les graphiques',
    open: 'Afficher les tableaux',
    commitments: 'Engagements',
    commitment: 'Engagement',
    status: 'Statut',
    start: 'Départ',
    level: 'Niveau',
    expected: 'Trajectoire',
    target: 'Cible',
    gap: 'Écart',
    quarters: 'Chiffres par trimestre',
    quarter: 'Trimestre',
  },
  receipt: 'Reçu',
  csv: 'CSV',
  machineCsv: 'CSV machine',
  elapsedPeriod: (quarter: string, days: number) => `${quarter}, ${days}\u00a0premiers jours`,
}
