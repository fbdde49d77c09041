import type { Figure } from '#app/figures/figure.ts'
import type { Synthese } from '#app/reports/synthese/load-synthese.server.ts'

/** The figures that the page of a quarter shows, each once, in the order of the page. */
export function syntheseFigures(data: Synthese): readonly Figure[] {
  const headlines = Object.values(data.headlines.figures ?? {}).flat()
  const quality = data.quality.figures
  const figures = [
    ...headlines.flatMap(({ now, previous, yearBefore }) => [now, previous, yearBefore]),
    ...headlines.flatMap(({ quarters }) => quarters),
    ...(data.change.figures === null ? [] : [data.change.figures.before, data.change.figures.after]),
    ...(data.wall.figures?.assessed ?? []).flatMap(({ figures: read }) => read),
    ...(quality === null ? [] : [...quality.unassignedCost, ...quality.costByService]),
  ].filter((figure) => figure !== null)
  return [...new Map(figures.map((figure) => [figure.key, figure])).values()]
}
