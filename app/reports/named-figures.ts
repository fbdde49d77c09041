import type { Figure } from '#app/figures/figure.ts'
import type { NamedFigure } from '#app/figures/figures-csv.ts'
import { spelledOut } from '#app/figures/late-figure.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import type { Words } from '#app/reports/words.ts'

/**
 * Figures with what the page calls their metric and each value beside its id, as `subsidiary_name`; a dimension whose
 * names are its ids has none.
 */
export function withNames(
  figures: readonly Figure[],
  entities: Entities,
  words: Words,
): readonly NamedFigure[] {
  const nameOf = (dimension: string, id: string) => entityName(dimension, id, entities, words)
  const named = new Set<string>()
  for (const { by } of figures)
    for (const [dimension, id] of Object.entries(by))
      if (!named.has(dimension) && nameOf(dimension, id) !== id) named.add(dimension)
  return figures.map((figure) => ({
    ...spelledOut(figure),
    name: words.messages.metrics.metrics[figure.metric].name,
    by: Object.fromEntries(
      Object.entries(figure.by).flatMap(([dimension, id]) => [
        [dimension, id],
        ...(named.has(dimension) ? [[`${dimension}_name`, nameOf(dimension, id)]] : []),
      ]),
    ),
  }))
}
