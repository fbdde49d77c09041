import { type ColumnsLayout, layoutColumns } from '#app/charts/quarter-columns.layout.ts'
import type { Figure } from '#app/figures/figure.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import { differs } from '#app/figures/uncertainty.ts'
import type { Period } from '#app/filters/period.ts'
import { compare } from '#app/metrics/compare.ts'
import { formatQuarter } from '#app/metrics/format-period.ts'
import { formatChange, formatInterval, formatQuantity, formatScaled } from '#app/metrics/format-value.ts'
import { type Scale, scaleFor } from '#app/metrics/scale.ts'
import type { Series, SeriesRequest } from '#app/reports/load-series.server.ts'
import { quarterName, type Words, withheldWords } from '#app/reports/words.ts'

export type Tone = 'good' | 'bad' | 'neutral'
export type Change = {
  readonly direction: 'up' | 'down' | 'same' | 'unknown'
  readonly tone: Tone
  readonly text: string
  readonly against: string
}

/** One of the four figures, or what would fill its place. */
export type HeadlineView =
  | { readonly kind: 'empty'; readonly name: string; readonly need: 'requests' | 'cost' | 'gpu' | 'carbon' }
  | {
      readonly kind: 'figure'
      readonly name: string
      readonly value: string
      readonly unit: string
      readonly interval: string | null
      readonly changes: readonly Change[]
      readonly chart: ColumnsLayout
      readonly chartTitle: string
      readonly context: string
      readonly receiptHref: string
    }

/** The page that shows a figure: its quarters, what it compares, its filters and its language. */
export type Page = SeriesRequest & { readonly closed: boolean; readonly words: Words }

export type Options = {
  readonly name: string
  /** Replaces the scale's own unit where a word says it better. */
  readonly unit: string
  readonly context: string
  readonly tone?: (now: Figure, before: Figure) => Tone
  readonly plan?: readonly (Figure | null)[]
  readonly capacity?: readonly (Figure | null)[]
  readonly whisker?: true
  readonly further?: readonly Change[]
}

/** A figure with its changes, its quarters and its line of context. */
export function figureView(series: Series, page: Page, options: Options): HeadlineView {
  const { words, compared } = page
  const { language, messages } = words
  const { now } = series
  const scale = chartScale(series, options, language)
  const changes = [
    changeView(now, series.previous, compared.previous, page, options),
    changeView(now, series.yearBefore, compared.yearBefore, page, options),
    ...(options.further ?? []),
  ]
  const kept = withheldWords(now, language)
  const [first, last] = [page.quarters[0]?.text ?? '', page.quarters.at(-1)?.text ?? '']
  return {
    kind: 'figure',
    name: options.name,
    ...(kept === null
      ? numberAndUnit(formatScaled(now.value, scale, language), scale.unitLabel, options.unit, language)
      : { value: kept.mark, unit: '' }),
    interval: now.low === now.high ? null : formatInterval(now.low, now.high, scale, language),
    changes,
    chart: layoutColumns({
      columns: page.quarters.map((quarter, index) =>
        columnView(series, quarter, index, scale, page, options),
      ),
      interval:
        options.whisker !== undefined && now.low !== null && now.high !== null && page.closed
          ? { low: now.low, high: now.high }
          : null,
    }),
    chartTitle: messages.synthese.headlines.chart(
      options.name,
      quarterName(first, words),
      quarterName(last, words),
      kept?.mark ?? formatQuantity(now.value, scale, language),
    ),
    context: [kept?.sentence ?? '', options.context].filter((text) => text !== '').join(' '),
    receiptHref: receiptPath(language, {
      metrics: [now.metric],
      by: [],
      period: now.period,
      filters: page.filters,
      version: now.dataVersion,
    }),
  }
}

/** English writes money in one piece, here as everywhere: “€1.16m”. */
function numberAndUnit(value: string, label: string, word: string, language: Words['language']) {
  const [, symbol, rest] = (language === 'en' ? /^([€$£])(.*)$/.exec(label) : null) ?? []
  if (symbol !== undefined) return { value: `${symbol}${value}${rest}`, unit: '' }
  return { value, unit: [label, word === label ? '' : word].filter(Boolean).join(' ') }
}

/** One power of ten per picture, from the largest value that it shows. */
function chartScale(series: Series, options: Options, language: Words['language']): Scale {
  const shown = [...series.quarters, ...(options.capacity ?? []), ...(options.plan ?? []), series.now]
  const largest = Math.max(...shown.map((figure) => Math.abs(figure?.value ?? 0)))
  return scaleFor(largest, series.now.unit, language)
}

function columnView(
  series: Series,
  quarter: Period,
  index: number,
  scale: Scale,
  { words, compared, closed, quarters }: Page,
  options: Options,
) {
  const figure = series.quarters[index] ?? null
  const isLast = index === quarters.length - 1
  const isCompared = [compared.previous, compared.yearBefore].some(
    ({ text }) => text.split('~')[0] === quarter.text,
  )
  const value = figure?.value ?? null
  const kept = withheldWords(figure, words.language)
  return {
    name: formatQuarter(quarter.text, words.language, 'short'),
    value,
    label: kept?.short ?? formatScaled(value, scale, words.language),
    tip: words.messages.synthese.headlines.tip(
      quarterName(quarter.text, words),
      kept?.inLine ?? formatQuantity(value, scale, words.language),
    ),
    emphasis: isLast ? ('current' as const) : isCompared ? ('comparison' as const) : ('past' as const),
    open: isLast && !closed,
    capacity: options.capacity?.[index]?.value ?? null,
    plan: options.plan?.[index]?.value ?? null,
  }
}

function changeView(
  now: Figure,
  before: Figure | null,
  period: Period,
  { words }: Page,
  options: Options,
): Change {
  const known = before?.value ?? null
  return {
    direction: directionOf(now.value, known),
    tone: before === null || known === null ? 'neutral' : (options.tone ?? toneOf)(now, before),
    text: formatChange(now.value, known, words.language),
    against: quarterName(period.text, words),
  }
}

/** Where a number went. */
export function directionOf(now: number | null, before: number | null): Change['direction'] {
  if (now === null || before === null) return 'unknown'
  return now === before ? 'same' : now > before ? 'up' : 'down'
}

/** By meaning, and only when the two can be told apart: usage is never coloured. */
function toneOf(now: Figure, before: Figure): Tone {
  if (now.unit === 'users' || now.unit === 'requests' || differs(now, before) === false) return 'neutral'
  const judgement = compare(now.value, before.value, now.metric)
  return judgement === 'better' ? 'good' : judgement === 'worse' ? 'bad' : 'neutral'
}
