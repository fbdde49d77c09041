import { setOff } from '#app/i18n/set-off.ts'
import type { FixedValues } from '#app/metrics/dimension-words.ts'

/** The words of the page on sovereignty and the written definitions of the hosting ladder, in French: the source of the type. */
export const sovereignty = {
  title: 'Souveraineté',
  lead: {
    now: (share: string, period: string) =>
      `${share} de la dépense est sur les trois premiers échelons d’hébergement ${period}`,
    yearBefore: (share: string) => `, contre ${share} un an plus tôt`,
    same: ', autant qu’un an plus tôt',
    noYear: '\u00a0; rien n’est connu d’un an plus tôt',
    sameDays: (share: string) => `, contre ${share} les mêmes jours un an plus tôt`,
    sameDaysAlike: ', autant que les mêmes jours un an plus tôt',
    wholeQuarter: (share: string) => ` (${share} sur ce trimestre entier)`,
    judged: (expected: string, status: string) => `Il en fallait ${expected}\u00a0: engagement ${status}.`,
    unjudged: 'L’engagement n’est pas évaluable, faute de données assez complètes.',
    measures: (texts: readonly string[]) => `Cette part est de ${texts.join(' et de ')}.`,
    tokens: (share: string) => `${share} en jetons`,
    hours: (share: string) => `${share} en heures GPU`,
    late: (period: string) =>
      `La dépense par échelon ${setOff(period)} se calcule encore\u00a0: rechargez la page pour la voir.`,
    unanswered: (period: string) =>
      `La source n’a pas répondu\u00a0: la dépense par échelon ${setOff(period)} ne peut pas être montrée.`,
    nothing: (period: string) => `Aucune dépense n’est connue ${setOff(period)} dans ce périmètre.`,
    noHosting: (period: string) =>
      `La dépense est connue ${setOff(period)}, mais aucune facture ne dit où elle est hébergée.`,
  },
  standfirst: {
    rungs: (names: string) =>
      `Les trois premiers échelons\u00a0: ${names}. Aucun échelon n’est souverain à lui seul\u00a0: chacun a sa définition écrite, et ce qu’il ne garantit pas.`,
    unknown: (share: string) =>
      `${share} de la dépense n’a pas d’hébergement connu\u00a0: elle est montrée à part et n’entre pas dans la part des trois premiers. À l’import, l’option --map l’attribue, par région ou par fournisseur.`,
    noCommitment:
      'Aucun engagement sur l’hébergement n’est lu dans un fichier de mission\u00a0: aucune trajectoire n’est tracée.',
    filtered:
      'L’engagement est celui de tout le groupe\u00a0: sa trajectoire n’est pas tracée sur une partie.',
    rolling: 'L’engagement se juge sur douze mois glissants, les colonnes sur un trimestre.',
    currencies: (main: string, others: string) =>
      `Montants en ${main}\u00a0; ceux en ${others} sont dans le fichier CSV, sans conversion.`,
    limited: (perimeter: string) => `Périmètre\u00a0: ${perimeter}.`,
  },
  ladder: {
    section: 'L’échelle d’hébergement, trimestre par trimestre',
    title: (from: string, to: string, first: string, last: string) =>
      first === last
        ? `Au ${setOff(to)} comme au ${from}, les trois premiers échelons font ${last} de la dépense`
        : `Depuis le ${from}, les trois premiers échelons passent de ${first} à ${last} de la dépense`,
    titleOne: (last: string) => `Les trois premiers échelons font ${last} de la dépense`,
    note: 'Dépense facturée, en %, du plus maîtrisé (en bas) au moins maîtrisé · trait épais\u00a0: les trois premiers échelons, dans la dépense dont l’hébergement est connu',
    trajectory: ' · ligne à points\u00a0: trajectoire de l’engagement',
    open: (period: string) => ` · pied hachuré\u00a0: trimestre en cours (${period})`,
    tip: (quarter: string, rung: string, share: string, amount: string) =>
      `${quarter}, ${rung}\u00a0: ${share}, ${amount}`,
    expectedTip: (quarter: string, share: string) => `${quarter}, trajectoire\u00a0: ${share}`,
    unknownTip: (quarter: string) => `${quarter}\u00a0: aucune dépense connue`,
    table: 'Part de chaque échelon dans la dépense, par trimestre',
    first: 'Trois premiers',
    expected: 'Trajectoire',
  },
  measures: {
    section: 'La même échelle, selon la mesure',
    title: (shares: string) => `La même échelle, selon la mesure\u00a0: ${shares}`,
    shares: {
      cost: (share: string) => `${share} de la dépense`,
      tokens: (share: string) => `${share} des jetons`,
      gpu_hours: (share: string) => `${share} des heures GPU`,
    },
    note: (period: string) => `${period}, en % · trait\u00a0: fin des trois premiers échelons`,
    names: {
      cost: 'Dépense facturée',
      tokens: 'Jetons, lus et produits',
      gpu_hours: 'Heures GPU allouées',
      requests: 'Requêtes',
    },
    firstOf: (share: string) => `${share} aux trois premiers`,
    openOf: (share: string) => `${share} ouverts ou à poids ouverts`,
    /** Each bar has its own: what is known of spend is not what is known of tokens or of hours. */
    ofKnown: (share: string, known: string) => `${share}, sur les ${known} connus`,
    table: 'La même échelle en chiffres',
    measure: 'Mesure',
    total: 'Total',
    tip: (part: string, share: string, amount: string) => `${part}\u00a0: ${share}, ${amount}`,
    missing: (names: string) => `Non connu avec ces filtres ou cette source\u00a0: ${names}.`,
  },
  rungsTitle: 'Ce que veut dire chaque échelon, et ce qu’il ne garantit pas',
  rungsNote: 'Du plus maîtrisé au moins maîtrisé\u00a0; aucun n’est dit souverain à lui seul',
  rungsLink: 'Tout le glossaire',
  /** One definition a rung, which the page and the glossary both print. */
  rungs: {
    on_premise: {
      short: 'Sur site',
      means: 'Le calcul tourne dans un centre de données du groupe, sur des machines que le groupe exploite.',
      not: 'Ne garantit ni l’origine des puces et des logiciels, ni la provenance du modèle, ni la reprise si ce site s’arrête.',
    },
    secnumcloud: {
      short: 'SecNumCloud',
      means:
        'Le calcul tourne chez un hébergeur que l’ANSSI a qualifié SecNumCloud\u00a0: sécurité vérifiée, exploitation dans l’Union européenne, protection contre le droit non européen.',
      not: 'Ne vaut que pour les services qualifiés, pas pour ceux que l’on y branche\u00a0; ne dit rien de l’origine du modèle ni des puces.',
    },
    eu_external_keys: {
      short: 'Cloud UE, clés externes',
      means:
        'Le calcul tourne dans l’Union européenne, chez un fournisseur qui ne détient pas les clés de chiffrement\u00a0: le groupe ou un tiers européen les garde.',
      not: 'Le modèle lit des données déchiffrées pendant le calcul\u00a0; le fournisseur exploite le service, peut l’interrompre et peut rester soumis au droit d’un pays tiers.',
    },
    eu_us_cloud: {
      short: 'Région UE, cloud américain',
      means:
        'Le calcul tourne dans une région européenne d’un fournisseur américain, qui exploite le service et détient les clés.',
      not: 'Le lieu ne suffit pas\u00a0: le droit américain peut obliger le fournisseur à livrer des données, où qu’elles soient.',
    },
    outside_eu: {
      short: 'Hors UE',
      means: 'Le calcul tourne hors de l’Union européenne, quel que soit le fournisseur.',
      not: 'Ni le droit européen ni ses autorités ne s’y appliquent sur place\u00a0; y envoyer des données personnelles demande des garanties propres (RGPD, chapitre V).',
    },
  } satisfies Record<
    FixedValues['hosting'],
    { readonly short: string; readonly means: string; readonly not: string }
  >,
  unassignedRung:
    'Ce dont ni la facture ni le journal ne disent où il tourne\u00a0: compté et montré, jamais réparti entre les échelons.',
  openness: {
    section: 'Modèles ouverts, à poids ouverts, fermés',
    title: (share: string, known: string) =>
      `${share} des requêtes vont à un modèle ouvert ou à poids ouverts, parmi les ${known} dont on sait le modèle`,
    titleWhole: (share: string) => `${share} des requêtes vont à un modèle ouvert ou à poids ouverts`,
    note: (period: string) =>
      `${period}, en % · trait\u00a0: fin des modèles ouverts et à poids ouverts · contour pointillé\u00a0: non affecté`,
    silent: (names: string, share: string) =>
      `${names} ne dit pas toujours quel modèle il sert\u00a0: ${share} des requêtes sont de ce fait «\u00a0Non affecté\u00a0».`,
    silentSeveral: (names: string, share: string) =>
      `${names} ne disent pas toujours quel modèle ils servent\u00a0: ${share} des requêtes sont de ce fait «\u00a0Non affecté\u00a0».`,
    unbilled:
      'Dans la dépense, «\u00a0Non affecté\u00a0» compte aussi ce qui n’est pas facturé par modèle\u00a0: machines, stockage, licences.',
    table: 'Ouverture des modèles en chiffres',
    first: 'Ouverts ou à poids ouverts',
  },
  providers: {
    section: 'Fournisseurs',
    title: (first: string, second: string, share: string) =>
      `${first} et ${second} reçoivent ${share} de la dépense`,
    titleOne: (first: string, share: string) => `${first} reçoit ${share} de la dépense`,
    note: (period: string) => `Dépense facturée, ${period}, et part de chacun à trois dates`,
    table: 'Fournisseurs et part de la dépense',
    bar: 'Part du plus grand',
    cost: 'Dépense',
    change: 'Sur un an',
  },
  places: {
    section: 'Où cela tourne',
    title: (region: string, energy: string, carbon: string) =>
      `${region}\u00a0: ${energy} de l’électricité, ${carbon} du carbone d’usage`,
    note: (period: string) =>
      `${period} · électricité × intensité du réseau = carbone d’usage, hors fabrication · de la région au réseau le moins carboné à celle au plus carboné`,
    energy: 'Électricité',
    grid: '× réseau',
    carbon: '= carbone d’usage',
    change: (period: string) => `Δ carbone, ${period}`,
    notEstimated: 'pas d’estimation',
    coverage: (share: string) => `${share} de l’activité estimée`,
    mean: 'en moyenne',
    partial: (share: string, names: string) =>
      `${share} de l’activité, en électricité de référence, est estimée\u00a0; ce qui manque n’est pas un zéro${names === '' ? '' : ` (${names})`}.`,
    lacking: (names: string) => `Sans estimation, et ce n’est pas un zéro\u00a0: ${names}.`,
    whole: 'Toute l’activité est estimée.',
    interval: 'Sous chaque nombre, ses bornes\u00a0: la valeur s’y trouve neuf fois sur dix.',
  },
  /** After the coverage of the scope line. */
  coverageOf: 'de la dépense, hébergement connu',
  commitment: 'L’engagement, sa règle et sa projection',
}
