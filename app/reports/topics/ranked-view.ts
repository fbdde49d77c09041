import type { Figure } from '#app/figures/figure.ts'
import { queryPath } from '#app/figures/figures-address.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import type { Shared } from '#app/figures/share-interval.ts'
import { differs } from '#app/figures/uncertainty.ts'
import { canonicalFilters, type Filters } from '#app/filters/filters.ts'
import type { PageState } from '#app/filters/page-address.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { compare } from '#app/metrics/compare.ts'
import { formatChange, formatQuantity, formatScaled, MISSING } from '#app/metrics/format-value.ts'
import { type Scale, scaleFor } from '#app/metrics/scale.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityHref, entityName } from '#app/reports/entity-names.ts'
import { dimensionName } from '#app/reports/filter-bar-view.ts'
import { columnScales } from '#app/reports/topics/column-scales.ts'
import type { Breakdown } from '#app/reports/topics/load-topic.server.ts'
import { wholeOf } from '#app/reports/topics/page-whole.ts'
import { CHANGE, type RankedRow, rowsOf, sortRows } from '#app/reports/topics/ranked-rows.ts'
import { type ShareCell, shareCell } from '#app/reports/topics/share-text.ts'
import { pagedRows, ROWS_A_PAGE, sortOf, tableState } from '#app/reports/topics/table-order.ts'
import { widerPartNote } from '#app/reports/topics/wider-part.ts'
import { quarterName, type Words, withheldWords } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** A ranked chart, which is its own table: names, bars, numbers; sorted and paged by the address. */
export type RankedView = ReturnType<typeof rankedView>

export type RankedPage = {
  /** Path of the page, such as `/fr/cost`. */
  readonly path: string
  readonly state: PageState
  /** The filters of the figures: those of the state and the subject of the page. */
  readonly filters: Filters
  /** The period whose figures stand in the columns, and the one that they are compared with. */
  readonly now: string
  readonly previous: string
  /** The totals that the page shows, of which rows are shares. */
  readonly wholes: readonly Figure[]
  readonly entities: Entities
  readonly words: Words
}

const SHARE = 'share'

/** The columns that a table of these metrics sorts by. */
export function sortColumns(metrics: readonly MetricId[]): readonly string[] {
  return ['name', ...metrics, CHANGE]
}

export function rankedView(breakdown: Breakdown, page: RankedPage) {
  const { dimension, metrics } = breakdown
  const { words, state, entities } = page
  const { language, messages } = words
  const say = messages.topics.table
  const [main] = metrics
  const rows = rowsOf(breakdown)
  const mains = rows.map((row) => row.main)
  const place = { id: dimension, anchor: dimension, main, path: page.path, state }
  const sorted = sortRows(rows, tableState(place), (id) => entityName(dimension, id, entities, words))
  const { at, shown, previousHref, nextHref } = pagedRows(sorted, place)
  const scales = columnScales(metrics, rows, shown, language)
  const largest = Math.max(...mains.map(({ value }) => Math.abs(value ?? 0)))
  const totals = totalsOf(mains, page.wholes)
  const isAdditive = mains.some(({ exact }) => exact !== null)
  const column = (id: string, label: string, unit: string) => ({ id, label, unit, ...sortOf(id, place) })
  const mainScale = main === undefined ? null : scales.get(main)
  const nameOf = (figure: Figure) => entityName(dimension, figure.by[dimension] ?? '', entities, words)
  return {
    id: dimension,
    title: dimensionName(dimension, words),
    queryHref: queryPath(language, { metrics, by: [dimension], period: page.now, filters: page.filters }),
    metric: main === undefined ? '' : messages.metrics.metrics[main].name,
    columns: [
      column('name', dimensionName(dimension, words), ''),
      ...metrics.map((metric) =>
        column(
          metric,
          messages.topics.columns[metric] ?? messages.metrics.metrics[metric].name,
          scales.get(metric)?.unitLabel ?? '',
        ),
      ),
      ...(isAdditive ? [{ id: SHARE, label: say.share, unit: '', sorted: null, href: null } as const] : []),
      column(CHANGE, say.change(quarterName(page.previous, words)), ''),
    ],
    rows: shown.map((row) => ({
      id: `${row.id} ${row.currency ?? ''}`,
      name: entityName(dimension, row.id, entities, words),
      unassigned: row.id === UNASSIGNED,
      href: entityHref(dimension, row.id, page.path, state, words),
      bar: largest === 0 ? 0 : Math.round((Math.max(0, row.main.value ?? 0) / largest) * 1000) / 10,
      cells: cellsOf(
        metrics.map((metric) => ({ figure: row.figure(metric), scale: scales.get(metric) })),
        words,
      ),
      receiptHref: receiptOf(row, dimension, page),
      share: isAdditive ? shareOf(row.main, totals, words) : null,
      change: changeOf(row.main, row.previous(), words),
    })),
    note:
      isAdditive && mainScale != null
        ? widerPartNote(mains, totals.get(mains[0]?.currency ?? null), nameOf, mainScale, words)
        : null,
    range: rangeText(sorted, at, dimension, words),
    previousHref,
    nextHref,
  }
}

