import type { Scope } from '#app/access/scope.ts'
import type { Commitment } from '#app/commitments/mission.ts'
import type { Figure } from '#app/figures/figure.ts'
import { dimensionsOf } from '#app/figures/metric-dimensions.ts'
import { quartersUpTo } from '#app/filters/dataset-period.ts'
import type { Period } from '#app/filters/period.ts'
import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { aggregatesOf } from '#app/metrics/metric.ts'
import {
  type AssessedCommitment,
  loadAssessments,
  windowOf,
} from '#app/reports/commitment-readings.server.ts'
import { closedLevels } from '#app/reports/commitments/closed-levels.ts'
import { loadMissing } from '#app/reports/commitments/load-missing.server.ts'
import { loadParts, type SubsidiaryPart } from '#app/reports/commitments/load-parts.server.ts'
import { loadWhole, type Whole } from '#app/reports/commitments/load-whole.server.ts'
import { weightOf } from '#app/reports/commitments/weight-of.ts'
import { NothingToShow, type Panel, type PanelOptions, settlePanel } from '#app/reports/panel.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import { lackingIn } from '#app/reports/topics/lacking.ts'
import { type Lacking, loadUnsupplied } from '#app/reports/topics/load-lacking.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

export type CommitmentFigures = {
  readonly assessed: AssessedCommitment
  /** Those that `assessed.quarters` are of, oldest first. */
  readonly quarters: readonly Period[]
  /** Levels of the quarters that are over, oldest first: what a projection rests on. */
  readonly levels: readonly (number | null)[]
  /** The use cases that fail the rule, where the commitment counts use cases; null for any other. */
  readonly failing: readonly Figure[] | null
  /** What each subsidiary gives of the figure that is judged; null where subsidiaries do not tell it. */
  readonly parts: readonly SubsidiaryPart[] | null
  /** What names those whose activity the figure leaves out. */
  readonly missing: readonly Figure[]
  /** What the figure divides by, where it is a share. */
  readonly whole: Whole | null
  /** The months that sources of the figure have not supplied: of some metrics no coverage tells it. */
  readonly lacking: readonly Lacking[]
}

/** One commitment over the quarters up to the one asked, and what of it fails by name. */
export async function loadCommitment(
  warehouse: Warehouse,
  scope: Scope,
  commitment: Commitment,
  quarter: Period,
  options: PanelOptions,
): Promise<Panel<CommitmentFigures>> {
  return await settlePanel(
    warehouse,
    async () => {
      const quarters = quartersUpTo(quarter, warehouse.dataset)
      const metric = commitment.metric as MetricId
      const period = windowOf(commitment, quarter, warehouse.dataset.asOf)
      // A source whose part of a share is nothing is missed in what the share divides by.
      const weight = weightOf(metric, period, warehouse.dataset)
      const [[assessed], failing, parts, missing, unsupplied, whole] = await Promise.all([
        loadAssessments(warehouse, scope, [commitment], quarters),
        countsUseCases(metric) ? figuresOf(warehouse, scope, [metric], quarter, ['project']) : null,
        loadParts(warehouse, scope, commitment, quarter),
        loadMissing(warehouse, scope, commitment, quarter),
        loadUnsupplied(warehouse, scope, [metric, ...(weight === null ? [] : [weight.metric])], {}),
        loadWhole(warehouse, scope, commitment, quarter),
      ])
      if (assessed === undefined) throw new NothingToShow()
      return {
        assessed,
        quarters,
        levels: closedLevels(assessed, quarters, warehouse.dataset),
        failing: failing?.filter(({ value }) => value === 0) ?? null,
        parts,
        missing,
        whole,
        lacking: untoldIn(unsupplied, metric, period),
      }
    },
    options,
  )
}

/**
 * The months that a level lacks and that its coverage does not tell: none where coverage is of months, which a total is
 * divided by; of what is read at the end of a period, the last month alone.
 */
function untoldIn(unsupplied: readonly Lacking[], metric: MetricId, period: Period): readonly Lacking[] {
  const { formula, coverage } = metricOf(metric)
  if (coverage?.assessed.measure === 'months_loaded') return []
  const isOfEnd = aggregatesOf(formula).every(({ kind }) => kind === 'last')
  const { lastDay } = period
  return lackingIn(unsupplied, metric, isOfEnd ? { firstDay: `${period.to}-01`, lastDay } : period)
}

/** A share of use cases is nothing or all for each one: those at nothing fail. */
export function countsUseCases(metric: MetricId): boolean {
  const { formula } = metricOf(metric)
  return (
    formula.kind === 'ratio' &&
    formula.denominator.measure === 'use_cases' &&
    dimensionsOf(metric).includes('project')
  )
}
