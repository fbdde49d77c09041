import { synthese } from '#app/i18n/fr/synthese.ts'

/** The words of a commitment's page, in French: the source of the type. */
export const commitments = {
  all: {
    unanswered: 'Engagements\u00a0: la source n’a pas répondu.',
    none: 'Aucun engagement n’est déclaré.',
    kept: (kept: number, all: number, period: string) =>
      synthese.message.kept(kept, all).replace(/\.$/, ` au ${period}.`),
    noneAssessable: (all: number, period: string) =>
      synthese.message.noneAssessable(all).replace(' encore', '').replace(/\.$/, ` au ${period}.`),
    missed: (names: string) => `Manqué\u00a0: ${names}.`,
    atRisk: (names: string) => `À risque\u00a0: ${names}.`,
    standfirst:
      'Chaque ligne ouvre sur sa preuve\u00a0: la règle pas à pas, douze trimestres, ce qui vient si rien ne change, les filiales et les cas d’usage en cause.',
    ahead: {
      title: 'Si rien ne change',
      note: 'Au rythme des six derniers trimestres clos, aussi loin que la méthode a été essayée trois fois sur le passé\u00a0; entre parenthèses, l’intervalle où le niveau tombe huit fois sur dix',
      commitment: 'Engagement',
      now: 'Aujourd’hui',
      becomes: 'Deviendrait',
      from: 'À partir de',
      projected: 'Niveau prévu',
      target: 'Cible',
      stays: 'ne change pas',
      mayStay: 'ne change pas, sans certitude',
      turn: (quarter: string) => quarter,
      mayTurn: (quarter: string) => `${quarter}, peut-être`,
      atWorst: (status: string, quarter: string) => `«\u00a0${status}\u00a0» au pire, dès le ${quarter}`,
      neverAtWorst: (status: string) => `«\u00a0${status}\u00a0» à aucune extrémité`,
      untold: 'pas de projection',
      passed: (term: string) => `échéance passée, ${term}`,
      level: (value: string, period: string, low: string, high: string) =>
        `${value} au ${period} (${low} à ${high})`,
    },
  },
  unanswered: (name: string) => `${name}\u00a0: la source n’a pas répondu.`,
  unfiltered:
    'Un engagement est celui de tout le groupe\u00a0: les filtres ne valent que pour les autres pages.',
  /** Of an open quarter: `month` is the last whole one, « octobre 2026 ». */
  rolling: (month: string) =>
    `Le trimestre est en cours\u00a0: le niveau est celui des douze mois pleins jusqu’à fin ${month}, et la trajectoire se lit ce jour-là.`,
  lead: {
    judged: (name: string, level: string, period: string, expected: string, status: string) =>
      `${name}\u00a0: ${level} au ${period}, quand il fallait ${expected}. ${status}.`,
    notBegun: (name: string, period: string) =>
      `${name}\u00a0: rien n’est encore promis au ${period}, la trajectoire part plus tard.`,
    notShown: (name: string, period: string) =>
      `${name}\u00a0: pas de jugement au ${period}, le chiffre n’est pas montré (moins de cinq personnes).`,
    notAssessable: (name: string, period: string) =>
      `${name}\u00a0: on ne peut pas juger au ${period}, faute de données assez complètes.`,
  },
  course: {
    title: 'Le chemin, trimestre après trimestre, jusqu’à la cible',
    gapTitle: 'Écart à la trajectoire, vers le haut quand on est en avance',
    note: 'Écart à la trajectoire\u00a0; bande grise\u00a0: à risque',
  },
  /** `cut`: the ends of an interval that the picture does not hold. */
  note: (
    metric: string,
    tolerance: string,
    isProjected: boolean,
    isPartial: boolean,
    cut: readonly [string, string] | null,
  ) =>
    `${metric} · trait plein\u00a0: réel\u00a0; trait fin\u00a0: trajectoire${isPartial ? '\u00a0; rond vide\u00a0: trimestre en cours ou couverture sous le plancher' : ''}${isProjected ? `\u00a0; pointillé\u00a0: si rien ne change, et son intervalle${cut === null ? '' : `, coupé au bord du dessin\u00a0: il va de ${cut[0]} à ${cut[1]}`}` : ''}\u00a0; à risque jusqu’à ${tolerance} de retard`,
  tip: (quarter: string, level: string, expected: string) =>
    `${quarter}\u00a0: ${level}, attendu ${expected}`,
  tipCoverage: (share: string) => `, couverture ${share}`,
  /** What the last level leaves out. */
  missing: {
    activity: 'Activité que rien n’a mesurée',
    openness: 'Requêtes dont on ne sait pas si le modèle est ouvert',
    training: 'Salariés formés de filiales dont l’effectif n’est pas connu, ou qui ont quitté le groupe',
    unsupplied: (sources: string) => `Non reçu, et absent du niveau\u00a0: ${sources}.`,
    share: (what: string, share: string) => `${what}\u00a0: ${share}.`,
    floor: (coverage: string, floor: string) =>
      `La couverture est de ${coverage}, sous le plancher de ${floor}\u00a0: le niveau est partiel et n’est pas jugé.`,
  },
  target: (level: string) => `Cible ${level}`,
  projected: (level: string) => `Prévu ${level}`,
  table: {
    title: 'Les mêmes trimestres en chiffres',
    quarter: 'Trimestre',
    level: 'Niveau',
    expected: 'Attendu',
    gap: 'Écart',
    coverage: 'Couverture',
    status: 'Statut',
  },
  projection: {
    title: 'Si rien ne change',
    comes: (value: string, term: string, low: string, high: string, target: string) =>
      `Au rythme actuel, le niveau serait de ${value} ${term}, entre ${low} et ${high} huit fois sur dix, pour une cible de ${target}.`,
    within: (value: string, quarter: string, low: string, high: string, expected: string) =>
      `Au rythme actuel, le niveau serait de ${value} au ${quarter}, entre ${low} et ${high} huit fois sur dix, quand il faudra ${expected}. Plus loin, la méthode n’a pas été essayée trois fois sur le passé\u00a0: rien n’est projeté.`,
    stays: (status: string, isToTheEnd: boolean) =>
      `Le statut resterait «\u00a0${status}\u00a0» ${isToTheEnd ? 'jusqu’à la cible' : 'd’ici là'}.`,
    mayStay: (status: string, isToTheEnd: boolean, quarter: string, ends: string) =>
      `Le statut resterait «\u00a0${status}\u00a0» ${isToTheEnd ? 'jusqu’à la cible' : 'd’ici là'}, sans certitude\u00a0: au ${quarter}, ${ends}.`,
    turns: (status: string, quarter: string) =>
      `Le statut deviendrait «\u00a0${status}\u00a0» au ${quarter}.`,
    mayTurn: (status: string, quarter: string, ends: string) =>
      `Le statut pourrait devenir «\u00a0${status}\u00a0» au ${quarter}\u00a0: ${ends}.`,
    ends: (low: string, high: string) => `l’intervalle va de «\u00a0${low}\u00a0» à «\u00a0${high}\u00a0»`,
    missedAtWorst: (status: string, quarter: string) =>
      `Le statut ne serait «\u00a0${status}\u00a0» qu’à l’extrémité défavorable de l’intervalle, dès le ${quarter}.`,
    notMissed: (status: string) =>
      `Le statut ne serait «\u00a0${status}\u00a0» à aucune extrémité de l’intervalle.`,
    against: 'Le dernier trimestre est allé à l’inverse de ce rythme.',
    method: (pace: string, tests: number, error: string) =>
      `Méthode\u00a0: la médiane des pentes entre les six derniers trimestres (${pace} par trimestre), prolongée depuis le dernier. Essayée ${tests}\u00a0fois sur le passé, elle s’est trompée de ${error} en moyenne par trimestre d’avance.`,
    tooFew: (count: number) =>
      `Pas de projection\u00a0: la méthode demande neuf trimestres clos à la suite, il y en a ${count}.`,
    openQuarter: 'Pas de projection depuis un trimestre ouvert\u00a0: elle part du dernier trimestre clos.',
    /** A link to it: « Depuis le T3 2026 ». */
    fromClosed: (quarter: string) => `Depuis le ${quarter}`,
    notAssessable: 'Pas de projection d’un niveau que l’on ne peut pas juger.',
    passed: {
      date: (term: string) => `La date de la cible est passée\u00a0: ${term}.`,
      reached: (term: string, level: string) =>
        `La cible était à atteindre ${term}\u00a0: elle l’a été, à ${level}.`,
      missed: (term: string, level: string, target: string) =>
        `La cible était à atteindre ${term}\u00a0: elle a été manquée, à ${level} pour ${target}.`,
      since: (quarter: string) => `Elle a été atteinte au ${quarter}.`,
      still: (quarter: string, level: string) =>
        `Elle n’est toujours pas atteinte au ${quarter}, à ${level}.`,
      noMore: (quarter: string, level: string) => `Elle n’est plus tenue au ${quarter}, à ${level}.`,
    },
    tests: 'Les essais sur le passé',
    horizon: 'Trimestres d’avance',
    count: 'Essais',
    mean: 'Erreur moyenne',
    largest: 'Plus grande erreur',
    ahead: (quarters: number) => `${quarters}`,
  },
  contributions: {
    title: (behind: number, all: number) =>
      behind === 0
        ? 'Aucune filiale n’est en deçà de ce qui est attendu du groupe'
        : behind === 1
          ? `Une filiale sur ${all} est en deçà de ce qui est attendu du groupe`
          : `${behind} filiales sur ${all} sont en deçà de ce qui est attendu du groupe`,
    name: 'Filiale',
    value: 'Son chiffre',
    share: 'Son poids',
    gap: 'Sa part de l’écart',
    others: (count: number) => (count === 1 ? 'La dernière ligne' : `Les ${count} autres lignes`),
    rest: 'Ce que les filiales ne disent pas',
    total: 'Écart du groupe à la trajectoire',
    withheld: (count: number) =>
      count === 1
        ? 'Une filiale n’est pas montrée\u00a0: moins de cinq personnes.'
        : `${count}\u00a0filiales ne sont pas montrées\u00a0: moins de cinq personnes.`,
    ofRatio:
      'La part d’une filiale est la distance de son niveau à celui attendu du groupe, multipliée par son poids\u00a0: les parts s’additionnent en l’écart.',
    ofTotal:
      'La part d’une filiale est la distance entre ce qu’elle compte et ce qu’elle compterait si elle avait suivi, depuis son propre départ, le rythme demandé au groupe\u00a0: les parts s’additionnent en l’écart.',
  },
  rule: 'La règle, pas à pas',
  receipt: 'Le reçu du chiffre',
  definition: 'La définition de l’indicateur',
  bySubsidiary: 'Par filiale',
  /** Beside the title of what it holds. */
  csv: 'En CSV',
  failing: {
    title: (count: number) =>
      count === 0
        ? 'Aucun cas d’usage ne manque à la règle'
        : count === 1
          ? 'Le cas d’usage qui manque à la règle'
          : `Les ${count} cas d’usage qui manquent à la règle`,
    name: 'Cas d’usage',
    subsidiary: 'Filiale',
  },
  facts: {
    title: 'Qui s’y engage, et comment',
    objective: 'Objectif statutaire',
    owner: 'Responsable',
    means: 'Moyens',
  },
}
