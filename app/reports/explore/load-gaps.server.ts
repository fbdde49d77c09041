import type { Scope } from '#app/access/scope.ts'
import type { Figure, FigureDimension, FigureRequest } from '#app/figures/figure.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { answerable, READER_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { moveMonth } from '#app/filters/months.ts'
import { parsePeriod } from '#app/filters/period.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import { REMEMBERED_MONTHS } from '#app/reports/topics/load-lacking.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** A month that a source should have supplied and has not. */
export type Gap = { readonly source: string; readonly month: string }

/** What a figure of an answer lacks where no coverage says it. */
export type GapsOf = (figure: Figure) => readonly Gap[]

export const NO_GAPS: GapsOf = () => []

/**
 * Completeness is known by source and month alone, so that a figure of a provider, of a model, has no coverage: it
 * lacks the months of the sources that spoke of it in the year before each.
 */
export async function loadGaps(
  warehouse: Warehouse,
  scope: Scope,
  { metrics, by, period, filters }: FigureRequest,
): Promise<GapsOf> {
  const { dataset } = warehouse
  const dimensions = READER_DIMENSIONS.filter((dimension) => by.includes(dimension))
  const asked = answerable(metrics, filters, [...dimensions, 'source'])
  const { from, to, elapsedDays } = parsePeriod(period, dataset.fiscalStart)
  const isTold =
    elapsedDays === null && Object.keys(filters).length === 0 && dimensions.every((each) => each === 'source')
  if (asked.length === 0 || isTold) return NO_GAPS
  const months = parsePeriod(`${from}..${to}`)
  const gaps = (await figuresOf(warehouse, scope, ['source_completeness'], months, ['source', 'month']))
    .filter(({ value }) => value !== null && value < 1)
    .map(({ by: { source = '', month = '' } }): Gap => ({ source, month }))
    .sort((a, b) => (a.month < b.month ? -1 : 1))
  const [first, last] = [gaps[0], gaps.at(-1)]
  const sources = [...new Set(gaps.map(({ source }) => source))].filter(
    (source) => filters.source?.includes(source) ?? true,
  )
  if (first === undefined || last === undefined || sources.length === 0) return NO_GAPS
  const spoken = await loadFigures(warehouse, scope, {
    metrics: asked,
    by: [...new Set<FigureDimension>([...dimensions, 'source', 'month'])],
    period: `${moveMonth(first.month, -REMEMBERED_MONTHS)}..${last.month}`,
    filters: { ...filters, source: sources },
  })
  const keyOf = ({ metric, by: own }: Figure, source: string) =>
    JSON.stringify([metric, source, ...dimensions.map((dimension) => own[dimension])])
  const told = new Map<string, string[]>()
  for (const figure of spoken) {
    if ((figure.value === null && figure.withheld === null) || figure.value === 0) continue
    const key = keyOf(figure, figure.by.source ?? '')
    told.set(key, [...(told.get(key) ?? []), figure.by.month ?? ''])
  }
  const spoke = (figure: Figure, { source, month }: Gap) => {
    const since = moveMonth(month, -REMEMBERED_MONTHS)
    return told.get(keyOf(figure, source))?.some((each) => each >= since && each < month) ?? false
  }
  return (figure) => {
    if (figure.coverage !== null || figure.value === null) return []
    const own = parsePeriod(figure.period, dataset.fiscalStart)
    return gaps.filter((gap) => gap.month >= own.from && gap.month <= own.to && spoke(figure, gap))
  }
}
