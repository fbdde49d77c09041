import type { synthese as french } from '#app/i18n/fr/synthese.ts'

import { setOff } from '#app/i18n/set-off.ts'

const UP_TO_TEN = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const count = (value: number) => UP_TO_TEN[value] ?? String(value)
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const assessed = (share: string, requests: string | null) =>
  requests === null
    ? `${share} of activity is assessed`
    : `${share} of reference electricity and ${requests} of requests are assessed`

/** The words of the Synthèse, in English. */
export const synthese: typeof french = {
  title: 'Overview',
  wholeGroup: 'Group',
  subsidiaries: (value) => `${value} subsidiaries`,
  state: { closed: 'closed', open: 'open', elapsed: (days, of) => `${days} of ${of} days` },
  freshness: (day) => day,
  sources: (value) => `${value} source${value === 1 ? '' : 's'}`,
  ofActivity: 'of activity assessed',
  unknownCoverage: 'not assessed',
  message: {
    unreviewed: (value) =>
      value === 1
        ? 'One use case runs in production without an expert review.'
        : `${capital(count(value))} use cases run in production without an expert review.`,
    missed: (name, gap) => `“${name}” is missed, ${gap} behind.`,
    kept: (kept, all) =>
      all === 1
        ? kept === 0
          ? 'The commitment is not kept.'
          : 'The commitment is kept.'
        : kept === 0
          ? `None of the ${count(all)} commitments is kept.`
          : `${capital(count(kept))} of ${count(all)} commitments ${kept === 1 ? 'is' : 'are'} kept.`,
    noneAssessable: (all) =>
      all === 1
        ? 'The commitment cannot be assessed yet.'
        : `None of the ${count(all)} commitments can be assessed yet.`,
    keptThen: (kept, all, change) => `${synthese.message.kept(kept, all).replace(/\.$/, '')}; ${change}.`,
    carbon: {
      down: (by) => `carbon falls by ${by}`,
      up: (by) => `carbon rises by ${by}`,
      unsure: 'carbon has not moved by more than its uncertainty',
    },
    invoiced: (amount, period) => `${amount} invoiced ${period}.`,
    invoicedMostly: (amount, period, share, service) =>
      `${amount} invoiced ${period}, ${share} of it for ${service}.`,
    used: (requests, period) => `${requests} requests ${period}.`,
    late: (period) => `The figures are still being computed: reload the page to see them ${period}.`,
    unanswered: (period) => `The source did not answer, so no figure can be shown ${period}.`,
    nothing: (period) => `No figure is known ${period}.`,
  },
  during: (period) => `in ${period}`,
  standfirst: {
    emitted: (carbon) => `The group’s AI emitted ${carbon} (operational, excluding manufacture)`,
    emittedHere: (carbon) => `AI in this scope emitted ${carbon} (operational, excluding manufacture)`,
    less: (by, than) => `, ${by} less than in ${than}`,
    more: (by, than) => `, ${by} more than in ${than}`,
    mostly: (cause) => `, mostly because of ${cause}`,
    consumed: (energy) => `. It used ${energy}`,
    perRequest: (energy) => `; a request takes ${energy}`,
    perRequestLess: (by) => `, ${by} less than a year ago`,
    perRequestMore: (by) => `, ${by} more than a year ago`,
    butMoreRequests: (by) => `, but there are ${by} more assessed requests`,
    end: '.',
    noMission: 'No mission is declared in this data set: commitments will appear with it.',
    perimeter: {
      nowhere: 'No perimeter says which rows are AI: every imported row counts.',
      partly: 'The perimeter of AI covers part of the imported files; in the others every row counts.',
      everywhere: 'The cost counts the rows that the perimeter declares to be AI.',
      allDecided: 'No imported row is left undecided.',
      undecided: (amount) => `Not counted, because no rule decides: ${amount} over all imported months.`,
    },
  },
  wall: {
    title: (all) =>
      all === 1
        ? 'The commitment: how far from its start to its target'
        : `The ${count(all)} commitments: how far from start to target`,
    emptyTitle: 'No commitment is declared yet',
    unansweredTitle: 'The commitments',
    note: (scope, period) =>
      `${scope}, ${period} · each bar runs from its starting level towards its target; all share one scale`,
    rule: 'Rule:',
    ruleText: (tolerances) =>
      `kept when the level is on or ahead of its trajectory; at risk within the commitment’s tolerance (${tolerances}); missed beyond it; not assessable below its coverage floor.`,
    reading: 'How to read:',
    readingText: (name, level, start, target, expected, date) =>
      `“${name}” stands at ${level}, from ${start} towards ${target}; its trajectory asked for ${expected} ${date}.`,
    endOf: (year) => `end of ${year}`,
    endOfQuarter: (quarter) => `end of ${quarter}`,
    before: (level, period) => `${level} in ${period}`,
    behind: 'behind',
    ahead: 'ahead',
    on: 'on its trajectory',
    notComputed: 'not computed',
    coverage: (share, floor) => `coverage ${share}, floor ${floor}`,
    missing: 'figure or start unknown',
    notBegun: 'before the start',
    bullet: (name, level, period, expected, target, by) =>
      `${name}: ${level} in ${period}, trajectory ${expected}, target ${target} by ${by}`,
    sparkline: (name) => `${name}: level of the last quarters and trajectory`,
    partial: (level) => `partial: ${level}`,
    refused: 'The mission file cannot be read.',
    need: 'the group’s mission file (commitments, trajectories, targets), placed at',
  },
  watch: {
    title: (count) =>
      count === 1 ? 'Worth a look' : `Worth a look: ${count === 2 ? 'two' : 'three'} points`,
    gap: (name, gap) => `“${name}” is ${gap} off its trajectory`,
    gapArithmetic: (level, expected) => `${level} reached, ${expected} expected by now`,
    overrun: (name, amount) => `${name} is ${amount} over its budget`,
    overrunArithmetic: (cost, budget) => `${cost} invoiced − ${budget} planned`,
    source: (name) => `The source “${name}” is incomplete`,
    sourceArithmetic: (count, months) =>
      `${count === 1 ? 'one month is' : `${count} months are`} missing: ${months}`,
  },
  headlines: {
    title: 'Four figures of the quarter',
    yearTitle: (parts) => `Over a year, ${parts.join('; ')}`,
    part: {
      users: { up: (by) => `active users are up ${by}`, down: (by) => `active users are down ${by}` },
      requests: { up: (by) => `requests are up ${by}`, down: (by) => `requests are down ${by}` },
      cost: { up: (by) => `cost is up ${by}`, down: (by) => `cost is down ${by}` },
      carbon: { up: (by) => `carbon is up ${by}`, down: (by) => `carbon is down ${by}` },
    },
    note: (scope, first, last) =>
      `${scope}, by quarter, ${first === last ? first : `${first} to ${last}`} · ink: the quarter; dark grey: those it is compared with`,
    chart: (name, first, last, value) =>
      first === last ? `${name}, ${first}: ${value}` : `${name}, ${first} to ${last}; latest: ${value}`,
    tip: (quarter, value) => `${quarter}: ${value}`,
    users: {
      name: 'Active users',
      unit: 'people',
      context: (share, requests) => `${share} of employees; ${requests} requests.`,
      shareOnly: (share) => `${share} of employees.`,
      withheldShare: (requests) => `${requests} requests.`,
      requestsOnly: (requests) => `${requests} requests; the headcount is unknown.`,
      need: 'a request log',
    },
    requests: {
      name: 'Requests',
      unit: 'requests',
      context: 'Active users are unknown: no file that can be read gives them yet.',
      filtered: 'Active users are known by subsidiary and business line only.',
    },
    cost: {
      name: 'Invoiced cost',
      budget: 'budget',
      context: (list) => `List price: ${list}.`,
      partial: (share) => `Partial: ${share} of the months expected were received.`,
      plan: (budget) => `Budget: ${budget} (tick)`,
      otherCurrencies: (amounts) => `And ${amounts}, with no exchange rate known.`,
      need: 'a billing export in FOCUS format',
    },
    gpu: {
      name: 'GPU hours used',
      allocatedName: 'GPU hours allocated',
      context: (share, allocated, idle) =>
        `${allocated}\u00a0h allocated (outline); where use is measured, ${share} was used and ${idle}\u00a0h stood idle.`,
      unknownUse: 'Their use is unknown.',
      need: 'a GPU hours report',
    },
    carbon: {
      name: 'Operational carbon, excluding manufacture',
      context: (perEmployee, perRequest) => `${perEmployee} per employee; ${perRequest} per request.`,
      perRequestOnly: (perRequest) => `${perRequest} per request.`,
      coverage: (share) => `${share} of reference electricity assessed.`,
      need: 'a request log whose models are known',
    },
  },
  change: {
    title: (from, to, cause) => `Carbon goes from ${from} to ${to}, mostly because of ${cause}`,
    unsureTitle: (from, to) =>
      `Carbon goes from ${from} to ${to}: a change that uncertainty alone could explain`,
    emptyTitle: 'What drove the change in carbon',
    note: (unit, scope, from, to, low, high) =>
      `Operational carbon, excluding manufacture, ${unit} · ${scope}, ${from} to ${to}, by cause · change between ${low} and ${high}`,
    causes: {
      volume: { name: 'Volume', note: 'more or less activity', by: 'volume' },
      intensity: { name: 'Intensity', note: 'energy per unit of activity', by: 'energy intensity' },
      grid: { name: 'Place and grid', note: 'carbon per kWh', by: 'where the work runs and the grid there' },
    },
    volumeNote: (requests, change) => `${requests} assessed requests, ${change}`,
    start: 'starting level',
    end: 'closing level',
    variation: 'Change',
    variationNote: (change) => `${change}, line: interval`,
    chart: (from, to) => `Change in carbon from ${setOff(from)} to ${to}, by cause`,
    table: 'Show the values of the bridge',
    cause: 'Cause',
    reading:
      'Volume: assessed requests for inference, GPU hours for the rest; intensity: energy per unit of activity; place and grid: carbon per kWh, which changes when work moves to another region or when a grid’s mix changes. The three causes account for the whole change, to within rounding (additive LMDI decomposition).',
    need: 'a request log that spans two quarters',
  },
  doubt: {
    title: 'Where the uncertainty in carbon comes from',
    note: (low, high) => `What the interval from ${low} to ${high} rests on, largest first`,
    none: 'No uncertainty to apportion.',
  },
  quality: {
    title: (share, requests, missing) =>
      missing === 0
        ? `${assessed(share, requests)}; no month is missing`
        : `${assessed(share, requests)}; ${missing === 1 ? 'one month is' : `${count(missing)} months are`} missing from a source`,
    noEnergyTitle: (missing) =>
      missing === 0
        ? 'Sources are complete; no energy is estimated'
        : `${capital(missing === 1 ? 'one month is' : `${count(missing)} months are`)} missing from a source`,
    note: (period) => `Data quality, ${period} · what is unassigned is shown, never spread`,
    sources: 'Sources',
    source: 'Source',
    coverage: 'Months received',
    state: 'State',
    complete: 'complete',
    missing: (months, _several) => `${months} missing`,
    evidence: 'Level of evidence, % of electricity',
    evidenceChart: 'Electricity by level of evidence',
    tiers: {
      metered: 'metered',
      provider_reported: 'reported by the provider',
      modelled: 'modelled',
      proxy: 'proxy',
      recorded: 'counted',
    },
    unassigned: 'Unassigned',
    unassignedCredits: (amount) =>
      `Credits and spend without a subsidiary come to ${amount}; they are counted.`,
    unassignedText: (share, amount) => `${share} of spend (${amount}) belongs to no subsidiary.`,
    everythingAssigned: 'All spend belongs to a subsidiary.',
    unassessed: 'Without an estimate',
    unassessedText: (share, models) =>
      `${share} of requests have no electricity or carbon estimate${models === '' ? '' : ` (${models})`}: totals and figures per request leave them out.`,
    noCost: 'No spend is imported.',
    noCostHere: 'No spend is known for this selection.',
    need: 'a first file',
  },
  values: {
    title: 'The values behind the charts',
    open: 'Show the tables',
    commitments: 'Commitments',
    commitment: 'Commitment',
    status: 'Status',
    start: 'Start',
    level: 'Level',
    expected: 'Trajectory',
    target: 'Target',
    gap: 'Gap',
    quarters: 'Figures by quarter',
    quarter: 'Quarter',
  },
  receipt: 'Receipt',
  csv: 'CSV',
  machineCsv: 'machine CSV',
  elapsedPeriod: (quarter, days) => `${quarter}, first ${days} days`,
}
