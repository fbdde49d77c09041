import type { MetricId } from '#app/metrics/catalog.ts'
import { metricOf } from '#app/metrics/catalog.ts'
import { formatNumber } from '#app/metrics/format-value.ts'
import type { Aggregate } from '#app/metrics/metric.ts'
import { valueName, type Words } from '#app/reports/words.ts'

/** A metric's formula in the words of the language: « somme (coût facturé) ÷ moyenne par mois (effectif) ». */
export function formulaText(metric: MetricId, words: Words): string {
  const { formula } = metricOf(metric)
  const text = (aggregate: Aggregate) => aggregateText(aggregate, words)
  const scaled = (sign: '×' | '÷', by: number) =>
    by === 1 ? '' : ` ${sign} ${formatNumber(by, { language: words.language, decimals: 0 })}`
  switch (formula.kind) {
    case 'aggregate':
      return text(formula.of) + scaled('÷', formula.divisor)
    case 'ratio': {
      const { multiply, divide } = formula.scale
      return `${text(formula.numerator)} ÷ ${text(formula.denominator)}${scaled('×', multiply)}${scaled('÷', divide)}`
    }
    case 'valued':
      return `${text(formula.quantity)} × ${text(formula.amount)} ÷ ${text(formula.units)}`
  }
}

/** How a metric's coverage is computed, in the same words; null when it has none. */
export function coverageText(metric: MetricId, words: Words): string | null {
  const { coverage } = metricOf(metric)
  return coverage === null
    ? null
    : `${aggregateText(coverage.assessed, words)} ÷ ${aggregateText(coverage.total, words)}`
}

function aggregateText({ kind, measure, where = {} }: Aggregate, words: Words): string {
  const say = words.messages.receipt
  const conditions = Object.entries(where).map(([dimension, values]) =>
    conditionText(dimension, values, words),
  )
  const name = say.measures[measure] ?? measure
  return say.aggregates[kind](conditions.length === 0 ? name : say.where(name, conditions.join(', ')))
}

/** « hébergement : Sur site / SecNumCloud »: what a figure or a part of a formula is limited to. */
export function conditionText(
  dimension: string,
  values: readonly string[],
  words: Words,
  nameOf: (value: string) => string = (value) => valueName(dimension, value, words),
): string {
  const say = words.messages.receipt
  const names: Readonly<Record<string, string>> = words.messages.dimensions.names
  const facts: Readonly<Record<string, string>> = say.factNames
  // The internal dimension of what a source should have supplied holds kinds of facts.
  const isSource = dimension === 'supplied'
  return say.condition(
    isSource ? say.source : (names[dimension] ?? dimension).toLocaleLowerCase(words.language),
    values.map((value) => (isSource ? (facts[value] ?? value) : nameOf(value))).join(' / '),
  )
}
