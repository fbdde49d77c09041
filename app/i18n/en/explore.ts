import type { explore as french } from '#app/i18n/fr/explore.ts'

/** The words of the explorer, in English. */
export const explore: typeof french = {
  title: 'Explore',
  message: 'Which figure are you after?',
  standfirst:
    'A metric, one or two dimensions (more by adding “&by=…” to the address), a period, filters: the answer has an address to send, to bookmark, or to hand to the command line as it is.',
  form: {
    name: 'Question',
    metric: 'Metric',
    by: 'By',
    thenBy: 'then by',
    none: '–',
    period: 'Period',
    allMonths: 'All months',
    ask: 'Answer',
    all: {
      business_line: 'all',
      subsidiary: 'all',
      provider: 'all',
      hosting: 'all',
      approach: 'all',
    },
  },
  examples: {
    title: 'Three questions to begin with',
    questions: {
      employee: 'Which subsidiaries spend most per employee?',
      request: 'Does the electricity of a request fall, quarter after quarter?',
      place: 'Where does AI run, with whom, and at what carbon?',
    },
  },
  by: (metric, dimensions) => `${metric} by ${dimensions.join(', then by ')}`,
  rows: (first, last, all) => `${first} to ${last} of ${all}`,
  back: 'previous',
  next: 'next',
  answer: 'Answer',
  value: 'Value',
  bar: 'Against the largest',
  interval: 'Nine times in ten',
  between: (low, high) => `${low} – ${high}`,
  coverage: 'Coverage',
  lacksMonths: (count) => `${count} months missing`,
  partOf: (period, part) => `${period} (${part})`,
  running: (period) => `${period}, so far`,
  open: (day) => `Not over yet: the data go up to ${day}.`,
  multiples: {
    what: (dimension, from, to, isSomeKept) =>
      `One line per ${dimension}, ${from} to ${to}; a gap means no data${isSomeKept ? ', or a figure that is not shown (fewer than five people)' : ''}`,
    scale: (bottom, top) => `one scale throughout, from ${bottom} to ${top}`,
    byTotal: 'largest total first',
    byLast: 'largest latest value first',
    nobodyLast: ', “Unassigned” last',
    last: (period, isOpen) => `value shown: ${period}${isOpen ? ', dashed' : ''}`,
    others: (count) => (count === 1 ? 'and one more, in the table' : `and ${count} more, in the table`),
  },
  withheld:
    'A figure that is not shown may still follow from the total and the other parts: share those with the same care.',
  nothing: 'No row answers this question: the period or the filters leave none.',
  csv: 'CSV',
  machineCsv: 'CSV for machines',
  receipt: 'Where this figure comes from',
  definition: (metric) => `Definition of “${metric}”`,
  query: 'See the query',
  command: 'On the command line',
  need: 'data',
  refused: {
    title: 'This question has no answer',
    reasons: {
      no_metric: 'The metric is missing: choose one in the list.',
      unknown_parameter:
        'The address has a parameter that the explorer does not know. It knows metric, by, period, from, to and filter.',
      unknown_metric: 'The address names a metric that does not exist: choose one in the list.',
      unknown_dimension:
        'The address names a dimension that does not exist, or that nothing filters by: choose one in the list. The period says which months are read.',
      dimension_not_of_metric: 'This metric is not known by this dimension.',
      empty_filter: 'A filter has no value: it is written filter.DIMENSION=VALUE.',
      unknown_value:
        'A filter names a value that no row holds: ask “by” that dimension, without the filter, to see those that exist.',
      bad_period:
        'The period cannot be read: write 2026-07, 2026-Q3, 2026, 2026-01..2026-06, or 2026-Q4~47d for its first 47 days.',
      days_not_known: 'Days are kept for the open quarter and the four before it only: ask for whole months.',
      outside_data: 'The period is outside the data.',
    },
    data: (from, to) => `The data go from ${from} to ${to}.`,
    lacking: (metric, dimensions) =>
      `“${metric}” is not known by ${dimensions.join(' or by ')}: one of its sources does not say.`,
    misspelled: (near) =>
      `The address names a dimension that does not exist; the nearest is ${near.map(([name, parameter]) => `“${name}” (${parameter})`).join(', ')}.`,
    metric: (name, parameter) =>
      `The address names a metric that does not exist; the nearest is “${name}” (${parameter}).`,
    value: (dimension, near) =>
      `The filter “${dimension}” names a value that no row holds${near === null ? ': ask “by” that dimension, without the filter, to see those that exist' : `; the nearest is written ${near}`}.`,
    parameter: (near) => `The nearest is “${near}”.`,
    kept: (question) => `The nearest: ${question}`,
    others: 'Metrics that answer the whole question',
  },
}
