import type { Scope } from '#app/access/scope.ts'
import {
  type Assessment,
  assess,
  type Direction,
  type Moment,
  type Reading,
} from '#app/commitments/assess.ts'
import type { Commitment } from '#app/commitments/mission.ts'
import type { Figure } from '#app/figures/figure.ts'
import { loadFiguresOver } from '#app/figures/load-figures.ts'
import { isInData } from '#app/filters/dataset-period.ts'
import { daysIn, lastDayOf, moveMonth } from '#app/filters/months.ts'
import { monthRange, monthsOf, type Period, parsePeriod } from '#app/filters/period.ts'
import { isMetricId, type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { type Warehouse, WarehouseError } from '#app/warehouse/warehouse.ts'

/** A commitment with its assessment in each quarter asked, oldest first. */
export type AssessedCommitment = {
  readonly commitment: Commitment
  readonly metric: MetricId
  /** The last quarter asked. */
  readonly now: Assessment
  readonly quarters: readonly Assessment[]
  /** The period that the last assessment reads, as receipts spell it. */
  readonly period: string
  /** The figures read, the baseline's first. */
  readonly figures: readonly Figure[]
}

/** Assesses commitments over the quarters; every figure comes from `loadFigures`, as few statements as windows. */
export async function loadAssessments(
  warehouse: Warehouse,
  scope: Scope,
  commitments: readonly Commitment[],
  quarters: readonly Period[],
): Promise<readonly AssessedCommitment[]> {
  const asked = commitments.map((commitment) => ({
    commitment,
    metric: metricNamed(commitment),
    windows: quarters.map((quarter) => windowOf(commitment, quarter, warehouse.dataset.asOf)),
    baseline: parsePeriod(commitment.baseline.period, warehouse.dataset.fiscalStart),
  }))
  const readings = await loadReadings(
    warehouse,
    scope,
    asked.flatMap(({ metric, windows, baseline }) =>
      [baseline, ...windows].map((period) => ({ metric, period })),
    ),
  )
  return asked.map(({ commitment, metric, windows, baseline }) => {
    const figureOf = (period: Period) => readings.get(readingKey(metric, period)) ?? null
    const read = (period: Period): Reading => figureOf(period) ?? UNKNOWN
    const assessments = windows.map((window, index) =>
      assess(
        commitment,
        momentIn(commitment, quarters[index], warehouse.dataset.asOf),
        read(window),
        read(baseline),
        directionOf(metric),
      ),
    )
    const now = assessments.at(-1)
    if (now === undefined) throw new RangeError('Commitments are assessed over at least one quarter.')
    return {
      commitment,
      metric,
      now,
      quarters: assessments,
      period: windows.at(-1)?.text ?? '',
      figures: [baseline, ...windows].flatMap((period) => figureOf(period) ?? []),
    }
  })
}

function metricNamed(commitment: Commitment): MetricId {
  if (isMetricId(commitment.metric)) return commitment.metric
  throw new WarehouseError(
    'bad-statement',
    commitment.id,
    `The commitment « ${commitment.id} » of the mission file names a metric « ${commitment.metric} » that does not exist.`,
  )
}

/** The figure of its period or its baseline that is known and not told; null where both are told, or not known. */
export function withheldOf({ figures, period, commitment }: AssessedCommitment): Figure | null {
  const read = [period, commitment.baseline.period]
  return figures.find((figure) => figure.withheld !== null && read.includes(figure.period)) ?? null
}

export function directionOf(metric: MetricId): Direction {
  const { betterWhen, formula } = metricOf(metric)
  return {
    betterWhen: betterWhen === 'neither' ? 'higher' : betterWhen,
    isTotal: formula.kind !== 'ratio',
  }
}

/** The months that a commitment reads in a quarter; twelve whole ones, since a month that has only begun would pass for a small one. */
export function windowOf(commitment: Commitment, quarter: Period, asOf: string): Period {
  if (commitment.window === 'quarter') return quarter
  const months = monthsOf(quarter).filter((month) => lastDayOf(month) <= asOf)
  const end = months.at(-1) ?? moveMonth(quarter.from, -1)
  return monthRange(moveMonth(end, -11), end)
}

/** The trajectory is read on the last day of the level, or at the end of a quarter that is over. */
export function momentIn(commitment: Commitment, quarter: Period | undefined, asOf: string): Moment {
  if (quarter === undefined) throw new RangeError('Every window belongs to a quarter.')
  const { text, firstDay, lastDay } = quarter
  const day = commitment.window === 'quarter' ? asOf : windowOf(commitment, quarter, asOf).lastDay
  if (day < firstDay) return { quarter: text, elapsed: 0 }
  return { quarter: text, elapsed: lastDay <= day ? 1 : daysIn(firstDay, day) / daysIn(firstDay, lastDay) }
}

const UNKNOWN: Reading = { value: null, coverage: null }

const readingKey = (metric: MetricId, period: Period) => `${metric} ${period.text}`

/**
 * One reading of the months for all metrics of one window. A window that begins before the data is unknown:
 * fewer than its months would pass for all of them.
 */
async function loadReadings(
  warehouse: Warehouse,
  scope: Scope,
  asked: readonly { readonly metric: MetricId; readonly period: Period }[],
): Promise<ReadonlyMap<string, Figure>> {
  const known = asked.filter(
    ({ period }) => period.from >= warehouse.dataset.firstMonth && isInData(period, warehouse.dataset),
  )
  const metrics = [...new Set(known.map(({ metric }) => metric))]
  const answers = await Promise.all(
    metrics.map(async (metric) => {
      const periods = [
        ...new Set(known.filter((each) => each.metric === metric).map(({ period }) => period.text)),
      ]
      const figures = await loadFiguresOver(
        warehouse,
        scope,
        { metrics: [metric], by: [], filters: {} },
        periods,
      )
      return periods.map((period, index) => [`${metric} ${period}`, figures[index]?.[0]] as const)
    }),
  )
  return new Map(
    answers.flat().flatMap(([key, figure]) => (figure === undefined ? [] : [[key, figure] as const])),
  )
}
