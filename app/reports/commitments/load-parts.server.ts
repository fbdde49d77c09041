import type { Scope } from '#app/access/scope.ts'
import type { Part } from '#app/commitments/contributions.ts'
import type { Commitment } from '#app/commitments/mission.ts'
import type { Figure } from '#app/figures/figure.ts'
import { answerable } from '#app/figures/metric-dimensions.ts'
import { type Period, parsePeriod } from '#app/filters/period.ts'
import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { windowOf } from '#app/reports/commitment-readings.server.ts'
import { weightOf } from '#app/reports/commitments/weight-of.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** A subsidiary as a part of a commitment's figure. */
export type SubsidiaryPart = Part & {
  /** How much of what its own figure should count is known, from 0 to 1; null where nothing says so. */
  readonly coverage: number | null
}

/**
 * What each subsidiary gives of a commitment's figure in a quarter; null where subsidiaries do not tell it.
 */
export async function loadParts(
  warehouse: Warehouse,
  scope: Scope,
  commitment: Commitment,
  quarter: Period,
): Promise<readonly SubsidiaryPart[] | null> {
  const { dataset } = warehouse
  const metric = commitment.metric as MetricId
  const { kind } = metricOf(metric).formula
  const period = windowOf(commitment, quarter, dataset.asOf)
  const weight = weightOf(metric, period, dataset)
  if (kind === 'valued' || (kind === 'ratio' && weight === null)) return null
  const metrics = weight === null ? [metric] : [metric, weight.metric]
  if (answerable(metrics, {}, ['subsidiary']).length < metrics.length) return null
  const figures = (asked: MetricId, over: Period) =>
    figuresOf(warehouse, scope, [asked], over, ['subsidiary'])
  const isStarted = kind === 'aggregate' && commitment.baseline.value === undefined
  const [now, weights, before] = await Promise.all([
    figures(metric, period),
    weight === null ? [] : figures(weight.metric, weight.period),
    isStarted ? figures(metric, parsePeriod(commitment.baseline.period, dataset.fiscalStart)) : [],
  ])
  const all = [...now, ...weights, ...before]
  const kept = new Set(all.filter(({ withheld }) => withheld !== null).map(idOf))
  // Amounts in two currencies are no parts of one whole.
  if (new Set(all.flatMap(({ currency }) => currency ?? [])).size > 1) return null
  const byId = (own: readonly Figure[]) => new Map(own.map((figure) => [idOf(figure), figure]))
  const [values, divisors, starts] = [byId(now), byId(weights), byId(before)]
  return [...new Set(all.map(idOf))].map((id) => {
    const figure = values.get(id)
    const divisor = divisors.get(id)?.value ?? null
    const covered = weight?.isCovered ? (figure?.coverage ?? null) : 1
    return {
      id,
      value: figure?.value ?? null,
      weight: divisor === null || covered === null ? null : divisor * covered,
      base: starts.get(id)?.value ?? null,
      coverage: figure?.coverage ?? null,
      isWithheld: kept.has(id),
    }
  })
}

const idOf = ({ by }: Figure) => by.subsidiary ?? ''
