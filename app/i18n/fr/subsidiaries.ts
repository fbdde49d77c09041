import { de } from '#app/i18n/fr/elision.ts'
import type { MetricId } from '#app/metrics/catalog.ts'

const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} et ${names.at(-1)}`

/** The words of the page of all subsidiaries and of each one's, in French: the source of the type. */
export const subsidiaries = {
  title: 'Filiales',
  late: 'Les chiffres des filiales se calculent encore\u00a0: rechargez la page pour les voir.',
  unanswered: 'La source n’a pas répondu\u00a0: les chiffres des filiales ne peuvent pas être montrés.',
  nothing: (period: string) => `Rien n’est connu des filiales au ${period}.`,
  nothingMatches: (period: string) => `Aucune filiale ne répond à ces filtres au ${period}.`,
  lead: {
    above: (count: number, of: number) =>
      count === 0
        ? of === 1
          ? 'La seule filiale évaluable ne dépasse pas un salarié sur deux.'
          : `Aucune des ${of}\u00a0filiales évaluables ne dépasse un salarié sur deux.`
        : of === 1
          ? 'La seule filiale évaluable dépasse un salarié sur deux.'
          : count === of
            ? `Les ${of}\u00a0filiales évaluables dépassent toutes un salarié sur deux.`
            : `Sur ${of}\u00a0filiales évaluables, ${count === 1 ? 'une dépasse' : `${count} dépassent`} un salarié sur deux.`,
    least: (names: readonly string[], share: string, coverage: string) =>
      names.length === 1
        ? `${listed(names)} adopte le moins\u00a0: ${share} de ses salariés, pour une couverture de ${coverage}.`
        : `${listed(names)} adoptent le moins\u00a0: ${share} de leurs salariés, pour une couverture de ${coverage}.`,
    noneAssessed: 'L’adoption ne peut être évaluée dans aucune filiale.',
    unassessed: (told: readonly string[], count: number) =>
      count === 1
        ? `${listed(told)} ne peut pas être évaluée.`
        : `${listed(told)} ne peuvent pas être évaluées.`,
    notShown: (told: readonly string[], count: number) =>
      count === 1 ? `${listed(told)} n’est pas montrée.` : `${listed(told)} ne sont pas montrées.`,
    several: (count: number, reason: string) => `${count}\u00a0filiales (${reason})`,
    because: (name: string, reason: string) => `${name} (${reason})`,
  },
  standfirst: {
    whole: (share: string, coverage: string) =>
      `Toutes les filiales ensemble\u00a0: ${share} des salariés, sur ${coverage} des utilisateurs, ceux dont la filiale donne son effectif.`,
    trust: (name: string, carbon: string) =>
      `Chez ${name}, l’effectif et les utilisateurs sont connus chaque mois\u00a0; son carbone est évalué à ${carbon}.`,
    lowCarbon: (names: readonly string[]) =>
      `Le carbone ${names.length > 3 ? `de ${names.length}\u00a0filiales` : de(listed(names))} n’est pas évaluable\u00a0: sa couverture est sous 80\u202f%.`,
    partlyKnown: (name: string) => `Chez ${name}, l’effectif ou les utilisateurs manquent certains mois.`,
  },
  notAssessable: 'n.é.',
  notShown: 'n.m.',
  reasons: {
    few: 'moins de cinq personnes',
    no_headcount: 'effectif non fourni',
    no_users: 'utilisateurs non fournis',
    nothing: 'effectif et utilisateurs non fournis',
    low_coverage: 'couverture sous 80\u202f%',
  },
  joined: (day: string) => `entrée le ${day}`,
  left: (day: string) => `sortie le ${day}`,
  courses: {
    rises: 'En un an, l’adoption monte dans toutes les filiales comparables',
    falls: (names: readonly string[]) =>
      `En un an, l’adoption monte dans toutes les filiales comparables, sauf chez ${listed(names)}`,
    fallsIn: (count: number, of: number) =>
      `En un an, l’adoption baisse dans ${count}\u00a0filiales comparables sur ${of}`,
    title: 'L’adoption, trimestre après trimestre',
    note: (from: string, to: string) =>
      `Utilisateurs actifs en % des salariés, ${from === to ? to : `${de(from)} à ${to}`} · la même échelle partout, de 0 à 100\u202f%, repère à 50\u202f% · trait épais\u00a0: la filiale\u00a0; trait fin\u00a0: toutes les filiales ensemble · par ordre alphabétique dans chaque métier`,
    ofEmployees: 'des salariés',
    reading:
      'n.é.\u00a0: non évaluable\u00a0; n.m.\u00a0: non montré, moins de cinq personnes. Les douze trimestres d’une filiale sont en chiffres sur sa page, et dans le CSV.',
  },
  table: {
    title: (period: string) => `Les filiales au ${period}`,
    sorted: (column: string) => `Par ${column}`,
    note: (order: string) =>
      `${order} · couverture\u00a0: la plus faible des mesures de la ligne · n.é.\u00a0: non évaluable, faute d’effectif ou de 80\u202f% de couverture · n.m.\u00a0: non montré, moins de cinq personnes`,
    alphabetical: 'Par ordre alphabétique',
    coverage: 'Couverture',
    whole: 'Ensemble du périmètre',
    below: 'sous 80\u202f%',
  },
  columns: {
    adoption_rate: 'Adoption',
    use_cases_in_production: 'Cas d’usage en production',
    cost: 'Coût',
    gpu_hours: 'Heures GPU',
    carbon_per_active_user: 'Carbone par utilisateur',
  } as Partial<Record<MetricId, string>>,
  coverageOf: {
    adoption_rate: 'adoption',
    carbon_per_active_user: 'carbone',
  } as Partial<Record<MetricId, string>>,
  one: {
    all: 'Toutes les filiales',
    nothing: (name: string, period: string) => `${name}\u00a0: rien n’est connu au ${period}.`,
    adopts: (name: string, share: string, period: string) =>
      `${name}\u00a0: ${share} des salariés utilisent l’IA au ${period}.`,
    beside: (name: string, share: string, period: string, line: string) =>
      `${name}\u00a0: ${share} des salariés utilisent l’IA au ${period}, contre ${line} dans son métier.`,
    unassessed: (name: string, period: string, reason: string) =>
      `${name}\u00a0: l’adoption ne peut pas être évaluée au ${period} (${reason}).`,
    notShown: (name: string, period: string, reason: string) =>
      `${name}\u00a0: l’adoption n’est pas montrée au ${period} (${reason}).`,
    absent: (name: string, period: string) => `${name} n’est pas dans le groupe au ${period}.`,
    late: (name: string) => `${name}\u00a0: les chiffres se calculent encore.`,
    unanswered: (name: string) => `${name}\u00a0: la source n’a pas répondu.`,
    who: (name: string, line: string) => `${name}, métier «\u00a0${line}\u00a0».`,
    joined: (day: string) => `Entrée dans le groupe le ${day}.`,
    left: (day: string) => `Sortie du groupe le ${day}.`,
    measures: 'Six mesures sur douze trimestres, à côté du métier',
    measuresNote: (line: string) =>
      `Trait épais\u00a0: la filiale\u00a0; trait fin\u00a0: «\u00a0${line}\u00a0», elle comprise, sur la même échelle\u00a0; les totaux sont en part du métier, tous trois sur la même échelle`,
    alone: 'Six mesures sur douze trimestres',
    aloneNote: 'Chaque mesure de zéro à sa plus grande valeur, les parts de 0 à 100\u202f%',
    coverage: 'Couverture du carbone',
    covered: (coverage: string) => `couverture ${coverage}`,
    ofLine: (share: string) => `${share} du métier`,
    line: (value: string) => `métier ${value}`,
    scale: (top: string) => `de 0 à ${top}`,
    chart: (name: string, value: string, from: string, to: string) =>
      `${name}, ${from === to ? to : `${de(from)} à ${to}`}\u00a0; dernier\u00a0: ${value}`,
    values: 'Les mêmes trimestres en chiffres',
    quarter: 'Trimestre',
    useCases: {
      title: (count: number, inProduction: number) =>
        count === 0
          ? 'Aucun cas d’usage n’est inscrit'
          : `${count === 1 ? 'Un cas d’usage inscrit' : `${count}\u00a0cas d’usage inscrits`}, dont ${inProduction === 0 ? 'aucun' : inProduction} en production`,
      note: (period: string) => `Au ${period}\u00a0; coût facturé sur la même période`,
      name: 'Cas d’usage',
      stage: 'Étape',
      approach: 'Approche',
      review: 'Revue des experts',
      reviewed: 'faite',
      missing: 'manque',
      notAsked: '–',
      cost: 'Coût',
      unassigned: 'Non affecté à un cas d’usage',
    },
    commitments: {
      title: 'Sa part dans chaque engagement du groupe',
      note: 'Un engagement se juge pour tout le groupe\u00a0; ici, ce que la filiale y pèse sur la même période',
      name: 'Engagement',
      group: 'Le groupe',
      own: 'La filiale',
      weight: 'Son poids',
      unreviewed: (count: number) =>
        count === 0
          ? 'aucun cas d’usage n’y manque'
          : count === 1
            ? 'un cas d’usage y manque'
            : `${count}\u00a0cas d’usage y manquent`,
      unknown: 'non fourni',
      none: 'Aucun engagement n’est écrit.',
    },
    lacks: {
      title: 'Ce qui n’est pas fourni, et ce que cela fait à la couverture',
      none: 'Rien ne manque à ce que cette page compte.',
      what: 'Ce qui manque',
      share: 'Part',
      effect: 'Conséquence',
      fill: 'Ce qui le remplit',
      headcount: 'Effectif',
      headcountEffect: (coverage: string) =>
        `adoption couverte à ${coverage}, valeurs par salarié non évaluables`,
      headcountFill: 'un fichier d’effectifs, que Vigie ne sait pas encore lire',
      cost: 'Dépense sans cas d’usage',
      costEffect: 'comptée dans le coût, absente des pages de cas d’usage',
      costFill:
        'un libellé «\u00a0projet\u00a0» dans la facturation, ou une règle du fichier de correspondance',
      requests: 'Requêtes sans cas d’usage',
      requestsEffect: 'comptées dans l’usage, absentes des pages de cas d’usage',
      requestsFill: 'la colonne «\u00a0project\u00a0» du journal de requêtes',
      hosting: 'Dépense dont l’hébergement n’est pas connu',
      hostingEffect: (coverage: string) => `hébergement couvert à ${coverage}`,
      hostingFill: 'une règle d’hébergement dans le fichier de correspondance',
      unassessed: (models: string) =>
        `Requêtes sans estimation d’électricité ni de carbone${models === '' ? '' : ` (${models})`}`,
      unassessedEffect: (coverage: string) => `carbone couvert à ${coverage}`,
      unassessedFill: 'le nom du modèle dans le journal de requêtes, et ses paramètres publiés',
      months: (sources: string) => `Mois non reçus\u00a0: ${sources}`,
      monthsShare: (count: number) => `${count}\u00a0mois`,
      monthsEffect: 'absents des chiffres qui en viennent',
      monthsFill: 'l’export de ces mois, à la même source',
    },
  },
}
