import { de } from '#app/i18n/fr/elision.ts'

/** What is wrong with the address of a file or of a receipt, in French: the source of the type. Each is followed by an example. */
export const badAddress = {
  example: (text: string) => `Exemple\u00a0: ${text}`,
  nearest: (text: string) => `Le plus proche\u00a0: ${text}.`,
  known: (names: readonly string[]) => `Les paramètres sont ${names.join(', ')}.`,
  data: (first: string, last: string) => `Les données vont ${de(first)} à ${last}.`,
  listed: (path: string) => `La liste des indicateurs est à l’adresse ${path}.`,
  quarter: 'Le paramètre quarter n’est pas un trimestre des données, écrit ANNÉE-Qn.',
  quarters: 'Le paramètre quarter est donné plusieurs fois, et ce fichier est celui d’un seul trimestre.',
  filter: (parameter: string) => `Le paramètre ${parameter} ne s’applique pas à ce fichier.`,
  value: (parameter: string) => `Le paramètre ${parameter} porte une valeur que les données n’ont pas.`,
  unknownFilter: 'Un paramètre filter. nomme une dimension qui n’existe pas.',
  unknownParameter: 'L’adresse porte un paramètre qui n’existe pas.',
  other: 'Un paramètre n’existe pas, est répété, ou ne se lit pas.',
  format: 'Le paramètre format ne vaut que machine, ou se laisse de côté.',
  only: (parameter: string, value: string) =>
    `Le paramètre ${parameter} ne vaut que ${value}, ou se laisse de côté.`,
  judgement:
    'Les paramètres commitment et quarter vont ensemble\u00a0: un engagement de la mission, et le trimestre où ce chiffre le juge.',
  reasons: {
    no_metric: 'Le paramètre metric manque\u00a0: il nomme un indicateur.',
    unknown_parameter: 'L’adresse porte un paramètre qui n’existe pas.',
    unknown_metric: 'Le paramètre metric nomme un indicateur qui n’existe pas.',
    unknown_dimension: {
      by: 'Le paramètre by nomme une dimension qui n’existe pas.',
      filter: 'Un paramètre filter. nomme une dimension qui n’existe pas, ou par laquelle on ne filtre pas.',
    },
    dimension_not_of_metric: (
      [metric, metricId]: readonly [name: string, id: string],
      [dimension, dimensionId]: readonly [name: string, id: string],
    ) =>
      `«\u00a0${metric}\u00a0» (${metricId}) n’est pas connu par «\u00a0${dimension}\u00a0» (${dimensionId})\u00a0: une de ses sources ne le dit pas.`,
    empty_filter: 'Un filtre n’a pas de valeur\u00a0: il s’écrit filter.DIMENSION=VALEUR.',
    bad_period:
      'Le paramètre period ne se lit pas\u00a0: écrivez un mois (2026-07), un trimestre (2026-Q3), une année (2026) ou des mois (2026-01..2026-06).',
    days_not_known:
      'Le paramètre period demande des jours qui ne sont pas gardés\u00a0: demandez des mois entiers.',
    outside_data: 'Le paramètre period est hors des données.',
  },
}
