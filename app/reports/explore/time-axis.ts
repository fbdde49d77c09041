import type { Figure, FigureDimension, FigureRequest } from '#app/figures/figure.ts'
import { monthsFrom, quarterOfMonth } from '#app/filters/months.ts'
import { parsePeriod } from '#app/filters/period.ts'
import { formatMonth, formatQuarter } from '#app/metrics/format-period.ts'
import { periodText, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

export type TimeDimension = 'month' | 'quarter'

export const isTime = (dimension: FigureDimension): dimension is TimeDimension =>
  dimension === 'month' || dimension === 'quarter'

/** Every month or quarter of a question's period that the data reach, oldest first, whether a figure is known in it or not. */
export function timesOf(
  dimension: TimeDimension,
  { period }: FigureRequest,
  { firstMonth, lastMonth, fiscalStart }: DatasetInfo,
): readonly string[] {
  const { from, to } = parsePeriod(period, fiscalStart)
  const months = monthsFrom(from > firstMonth ? from : firstMonth, to < lastMonth ? to : lastMonth)
  return dimension === 'month'
    ? months
    : [...new Set(months.map((month) => quarterOfMonth(month, fiscalStart)))]
}

/** « T4 26 », « nov. 2026 »: what an axis has room for. */
export function axisText(dimension: TimeDimension, time: string, { language }: Words): string {
  return dimension === 'quarter' ? formatQuarter(time, language, 'short') : formatMonth(time, language)
}

/**
 * What a figure's month or quarter is called: « T4 2026, en cours » where it is not over, which counts every month known of it;
 * « 47 premiers jours » only of a question that asks for them.
 */
export function timeText(
  dimension: TimeDimension,
  { by, period, state }: Pick<Figure, 'by' | 'period' | 'state'>,
  dataset: DatasetInfo,
  words: Words,
): string {
  const time = by[dimension] ?? ''
  const own = parsePeriod(time, dataset.fiscalStart)
  const shown = parsePeriod(period, dataset.fiscalStart)
  if (shown.elapsedDays !== null) return periodText(period, words)
  const isToItsEnd = shown.from === own.from && (shown.to === own.to || state === 'open')
  if (isToItsEnd)
    return state === 'open'
      ? words.messages.explore.running(periodText(time, words))
      : periodText(time, words)
  return words.messages.explore.partOf(periodText(time, words), periodText(period, words))
}
