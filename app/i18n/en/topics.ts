import type { topics as french } from '#app/i18n/fr/topics.ts'

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
    carbon: 'How much: emissions, electricity and carbon of each kWh, apart',
    project: 'What it counts for',
    model: 'What it counts for',
    provider: 'What it counts for',
  },
  pair: (name, value) => `${name}: ${value}`,
  both: (filters) => filters.join('; '),
  shareBetween: (share, low, high) => `${share} (between ${low} and ${high})`,
  shareOfWhole: (share) => `${share} of the whole.`,
  widerPart: (of) =>
    `The high end of “${of.part}” (${of.high}) is above that of the whole (${of.wholeHigh}): that is a limit of the reckoning. An interval is a factor about its value; ${of.ofPart} of this part rests on “${of.cause}”, against ${of.ofWhole} of the whole, whose factor is therefore smaller (×${of.wholeFactor}, not ×${of.factor}). A whole is never less than one of its parts: read its high end as at least ${of.high}.`,
  columnsNote: (period) => `By quarter, up to ${period}`,
  who: 'Who',
  first: (question, name, share) => `${question}: ${name} first, ${share} of the whole`,
  whoNote: (metric, period) => `${metric}, ${period}`,
  what: 'What',
  intense: 'How intense',
  intenseNote: 'The total over what it serves',
  unknown: 'What is not known',
  lead: {
    usage: (users, share, period) =>
      share === null
        ? `${users} people use AI in a month, ${period}.`
        : `${users} people use AI in a month, ${period}: ${share} of employees.`,
    usageRequests: (requests, period) => `${requests} requests ${period}.`,
    cost: (amount, period) => `${amount} invoiced ${period}`,
    overBudget: (by) => `, ${by} over budget`,
    underBudget: (by) => `, ${by} under budget`,
    onBudget: ', on budget',
    rise: (amount, before, service, of) =>
      `The rise of ${amount} since ${before} comes first from ${service} (${of}).`,
    fall: (amount, before, service, of) =>
      `The fall of ${amount} since ${before} comes first from ${service} (${of}).`,
    gpu: (used, share, allocated, period) =>
      `${used} GPU hours used ${period}, ${share} of those whose use is metered; ${allocated} allocated in all.`,
    gpuAllocated: (allocated, period) =>
      `${allocated} GPU hours allocated ${period}; their use is not known.`,
    idlest: (name, hours, cost) =>
      cost === null
        ? `${name} leaves the most idle: ${hours} hours.`
        : `${name} leaves the most idle: ${hours} hours, which cost ${cost}.`,
    carbon: (total, low, high, period) => `${total} emitted in use ${period}, between ${low} and ${high}.`,
    carbonModel: (model, share) => `${model} carries ${share} of it.`,
    entity: (name, metric, value, period) => `${name}: ${metric} of ${value} ${period}.`,
    entityShare: (share, carbon) =>
      carbon === null
        ? `That is ${share} of the whole.`
        : `That is ${share} of the whole, and ${carbon} of carbon.`,
    owner: (subsidiary) => `Subsidiary: ${subsidiary}.`,
    nothing: (period) => `Nothing is known ${period} within these limits.`,
  },
  standfirst: {
    notCounted:
      'Use only, without the manufacture of machines, by the grid of the place. The market-based estimate, that of electricity contracts, is not made yet.',
    unassessed: (share, models) =>
      `${share} of requests are not in this total, as they cannot be estimated (${models}).`,
    rebound: (intensity, total) =>
      `Rebound: within a year a request needs ${intensity} less electricity, yet the total grows by ${total}.`,
    noRebound: (intensity, total) =>
      `No rebound: within a year a request needs ${intensity} less electricity and the total falls by ${total}.`,
    idleCost: 'Idle hours of each line are at the mean cost of its own hours: lines do not add up.',
    monthlyBudget: 'Budgets are monthly: they are compared with a whole quarter.',
    overUse: (names) =>
      `Alarm: more hours used than allocated for ${names}; one of the two sources is wrong.`,
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
    yearBefore: 'A year before',
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
    title: (task) => `Beside the standard model, on the same task: ${task}`,
    note: 'Hours, electricity and carbon: inference alone; cost: everything invoiced, fine-tuning included. A difference that uncertainty can explain is none.',
    tunedTitle: (task, count) =>
      `Beside the fine-tuned ${count === 1 ? 'model' : 'models'}, on the same task: ${task}`,
    pair: (tuned, standard) => `${tuned}, fine-tuned, and ${standard}, standard`,
    other: (name) => `Page of ${name}`,
    change: 'Difference',
    same: 'cannot be told apart',
  },
  beside: {
    title: (name) => `Beside its subsidiary: ${name}`,
    note: 'The whole subsidiary, this use case included. A difference that uncertainty can explain is none.',
    link: (name) => `Overview of ${name}`,
    own: 'This use case',
    difference: 'Difference',
    share: (share) => `${share} of the subsidiary`,
    same: 'cannot be told apart',
  },
  contrast: {
    title: 'Who uses much for little, who little for much',
    note: 'Subsidiaries whose thousand requests cost least, and most',
    muchForLittle: 'Much for little',
    littleForMuch: 'Little for much',
  },
  unknowns: {
    what: 'What is missing',
    share: 'Share',
    effect: 'What it does',
    coverage: 'Activity without an estimate, in reference electricity',
    coverageEffect:
      'left out of the total, which is therefore a floor; a status is judged on the total over its coverage',
    unassessed: (models) => `Requests without an estimate${models === '' ? '' : `: ${models}`}`,
    unassessedEffect: 'left out of electricity, of carbon and of figures per request',
    unassigned: (dimension, metric) => `Unassigned by ${dimension}${metric === null ? '' : `, in ${metric}`}`,
    unassignedEffect: 'counted in the total, put down to nobody',
    interval: (cause) => `Doubt: ${cause}`,
    intervalEffect: 'share of the interval that comes from this cause',
    unmeasured: 'Hours allocated whose use is not metered',
    unmeasuredEffect: 'left out of used and idle hours',
    noHeadcount: 'Users in subsidiaries that supply no headcount',
    noHeadcountEffect: 'left out of the share of employees',
    months: 'Months expected and not received',
    monthsEffect: 'left out of the total',
    nothing: 'Nothing that this page counts is missing.',
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
    quarterDropped: (shown) => `The data hold no such quarter: this is ${shown}.`,
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
