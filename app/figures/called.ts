import type { FigureDimension } from '#app/figures/figure.ts'
import { FIGURE_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { METRIC_IDS, type MetricId } from '#app/metrics/catalog.ts'

/** What a person may call metrics, dimensions and parameters, each with its id: the nearest to a misspelled one is among them. */
export type Called = {
  readonly metrics: Iterable<readonly [called: string, id: MetricId]>
  readonly dimensions: Iterable<readonly [called: string, id: FigureDimension]>
  /** Beside the names that parameters have. */
  readonly parameters: Iterable<readonly [called: string, name: string]>
}

/** By their ids alone, which is what the command line speaks. */
export const CALLED_BY_ID: Called = {
  metrics: METRIC_IDS.map((id) => [id, id] as const),
  dimensions: FIGURE_DIMENSIONS.map((id) => [id, id] as const),
  parameters: [],
}
