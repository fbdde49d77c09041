import type { FigureRefused } from '#app/figures/figure.ts'
import { type DatasetClock, defaultQuarter } from '#app/filters/dataset-period.ts'
import { type Dropped, parseDropped } from '#app/filters/dropped.ts'
import type { PageState } from '#app/filters/page-address.ts'
import { QUARTER } from '#app/filters/page-parameters.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { formatMonth } from '#app/metrics/format-period.ts'
import type { Language } from '#app/metrics/language.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { exampleValue } from '#app/reports/example-value.ts'
import { dimensionName } from '#app/reports/filter-bar-view.ts'

/** What the text of a bad address is made from: what the reader may see, on the data's calendar. */
export type AddressContext = {
  readonly clock: DatasetClock
  readonly entities: Entities
  readonly language: Language
}

/** Which parameters of the address of a page's file are wrong, what is expected, and examples; nothing of it is repeated. */
export function badPageText(state: PageState, context: AddressContext): string {
  const say = messagesFor(context.language).badAddress
  const dimensions = (state.limits ?? []).filter((each) => each !== QUARTER)
  const quarter = `quarter=${defaultQuarter(context.clock).text}`
  const dropped = (state.dropped ?? []).map(parseDropped).filter((each) => each !== null)
  if (dropped.length === 0) {
    const known = [QUARTER, ...dimensions.map((each) => `filter.${each}`), 'format']
    return lines(say.other, say.known(known), say.example(quarter))
  }
  const [first] = dimensions
  const right = first === undefined ? quarter : filterText(first, null, context)
  const texts = dropped.map((each) => lines(...droppedTexts(each, { quarter, right }, context)))
  return lines(...new Set(texts))
}

type Right = { readonly quarter: string; readonly right: string }

function droppedTexts(
  dropped: Dropped,
  { quarter, right }: Right,
  context: AddressContext,
): readonly string[] {
  const say = messagesFor(context.language).badAddress
  switch (dropped.kind) {
    case 'quarter':
      return [say.quarter, rangeText(context), say.example(quarter)]
    case 'quarters':
      return [say.quarters, say.example(quarter)]
    case 'filter':
      return [say.filter(`filter.${dropped.dimension}`), say.example(right)]
    case 'value': {
      const { dimension, near } = dropped
      return [say.value(`filter.${dimension}`), say.example(filterText(dimension, near, context))]
    }
    case 'unknown': {
      const { near } = dropped
      return [say.unknownFilter, say.example(near === null ? right : filterText(near, null, context))]
    }
    case 'parameter':
      return [say.unknownParameter, say.nearest(dropped.near), say.example(quarter)]
  }
}

/** The same for a question or a receipt that is refused, with all that is wrong of it. */
export function badFigureText(refusal: FigureRefused, context: AddressContext): string {
  const texts = [refusal, ...refusal.others].map((each) => refusalText(each, context))
  return lines(...new Set(texts))
}

function refusalText({ reason, wrong }: FigureRefused, context: AddressContext): string {
  const { language, clock } = context
  const messages = messagesFor(language)
  const say = messages.badAddress
  const nearest = wrong?.nearest ?? null
  const period = `period=${defaultQuarter(clock).text}`
  const whole = say.example(`metric=cost&${period}`)
  const listed = say.listed(`/${language}/definitions`)
  switch (reason) {
    case 'unknown_parameter':
      if (wrong?.parameter == null)
        return lines(say.reasons[reason], ...(nearest === null ? [] : [say.nearest(nearest)]), whole)
      return nearest === null ? say.judgement : say.only(wrong.parameter, nearest)
    case 'no_metric':
      return lines(say.reasons[reason], listed, whole)
    case 'dimension_not_of_metric': {
      if (wrong?.lacking === undefined) return whole
      const { metric, dimension, known } = wrong.lacking
      const name = dimensionName(dimension, { language, messages })
      return lines(
        say.reasons[reason]([messages.metrics.metrics[metric].name, metric], [name, dimension]),
        say.example(`metric=${metric}&by=${known}&${period}`),
      )
    }
    case 'unknown_metric':
      return lines(say.reasons[reason], listed, say.example(`metric=${nearest ?? 'cost'}`))
    case 'unknown_dimension':
      return wrong?.parameter === 'by'
        ? lines(say.reasons[reason].by, say.example(`by=${nearest ?? 'provider'}`))
        : lines(say.reasons[reason].filter, say.example(filterText(nearest ?? 'provider', null, context)))
    case 'empty_filter':
      return lines(say.reasons[reason], say.example(filterText('provider', null, context)))
    case 'unknown_value': {
      const dimension = wrong?.parameter?.replace('filter.', '') ?? 'provider'
      const value = nearest ?? wrong?.held ?? null
      return lines(say.value(`filter.${dimension}`), say.example(filterText(dimension, value, context)))
    }
    case 'bad_period':
    case 'days_not_known':
    case 'outside_data':
      return lines(say.reasons[reason], rangeText(context), say.example(period))
  }
}

/** A filter as an address spells it, on the `known` value, else on one that the reader may see. */
function filterText(dimension: string, known: string | null, { entities, language }: AddressContext): string {
  const words = { language, messages: messagesFor(language), models: entities.models }
  const value = known ?? exampleValue(dimension, entities, words)
  return new URLSearchParams({ [`filter.${dimension}`]: value }).toString()
}

function rangeText({ clock: { firstMonth, lastMonth }, language }: AddressContext): string {
  return messagesFor(language).badAddress.data(
    formatMonth(firstMonth, language),
    formatMonth(lastMonth, language),
  )
}

const lines = (...texts: readonly string[]) => texts.join(' ')
