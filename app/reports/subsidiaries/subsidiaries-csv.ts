import type { Figure } from '#app/figures/figure.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import type { SubsidiariesData } from '#app/reports/subsidiaries/load-subsidiaries.server.ts'
import { MEASURES } from '#app/reports/subsidiaries/measures.ts'

const SHOWN: readonly MetricId[] = MEASURES

/**
 * The figures that the page shows, each once. Users and headcounts are read and left out: those of a business line less
 * those of its other subsidiaries would be those of a small group.
 */
export function subsidiariesFigures({ courses, standings }: SubsidiariesData): readonly Figure[] {
  const figures = [
    ...(standings.figures?.subsidiaries ?? []),
    ...(standings.figures?.whole ?? []),
    ...(courses.figures?.subsidiaries ?? []),
    ...(courses.figures?.lines ?? []),
    ...(courses.figures?.whole ?? []),
  ].filter(({ metric }) => SHOWN.includes(metric))
  return [...new Map(figures.map((figure) => [figure.key, figure])).values()]
}
