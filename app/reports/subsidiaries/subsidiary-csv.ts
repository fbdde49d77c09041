import type { Figure } from '#app/figures/figure.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import type { SubsidiaryData } from '#app/reports/subsidiaries/load-subsidiary.server.ts'
import { MEASURES } from '#app/reports/subsidiaries/measures.ts'

const SHOWN: readonly MetricId[] = [...MEASURES, 'carbon_kg']

/** The figures that the page of a subsidiary shows, each once; users and headcounts are read and left out. */
export function subsidiaryFigures({ measured, useCases, parts }: SubsidiaryData): readonly Figure[] {
  const figures = [
    ...[...(measured.figures?.own ?? []), ...(measured.figures?.line ?? [])].filter(({ metric }) =>
      SHOWN.includes(metric),
    ),
    ...(useCases.figures?.stages ?? []),
    ...(useCases.figures?.reviews ?? []),
    ...(useCases.figures?.costs ?? []),
    ...(parts.figures ?? []).flatMap(({ own, weight }) => [
      ...(own === null ? [] : [own]),
      ...(weight === null ? [] : [weight.own, weight.whole]),
    ]),
  ]
  return [...new Map(figures.map((figure) => [figure.key, figure])).values()]
}
