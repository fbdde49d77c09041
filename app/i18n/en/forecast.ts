import type { forecast as french } from '#app/i18n/fr/forecast.ts'

/** The words of the forecast of the year's end, in English. */
export const forecast: typeof french = {
  section: 'Year end',
  nameOf: (metric) => `${metric}, forecast`,
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
  fixedWindow:
    'These three months were chosen on the demonstration’s own history, which also tests them: the test flatters them a little.',
  tested: (error, tests, months) =>
    `Rerun at the end of each past month on the months known by then, for ${
      months === 1 ? 'the month' : `the ${months} months`
    } that followed: mean error ${error} over ${tests} ${tests === 1 ? 'test' : 'tests'}.`,
  interval: (rank, tests) =>
    `The interval reaches error ${rank} of ${tests}, in order of size: as long as errors to come are like these, it holds the total nine times in ten.`,
  held: (times, of) =>
    `Drawn each time from the tests that share no month with the one judged, it would have held ${times} of ${of}.`,
  noInterval: (least) => `An interval needs ${least} of them.`,
  running: 'Month under way',
  spent: (days, month, value) => `First ${days} ${days === 1 ? 'day' : 'days'} of ${month}: ${value}`,
  spentOf: (days, month, spent, share, forecast) =>
    `After ${days} ${days === 1 ? 'day' : 'days'}, ${month} has cost ${spent}: ${share} of the ${forecast} forecast for the month.`,
  raised: (days, month, spent, told) =>
    `After ${days} ${days === 1 ? 'day' : 'days'}, ${month} has already cost ${spent}, more than the ${told} that the method gives the whole month: its forecast is raised to that.`,
  pace: (months, least, most) =>
    `By the same day, the ${months} months compared had spent between ${least} and ${most} of what they came to`,
  paceLow: (low, high) =>
    `: at that pace the month would end between ${low} and ${high}, and its forecast looks too low.`,
  paceHigh: (low, high) =>
    `: at that pace the month would end between ${low} and ${high}, and its forecast looks too high.`,
  paceAbove: (month) => `; but ${month} is running ahead of its forecast`,
  paceBelow: (month) => `; but ${month} is running behind its forecast`,
  paceAgrees: (low, high) =>
    `: at that pace the month would end between ${low} and ${high}, in line with its forecast.`,
  arrivals: 'New services',
  arrival: (service, since, cost, share) =>
    `${service} has cost money only since ${since}: ${cost} over the last three months, ${share} of the cost.`,
  arrivalsUnknown: (count) =>
    `The method takes ${count === 1 ? 'its' : 'their'} arrival for growth of everything, and cannot know ${count === 1 ? 'its' : 'their'} own.`,
  arrivalOver: (service, first, last, value) => `${service}, ${first} to ${last}: ${value}`,
  notTested: 'History is too short to test it: neither error nor interval.',
  gaps: (months) => `Without any row, neither counted nor forecast: ${months}. Missing is not zero.`,
  partial: (months) =>
    `Without the bill of at least one source, yet counted as they stand: ${months}. The year is understated by as much.`,
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
