import type { topics as french } from '#app/i18n/fr/topics.ts'
import { setOff } from '#app/i18n/set-off.ts'

/** The words of the pages on one topic, of their tables and of the filter bar, in English. */
export const topics: typeof french = {
  title: {
    usage: 'Usage',
    cost: 'Cost',
    gpu_hours: 'GPU hours',
    carbon: 'Carbon',
    project: 'Use case',
    model: 'Model',
    provider: 'Provider',
  },
  howMuch: {
    usage: 'How much: who uses it, and for how many requests',
    cost: 'How much: invoiced, amortised, at list price',
    gpu_hours: 'How much: hours allocated, used, idle',
    carbon: 'How much: emissions, electricity and the carbon in each kWh',
    project: 'What it represents',
    model: 'What it represents',
    provider: 'What it represents',
  },
  pair: (name, value) => `${name}: ${value}`,
  both: (filters) => filters.join('; '),
  shareBetween: (share, low, high) => `${share} (between ${low} and ${high})`,
  shareOfWhole: (share) => `${share} of the total.`,
  widerPart: (of) =>
    `The upper bound of “${of.part}” (${of.high}) exceeds that of the total (${of.wholeHigh}), which is a limitation of the method. An interval is a factor either side of its value; ${of.ofPart} of this part rests on “${of.cause}”, against ${of.ofWhole} of the total, whose factor is therefore smaller (×${of.wholeFactor}, not ×${of.factor}). A total is never less than any one of its parts: read its upper bound as at least ${of.high}.`,
  columnsNote: (period) => `By quarter, up to ${period}`,
  who: 'Who',
  first: (question, name, share) => `${question}: ${name} first, with ${share} of the total`,
  whoNote: (metric, period) => `${metric}, ${period}`,
  what: 'What',
  intense: 'How intense',
  intenseNote: 'The total divided by what it serves',
  unknown: 'What is not known',
  lead: {
    usage: (users, share, period) =>
      share === null
        ? `${users} people a month used AI on average ${period}.`
        : `${users} people a month used AI on average ${period}, or ${share} of employees.`,
    fewUsers: 'Fewer than five people a month use it on average: how many is not shown.',
    usageRequests: (requests, period) => `${requests} requests ${period}.`,
    cost: (amount, period) => `${amount} invoiced ${period}`,
    overBudget: (by) => `, ${by} over budget`,
    underBudget: (by) => `, ${by} under budget`,
    onBudget: ', on budget',
    missingBills: (share) => `; ${share} of the monthly bills expected are missing`,
    lacking: (sources) => `; missing ${sources}`,
    rise: (amount, before, service, of) =>
      `The largest contributor to the ${amount} rise since ${setOff(before)} is ${service} (${of}).`,
    fall: (amount, before, service, of) =>
      `The largest contributor to the ${amount} fall since ${setOff(before)} is ${service} (${of}).`,
    gpu: (used, share, allocated, period) =>
      `${used} GPU hours used ${period}, ${share} of those whose use is metered; ${allocated} allocated in total.`,
    gpuAllocated: (allocated, period) =>
      `${allocated} GPU hours allocated ${period}; their use is not known.`,
    idlest: (name, hours, cost) =>
      cost === null
        ? `${name} leaves the most idle: ${hours} hours.`
        : `${name} leaves the most idle: ${hours} hours, which cost ${cost}.`,
    carbon: (total, low, high, period) =>
      `${total} of operational carbon ${period}, between ${low} and ${high}.`,
    carbonModel: (model, share) => `${model} accounts for ${share} of it.`,
    entity: (name, metric, value, period) => `${name}: ${metric} of ${value} ${period}.`,
    entityShare: (share, carbon) =>
      carbon === null
        ? `That is ${share} of the total.`
        : `That is ${share} of the total, and ${carbon} of the carbon.`,
    owner: (subsidiary) => `Subsidiary: ${subsidiary}.`,
    late: (period) => `The figures ${period} are still being computed: reload the page to see them.`,
    unanswered: (period) => `The source did not answer, so figures ${setOff(period)} cannot be shown.`,
    nothing: (period) => `Nothing is known ${setOff(period)} for this selection.`,
  },
  standfirst: {
    notCounted:
      'Operational carbon only, excluding the manufacture of equipment, at the carbon intensity of the local grid (location-based). The market-based estimate, which reflects electricity contracts, has yet to be made.',
    unassessed: (share, models) =>
      `${share} of requests are not in this total, as they cannot be estimated (${models}).`,
    rebound: (intensity, total) =>
      `Rebound effect: over a year, electricity per request ${intensity}, yet ${total} in all.`,
    noRebound: (intensity, total) =>
      `No rebound effect: over a year, electricity per request ${intensity}, and ${total} in all.`,
    reboundUnsure: (intensity, total) =>
      `A rebound effect is neither shown nor ruled out: over a year, electricity per request ${intensity}, and ${total} in all.`,
    reboundRule: (least) =>
      `A change counts once it reaches ${least} and is more than uncertainty can explain.`,
    idleCost:
      'Each line values its idle hours at the average cost of its own hours, so the lines do not sum to the total.',
    monthlyBudget: 'Budgets are monthly, so cost is compared with budget over whole quarters only.',
    overUse: (names) =>
      `Alert: more hours used than allocated for ${names}; one of the two sources must be wrong.`,
    limited: (perimeter) => `Limited to ${perimeter}.`,
    notKnownBy: (metrics, dimensions) => `Not known by ${dimensions}: ${metrics}.`,
  },
  table: {
    share: 'Share',
    change: (period) => `Δ ${period}`,
    previous: 'Before',
    page: (page, pages) => `Page ${page} of ${pages}`,
    rows: (first, last, of) => `${first} to ${last} of ${of}`,
    projectRows: (first, last, of, projects) =>
      `${first} to ${last} of ${of}: ${projects} use cases, in production or not${of > projects ? ', and what is unassigned' : ''}`,
    next: 'Next',
    back: 'Back',
    sortBy: (column) => `Sort by ${column}`,
    total: 'Total',
    between: (low, high) => `${low} to ${high}`,
    shareBetween: (low, high) => `${low}–${high}`,
    measure: 'Measure',
    now: 'This quarter',
    yearBefore: 'A year earlier',
    receipt: 'Receipt',
  },
  columns: {
    active_users: 'Users',
    adoption_rate: 'Adoption',
    requests_per_active_user: 'Per user',
    output_tokens: 'Output tokens',
    list_cost: 'List price',
    budget_used: 'Budget used',
    cost_per_employee: 'Per employee',
    gpu_hours: 'Allocated',
    gpu_hours_used: 'Used',
    gpu_hours_idle: 'Idle',
    gpu_utilisation: 'Utilisation',
    gpu_idle_cost: 'Idle cost',
    carbon_kg: 'Carbon',
    energy_kwh: 'Electricity',
    carbon_per_employee: 'Per employee',
  },
  siblings: {
    title: (task) => `Against the standard model, on the same task: ${task}`,
    note: 'Requests, hours, utilisation, electricity and carbon: inference alone; cost: everything invoiced, fine-tuning included. A difference that uncertainty could explain is not counted as one.',
    tunedTitle: (task, count) =>
      `Against the fine-tuned ${count === 1 ? 'model' : 'models'}, on the same task: ${task}`,
    pair: (tuned, standard) => `${tuned}, fine-tuned, and ${standard}, standard`,
    other: (name) => `Page of ${name}`,
    change: 'Difference',
    same: 'cannot be told apart',
  },
  register: {
    title: 'In the register of use cases',
    unreviewed: 'In production without an expert opinion that allows it',
    notYet: (day) => `Not yet in the register: entered on ${day}`,
    note: (day) => `As at ${day}`,
    owner: 'Owner',
    review: 'Expert review',
    unknown: 'not given',
    since: (stage, day) => `${stage}, since ${day}`,
    opinions: {
      favourable: 'favourable opinion',
      conditional: 'favourable opinion with conditions',
      unfavourable: 'unfavourable opinion',
    },
    opinion: (opinion, day) => `${opinion}, ${day}`,
    waiting: (day) => `asked for on ${day}, no opinion yet`,
    notAsked: 'never asked for',
  },
  beside: {
    title: (name) => `Compared with its subsidiary: ${name}`,
    note: 'The whole subsidiary, this use case included. A difference that uncertainty could explain is not counted as one.',
    link: (name) => `Overview of ${name}`,
    own: 'This use case',
    difference: 'Difference',
    share: (share) => `${share} of the subsidiary`,
    same: 'cannot be told apart',
  },
  contrast: {
    title: 'Who uses much for little, who little for much',
    note: (count, use, cost) =>
      `Per active user, the ${count} subsidiaries with at least five users have medians of ${use} requests and ${cost}; those named stand above one and below the other, with their gap to each`,
    muchForLittle: 'Much for little',
    littleForMuch: 'Little for much',
    nobody: (caption) => `${caption}: no subsidiary.`,
  },
  partial: {
    source: (name, months) => `“${name}” (${months})`,
    sources: (sources) => `missing ${sources}`,
    months: (share, of) => `${share} of the months expected were received (${of})`,
    now: (lacks) => `Partial: ${lacks}.`,
    base: (quarter, lacks) => `Compared with a partial period (${quarter}): ${lacks}.`,
    mark: 'partial',
    beside: (value) => `${value} (partial)`,
  },
  unknowns: {
    what: 'What is missing',
    share: 'Share',
    effect: 'Effect',
    coverage: 'Activity without an estimate, in reference electricity',
    coverageEffect:
      'left out of the total, which is therefore a minimum; a status is judged on the total scaled up to full coverage',
    unassessed: (models) => `Requests without an estimate${models === '' ? '' : ` (${models})`}`,
    unassessedEffect: 'left out of electricity, of carbon and of figures per request',
    unassigned: (dimension, metric) => `Unassigned by ${dimension}${metric === null ? '' : `, in ${metric}`}`,
    unassignedEffect: 'counted in the total, on the “Unassigned” line',
    unlistedEffect: 'counted in the total, on no line of that table',
    interval: (cause) => `Uncertainty: ${cause}`,
    intervalEffect: 'share of the interval that comes from this cause',
    unmeasured: 'Allocated hours whose use is not metered',
    unmeasuredEffect: 'left out of used and idle hours',
    noHeadcount: 'Users in subsidiaries that supply no headcount',
    noHeadcountEffect: 'left out of the share of employees',
    months: (of) => `Months expected but not received: ${of}`,
    monthsEffect: 'left out of the figures drawn from it',
    monthsMissing: (count) => `${count} ${count === 1 ? 'month' : 'months'}`,
    nothing: 'Nothing is missing from what this page counts.',
  },
  filters: {
    name: 'Filters',
    perimeter: 'Subsidiary or business line',
    group: 'The whole group',
    businessLines: 'Business lines',
    subsidiaries: 'Subsidiaries',
    quarter: 'Quarter',
    open: 'open',
    approach: 'Approach',
    allApproaches: 'Both',
    provider: 'Provider',
    allProviders: 'All',
    apply: 'Apply',
    dropped: (dimension) =>
      `The filter “${dimension}” does not apply to this page, or its value is unknown: the figures below ignore it.`,
    unknownLike: (dimension, parameter) =>
      `The address has a filter that does not exist; the nearest is “${dimension}” (${parameter}). The figures below do not follow it.`,
    unknown: (dimensions) =>
      `The address has a filter that does not exist: the figures below do not follow it.${dimensions.length === 0 ? '' : ` This page is filtered by ${dimensions.join(', ')}.`}`,
    unknownValue: (dimension, near) =>
      `The filter “${dimension}” has a value that the data do not hold${near === null ? ': t' : `; the nearest is written ${near}. T`}he figures below ignore it.`,
    unknownParameter: (near) =>
      `The address has a parameter that does not exist; the nearest is “${near}”. This page does not follow it.`,
    quarterDropped: (shown, ends) =>
      `The data hold no such quarter: they ${ends === null ? 'hold only one' : `go from ${ends[0]} to ${ends[1]}`}. This is ${shown}.`,
    quartersDropped: (shown) =>
      `The address asks for more than one quarter, and this page shows one: the first, ${shown}.`,
    remove: (what) => `Remove the filter ${what}`,
    clear: 'Remove all',
  },
  need: {
    usage: 'a request log',
    cost: 'a billing export in FOCUS format',
    gpu_hours: 'a record of GPU hours',
    carbon: 'a request log whose models are known',
    project: 'billing or a request log',
    model: 'billing or a request log',
    provider: 'billing or a request log',
  },
}
