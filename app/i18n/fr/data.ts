import { de } from '#app/i18n/fr/elision.ts'

/** The words of the page on data, in French: the source of the type. */
export const data = {
  unfiltered:
    'Les sources sont celles de tout le groupe\u00a0: les filtres ne valent que pour les autres pages.',
  title: 'Données',
  message: (sources: number, missing: number) =>
    missing === 0
      ? `${sources}\u00a0source${sources > 1 ? 's' : ''}, aucun mois ne manque.`
      : `${sources}\u00a0source${sources > 1 ? 's' : ''}\u00a0; ${missing === 1 ? 'un mois manque' : `${missing}\u00a0mois manquent`}.`,
  unanswered: 'La source n’a pas répondu\u00a0: l’état des sources n’est pas connu.',
  standfirst: (from: string, to: string, asOf: string) =>
    `Ce que chaque source a fourni, mois par mois, ${de(from)} à ${to}. Les données sont arrêtées au ${asOf}.`,
  table: {
    title: 'Les sources, mois par mois',
    note: 'Un mois manquant n’est pas un zéro\u00a0: il abaisse la couverture des chiffres qui en dépendent',
    source: 'Source',
    received: 'Mois reçus',
    share: '%',
    last: 'Dernier mois reçu',
    running: (month: string, day: string) => `${month}, en cours (jusqu’au ${day})`,
    missing: 'Mois manquants',
    none: 'aucun',
  },
  need: 'un premier fichier',
  definitions: {
    title: 'Définitions',
    note: 'Ce que chaque chiffre veut dire, et de quelles tables il vient',
    metrics: 'Indicateurs et glossaire',
  },
  guides: { title: 'Guides', note: 'Pour qui alimente et exploite Vigie, en anglais' },
}
