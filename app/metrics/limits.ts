import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { type Aggregate, aggregatesOf } from '#app/metrics/metric.ts'
import { countsPeople } from '#app/metrics/people.ts'
import type { Measure } from '#app/warehouse/schema.ts'

/** What a reader of a figure must not make of it; each has its sentence in both languages. */
export const LIMITS = [
  'sum_over_sum',
  'valued_at_mean',
  'people_do_not_add',
  'few_people',
  'end_of_period',
  'one_currency',
  'estimated',
  'use_phase_only',
  'allocated',
  'where_use_is_measured',
  'inference_only',
  'known_part_only',
  'no_coverage',
] as const
export type Limit = (typeof LIMITS)[number]

const MONEY: readonly Measure[] = [
  'cost',
  'effective_cost',
  'contracted_cost',
  'list_cost',
  'accelerator_cost',
  'budget',
]
const ESTIMATED: readonly Measure[] = ['energy_wh', 'carbon_g']

/** The limits that follow from how a metric is made, as the catalogue says it. */
export function limitsOf(metric: MetricId): readonly Limit[] {
  const { formula, coverage, unit } = metricOf(metric)
  const aggregates = aggregatesOf(formula)
  const some = (test: (aggregate: Aggregate) => boolean) => aggregates.some(test)
  const rests = (measures: readonly Measure[]) => some(({ measure }) => measures.includes(measure))
  const isKnownPart =
    coverage !== null && formula.kind === 'ratio' && sameAggregate(coverage.assessed, formula.denominator)
  const holds: Readonly<Record<Limit, boolean>> = {
    sum_over_sum: formula.kind === 'ratio',
    valued_at_mean: formula.kind === 'valued',
    people_do_not_add: some(({ kind }) => kind === 'mean_of_months'),
    few_people: countsPeople(metric),
    end_of_period: some(({ kind }) => kind === 'last'),
    one_currency: rests(MONEY) && unit === 'money',
    estimated: rests(ESTIMATED),
    use_phase_only: rests(['carbon_g']),
    allocated: rests(['gpu_hours']) && !rests(['gpu_hours_used', 'gpu_hours_idle']),
    where_use_is_measured: coverage?.assessed.measure === 'gpu_hours_measured',
    inference_only: some(({ where }) => where?.phase?.includes('inference') === true),
    known_part_only: isKnownPart && coverage?.assessed.measure !== 'gpu_hours_measured',
    no_coverage: coverage === null,
  }
  return LIMITS.filter((limit) => holds[limit])
}

function sameAggregate(one: Aggregate, other: Aggregate): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
