import type { forecast as french } from '#app/i18n/fr/forecast.ts'

/** The words of the forecast of the year's end, in English. */
export const forecast: typeof french = {
  section: 'Year end',
  year: (year, isFiscal) => (isFiscal ? `Fiscal year ${year}` : `The year ${year}`),
  months: (first, last) => `From ${first} to ${last}, cost`,
  ends: (subject, total) => `${subject} would end at ${total}`,
  between: (low, high) => `, between ${low} and ${high}`,
  ended: (subject, total) => `${subject} came to ${total}`,
  yearEnded: (subject, total) => `${subject} cost ${total}`,
  over: (gap) => `, ${gap} over budget`,
  under: (gap) => `, ${gap} under budget`,
  on: ', on budget',
  inDoubt: ', a gap too small to be sure of',
  overUpTo: (month, gap) => `; up to ${month}, the last budget known, ${gap} over`,
  underUpTo: (month, gap) => `; up to ${month}, the last budget known, ${gap} under`,
  onUpTo: (month) => `; up to ${month}, the last budget known, on budget`,
  notForecast: (subject) => `${subject} cannot be forecast: the last three months have to be known`,
  note: (metric, unit, date) => `${metric} by month, ${unit}, from the whole months known on ${date}.`,
  key: { actual: 'actual', forecast: 'forecast', unknown: 'unknown', budget: 'budget' },
  method: 'Method',
  seasonal: (ratio) =>
    `Each month to come is the same month of the year before, times ${ratio}: how the last three known months grew over the same months a year earlier.`,
  mean: 'No growth can be measured over a year: each month to come is the mean of the last three.',
  proof: 'Back-test',
  tested: (error, tests, months) =>
    `Rerun at the end of each past quarter on the months known by then, for ${
      months === 1 ? 'the month' : `the ${months} months`
    } that followed: mean error ${error} over ${tests} ${tests === 1 ? 'test' : 'tests'}.`,
  interval:
    'The interval holds the total nine times in ten, as long as errors to come are like those of these tests (Student’s t on the logarithm of the errors).',
  noInterval: 'An interval needs four of them.',
  notTested: 'History is too short to test it: neither error nor interval.',
  gaps: (months) => `Without any row, neither counted nor forecast: ${months}. Missing is not zero.`,
  missing: 'Missing',
  others: 'Other currencies',
  chart: (sentence) => `Cost by month, actual then forecast. ${sentence}`,
  totalChart: (actual, rest) => `Total: ${actual} actual, ${rest} forecast`,
  tip: (month, kind, value) => `${month}, ${kind}: ${value}`,
  part: (kind, value) => `${kind} ${value}`,
  table: {
    month: 'Month',
    cost: 'Cost',
    state: 'State',
    budget: 'Budget',
    gap: 'Gap',
    total: 'Total',
    incomplete: 'actual, incomplete',
  },
  toDate: (month, value) => `Actual to the end of ${month}: ${value}`,
  budgetOver: (first, last, value) => `Budget, ${first} to ${last}: ${value}`,
}
