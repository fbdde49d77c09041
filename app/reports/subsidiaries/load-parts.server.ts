import type { Scope } from '#app/access/scope.ts'
import type { Commitment } from '#app/commitments/mission.ts'
import type { Figure } from '#app/figures/figure.ts'
import { answerable } from '#app/figures/metric-dimensions.ts'
import type { Period } from '#app/filters/period.ts'
import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import {
  type AssessedCommitment,
  loadAssessments,
  windowOf,
} from '#app/reports/commitment-readings.server.ts'
import { countsUseCases } from '#app/reports/commitments/load-commitment.server.ts'
import { weightOf } from '#app/reports/commitments/weight-of.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** What a subsidiary is to one commitment of the group, over the period that the commitment reads. */
export type Part = {
  readonly assessed: AssessedCommitment
  /** The commitment's metric, of the subsidiary alone, told or withheld; null where it is not known by subsidiary. */
  readonly own: Figure | null
  /** What says how much the subsidiary weighs, of it and of all; null where nothing does. */
  readonly weight: { readonly own: Figure; readonly whole: Figure } | null
  /** Its use cases that fail the rule; null where the commitment counts no use cases. */
  readonly failing: number | null
}

/** The part of a subsidiary in each commitment; none without a mission. */
export async function loadParts(
  warehouse: Warehouse,
  scope: Scope,
  id: string,
  commitments: readonly Commitment[],
  quarter: Period,
): Promise<readonly Part[]> {
  if (commitments.length === 0) return []
  const [assessments, ...parts] = await Promise.all([
    loadAssessments(warehouse, scope, commitments, [quarter]),
    ...commitments.map((commitment) => loadOwn(warehouse, scope, id, commitment, quarter)),
  ])
  return parts.flatMap((part, index) => {
    const assessed = assessments[index]
    return assessed === undefined ? [] : [{ ...part, assessed }]
  })
}

async function loadOwn(
  warehouse: Warehouse,
  scope: Scope,
  id: string,
  commitment: Commitment,
  quarter: Period,
): Promise<Omit<Part, 'assessed'>> {
  // The group's own reading refuses a mission that names no metric.
  const metric = commitment.metric as MetricId
  const period = windowOf(commitment, quarter, warehouse.dataset.asOf)
  const filters = { subsidiary: [id] }
  // A total weighs what it is; of a ratio, what it divides by.
  const weight = isRatio(metric) ? (weightOf(metric, period, warehouse.dataset)?.metric ?? null) : metric
  const metrics = answerable([metric, ...(weight === null ? [] : [weight])], filters)
  // A period that begins before the data would pass for a whole one.
  if (metrics.length === 0 || period.from < warehouse.dataset.firstMonth)
    return { own: null, weight: null, failing: null }
  const [figures, whole, failing] = await Promise.all([
    figuresOf(warehouse, scope, metrics, period, ['subsidiary'], filters),
    figuresOf(warehouse, scope, metrics, period),
    countsUseCases(metric) ? figuresOf(warehouse, scope, [metric], quarter, ['project'], filters) : null,
  ])
  return {
    own:
      figures.find(
        (figure) => figure.metric === metric && (figure.value !== null || figure.withheld !== null),
      ) ?? null,
    // Weights of a reader of some subsidiaries would be shares of what they see.
    weight: scope.kind === 'group' ? largestOf(figures, whole, weight) : null,
    failing: failing === null ? null : failing.filter(({ value }) => value === 0).length,
  }
}

const isRatio = (metric: MetricId) => metricOf(metric).formula.kind === 'ratio'

/** The largest amount where there are several currencies, beside the whole in the same one. */
function largestOf(
  figures: readonly Figure[],
  whole: readonly Figure[],
  metric: MetricId | null,
): Part['weight'] {
  const [own] = figures
    .filter((figure) => figure.metric === metric && figure.value !== null)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const all = whole.find((figure) => figure.metric === metric && figure.currency === own?.currency)
  return own === undefined || all === undefined ? null : { own, whole: all }
}
