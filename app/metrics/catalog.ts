import type { Aggregate, Formula, Metric } from '#app/metrics/metric.ts'
import type { Dimension, Fact, Measure } from '#app/warehouse/schema.ts'

type Where = Partial<Record<Dimension, readonly [string, ...string[]]>>

const sum = (measure: Measure, where?: Where): Aggregate =>
  where === undefined ? { measure, kind: 'sum' } : { measure, kind: 'sum', where }
const meanOfMonths = (measure: Measure): Aggregate => ({ measure, kind: 'mean_of_months' })
const last = (measure: Measure, where?: Where): Aggregate =>
  where === undefined ? { measure, kind: 'last' } : { measure, kind: 'last', where }

const aggregate = (of: Aggregate, divisor: 1 | 1000 = 1): Formula => ({ kind: 'aggregate', of, divisor })
const ratio = (
  numerator: Aggregate,
  denominator: Aggregate,
  scale: { multiply?: 1 | 1000; divide?: 1 | 1000 } = {},
): Formula => ({
  kind: 'ratio',
  numerator,
  denominator,
  scale: { multiply: scale.multiply ?? 1, divide: scale.divide ?? 1 },
})

const monthsSupplied = (supplied: Fact) => ({
  assessed: sum('months_loaded', { supplied: [supplied] }),
  total: sum('months_expected', { supplied: [supplied] }),
})
const ESTIMATED = { assessed: sum('activity_wh_assessed'), total: sum('activity_wh') }
const INFERENCE = { phase: ['inference'] } as const
const ESTIMATED_INFERENCE = {
  assessed: sum('activity_wh_assessed', INFERENCE),
  total: sum('activity_wh', INFERENCE),
}
const USE_MEASURED = { assessed: sum('gpu_hours_measured'), total: sum('gpu_hours') }

const TOP_RUNGS = { hosting: ['on_premise', 'secnumcloud', 'eu_external_keys'] } as const
const KNOWN_RUNGS = { hosting: [...TOP_RUNGS.hosting, 'eu_us_cloud', 'outside_eu'] } as const
const OPEN = { openness: ['open', 'open_weight'] } as const
const KNOWN_OPENNESS = { openness: [...OPEN.openness, 'closed'] } as const

/** The rungs of the hosting ladder that count as controlled: what a commitment on hosting is judged by. */
export const FIRST_RUNGS = TOP_RUNGS.hosting
/** The kinds of models that can be run by others than who made them. */
export const OPEN_KINDS = OPEN.openness

const IN_PRODUCTION = { stage: ['production'] } as const

/**
 * Every number that Vigie shows. The ids are public (address, command line, CSV, API) and never change meaning.
 * Aggregate, then divide; a modelled intensity divides by the assessed activity.
 */
