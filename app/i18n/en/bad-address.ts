import type { badAddress as french } from '#app/i18n/fr/bad-address.ts'

export const badAddress: typeof french = {
  example: (text) => `Example: ${text}`,
  nearest: (text) => `The nearest: ${text}.`,
  known: (names) => `The parameters are ${names.join(', ')}.`,
  data: (first, last) => `The data go from ${first} to ${last}.`,
  listed: (path) => `The metrics are listed at ${path}.`,
  quarter: 'The parameter quarter is no quarter of the data, written YEAR-Qn.',
  quarters: 'The parameter quarter is given more than once, and this file is of one quarter.',
  filter: (parameter) => `The parameter ${parameter} does not apply to this file.`,
  value: (parameter) => `The parameter ${parameter} has a value that the data do not hold.`,
  unknownFilter: 'A parameter filter. names a dimension that does not exist.',
  unknownParameter: 'The address has a parameter that does not exist.',
  other: 'A parameter does not exist, is repeated, or cannot be read.',
  format: 'The parameter format is machine, or is left out.',
  only: (parameter, value) => `The parameter ${parameter} is ${value}, or is left out.`,
  judgement:
    'The parameters commitment and quarter go together: a commitment of the mission, and the quarter in which this figure judges it.',
  reasons: {
    no_metric: 'The parameter metric is missing: it names a metric.',
    unknown_parameter: 'The address has a parameter that does not exist.',
    unknown_metric: 'The parameter metric names a metric that does not exist.',
    unknown_dimension: {
      by: 'The parameter by names a dimension that does not exist.',
      filter: 'A parameter filter. names a dimension that does not exist, or that nothing filters by.',
    },
    dimension_not_of_metric: ([metric, metricId], [dimension, dimensionId]) =>
      `“${metric}” (${metricId}) is not known by “${dimension}” (${dimensionId}): one of its sources does not say.`,
    empty_filter: 'A filter has no value: it is written filter.DIMENSION=VALUE.',
    bad_period:
      'The parameter period cannot be read: write a month (2026-07), a quarter (2026-Q3), a year (2026) or months (2026-01..2026-06).',
    days_not_known: 'The parameter period asks for days that are not kept: ask for whole months.',
    outside_data: 'The parameter period is outside the data.',
  },
}
