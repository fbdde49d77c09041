import type { subsidiaries as french } from '#app/i18n/fr/subsidiaries.ts'

const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** The words of the page of all subsidiaries and of each one's, in English. */
export const subsidiaries: typeof french = {
  title: 'Subsidiaries',
  late: 'The figures of subsidiaries are still being worked out: reload the page to see them.',
  unanswered: 'The source did not answer: the figures of subsidiaries cannot be shown.',
  nothing: (period) => `Nothing is known of subsidiaries in ${period}.`,
  nothingMatches: (period) => `No subsidiary matches these filters in ${period}.`,
  lead: {
    above: (count, of) =>
      count === 0
        ? of === 1
          ? 'The one subsidiary that can be assessed is not above one employee in two.'
          : `None of the ${of} subsidiaries that can be assessed is above one employee in two.`
        : of === 1
          ? 'The one subsidiary that can be assessed is above one employee in two.'
          : count === of
            ? `All ${of} subsidiaries that can be assessed are above one employee in two.`
            : `Of ${of} subsidiaries that can be assessed, ${count === 1 ? 'one is' : `${count} are`} above one employee in two.`,
    least: (names, share, coverage) =>
      names.length === 1
        ? `${listed(names)} adopts least: ${share} of its employees, with ${coverage} coverage.`
        : `${listed(names)} adopt least: ${share} of their employees, with ${coverage} coverage.`,
    noneAssessed: 'Adoption cannot be assessed in any subsidiary.',
    unassessed: (told) => `${listed(told)} cannot be assessed.`,
    notShown: (told, count) => `${listed(told)} ${count === 1 ? 'is' : 'are'} not shown.`,
    several: (count, reason) => `${count} subsidiaries (${reason})`,
    because: (name, reason) => `${name} (${reason})`,
  },
  standfirst: {
    whole: (share, coverage) =>
      `All subsidiaries together: ${share} of employees, over ${coverage} of users, those whose subsidiary gives its headcount.`,
    trust: (name, carbon) =>
      `At ${name}, headcount and users are known for every month; its carbon is ${carbon} assessed.`,
    lowCarbon: (names) =>
      `The carbon of ${names.length > 3 ? `${names.length} subsidiaries` : listed(names)} cannot be assessed: its coverage is below 80%.`,
    partlyKnown: (name) => `At ${name}, headcount or users are missing for some months.`,
  },
  notAssessable: 'n.a.',
  notShown: 'n.s.',
  reasons: {
    few: 'fewer than five people',
    no_headcount: 'headcount not supplied',
    no_users: 'users not supplied',
    nothing: 'headcount and users not supplied',
    low_coverage: 'coverage below 80%',
  },
  joined: (day) => `joined on ${day}`,
  left: (day) => `left on ${day}`,
  courses: {
    rises: 'Over a year, adoption rises in every comparable subsidiary',
    falls: (names) => `Over a year, adoption rises in every comparable subsidiary but ${listed(names)}`,
    fallsIn: (count, of) => `Over a year, adoption falls in ${count} of ${of} comparable subsidiaries`,
    title: 'Adoption, quarter after quarter',
    note: (from, to) =>
      `Active users as % of employees, ${from === to ? to : `${from} to ${to}`} · one scale for all, from 0 to 100%, marked at 50% · thick line: the subsidiary; thin line: all subsidiaries together · in alphabetical order within each business line`,
    ofEmployees: 'of employees',
    reading:
      'n.a.: not assessable; n.s.: not shown, fewer than five people. A subsidiary’s twelve quarters are in figures on its page, and in the CSV.',
  },
  table: {
    title: (period) => `Subsidiaries in ${period}`,
    sorted: (column) => `By ${column}`,
    note: (order) =>
      `${order} · coverage: the lowest among the measures of the row · n.a.: not assessable, for want of a headcount or of 80% coverage · n.s.: not shown, fewer than five people`,
    alphabetical: 'In alphabetical order',
    coverage: 'Coverage',
    whole: 'Whole scope',
    below: 'below 80%',
  },
  columns: {
    adoption_rate: 'Adoption',
    use_cases_in_production: 'Use cases in production',
    cost: 'Cost',
    gpu_hours: 'GPU hours',
    carbon_per_active_user: 'Carbon per user',
  },
  coverageOf: {
    adoption_rate: 'adoption',
    carbon_per_active_user: 'carbon',
  },
  one: {
    all: 'All subsidiaries',
    nothing: (name, period) => `${name}: nothing is known in ${period}.`,
    adopts: (name, share, period) => `${name}: ${share} of employees use AI in ${period}.`,
    beside: (name, share, period, line) =>
      `${name}: ${share} of employees use AI in ${period}, against ${line} in its business line.`,
    unassessed: (name, period, reason) => `${name}: adoption cannot be assessed in ${period} (${reason}).`,
    notShown: (name, period, reason) => `${name}: adoption is not shown in ${period} (${reason}).`,
    absent: (name, period) => `${name} is not in the group in ${period}.`,
    late: (name) => `${name}: the figures are still being worked out.`,
    unanswered: (name) => `${name}: the source did not answer.`,
    who: (name, line) => `${name}, business line “${line}”.`,
    joined: (day) => `Joined the group on ${day}.`,
    left: (day) => `Left the group on ${day}.`,
    measures: 'Six measures over twelve quarters, beside the business line',
    measuresNote: (line) =>
      `Thick line: the subsidiary; thin line: “${line}”, the subsidiary included, on the same scale; totals are shares of the business line, the three on one scale`,
    alone: 'Six measures over twelve quarters',
    aloneNote: 'Each measure from zero to its largest value, shares from 0 to 100%',
    coverage: 'Coverage of carbon',
    covered: (coverage) => `coverage ${coverage}`,
    ofLine: (share) => `${share} of the line`,
    line: (value) => `line ${value}`,
    scale: (top) => `from 0 to ${top}`,
    chart: (name, value, from, to) => `${name}, ${from === to ? to : `${from} to ${to}`}; last: ${value}`,
    values: 'The same quarters in figures',
    quarter: 'Quarter',
    useCases: {
      title: (count, inProduction) =>
        count === 0
          ? 'No use case is on the register'
          : `${count === 1 ? 'One use case' : `${count} use cases`} on the register, ${inProduction === 0 ? 'none' : inProduction} in production`,
      note: (period) => `In ${period}; cost invoiced over the same period`,
      name: 'Use case',
      stage: 'Stage',
      approach: 'Approach',
      review: 'Expert review',
      reviewed: 'done',
      missing: 'missing',
      notAsked: '–',
      cost: 'Cost',
      unassigned: 'Assigned to no use case',
    },
    commitments: {
      title: 'Its part in each commitment of the group',
      note: 'A commitment is judged for the whole group; here, what the subsidiary weighs in it over the same period',
      name: 'Commitment',
      group: 'The group',
      own: 'The subsidiary',
      weight: 'Its weight',
      unreviewed: (count) =>
        count === 0
          ? 'no use case fails it'
          : count === 1
            ? 'one use case fails it'
            : `${count} use cases fail it`,
      unknown: 'not supplied',
      none: 'No commitment is written.',
    },
    lacks: {
      title: 'What is not supplied, and what that does to coverage',
      none: 'Nothing is missing from what this page counts.',
      what: 'What is missing',
      share: 'Share',
      effect: 'What it does',
      fill: 'What fills it',
      headcount: 'Headcount',
      headcountEffect: (coverage) =>
        `adoption is ${coverage} covered, values per employee cannot be assessed`,
      headcountFill: 'a file of headcounts, which Vigie cannot read yet',
      cost: 'Spending without a use case',
      costEffect: 'counted in the cost, absent from the pages of use cases',
      costFill: 'a “project” label in the billing, or a rule of the map file',
      requests: 'Requests without a use case',
      requestsEffect: 'counted in usage, absent from the pages of use cases',
      requestsFill: 'the “project” column of the request log',
      hosting: 'Spending whose hosting is not known',
      hostingEffect: (coverage) => `hosting is ${coverage} covered`,
      hostingFill: 'a hosting rule in the map file',
      unassessed: (models) =>
        `Requests without an estimate of electricity or carbon${models === '' ? '' : ` (${models})`}`,
      unassessedEffect: (coverage) => `carbon is ${coverage} covered`,
      unassessedFill: 'the model’s name in the request log, and its published parameters',
      months: (sources) => `Months not received: ${sources}`,
      monthsShare: (count) => (count === 1 ? '1 month' : `${count} months`),
      monthsEffect: 'absent from the figures that come from them',
      monthsFill: 'the export of those months, from the same source',
    },
  },
}
