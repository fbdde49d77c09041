import type { FigureDimension } from '#app/figures/figure.ts'
import type { AskedNames } from '#app/figures/figures-address.ts'
import { dimensionsOf, FIGURE_DIMENSIONS, TIME_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { nearestCalled } from '#app/filters/nearest-name.ts'
import { isMetricId, METRIC_IDS, type MetricId } from '#app/metrics/catalog.ts'
import { THEME_OF } from '#app/metrics/themes.ts'
import { DIMENSION_CALLED } from '#app/reports/called-by-name.ts'

/** Metrics named beside a refusal. */
const NAMED = 6

/** A metric that lacks a dimension it was asked by, and what comes nearest to the question. */
export type Nearest = {
  readonly metric: MetricId
  readonly lacking: readonly FigureDimension[]
  /** What of the question the metric does know. */
  readonly kept: readonly FigureDimension[]
  /** Metrics that know all the dimensions asked, those of the same theme first. */
  readonly others: readonly MetricId[]
}

/** The first metric asked that lacks a dimension asked; null when the question fails on something else. */
export function nearestTo({ metrics, by, filters }: AskedNames): Nearest | null {
  const asked = FIGURE_DIMENSIONS.filter(
    (dimension) => by.includes(dimension) || Object.hasOwn(filters, dimension),
  )
  for (const metric of metrics.filter(isMetricId)) {
    const lacking = asked.filter((dimension) => !knows(metric, dimension))
    if (lacking.length === 0) continue
    const able = METRIC_IDS.filter((other) => asked.every((dimension) => knows(other, dimension)))
    const near = able.filter((other) => THEME_OF[other] === THEME_OF[metric])
    return {
      metric,
      lacking,
      kept: asked.filter((dimension) => knows(metric, dimension) && by.includes(dimension)),
      others: [...near, ...able.filter((other) => !near.includes(other))].slice(0, NAMED),
    }
  }
  return null
}

/**
 * The question with every dimension that does not exist, by or filter, replaced by the one that its name comes nearest
 * to; those that come near to none are left out. Null where all of them exist.
 */
export function nearestDimensions({ metrics, by, filters }: AskedNames): {
  readonly metrics: readonly MetricId[]
  readonly by: readonly FigureDimension[]
  /** The names that were found, to be told. */
  readonly near: readonly FigureDimension[]
} | null {
  const known: readonly string[] = FIGURE_DIMENSIONS
  const unknown = [...by, ...Object.keys(filters)].filter((name) => !known.includes(name))
  if (unknown.length === 0) return null
  const found = (name: string) => {
    const near = known.includes(name) ? name : nearestCalled(name, DIMENSION_CALLED)
    return FIGURE_DIMENSIONS.filter((dimension) => dimension === near)
  }
  return {
    metrics: metrics.filter(isMetricId),
    by: [...new Set(by.flatMap(found))],
    near: [...new Set(unknown.flatMap(found))],
  }
}

function knows(metric: MetricId, dimension: FigureDimension): boolean {
  const known: readonly string[] = [...dimensionsOf(metric), ...TIME_DIMENSIONS]
  return known.includes(dimension)
}
