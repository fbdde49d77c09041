import type { data as french } from '#app/i18n/fr/data.ts'

/** The words of the page on data, in English. */
export const data: typeof french = {
  unfiltered: 'Sources are those of the whole group: filters apply to the other pages only.',
  title: 'Data',
  message: (sources, missing) =>
    missing === 0
      ? `${sources} sources, no month is missing.`
      : `${sources} sources; ${missing === 1 ? 'one month is' : `${missing} months are`} missing.`,
  unanswered: 'The source did not answer: the state of the sources is not known.',
  standfirst: (from, to, asOf) =>
    `What each source supplied, month by month, from ${from} to ${to}. The data are as of ${asOf}.`,
  table: {
    title: 'Sources, month by month',
    note: 'A missing month is not a zero: it lowers the coverage of the figures that need it',
    source: 'Source',
    received: 'Months received',
    share: '%',
    last: 'Last month received',
    running: (month, day) => `${month}, to date (up to ${day})`,
    missing: 'Missing months',
    none: 'none',
  },
  need: 'a first file',
  definitions: {
    title: 'Definitions',
    note: 'What each figure means, and which tables it comes from',
    metrics: 'Metrics and glossary',
  },
  guides: { title: 'Guides', note: 'For those who load data and operate Vigie' },
}
