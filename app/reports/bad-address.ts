import type { FigureRefused } from '#app/figures/figure.ts'
import { type DatasetClock, defaultQuarter } from '#app/filters/dataset-period.ts'
import { type Dropped, parseDropped } from '#app/filters/dropped.ts'
import type { PageState } from '#app/filters/page-address.ts'
import { QUARTER } from '#app/filters/page-parameters.ts'
import { type Messages, messagesFor } from '#app/i18n/messages.ts'
import { formatMonth } from '#app/metrics/format-period.ts'
import type { Language } from '#app/metrics/language.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** Which parameter of the address of a page's file is wrong, what is expected, and an example; nothing of it is repeated. */
export function badPageText(state: PageState, clock: DatasetClock, language: Language): string {
  const say = messagesFor(language).badAddress
  const filters = (state.limits ?? []).filter((each) => each !== QUARTER).map((each) => `filter.${each}`)
  const quarter = `quarter=${defaultQuarter(clock).text}`
  const [name] = state.dropped ?? []
  const dropped = name === undefined ? null : parseDropped(name)
  if (dropped === null)
    return lines(say.other, say.known([QUARTER, ...filters, 'format']), say.example(quarter))
  const [first] = filters
  const right = first === undefined ? quarter : `${first}=${UNASSIGNED}`
  return lines(...droppedTexts(dropped, say, { quarter, right, range: rangeText(clock, language) }))
}

type Right = { readonly quarter: string; readonly right: string; readonly range: string }

function droppedTexts(
  dropped: Dropped,
  say: Messages['badAddress'],
  { quarter, right, range }: Right,
): readonly string[] {
  switch (dropped.kind) {
    case 'quarter':
      return [say.quarter, range, say.example(quarter)]
    case 'quarters':
      return [say.quarters, say.example(quarter)]
    case 'filter':
      return [say.filter(`filter.${dropped.dimension}`), say.example(right)]
    case 'value': {
      const parameter = `filter.${dropped.dimension}`
      return [say.value(parameter), say.example(`${parameter}=${dropped.near ?? UNASSIGNED}`)]
    }
    case 'unknown':
      return [
        say.unknownFilter,
        say.example(dropped.near === null ? right : `filter.${dropped.near}=${UNASSIGNED}`),
      ]
    case 'parameter':
      return [say.unknownParameter, say.nearest(dropped.near), say.example(quarter)]
  }
}

/** The same for a question or a receipt that is refused, with all that is wrong of it. */
export function badFigureText(refusal: FigureRefused, clock: DatasetClock, language: Language): string {
  const texts = [refusal, ...refusal.others].map((each) => refusalText(each, clock, language))
  return lines(...new Set(texts))
}

function refusalText(refusal: FigureRefused, clock: DatasetClock, language: Language): string {
  const say = messagesFor(language).badAddress
  const { reason, wrong } = refusal
  const nearest = wrong?.nearest ?? null
  const period = `period=${defaultQuarter(clock).text}`
  const whole = say.example(`metric=cost&${period}`)
  switch (reason) {
    case 'unknown_parameter':
      if (wrong?.parameter == null)
        return lines(say.reasons[reason], ...(nearest === null ? [] : [say.nearest(nearest)]), whole)
      return nearest === null ? say.judgement : say.only(wrong.parameter, nearest)
    case 'no_metric':
    case 'dimension_not_of_metric':
      return lines(say.reasons[reason], whole)
    case 'unknown_metric':
      return lines(say.reasons[reason], say.example(`metric=${nearest ?? 'cost'}`))
    case 'unknown_dimension':
      return wrong?.parameter === 'by'
        ? lines(say.reasons[reason].by, say.example(`by=${nearest ?? 'provider'}`))
        : lines(say.reasons[reason].filter, say.example(`filter.${nearest ?? 'provider'}=${UNASSIGNED}`))
    case 'empty_filter':
      return lines(say.reasons[reason], say.example(`filter.provider=${UNASSIGNED}`))
    case 'unknown_value': {
      const parameter = wrong?.parameter ?? 'filter.provider'
      return lines(say.value(parameter), say.example(`${parameter}=${nearest ?? UNASSIGNED}`))
    }
    case 'bad_period':
    case 'days_not_known':
    case 'outside_data':
      return lines(say.reasons[reason], rangeText(clock, language), say.example(period))
  }
}

function rangeText({ firstMonth, lastMonth }: DatasetClock, language: Language): string {
  return messagesFor(language).badAddress.data(
    formatMonth(firstMonth, language),
    formatMonth(lastMonth, language),
  )
}

const lines = (...texts: readonly string[]) => texts.join(' ')
