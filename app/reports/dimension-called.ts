import type { FigureDimension } from '#app/figures/figure.ts'
import { FIGURE_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { messagesFor } from '#app/i18n/messages.ts'

/** What a person may call a dimension: its id, and its name on the pages of either language. */
export const DIMENSION_CALLED: ReadonlyMap<string, FigureDimension> = new Map([
  ...FIGURE_DIMENSIONS.map((id) => [id, id] as const),
  ...(['fr', 'en'] as const).flatMap((language) => {
    const { names } = messagesFor(language).dimensions
    return FIGURE_DIMENSIONS.map((id) => [names[id], id] as const)
  }),
])
