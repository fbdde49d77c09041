/** The words of the forecast of the year's end, in French: the source of the type. */
export const forecast = {
  section: 'Fin d’année',
  year: (year: string, isFiscal: boolean) => (isFiscal ? `L’exercice ${year}` : `L’année ${year}`),
  /** Stands where `year` does when the data begin during the year. */
  months: (first: string, last: string) => `Entre ${first} et ${last}, le coût`,
  ends: (subject: string, total: string) => `${subject} finirait à ${total}`,
  between: (low: string, high: string) => `, entre ${low} et ${high}`,
  ended: (subject: string, total: string) => `${subject} a atteint ${total}`,
  yearEnded: (subject: string, total: string) => `${subject} a coûté ${total}`,
  over: (gap: string) => `, soit ${gap} au-dessus du budget`,
  under: (gap: string) => `, soit ${gap} sous le budget`,
  on: ', au budget près',
  inDoubt: ', écart trop petit pour être affirmé',
  overUpTo: (month: string, gap: string) =>
    `\u00a0; jusqu’à ${month}, dernier budget connu, ${gap} au-dessus`,
  underUpTo: (month: string, gap: string) =>
    `\u00a0; jusqu’à ${month}, dernier budget connu, ${gap} au-dessous`,
  onUpTo: (month: string) => `\u00a0; jusqu’à ${month}, dernier budget connu, au budget près`,
  notForecast: (subject: string) =>
    `${subject} ne se prévoit pas\u00a0: il faut que les trois derniers mois soient connus`,
  note: (metric: string, unit: string, date: string) =>
    `${metric} par mois, ${unit}, d’après les mois entiers connus au ${date}.`,
  key: { actual: 'réel', forecast: 'prévu', unknown: 'inconnu', budget: 'budget' },
  method: 'Méthode',
  seasonal: (ratio: string) =>
    `Chaque mois à venir reprend le même mois de l’année précédente, multiplié par ${ratio}\u00a0: la croissance des trois derniers mois connus sur les mêmes mois un an avant.`,
  mean: 'Faute d’une croissance mesurable sur un an, chaque mois à venir reprend la moyenne des trois derniers mois.',
  proof: 'Épreuve',
  tested: (error: string, tests: number, months: number) =>
    `Refaite à chaque fin de trimestre passé avec les seuls mois connus alors, ${
      months >= 2 ? `pour les ${months}\u00a0mois suivants` : 'pour le mois suivant'
    }\u00a0: erreur moyenne ${error} sur ${tests}\u00a0${tests >= 2 ? 'essais' : 'essai'}.`,
  interval:
    'L’intervalle contient le total neuf fois sur dix si les erreurs à venir ressemblent à celles de ces essais (loi de Student sur le logarithme des erreurs).',
  noInterval: 'Il en faut quatre pour donner un intervalle.',
  notTested: 'L’historique est trop court pour la mettre à l’épreuve\u00a0: ni erreur ni intervalle.',
  gaps: (months: string) =>
    `Sans aucune ligne, ni comptés ni prévus\u00a0: ${months}. Ce qui manque n’est pas zéro.`,
  missing: 'Manque',
  others: 'Autres devises',
  chart: (sentence: string) => `Coût par mois, réel puis prévu. ${sentence}`,
  totalChart: (actual: string, rest: string) => `Total\u00a0: ${actual} réel, ${rest} prévu`,
  tip: (month: string, kind: string, value: string) => `${month}, ${kind}\u00a0: ${value}`,
  part: (kind: string, value: string) => `${kind} ${value}`,
  table: {
    month: 'Mois',
    cost: 'Coût',
    state: 'État',
    budget: 'Budget',
    gap: 'Écart',
    total: 'Total',
    incomplete: 'réel, incomplet',
  },
  toDate: (month: string, value: string) => `Réel à fin ${month}\u00a0: ${value}`,
  budgetOver: (first: string, last: string, value: string) => `Budget, ${first} à ${last}\u00a0: ${value}`,
}
