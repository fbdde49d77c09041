import { layoutMonths, layoutYearBar } from '#app/charts/year-months.layout.ts'
import type { Figure } from '#app/figures/figure.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import type { Filters } from '#app/filters/filters.ts'
import { type ForecastMonth, partsOf, totalOf, type YearForecast } from '#app/forecast/forecast-year.ts'
import { formatDay, formatMonth } from '#app/metrics/format-period.ts'
import { formatChange, formatQuantity, formatScaled } from '#app/metrics/format-value.ts'
import { type Scale, scaleFor } from '#app/metrics/scale.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import {
  arrivalsNote,
  elapsedDays,
  gapsNote,
  isPartial,
  methodNotes,
  runningNote,
} from '#app/reports/topics/forecast-reading.ts'
import type { Running } from '#app/reports/topics/load-elapsed-days.server.ts'
import {
  budgetedMonths,
  type CurrencyForecast,
  type ForecastData,
} from '#app/reports/topics/load-forecast.server.ts'
import type { Lacking } from '#app/reports/topics/load-lacking.server.ts'
import type { TopicData } from '#app/reports/topics/load-topic.server.ts'
import { figureText, quantity, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

export type ForecastView = ReturnType<typeof forecastView>

/** The year's end as a sentence, twelve months, a table, the method and how well it did before. */
export function forecastView(
  { year, currencies }: ForecastData,
  { filters, lacking: { figures: found } }: TopicData,
  entities: Entities,
  dataset: DatasetInfo,
  words: Words,
) {
  const lacking = found ?? []
  const [main, ...others] = currencies
  if (main === undefined) throw new RangeError('A forecast of no currency.')
  const { language, messages } = words
  const say = messages.forecast
  const page: Page = { year, fiscalStart: dataset.fiscalStart, words }
  const { forecast } = main
  const title = sentenceOf(main, page)
  const largest = Math.max(0, ...(forecast?.months ?? []).map(({ amount }) => Math.abs(amount ?? 0)))
  const scale = scaleFor(largest, unitOf(main), language)
  return {
    title: `${title}.`,
    note: say.note(messages.metrics.metrics.cost.name, scale.unitLabel, formatDay(dataset.asOf, language)),
    unit: scale.unitLabel,
    picture: forecast === null ? null : pictureOf(forecast, main, title, scale, words),
    rows: rowsOf(main, lacking, scale, words),
    reading: [
      ...runningNote(main, dataset, words),
      ...arrivalsNote(main, entities, words),
      ...methodNotes(forecast, dataset, words),
      ...gapsNote(main, year, lacking, words),
      ...(others.length === 0
        ? []
        : [{ term: say.others, text: others.map((other) => `${sentenceOf(other, page)}.`).join(' ') }]),
    ],
    links: [
      ...linkTo(main.toDate, filters, words, (value, _, last) => say.toDate(last, value)),
      ...linkTo(main.budget, filters, words, (value, first, last) => say.budgetOver(first, last, value)),
      ...linkTo(main.running?.spent ?? null, filters, words, (value, month) =>
        say.spent(elapsedDays(dataset), month, value),
      ),
      ...main.arrivals.flatMap(({ id, cost }) =>
        linkTo(cost, { ...filters, service: [id] }, words, (value, first, last) =>
          say.arrivalOver(entityName('service', id, entities, words), first, last, value),
        ),
      ),
    ],
  }
}

type Page = {
  readonly year: ForecastData['year']
  readonly fiscalStart: number
  readonly words: Words
}

/** « L'année 2026 finirait à 7,9 M€, entre 7,6 et 8,2, soit 4 % au-dessus du budget ». */
function sentenceOf(of: CurrencyForecast, { year, fiscalStart, words }: Page): string {
  const { language, messages } = words
  const say = messages.forecast
  const { forecast } = of
  const first = forecast?.months[0]?.month ?? year.from
  const subject =
    first === year.from
      ? say.year(year.text, fiscalStart !== 1)
      : say.months(formatMonth(first, language), formatMonth(year.to, language))
  if (forecast === null) return say.notForecast(subject)
  const scale = scaleFor(forecast.total, unitOf(of), language)
  const total = formatQuantity(forecast.total, scale, language)
  const { low, high } = forecast
  const start =
    forecast.basis !== null
      ? say.ends(subject, total)
      : first === year.from
        ? say.yearEnded(subject, total)
        : say.ended(subject, total)
  const between =
    low === null || high === null || low === high
      ? ''
      : say.between(formatScaled(low, scale, language), formatScaled(high, scale, language))
  return `${start}${between}${budgetGap(forecast, of, words)}${paceWarning(of, words)}`
}

/** A forecast that the running month contradicts is not told without it. */
function paceWarning({ running }: CurrencyForecast, { language, messages }: Words): string {
  const verdict = running?.pace?.verdict
  if (running == null || verdict === undefined || verdict === 'agrees') return ''
  const say = messages.forecast
  return (verdict === 'low' ? say.paceAbove : say.paceBelow)(formatMonth(running.month, language))
}

/** The same months against their budget; a gap inside the interval is not affirmed. */
function budgetGap(forecast: YearForecast, of: CurrencyForecast, { language, messages }: Words): string {
  const say = messages.forecast
  const months = budgetedMonths(forecast, of.budgets)
  const plan = of.budget?.value ?? null
  if (plan === null || plan <= 0) return ''
  const { total, low, high } = totalOf(
    forecast.months.slice(0, months.length),
    forecast.basis,
    begunBy(of.running),
  )
  const gap = formatChange(total, plan, language).replace(/^[+−]/, '')
  const isOn = Math.abs(total / plan - 1) < 0.0005
  const isDoubtful = !isOn && low !== null && high !== null && low <= plan && plan <= high
  const doubt = isDoubtful ? say.inDoubt : ''
  if (months.length === forecast.months.length)
    return isOn ? say.on : `${total > plan ? say.over(gap) : say.under(gap)}${doubt}`
  const last = formatMonth(months.at(-1) ?? '', language)
  return isOn
    ? say.onUpTo(last)
    : `${total > plan ? say.overUpTo(last, gap) : say.underUpTo(last, gap)}${doubt}`
}

function pictureOf(forecast: YearForecast, of: CurrencyForecast, title: string, scale: Scale, words: Words) {
  const { language, messages } = words
  const say = messages.forecast
  const { actual, rest } = partsOf(forecast.months)
  const { low, high } = forecast
  const isBudgeted = budgetedMonths(forecast, of.budgets).length === forecast.months.length
  const said = (value: number) => quantity(value, unitOf(of), language)
  return {
    title: say.chart(title),
    months: layoutMonths(
      forecast.months.map((month) => {
        const name = formatMonth(month.month, language)
        return {
          initial: name.slice(0, 1).toLocaleUpperCase(language),
          value: month.amount,
          label: formatScaled(month.amount, scale, language),
          tip: say.tip(name, stateOf(month, words), formatQuantity(month.amount, scale, language)),
          isForecast: month.isForecast,
          plan: of.budgets.get(month.month)?.value ?? null,
        }
      }),
    ),
    barTitle: say.totalChart(said(actual), said(rest)),
    bar: layoutYearBar({
      actual,
      rest,
      interval: low === null || high === null || low === high ? null : { low, high },
      plan: isBudgeted ? (of.budget?.value ?? null) : null,
    }),
    parts: [
      { look: 'current', text: say.part(say.key.actual, said(actual)) },
      ...(forecast.basis === null
        ? []
        : [{ look: 'current open', text: say.part(say.key.forecast, said(rest)) }]),
      ...(of.budgets.size === 0 ? [] : [{ look: 'capacity', text: say.key.budget }]),
    ],
  }
}

function stateOf({ amount, isForecast }: ForecastMonth, { messages }: Words): string {
  const { key } = messages.forecast
  return amount === null ? key.unknown : isForecast ? key.forecast : key.actual
}

/** The rows of the chart's table, and their total; only known months when there is no forecast. */
function rowsOf(
  { forecast, known, budgets, budget }: CurrencyForecast,
  lacking: readonly Lacking[],
  scale: Scale,
  words: Words,
) {
  const { language, messages } = words
  const say = messages.forecast
  const months =
    forecast?.months ??
    [...known.values()].map((figure) => ({
      month: figure.by.month ?? '',
      amount: figure.value,
      isForecast: false,
    }))
  const cells = (amount: number | null, plan: number | null, state: string) => [
    formatScaled(amount, scale, language),
    state,
    formatScaled(plan, scale, language),
    formatChange(amount, plan, language),
  ]
  const rows = months.map((month) => {
    const isIncomplete = !month.isForecast && month.amount !== null && isPartial(month.month, known, lacking)
    const state = isIncomplete ? say.table.incomplete : stateOf(month, words)
    const plan = budgets.get(month.month)?.value ?? null
    return {
      id: month.month,
      header: formatMonth(month.month, language),
      cells: cells(month.amount, plan, state),
      total: false,
    }
  })
  if (forecast === null) return rows
  const isBudgeted = budgetedMonths(forecast, budgets).length === forecast.months.length
  const plan = isBudgeted ? (budget?.value ?? null) : null
  return [
    ...rows,
    { id: 'total', header: say.table.total, cells: cells(forecast.total, plan, ''), total: true },
  ]
}

const begunBy = (running: Running | null) =>
  running === null ? null : { month: running.month, amount: running.spent.value ?? 0 }

function linkTo(
  figure: Figure | null,
  filters: Filters,
  { language }: Words,
  label: (value: string, first: string, last: string) => string,
) {
  if (figure === null) return []
  const { metric, period, dataVersion: version } = figure
  const [first = '', last = first] = (period.split('~')[0] ?? '').split('..')
  const href = receiptPath(language, { metrics: [metric], by: [], period, filters, version })
  const value = figureText(figure, language)
  return [{ href, label: label(value, formatMonth(first, language), formatMonth(last, language)) }]
}

function unitOf({ known }: CurrencyForecast): string {
  return [...known.values()][0]?.unit ?? ''
}
