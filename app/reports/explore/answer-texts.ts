import type { Figure, FigureDimension, FigureRequest } from '#app/figures/figure.ts'
import { formatMonth } from '#app/metrics/format-period.ts'
import { formatQuantity, formatShare } from '#app/metrics/format-value.ts'
import { scaleFor } from '#app/metrics/scale.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import type { Gap, GapsOf } from '#app/reports/explore/load-gaps.server.ts'
import { isTime, timeText } from '#app/reports/explore/time-axis.ts'
import { lackingText } from '#app/reports/topics/lacking.ts'
import { printedUnit, type Words, withheldWords } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** What an answer is written with. */
export type AnswerContext = {
  readonly request: FigureRequest
  readonly entities: Entities
  readonly dataset: DatasetInfo
  readonly words: Words
  readonly textOf: TextOf
  readonly gapsOf: GapsOf
}

type TextOf = (unit: string, value: number | null) => string

/** Every value of a unit on the scale of the largest: one far smaller than the others must not set it. */
export function textsOnLargest(figures: readonly Figure[], { language }: Words): TextOf {
  const largest = new Map<string, number>()
  for (const { unit, value } of figures)
    largest.set(unit, Math.max(largest.get(unit) ?? 0, Math.abs(value ?? 0)))
  return (unit, value) =>
    unit === 'share'
      ? formatShare(value, language)
      : formatQuantity(value, scaleFor(largest.get(unit) ?? value, printedUnit(unit), language), language)
}

/** The value of a figure, in a cell or within a sentence; one that is not shown says so. */
export function valueText(
  figure: Figure,
  { textOf, words }: Pick<AnswerContext, 'textOf' | 'words'>,
  place: 'text' | 'inLine' = 'text',
): string {
  return withheldWords(figure, words.language)?.[place] ?? textOf(figure.unit, figure.value)
}

/** What a figure is called along one dimension; a period that is not over says how far it has gone. */
export function nameAlong(
  dimension: FigureDimension,
  figure: Figure,
  { entities, dataset, words }: AnswerContext,
): string {
  if (isTime(dimension)) return timeText(dimension, figure, dataset, words)
  const id = figure.by[dimension] ?? ''
  if (/month$/.test(dimension) && /^\d{4}-\d{2}$/.test(id)) return formatMonth(id, words.language)
  return entityName(dimension, id, entities, words)
}

/** How much of a figure is known, and the sources that it lacks where their share is not known. */
export function coverageText(
  figure: Figure,
  { gapsOf, words }: AnswerContext,
): { readonly text: string; readonly lacks: string } {
  const { messages, language } = words
  if (figure.coverage !== null) return { text: formatShare(figure.coverage, language), lacks: '' }
  const gaps = gapsOf(figure)
  return gaps.length === 0
    ? { text: '', lacks: '' }
    : { text: messages.topics.partial.mark, lacks: lackedText(gaps, words) }
}

/** A few months are named, many are counted. */
const MOST_NAMED = 2

function lackedText(gaps: readonly Gap[], words: Words): string {
  return gaps.length > MOST_NAMED
    ? words.messages.explore.lacksMonths(gaps.length)
    : words.messages.topics.partial.sources(lackingText(gaps, words))
}
