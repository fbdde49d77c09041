import type { Called } from '#app/figures/called.ts'
import type { FigureDimension } from '#app/figures/figure.ts'
import { FIGURE_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { METRIC_IDS, type MetricId } from '#app/metrics/catalog.ts'

/** The id of each, then its name on the pages of either language. */
function calledBy<Id extends string>(ids: readonly Id[], nameIn: (language: 'fr' | 'en', id: Id) => string) {
  const named = (['fr', 'en'] as const).flatMap((language) =>
    ids.map((id) => [nameIn(language, id), id] as const),
  )
  return new Map<string, Id>([...ids.map((id) => [id, id] as const), ...named])
}

/** What a person may call a dimension. */
export const DIMENSION_CALLED: ReadonlyMap<string, FigureDimension> = calledBy(
  FIGURE_DIMENSIONS,
  (language, id) => messagesFor(language).dimensions.names[id],
)

const METRIC_CALLED: ReadonlyMap<string, MetricId> = calledBy(
  METRIC_IDS,
  (language, id) => messagesFor(language).metrics.metrics[id].name,
)

/** The fields of a question by their labels, and the quarter, which a question calls its period. */
const PARAMETER_CALLED = (['fr', 'en'] as const).flatMap((language) => {
  const { dimensions, explore } = messagesFor(language)
  return [
    [explore.form.metric, 'metric'],
    [explore.form.period, 'period'],
    [dimensions.names.quarter, 'period'],
  ] as const
})

/** What a person may call what a question names. */
export const CALLED_BY_NAME: Called = {
  metrics: METRIC_CALLED,
  dimensions: DIMENSION_CALLED,
  parameters: PARAMETER_CALLED,
}
