import type { Scope } from '#app/access/scope.ts'
import type { Figure } from '#app/figures/figure.ts'
import { comparedChange, differs } from '#app/figures/uncertainty.ts'
import type { Comparison } from '#app/filters/dataset-period.ts'
import type { Filters } from '#app/filters/filters.ts'
import { type Family, splitChange } from '#app/footprint/bridge.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { NothingToShow } from '#app/reports/panel.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

export type ChangeFigures = {
  readonly before: Figure
  readonly after: Figure
  readonly volume: number
  readonly intensity: number
  readonly grid: number
  /** Ends of the change, by what the two ends do not share. */
  readonly low: number
  readonly high: number
  /** Whether the two ends can be told apart. */
  readonly differs: boolean
  /** Those with an estimate, which is what the volume of inference counts. */
  readonly requests: { readonly before: Figure | null; readonly after: Figure | null }
}

/** What made carbon change since the period before, in kg. */
export async function loadChange(
  warehouse: Warehouse,
  scope: Scope,
  { previous, now }: Comparison,
  filters: Filters,
): Promise<ChangeFigures> {
  const metrics = ['carbon_kg', 'energy_kwh', 'gpu_hours', 'requests_assessed'] as const
  const [wholeBefore, wholeAfter, before, after] = await Promise.all([
    figuresOf(warehouse, scope, metrics, previous, [], filters),
    figuresOf(warehouse, scope, metrics, now, [], filters),
    figuresOf(warehouse, scope, metrics, previous, ['phase'], filters),
    figuresOf(warehouse, scope, metrics, now, ['phase'], filters),
  ])
  const one = (figures: readonly Figure[], metric: MetricId) =>
    figures.find((figure) => figure.metric === metric && figure.value !== null) ?? null
  const [from, to] = [one(wholeBefore, 'carbon_kg'), one(wholeAfter, 'carbon_kg')]
  if (from === null || to === null) throw new NothingToShow()
  const change = comparedChange(from, to)
  return {
    before: from,
    after: to,
    ...splitChange(familiesOf(before, after)),
    low: change?.low ?? 0,
    high: change?.high ?? 0,
    differs: differs(from, to) === true,
    requests: { before: one(wholeBefore, 'requests_assessed'), after: one(wholeAfter, 'requests_assessed') },
  }
}

/**
 * Inference is counted in requests, every other phase in GPU hours: no family mixes two units. Requests without an
 * estimate emit nothing that is counted: with them, a change of their number would pass for a change of intensity.
 */
function familiesOf(before: readonly Figure[], after: readonly Figure[]): readonly Family[] {
  const phases = new Set([...before, ...after].map(({ by }) => by.phase ?? ''))
  return [...phases].map((phase) => {
    const end = (figures: readonly Figure[]) => {
      const of = (metric: MetricId) =>
        figures.find((figure) => figure.metric === metric && figure.by.phase === phase)?.value ?? 0
      return {
        activity: of(phase === 'inference' ? 'requests_assessed' : 'gpu_hours'),
        energy: of('energy_kwh'),
        carbon: of('carbon_kg'),
      }
    }
    return { before: end(before), after: end(after) }
  })
}