/** Use cases are counted here whether they are in production or not, which figures per use case divide by. */
function rangeText(rows: readonly RankedRow[], at: number, dimension: string, { messages }: Words): string {
  const say = messages.topics.table
  const [first, last] = [(at - 1) * ROWS_A_PAGE + 1, Math.min(at * ROWS_A_PAGE, rows.length)]
  if (dimension !== 'project') return say.rows(first, last, rows.length)
  const projects = new Set(rows.map(({ id }) => id).filter((id) => id !== UNASSIGNED))
  return say.projectRows(first, last, rows.length, projects.size)
}

/** The cells of a row: why something is not shown is said in the first of those that are not. */
function cellsOf(
  columns: readonly { readonly figure: Figure | null; readonly scale: Scale | null | undefined }[],
  words: Words,
) {
  const isKept = ({ figure }: (typeof columns)[number]) => figure !== null && figure.withheld !== null
  const first = columns.findIndex(isKept)
  return columns.map((column, index) => {
    const cell = cellOf(column.figure, column.scale, words)
    return index > first && isKept(column) ? { ...cell, interval: null } : cell
  })
}

/** On the column's scale; with its own unit where the column has several. */
function cellOf(figure: Figure | null, scale: Scale | null | undefined, words: Words) {
  const { language } = words
  const kept = withheldWords(figure, language)
  if (kept !== null) return { text: kept.mark, interval: kept.reason, isReason: true }
  if (figure === null || figure.value === null) return { text: '–', interval: null, isReason: false }
  const own = scale ?? scaleFor(figure.value, figure.unit, language)
  const say = words.messages.topics.table
  return {
    text:
      scale == null ? formatQuantity(figure.value, own, language) : formatScaled(figure.value, own, language),
    interval:
      figure.low === figure.high || figure.low === null || figure.high === null
        ? null
        : say.between(formatScaled(figure.low, own, language), formatScaled(figure.high, own, language)),
    /** Words, which may take two lines, in the place of an interval. */
    isReason: false,
  }
}

/** The total of each currency. */
function totalsOf(mains: readonly Figure[], wholes: readonly Figure[]): ReadonlyMap<string | null, Shared> {
  const figures = new Map<string | null, [Figure, ...Figure[]]>()
  for (const main of mains) {
    const own = figures.get(main.currency)
    if (own === undefined) figures.set(main.currency, [main])
    else own.push(main)
  }
  return new Map([...figures].map(([currency, own]) => [currency, wholeOf(own, wholes)]))
}

/** The row's share of what the rows of its currency add up to, with its ends where it rests on estimates. */
function shareOf(
  main: Figure,
  totals: ReadonlyMap<string | null, Shared>,
  words: Words,
): { readonly text: string; readonly interval: string | null } {
  const total = totals.get(main.currency)
  const cell: ShareCell | null = total === undefined ? null : shareCell(main, total, words, 1)
  const { ends = null, text = MISSING } = cell ?? {}
  return {
    text,
    interval: ends === null ? null : words.messages.topics.table.shareBetween(ends.low, ends.high),
  }
}

/** The change since the quarter before, good or bad only where it exceeds the uncertainty of both. */
export function changeOf(now: Figure, before: Figure | null, { language }: Words) {
  const text = formatChange(now.value, before?.value ?? null, language)
  if (before === null || now.value === null || before.value === null)
    return { text, tone: 'neutral' as const }
  const isTold = differs(now, before) !== false && now.unit !== 'users' && now.unit !== 'requests'
  const judgement = isTold && now.currency === null ? compare(now.value, before.value, now.metric) : null
  const tone = judgement === 'better' ? 'good' : judgement === 'worse' ? 'bad' : 'neutral'
  return { text, tone: tone as 'good' | 'bad' | 'neutral' }
}

function receiptOf({ id, main }: RankedRow, dimension: string, page: RankedPage): string {
  return receiptPath(page.words.language, {
    metrics: [main.metric],
    by: [],
    period: page.now,
    filters: canonicalFilters({ ...page.filters, [dimension]: [id] }),
    version: main.dataVersion,
  })
}