export const METRICS = {
  requests: {
    unit: 'requests',
    betterWhen: 'neither',
    decimals: 0,
    formula: aggregate(sum('requests')),
    coverage: monthsSupplied('requests'),
  },
  requests_assessed: {
    unit: 'requests',
    betterWhen: 'neither',
    decimals: 0,
    formula: aggregate(sum('requests_assessed')),
    coverage: monthsSupplied('requests'),
  },
  input_tokens: {
    unit: 'tokens',
    betterWhen: 'neither',
    decimals: 0,
    formula: aggregate(sum('input_tokens')),
    coverage: monthsSupplied('requests'),
  },
  output_tokens: {
    unit: 'tokens',
    betterWhen: 'neither',
    decimals: 0,
    formula: aggregate(sum('output_tokens')),
    coverage: monthsSupplied('requests'),
  },
  active_users: {
    unit: 'users',
    betterWhen: 'higher',
    decimals: 0,
    formula: aggregate(meanOfMonths('active_users')),
    coverage: monthsSupplied('users'),
  },
  headcount: {
    unit: 'people',
    betterWhen: 'neither',
    decimals: 0,
    formula: aggregate(meanOfMonths('headcount')),
    coverage: monthsSupplied('headcount'),
  },
  adoption_rate: {
    unit: 'share',
    betterWhen: 'higher',
    decimals: 0,
    formula: ratio(meanOfMonths('active_users_covered'), meanOfMonths('headcount')),
    coverage: { assessed: meanOfMonths('active_users_covered'), total: meanOfMonths('active_users') },
  },
  requests_per_active_user: {
    unit: 'requests',
    betterWhen: 'neither',
    decimals: 0,
    formula: ratio(sum('requests'), meanOfMonths('active_users')),
    coverage: monthsSupplied('requests'),
  },
  requests_per_employee: {
    unit: 'requests',
    betterWhen: 'neither',
    decimals: 0,
    formula: ratio(sum('requests'), meanOfMonths('headcount')),
    coverage: monthsSupplied('requests'),
  },
  requests_per_use_case: {
    unit: 'requests',
    betterWhen: 'neither',
    decimals: 0,
    formula: ratio(sum('requests'), last('use_cases', IN_PRODUCTION)),
    coverage: monthsSupplied('requests'),
  },
  tokens_per_request: {
    unit: 'tokens',
    betterWhen: 'lower',
    decimals: 0,
    formula: ratio(sum('output_tokens'), sum('requests')),
    coverage: monthsSupplied('requests'),
  },
  cost: {
    unit: 'money',
    betterWhen: 'lower',
    decimals: 0,
    formula: aggregate(sum('cost')),
    coverage: monthsSupplied('billing'),
  },
  effective_cost: {
    unit: 'money',
    betterWhen: 'lower',
    decimals: 0,
    formula: aggregate(sum('effective_cost')),
    coverage: monthsSupplied('billing'),
  },
  contracted_cost: {
    unit: 'money',
    betterWhen: 'lower',
    decimals: 0,
    formula: aggregate(sum('contracted_cost')),
    coverage: monthsSupplied('billing'),
  },
  list_cost: {
    unit: 'money',
    betterWhen: 'lower',
    decimals: 0,
    formula: aggregate(sum('list_cost')),
    coverage: monthsSupplied('billing'),
  },
  budget: {
    unit: 'money',
    betterWhen: 'neither',
    decimals: 0,
    formula: aggregate(sum('budget')),
    coverage: monthsSupplied('budget'),
  },
  budget_used: {
    unit: 'share',
    betterWhen: 'lower',
    decimals: 0,
    formula: ratio(sum('cost'), sum('budget')),
    coverage: monthsSupplied('billing'),
  },
  cost_per_request: {
    unit: 'money',
    betterWhen: 'lower',
    decimals: 4,
    formula: ratio(sum('cost'), sum('requests')),
    coverage: monthsSupplied('billing'),
  },
  cost_per_active_user: {
    unit: 'money',
    betterWhen: 'lower',
    decimals: 2,
    formula: ratio(sum('cost'), meanOfMonths('active_users')),
    coverage: monthsSupplied('billing'),
  },
  cost_per_thousand_requests: {
    unit: 'money',
    betterWhen: 'lower',
    decimals: 2,
    formula: ratio(sum('cost'), sum('requests'), { multiply: 1000 }),
    coverage: monthsSupplied('billing'),
  },
  cost_per_employee: {
    unit: 'money',
    betterWhen: 'lower',
    decimals: 2,
    formula: ratio(sum('cost'), meanOfMonths('headcount')),
    coverage: monthsSupplied('billing'),
  },
  cost_per_use_case: {
    unit: 'money',
    betterWhen: 'lower',
    decimals: 0,
    formula: ratio(sum('cost'), last('use_cases', IN_PRODUCTION)),
    coverage: monthsSupplied('billing'),
  },
  cost_per_gpu_hour: {
    unit: 'money',
    betterWhen: 'lower',
    decimals: 2,
    formula: ratio(sum('accelerator_cost'), sum('gpu_hours')),
    coverage: monthsSupplied('billing'),
  },
  gpu_hours: {
    unit: 'h',
    betterWhen: 'lower',
    decimals: 0,
    formula: aggregate(sum('gpu_hours')),
    coverage: monthsSupplied('gpu'),
  },
  gpu_hours_used: {
    unit: 'h',
    betterWhen: 'neither',
    decimals: 0,
    formula: aggregate(sum('gpu_hours_used')),
    coverage: USE_MEASURED,
  },
  gpu_hours_idle: {
    unit: 'h',
    betterWhen: 'lower',
    decimals: 0,
    formula: aggregate(sum('gpu_hours_idle')),
    coverage: USE_MEASURED,
  },
  gpu_idle_cost: {
    unit: 'money',
    betterWhen: 'lower',
    decimals: 0,
    formula: {
      kind: 'valued',
      quantity: sum('gpu_hours_idle'),
      amount: sum('accelerator_cost'),
      units: sum('gpu_hours'),
    },
    coverage: USE_MEASURED,
  },
  gpu_hours_per_thousand_requests: {
    unit: 'h',
    betterWhen: 'lower',
    decimals: 2,
    formula: ratio(sum('gpu_hours', INFERENCE), sum('requests', INFERENCE), { multiply: 1000 }),
    coverage: monthsSupplied('gpu'),
  },
  gpu_hours_per_use_case: {
    unit: 'h',
    betterWhen: 'lower',
    decimals: 0,
    formula: ratio(sum('gpu_hours'), last('use_cases', IN_PRODUCTION)),
    coverage: monthsSupplied('gpu'),
  },
  gpu_hours_per_employee: {
    unit: 'h',
    betterWhen: 'lower',
    decimals: 2,
    formula: ratio(sum('gpu_hours'), meanOfMonths('headcount')),
    coverage: monthsSupplied('gpu'),
  },
  gpu_utilisation: {
    unit: 'share',
    betterWhen: 'higher',
    decimals: 0,
    formula: ratio(sum('gpu_hours_used'), sum('gpu_hours_measured')),
    coverage: USE_MEASURED,
  },
  energy_kwh: {
    unit: 'kWh',
    betterWhen: 'lower',
    decimals: 0,
    formula: aggregate(sum('energy_wh'), 1000),
    coverage: ESTIMATED,
  },
  carbon_kg: {
    unit: 'kgCO2e',
    betterWhen: 'lower',
    decimals: 0,
    formula: aggregate(sum('carbon_g'), 1000),
    coverage: ESTIMATED,
  },
  // Training has no requests: inference is divided by inference, never all the electricity by the requests.
  energy_per_request: {
    unit: 'Wh',
    betterWhen: 'lower',
    decimals: 2,
    formula: ratio(sum('energy_wh', INFERENCE), sum('requests_assessed', INFERENCE)),
    coverage: ESTIMATED_INFERENCE,
  },
  carbon_per_request: {
    unit: 'gCO2e',
    betterWhen: 'lower',
    decimals: 3,
    formula: ratio(sum('carbon_g', INFERENCE), sum('requests_assessed', INFERENCE)),
    coverage: ESTIMATED_INFERENCE,
  },
  carbon_per_employee: {
    unit: 'kgCO2e',
    betterWhen: 'lower',
    decimals: 2,
    formula: ratio(sum('carbon_g'), meanOfMonths('headcount'), { divide: 1000 }),
    coverage: ESTIMATED,
  },
  carbon_per_active_user: {
    unit: 'kgCO2e',
    betterWhen: 'lower',
    decimals: 2,
    formula: ratio(sum('carbon_g'), meanOfMonths('active_users'), { divide: 1000 }),
    coverage: ESTIMATED,
  },
  carbon_per_use_case: {
    unit: 'kgCO2e',
    betterWhen: 'lower',
    decimals: 1,
    formula: ratio(sum('carbon_g'), last('use_cases', IN_PRODUCTION), { divide: 1000 }),
    coverage: ESTIMATED,
  },
  energy_per_thousand_requests: {
    unit: 'kWh',
    betterWhen: 'lower',
    decimals: 2,
    // Watt-hours a request are kilowatt-hours a thousand.
    formula: ratio(sum('energy_wh', INFERENCE), sum('requests_assessed', INFERENCE)),
    coverage: ESTIMATED_INFERENCE,
  },
  grid_intensity: {
    unit: 'gCO2e/kWh',
    betterWhen: 'lower',
    decimals: 0,
    formula: ratio(sum('carbon_g'), sum('energy_wh'), { multiply: 1000 }),
    coverage: ESTIMATED,
  },
  use_cases: {
    unit: 'use_cases',
    betterWhen: 'neither',
    decimals: 0,
    formula: aggregate(last('use_cases')),
    coverage: null,
  },
  use_cases_in_production: {
    unit: 'use_cases',
    betterWhen: 'neither',
    decimals: 0,
    formula: aggregate(last('use_cases', IN_PRODUCTION)),
    coverage: null,
  },
  reviewed_share: {
    unit: 'share',
    betterWhen: 'higher',
    decimals: 0,
    formula: ratio(last('use_cases_reviewed', IN_PRODUCTION), last('use_cases', IN_PRODUCTION)),
    coverage: null,
  },
  workshops: {
    unit: 'workshops',
    betterWhen: 'higher',
    decimals: 0,
    formula: aggregate(sum('workshops')),
    coverage: null,
  },
  workshop_participants: {
    unit: 'people',
    betterWhen: 'higher',
    decimals: 0,
    formula: aggregate(sum('workshop_participants')),
    coverage: null,
  },
  trained_employees: {
    unit: 'people',
    betterWhen: 'higher',
    decimals: 0,
    formula: aggregate(last('trained_employees')),
    coverage: null,
  },
  trained_share: {
    unit: 'share',
    betterWhen: 'higher',
    decimals: 0,
    // Those trained where no headcount is known, or in a subsidiary that has left, are in neither side.
    formula: ratio(last('trained_employees_covered'), last('headcount')),
    coverage: { assessed: last('trained_employees_covered'), total: last('trained_employees') },
  },
  // Cost whose hosting nobody says is in neither side: its share is the coverage, so that it can never look sovereign.
  top_rungs_cost_share: {
    unit: 'share',
    betterWhen: 'higher',
    decimals: 0,
    formula: ratio(sum('cost', TOP_RUNGS), sum('cost', KNOWN_RUNGS)),
    coverage: { assessed: sum('cost', KNOWN_RUNGS), total: sum('cost') },
  },
  open_model_share: {
    unit: 'share',
    betterWhen: 'higher',
    decimals: 0,
    formula: ratio(sum('requests', OPEN), sum('requests', KNOWN_OPENNESS)),
    coverage: { assessed: sum('requests', KNOWN_OPENNESS), total: sum('requests') },
  },
  source_completeness: {
    unit: 'share',
    betterWhen: 'higher',
    decimals: 0,
    formula: ratio(sum('months_loaded'), sum('months_expected')),
    coverage: null,
  },
} as const satisfies Record<string, Metric>

export type MetricId = keyof typeof METRICS

/** The metric ids in the order of the catalogue. */
export const METRIC_IDS = Object.keys(METRICS) as readonly MetricId[]

/** Whether a text from outside is a metric id. */
export function isMetricId(text: string): text is MetricId {
  return Object.hasOwn(METRICS, text)
}

/** The metric of an id, as the shape that every metric has. */
export function metricOf(id: MetricId): Metric {
  return METRICS[id]
}
