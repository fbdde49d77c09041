/** The words of the forecast of the year's end, in French: the source of the type. */
export const forecast = {
  section: 'Fin d’année',
  /** Its rows in the page's file. */
  nameOf: (metric: string) => `${metric}, prévision`,
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
  fixedWindow:
    'Ces trois mois ont été choisis au vu de l’historique de démonstration, qui sert aussi à l’épreuve\u00a0: elle les flatte un peu.',
  tested: (error: string, tests: number, months: number) =>
    `Refaite à chaque fin de mois passé avec les seuls mois connus alors, ${
      months >= 2 ? `pour les ${months}\u00a0mois suivants` : 'pour le mois suivant'
    }\u00a0: erreur moyenne ${error} sur ${tests}\u00a0${tests >= 2 ? 'essais' : 'essai'}.`,
  interval: (rank: number, tests: number) =>
    `L’intervalle va jusqu’à la ${rank}e erreur sur ${tests}, de la plus petite à la plus grande\u00a0: neuf fois sur dix, si les erreurs à venir ressemblent à celles-là, il contient le total.`,
  held: (times: number, of: number) =>
    `Calculé chaque fois sur les seuls essais qui ne partagent aucun mois avec l’essai jugé, il l’aurait contenu ${times}\u00a0fois sur ${of}.`,
  noInterval: (least: number) => `Il en faut ${least} pour donner un intervalle.`,
  running: 'Mois en cours',
  spent: (days: number, month: string, value: string) =>
    `${days}\u00a0premiers jours de ${month}\u00a0: ${value}`,
  spentOf: (days: number, month: string, spent: string, share: string, forecast: string) =>
    `Au bout de ${days}\u00a0${days >= 2 ? 'jours' : 'jour'}, ${month} a coûté ${spent}, soit ${share} des ${forecast} prévus pour le mois.`,
  raised: (days: number, month: string, spent: string, told: string) =>
    `Au bout de ${days}\u00a0${days >= 2 ? 'jours' : 'jour'}, ${month} a déjà coûté ${spent}, plus que les ${told} que la méthode donne au mois entier\u00a0: sa prévision est relevée à ce montant.`,
  pace: (months: number, least: string, most: string) =>
    `Le même jour, les ${months}\u00a0mois comparés avaient déjà fait entre ${least} et ${most} de leur coût`,
  paceLow: (low: string, high: string) =>
    `\u00a0: à ce rythme le mois finirait entre ${low} et ${high}, et sa prévision paraît trop basse.`,
  paceHigh: (low: string, high: string) =>
    `\u00a0: à ce rythme le mois finirait entre ${low} et ${high}, et sa prévision paraît trop haute.`,
  paceAbove: (month: string) => `\u00a0; mais ${month} coûte plus vite que prévu`,
  paceBelow: (month: string) => `\u00a0; mais ${month} coûte moins vite que prévu`,
  paceAgrees: (low: string, high: string) =>
    `\u00a0: à ce rythme le mois finirait entre ${low} et ${high}, ce qui s’accorde avec sa prévision.`,
  arrivals: 'Services récents',
  arrival: (service: string, since: string, cost: string, share: string) =>
    `${service} ne coûte que depuis ${since}\u00a0: ${cost} sur les trois derniers mois, ${share} du coût.`,
  arrivalsUnknown: (count: number) =>
    `La méthode prend ${count >= 2 ? 'leur arrivée' : 'son arrivée'} pour une croissance générale, et ne peut rien savoir de ${count >= 2 ? 'leur' : 'sa'} croissance propre.`,
  arrivalOver: (service: string, first: string, last: string, value: string) =>
    `${service}, ${first} à ${last}\u00a0: ${value}`,
  notTested: 'L’historique est trop court pour la mettre à l’épreuve\u00a0: ni erreur ni intervalle.',
  gaps: (months: string) =>
    `Sans aucune ligne, ni comptés ni prévus\u00a0: ${months}. Ce qui manque n’est pas zéro.`,
  partial: (months: string) =>
    `Sans la facture d’une source au moins, mais comptés tels quels\u00a0: ${months}. L’année en est sous-estimée.`,
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
