import { de } from '#app/i18n/fr/elision.ts'

/** The words of the explorer, in French: the source of the type. */
export const explore = {
  title: 'Explorer',
  message: 'Quel chiffre cherchez-vous\u00a0?',
  standfirst:
    'Un indicateur, une ou deux dimensions (davantage en ajoutant «\u00a0&by=…\u00a0» à l’adresse), une période, des filtres\u00a0: la réponse a une adresse, que l’on envoie, que l’on met en favori, ou que l’on donne telle quelle à la ligne de commande.',
  form: {
    name: 'Question',
    metric: 'Indicateur',
    by: 'Par',
    thenBy: 'puis par',
    none: '–',
    period: 'Période',
    allMonths: 'Tous les mois',
    ask: 'Répondre',
    all: {
      business_line: 'tous',
      subsidiary: 'toutes',
      provider: 'tous',
      hosting: 'tous',
      approach: 'toutes',
    },
  },
  examples: {
    title: 'Trois questions pour commencer',
    questions: {
      employee: 'Quelles filiales dépensent le plus par salarié\u00a0?',
      request: 'L’électricité d’une requête baisse-t-elle, trimestre après trimestre\u00a0?',
      place: 'Où tourne l’IA, chez qui, et avec quel carbone\u00a0?',
    },
  },
  by: (metric: string, dimensions: readonly string[]) => `${metric} par ${dimensions.join(', puis par ')}`,
  rows: (first: number, last: number, all: number) => `${first} à ${last} sur ${all}`,
  back: 'précédents',
  next: 'suivants',
  answer: 'Réponse',
  value: 'Valeur',
  bar: 'Part de la plus grande',
  interval: 'Neuf fois sur dix',
  between: (low: string, high: string) => `${low} – ${high}`,
  coverage: 'Couverture',
  lacksMonths: (count: number) => `${count}\u00a0mois manquent`,
  partOf: (period: string, part: string) => `${period} (${part})`,
  running: (period: string) => `${period}, en cours`,
  open: (day: string) => `Période en cours\u00a0: les données vont jusqu’au ${day}.`,
  multiples: {
    what: (dimension: string, from: string, to: string, isSomeKept: boolean) =>
      `Une courbe par ${dimension}, ${de(from)} à ${to}\u00a0; un blanc\u00a0: pas de donnée${isSomeKept ? ', ou un chiffre non montré (moins de cinq personnes)' : ''}`,
    scale: (bottom: string, top: string) => `la même échelle partout, de ${bottom} à ${top}`,
    byTotal: 'par total décroissant',
    byLast: 'par dernière valeur décroissante',
    nobodyLast: ', «\u00a0Non affecté\u00a0» en dernier',
    last: (period: string, isOpen: boolean) =>
      `valeur écrite\u00a0: ${period}${isOpen ? ', en pointillé' : ''}`,
    others: (count: number) =>
      count === 1 ? 'et une autre, dans le tableau' : `et ${count}\u00a0autres, dans le tableau`,
  },
  withheld:
    'Un chiffre qui n’est pas montré peut encore se déduire du total et des autres parties\u00a0: ces totaux se partagent avec le même soin.',
  nothing: 'Aucune ligne ne répond à cette question\u00a0: la période ou les filtres n’en laissent pas.',
  csv: 'CSV',
  machineCsv: 'CSV machine',
  receipt: 'D’où vient ce chiffre',
  definition: (metric: string) => `Définition de «\u00a0${metric}\u00a0»`,
  query: 'Voir la requête',
  command: 'En ligne de commande',
  need: 'des données',
  refused: {
    title: 'Cette question n’a pas de réponse',
    reasons: {
      no_metric: 'Il manque l’indicateur\u00a0: choisissez-en un dans la liste.',
      unknown_parameter:
        'L’adresse porte un paramètre que l’explorateur ne connaît pas. Il connaît metric, by, period, from, to et filter.',
      unknown_metric: 'L’adresse nomme un indicateur qui n’existe pas\u00a0: choisissez-en un dans la liste.',
      unknown_dimension:
        'L’adresse nomme une dimension qui n’existe pas, ou par laquelle on ne filtre pas\u00a0: choisissez-en une dans la liste. La période dit quels mois sont lus.',
      dimension_not_of_metric: 'Cet indicateur n’est pas connu par cette dimension.',
      empty_filter: 'Un filtre n’a pas de valeur\u00a0: il s’écrit filter.DIMENSION=VALEUR.',
      unknown_value:
        'Un filtre porte sur une valeur qu’aucune ligne ne contient\u00a0: demandez «\u00a0par\u00a0» cette dimension, sans le filtre, pour voir celles qui existent.',
      bad_period:
        'La période ne se lit pas\u00a0: écrivez 2026-07, 2026-Q3, 2026, 2026-01..2026-06, ou 2026-Q4~47d pour les 47 premiers jours.',
      days_not_known:
        'Les jours ne sont gardés que pour le trimestre ouvert et les quatre qui le précèdent\u00a0: demandez des mois entiers.',
      outside_data: 'La période est hors des données.',
    },
    data: (from: string, to: string) => `Les données vont ${de(from)} à ${to}.`,
    lacking: (metric: string, dimensions: readonly string[]) =>
      `«\u00a0${metric}\u00a0» n’est pas connu par ${dimensions.join(' ni par ')}\u00a0: une de ses sources ne le dit pas.`,
    misspelled: (near: readonly (readonly [name: string, parameter: string])[]) =>
      `L’adresse nomme une dimension qui n’existe pas\u00a0; la plus proche est ${near.map(([name, parameter]) => `«\u00a0${name}\u00a0» (${parameter})`).join(', ')}.`,
    metric: (name: string, parameter: string) =>
      `L’adresse nomme un indicateur qui n’existe pas\u00a0; le plus proche est «\u00a0${name}\u00a0» (${parameter}).`,
    value: (dimension: string, near: string | null) =>
      `Le filtre «\u00a0${dimension}\u00a0» porte une valeur qu’aucune ligne ne contient${near === null ? `\u00a0: demandez «\u00a0par\u00a0» cette dimension, sans le filtre, pour voir celles qui existent` : `\u00a0; la plus proche s’écrit ${near}`}.`,
    parameter: (near: string) => `Le plus proche est «\u00a0${near}\u00a0».`,
    kept: (question: string) => `Le plus proche\u00a0: ${question}`,
    others: 'Indicateurs qui répondent à la question entière',
  },
}
