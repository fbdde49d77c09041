import { de } from '#app/i18n/fr/elision.ts'
import { setOff } from '#app/i18n/set-off.ts'
import type { MetricId } from '#app/metrics/catalog.ts'

/** The words of the pages on one topic, of their tables and of the filter bar, in French: the source of the type. */
export const topics = {
  title: {
    usage: 'Usage',
    cost: 'Coûts',
    gpu_hours: 'Heures GPU',
    carbon: 'Carbone',
    project: 'Cas d’usage',
    model: 'Modèle',
    provider: 'Fournisseur',
  },
  howMuch: {
    usage: 'Combien\u00a0: qui s’en sert, et pour combien de requêtes',
    cost: 'Combien\u00a0: facturé, amorti, au tarif public',
    gpu_hours: 'Combien\u00a0: heures allouées, utilisées, inactives',
    carbon: 'Combien\u00a0: émissions, électricité et carbone de chaque kWh, séparément',
    project: 'Ce qu’il représente',
    model: 'Ce qu’il représente',
    provider: 'Ce qu’il représente',
  },
  pair: (name: string, value: string) => `${name}\u00a0: ${value}`,
  both: (filters: readonly string[]) => filters.join('\u00a0; '),
  shareBetween: (share: string, low: string, high: string) => `${share} (entre ${low} et ${high})`,
  shareOfWhole: (share: string) => `${share} du total.`,
  widerPart: (of: {
    readonly part: string
    readonly high: string
    readonly wholeHigh: string
    readonly factor: string
    readonly wholeFactor: string
    readonly cause: string
    readonly ofPart: string
    readonly ofWhole: string
  }) =>
    `La borne haute de «\u00a0${of.part}\u00a0» (${of.high}) dépasse celle du total (${of.wholeHigh})\u00a0: c’est une limite du calcul. Un intervalle est un facteur autour de sa valeur\u00a0; ${of.ofPart} de cette part reposent sur «\u00a0${of.cause}\u00a0», contre ${of.ofWhole} du total, dont le facteur est donc plus petit (×${of.wholeFactor} et non ×${of.factor}). Un total n’étant jamais inférieur à l’une de ses parts, sa borne haute se lit comme au moins ${of.high}.`,
  columnsNote: (period: string) => `Par trimestre, jusqu’au ${period}`,
  who: 'Qui',
  first: (question: string, name: string, share: string) =>
    `${question}\u00a0: ${name} d’abord, ${share} du total`,
  whoNote: (metric: string, period: string) => `${metric}, ${period}`,
  what: 'Quoi',
  intense: 'À quelle intensité',
  intenseNote: 'Le total rapporté à ce qu’il sert',
  unknown: 'Ce qui n’est pas connu',
  lead: {
    usage: (users: string, share: string | null, period: string) =>
      share === null
        ? `${users} personnes utilisent l’IA en moyenne chaque mois, ${period}.`
        : `${users} personnes utilisent l’IA en moyenne chaque mois, ${period}, soit ${share} des salariés.`,
    fewUsers:
      'Moins de cinq personnes s’en servent chaque mois en moyenne\u00a0: leur nombre n’est pas montré.',
    usageRequests: (requests: string, period: string) => `${requests} requêtes ${period}.`,
    cost: (amount: string, period: string) => `${amount} facturés ${period}`,
    overBudget: (by: string) => `, ${by} au-dessus du budget`,
    underBudget: (by: string) => `, ${by} sous le budget`,
    onBudget: ', au budget près',
    missingBills: (share: string) => `\u00a0; ${share} des factures mensuelles attendues manquent`,
    lacking: (sources: string) => `\u00a0; il manque ${sources}`,
    rise: (amount: string, before: string, service: string, of: string) =>
      `La hausse de ${amount} par rapport au ${setOff(before)} vient d’abord ${de(service)} (${of}).`,
    fall: (amount: string, before: string, service: string, of: string) =>
      `La baisse de ${amount} par rapport au ${setOff(before)} vient d’abord ${de(service)} (${of}).`,
    gpu: (used: string, share: string, allocated: string, period: string) =>
      `${used}\u00a0heures GPU utilisées ${period}, soit ${share} de celles dont l’usage est mesuré\u00a0; ${allocated}\u00a0allouées en tout.`,
    gpuAllocated: (allocated: string, period: string) =>
      `${allocated}\u00a0heures GPU allouées ${period}, sans que leur usage soit connu.`,
    idlest: (name: string, hours: string, cost: string | null) =>
      cost === null
        ? `${name} en laisse le plus d’inactives\u00a0: ${hours}\u00a0heures.`
        : `${name} en laisse le plus d’inactives\u00a0: ${hours}\u00a0heures, soit ${cost}.`,
    carbon: (total: string, low: string, high: string, period: string) =>
      `${total} émis à l’usage ${period}, entre ${low} et ${high}.`,
    carbonModel: (model: string, share: string) => `${model} en porte ${share}.`,
    entity: (name: string, metric: string, value: string, period: string) =>
      `${name}\u00a0: ${value} ${de(metric)} ${period}.`,
    entityShare: (share: string, carbon: string | null) =>
      carbon === null ? `C’est ${share} du total.` : `C’est ${share} du total, et ${carbon} du carbone.`,
    owner: (subsidiary: string) => `Filiale\u00a0: ${subsidiary}.`,
    late: (period: string) =>
      `Les chiffres ${setOff(period)} se calculent encore\u00a0: rechargez la page pour les voir.`,
    unanswered: (period: string) =>
      `La source n’a pas répondu\u00a0: les chiffres ${setOff(period)} ne peuvent pas être montrés.`,
    nothing: (period: string) => `Rien n’est connu ${setOff(period)} dans ce périmètre.`,
  },
  standfirst: {
    notCounted:
      'Usage, hors fabrication des machines, selon le réseau du lieu. L’estimation fondée sur le marché (market-based), celle des contrats d’électricité, n’est pas encore faite.',
    unassessed: (share: string, models: string) =>
      `${share} des requêtes ne sont pas dans ce total, faute d’estimation possible (${models}).`,
    rebound: (intensity: string, total: string) =>
      `Effet rebond\u00a0: en un an, ${intensity} d’électricité par requête, mais ${total} au total.`,
    noRebound: (intensity: string, total: string) =>
      `Pas d’effet rebond\u00a0: en un an, ${intensity} d’électricité par requête et ${total} au total.`,
    reboundUnsure: (intensity: string, total: string) =>
      `Effet rebond ni établi ni exclu\u00a0: en un an, ${intensity} d’électricité par requête et ${total} au total.`,
    reboundRule: (least: string) =>
      `Un écart compte à partir de ${least}, et s’il dépasse ce que l’incertitude explique.`,
    idleCost:
      'Chaque ligne valorise ses heures inactives au coût moyen de ses propres heures\u00a0: la somme des lignes n’est donc pas le total.',
    monthlyBudget: 'Le budget est mensuel\u00a0: il se compare au trimestre entier.',
    overUse: (names: string) =>
      `Alerte\u00a0: plus d’heures utilisées qu’allouées pour ${names}\u00a0; l’une des deux sources se trompe.`,
    limited: (perimeter: string) => `Périmètre\u00a0: ${perimeter}.`,
    notKnownBy: (metrics: string, dimensions: string) => `Non connu par ${dimensions}\u00a0: ${metrics}.`,
  },
  table: {
    share: 'Part',
    change: (period: string) => `Δ ${period}`,
    previous: 'Précédent',
    page: (page: number, pages: number) => `Page ${page} sur ${pages}`,
    rows: (first: number, last: number, of: number) => `${first} à ${last} sur ${of}`,
    projectRows: (first: number, last: number, of: number, projects: number) =>
      `${first} à ${last} sur ${of}\u00a0: ${projects}\u00a0cas d’usage, en production ou non${of > projects ? ', et ce qui n’est pas affecté' : ''}`,
    next: 'Suivants',
    back: 'Précédents',
    sortBy: (column: string) => `Trier par ${column}`,
    total: 'Total',
    between: (low: string, high: string) => `${low} à ${high}`,
    /** In the narrow column of shares, whose unit stands above. */
    shareBetween: (low: string, high: string) => `${low} à ${high}`,
    measure: 'Mesure',
    now: 'Ce trimestre',
    yearBefore: 'Un an avant',
    receipt: 'Reçu',
  },
  /** Heads of columns, where the name of the metric would not fit. */
  columns: {
    active_users: 'Utilisateurs',
    adoption_rate: 'Adoption',
    requests_per_active_user: 'Par utilisateur',
    output_tokens: 'Jetons produits',
    list_cost: 'Tarif public',
    budget_used: 'Budget consommé',
    cost_per_employee: 'Par salarié',
    gpu_hours: 'Allouées',
    gpu_hours_used: 'Utilisées',
    gpu_hours_idle: 'Inactives',
    gpu_utilisation: 'Utilisation',
    gpu_idle_cost: 'Coût inactif',
    carbon_kg: 'Carbone',
    energy_kwh: 'Électricité',
    carbon_per_employee: 'Par salarié',
  } as Partial<Record<MetricId, string>>,
  siblings: {
    title: (task: string) => `Face au modèle standard, sur la même tâche\u00a0: ${task}`,
    note: 'Requêtes, heures, utilisation, électricité et carbone\u00a0: inférence seule\u00a0; coût\u00a0: tout ce qui est facturé, ajustement compris. Une différence que l’incertitude peut expliquer n’en est pas une.',
    tunedTitle: (task: string, count: number) =>
      `${count === 1 ? 'Face au modèle ajusté' : 'Face aux modèles ajustés'}, sur la même tâche\u00a0: ${task}`,
    pair: (tuned: string, standard: string) => `${tuned}, ajusté, et ${standard}, standard`,
    other: (name: string) => `Page ${de(name)}`,
    change: 'Différence',
    same: 'indistincts',
  },
  /** What the register says of a use case. */
  register: {
    title: 'Au registre des cas d’usage',
    unreviewed: 'En production sans avis des experts qui l’autorise',
    notYet: (day: string) => `Pas encore au registre\u00a0: inscrit le ${day}`,
    note: (day: string) => `Au ${day}`,
    owner: 'Responsable',
    review: 'Revue des experts',
    unknown: 'non renseigné',
    since: (stage: string, day: string) => `${stage}, depuis le ${day}`,
    opinions: {
      favourable: 'avis favorable',
      conditional: 'avis favorable sous conditions',
      unfavourable: 'avis défavorable',
    },
    opinion: (opinion: string, day: string) => `${opinion}, le ${day}`,
    waiting: (day: string) => `demandée le ${day}, sans avis à ce jour`,
    notAsked: 'jamais demandée',
  },
  beside: {
    title: (name: string) => `Face à sa filiale\u00a0: ${name}`,
    note: 'La filiale entière, ce cas d’usage compris. Une différence que l’incertitude peut expliquer n’en est pas une.',
    link: (name: string) => `Synthèse ${de(name)}`,
    own: 'Ce cas d’usage',
    difference: 'Différence',
    share: (share: string) => `${share} de la filiale`,
    same: 'indistincts',
  },
  contrast: {
    title: 'Qui utilise beaucoup pour peu, qui peu pour beaucoup',
    note: (count: number, use: string, cost: string) =>
      `Par utilisateur actif, la médiane des ${count}\u00a0filiales d’au moins cinq utilisateurs est de ${use}\u00a0requêtes et de ${cost}\u00a0; ne sont nommées que celles qui sont au-dessus de l’une et au-dessous de l’autre, avec leur écart à chacune`,
    muchForLittle: 'Beaucoup pour peu',
    littleForMuch: 'Peu pour beaucoup',
    nobody: (caption: string) => `${caption}\u00a0: aucune filiale.`,
  },
  /** What a number lacks, beside it. */
  partial: {
    source: (name: string, months: string) => `«\u00a0${name}\u00a0» (${months})`,
    sources: (sources: string) => `il manque ${sources}`,
    months: (share: string, of: string) => `${share} des mois attendus sont reçus (${of})`,
    now: (lacks: string) => `Partiel\u00a0: ${lacks}.`,
    base: (quarter: string, lacks: string) => `Comparé à une période partielle (${quarter})\u00a0: ${lacks}.`,
    mark: 'partiel',
    beside: (value: string) => `${value} (partiel)`,
  },
  unknowns: {
    what: 'Ce qui manque',
    share: 'Part',
    effect: 'Conséquence',
    coverage: 'Activité sans estimation, en électricité de référence',
    coverageEffect:
      'absente du total, qui est donc un plancher\u00a0; un statut est jugé sur le total rapporté à la couverture',
    unassessed: (models: string) => `Requêtes sans estimation${models === '' ? '' : ` (${models})`}`,
    unassessedEffect: 'absentes de l’électricité, du carbone et des valeurs par requête',
    unassigned: (dimension: string, metric: string | null) =>
      `Non affecté par ${dimension}${metric === null ? '' : `, en ${metric}`}`,
    unassignedEffect: 'compté dans le total, sur la ligne «\u00a0Non affecté\u00a0»',
    unlistedEffect: 'compté dans le total, sur aucune ligne de ce tableau',
    interval: (cause: string) => `Doute\u00a0: ${cause}`,
    intervalEffect: 'part de l’intervalle qui vient de cette cause',
    unmeasured: 'Heures allouées dont l’usage n’est pas mesuré',
    unmeasuredEffect: 'absentes des heures utilisées et inactives',
    noHeadcount: 'Utilisateurs de filiales dont l’effectif n’est pas fourni',
    noHeadcountEffect: 'absents de la part des salariés',
    months: (of: string) => `Mois attendus et non reçus\u00a0: ${of}`,
    monthsEffect: 'absents des chiffres qui en viennent',
    monthsMissing: (count: number) => `${count}\u00a0mois`,
    nothing: 'Rien ne manque à ce que cette page compte.',
  },
  filters: {
    name: 'Filtres',
    perimeter: 'Filiale ou métier',
    group: 'Tout le groupe',
    businessLines: 'Métiers',
    subsidiaries: 'Filiales',
    quarter: 'Trimestre',
    open: 'en cours',
    approach: 'Approche',
    allApproaches: 'Toutes',
    provider: 'Fournisseur',
    allProviders: 'Tous',
    apply: 'Appliquer',
    dropped: (dimension: string) =>
      `Le filtre «\u00a0${dimension}\u00a0» ne s’applique pas à cette page ou sa valeur est inconnue\u00a0: les chiffres ci-dessous n’en tiennent pas compte.`,
    unknownLike: (dimension: string, parameter: string) =>
      `L’adresse porte un filtre qui n’existe pas\u00a0; le plus proche est «\u00a0${dimension}\u00a0» (${parameter}). Les chiffres ci-dessous n’en tiennent pas compte.`,
    unknown: (dimensions: readonly string[]) =>
      `L’adresse porte un filtre qui n’existe pas\u00a0: les chiffres ci-dessous n’en tiennent pas compte.${dimensions.length === 0 ? '' : ` Cette page se filtre par ${dimensions.join(', ')}.`}`,
    unknownValue: (dimension: string, near: string | null) =>
      `Le filtre «\u00a0${dimension}\u00a0» porte une valeur que les données n’ont pas${near === null ? '\u00a0: l' : `\u00a0; la plus proche s’écrit ${near}. L`}es chiffres ci-dessous n’en tiennent pas compte.`,
    unknownParameter: (near: string) =>
      `L’adresse porte un paramètre qui n’existe pas\u00a0; le plus proche est «\u00a0${near}\u00a0». Cette page n’en tient pas compte.`,
    quarterDropped: (shown: string, ends: readonly [first: string, last: string] | null) =>
      `Le trimestre demandé n’est pas dans les données, qui ${ends === null ? 'n’en ont qu’un' : `vont du ${ends[0]} au ${ends[1]}`}\u00a0: voici le ${shown}.`,
    quartersDropped: (shown: string) =>
      `L’adresse demande plusieurs trimestres, et cette page n’en montre qu’un\u00a0: voici le premier, ${shown}.`,
    remove: (what: string) => `Retirer le filtre ${what}`,
    clear: 'Tout retirer',
  },
  need: {
    usage: 'un journal de requêtes',
    cost: 'un export de facturation au format FOCUS',
    gpu_hours: 'un relevé d’heures GPU',
    carbon: 'un journal de requêtes dont les modèles sont connus',
    project: 'une facturation ou un journal de requêtes',
    model: 'une facturation ou un journal de requêtes',
    provider: 'une facturation ou un journal de requêtes',
  },
}
