import type { FigureRequest } from '#app/figures/figure.ts'
import { askedNames } from '#app/figures/figures-address.ts'
import { FIGURE_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { allMonths, defaultQuarter, quartersOfData } from '#app/filters/dataset-period.ts'
import { quarterNamed } from '#app/filters/quarter-named.ts'
import { METRIC_IDS } from '#app/metrics/catalog.ts'
import { THEME_OF, THEMES } from '#app/metrics/themes.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import { dimensionName, type FilterOption } from '#app/reports/filter-bar-view.ts'
import { periodText, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** Dimensions with a field of their own; other filters of the address are kept beside them. */
const FIELDS = ['business_line', 'subsidiary', 'provider', 'hosting', 'approach'] as const

/** The fields of a question, as the address fills them: what was refused stays chosen where it can be. */
export function questionForm(
  request: FigureRequest | null,
  search: URLSearchParams,
  entities: Entities,
  dataset: DatasetInfo,
  words: Words,
) {
  const { language, messages } = words
  const say = messages.explore.form
  const names = request ?? namesIn(search)
  const [metric = ''] = names.metrics
  const period = request?.period ?? quarterOf(search, dataset)
  const option = (value: string, label: string, chosen: string): FilterOption => ({
    value,
    label,
    selected: value === chosen,
  })
  const dimensions = (chosen: string) => [
    option('', say.none, chosen),
    ...FIGURE_DIMENSIONS.map((dimension) => option(dimension, dimensionName(dimension, words), chosen)).sort(
      byLabel(language),
    ),
  ]
  const [first = '', second = '', ...others] = names.by.filter((dimension) =>
    FIGURE_DIMENSIONS.some((known) => known === dimension),
  )
  const all = allMonths(dataset).text
  const years = [...new Set(quartersOfData(dataset).map(({ text }) => text.slice(0, 4)))]
  const periods = [
    ...quartersOfData(dataset)
      .map(({ text }) => text)
      .reverse(),
    ...years.filter((year) => yearInData(year, dataset)).reverse(),
  ]
  return {
    action: `/${language}/explore`,
    metrics: THEMES.map((theme) => ({
      label: messages.definitions.themes[theme],
      options: METRIC_IDS.filter((id) => THEME_OF[id] === theme).map((id) =>
        option(id, messages.metrics.metrics[id].name, metric),
      ),
    })),
    metric,
    by: [dimensions(first), dimensions(second)],
    periods: [
      ...(periods.includes(period) || period === all || request === null
        ? []
        : [option(period, periodText(period, words), period)]),
      ...periods.map((text) => option(text, periodText(text, words), period)),
      option(all, say.allMonths, period),
    ],
    filters: FIELDS.map((dimension) => ({
      name: `filter.${dimension}`,
      label: dimensionName(dimension, words),
      options: [
        option('', say.all[dimension], names.filters[dimension]?.[0] ?? ''),
        ...valuesOf(dimension, entities)
          .map((id) =>
            option(id, entityName(dimension, id, entities, words), names.filters[dimension]?.[0] ?? ''),
          )
          .sort(byLabel(language)),
      ],
    })),
    // Of a question that was refused, nothing is sent back.
    kept:
      request === null
        ? []
        : [
            ...names.metrics.slice(1).map((value) => ({ name: 'metric', value })),
            ...others.map((value) => ({ name: 'by', value })),
            ...Object.entries(names.filters).flatMap(([dimension, values]) =>
              values
                .slice(FIELDS.some((field) => field === dimension) ? 1 : 0)
                .map((value) => ({ name: `filter.${dimension}`, value })),
            ),
          ],
  }
}

/** The quarter that the address speaks of, else the one that pages open with. */
export function quarterOf(search: URLSearchParams, dataset: DatasetInfo): string {
  return (quarterNamed(search.get('quarter') ?? '', dataset) ?? defaultQuarter(dataset)).text
}

const byLabel = (language: string) => (a: FilterOption, b: FilterOption) =>
  Number(b.value === '') - Number(a.value === '') || a.label.localeCompare(b.label, language)

function namesIn(search: URLSearchParams): ReturnType<typeof askedNames> {
  try {
    return askedNames(search)
  } catch {
    // A filter that cannot be read is told as the refusal.
    return { metrics: [], by: [], filters: {} }
  }
}

function valuesOf(dimension: (typeof FIELDS)[number], entities: Entities): readonly string[] {
  if (dimension === 'subsidiary') return [...entities.subsidiaries.keys()]
  if (dimension === 'business_line') return [...entities.businessLines.keys()]
  return [...(entities.values.get(dimension) ?? [])]
}

const yearInData = (year: string, { firstMonth, lastMonth }: DatasetInfo) =>
  year >= firstMonth.slice(0, 4) && year <= lastMonth.slice(0, 4)
