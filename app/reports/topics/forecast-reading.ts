import { type Period, parsePeriod } from '#app/filters/period.ts'
import { LEAST_TESTS, rankHeld } from '#app/forecast/back-test.ts'
import type { YearForecast } from '#app/forecast/forecast-year.ts'
import { formatMonth } from '#app/metrics/format-period.ts'
import { formatNumber, formatShare } from '#app/metrics/format-value.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import { lackingIn } from '#app/reports/topics/lacking.ts'
import type { CurrencyForecast } from '#app/reports/topics/load-forecast.server.ts'
import type { Lacking } from '#app/reports/topics/load-lacking.server.ts'
import { figureText, quantity, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** The running month beside its forecast, and by how much earlier months had been spent by that day. */
export function runningNote({ running, forecast }: CurrencyForecast, dataset: DatasetInfo, words: Words) {
  if (running === null || running.spent.value === null) return []
  const { language, messages } = words
  const say = messages.forecast
  const { spent, pace } = running
  const days = elapsedDays(dataset)
  const month = formatMonth(running.month, language)
  const amount = (value: number) => quantity(value, spent.unit, language)
  const first =
    forecast?.raised == null
      ? say.spentOf(
          days,
          month,
          figureText(spent, language),
          formatShare(running.spent.value / running.forecast, language),
          amount(running.forecast),
        )
      : say.raised(days, month, figureText(spent, language), amount(forecast.raised.told))
  // A forecast that is what the month has cost already has no pace to be judged by.
  if (pace === null || forecast?.raised != null) return [{ term: say.running, text: first }]
  const share = (value: number) => formatShare(value, language)
  const compared = say.pace(pace.months, share(pace.least), share(pace.most))
  const ends = [amount(pace.low), amount(pace.high)] as const
  const verdict = { low: say.paceLow, high: say.paceHigh, agrees: say.paceAgrees }[pace.verdict](...ends)
  return [{ term: say.running, text: `${first} ${compared}${verdict}` }]
}

/** What the method has not seen all along, so that its growth is not known. */
export function arrivalsNote({ arrivals }: CurrencyForecast, entities: Entities, words: Words) {
  if (arrivals.length === 0) return []
  const { language, messages } = words
  const say = messages.forecast
  const named = arrivals.map(({ id, since, share, cost }) =>
    say.arrival(
      entityName('service', id, entities, words),
      formatMonth(since, language),
      figureText(cost, language),
      formatShare(share, language),
    ),
  )
  return [{ term: say.arrivals, text: `${named.join(' ')} ${say.arrivalsUnknown(named.length)}` }]
}

/** How the months to come were forecast, and how well that did before. */
export function methodNotes(
  forecast: YearForecast | null,
  dataset: DatasetInfo,
  { language, messages }: Words,
) {
  const say = messages.forecast
  const basis = forecast?.basis ?? null
  if (basis === null) return []
  const { growth, backTest } = basis
  const { meanError, spread, tests, horizon, held } = backTest
  const method = growth === null ? say.mean : say.seasonal(formatNumber(growth, { language, decimals: 2 }))
  const proof =
    meanError === null
      ? say.notTested
      : [
          say.tested(formatShare(meanError, language, 1), tests.length, horizon),
          spread === null ? say.noInterval(LEAST_TESTS) : say.interval(rankHeld(tests.length), tests.length),
          ...(spread === null || held.of === 0 ? [] : [say.held(held.times, held.of)]),
        ].join(' ')
  return [
    // The demonstration is what the window was fixed on: on other data its test is a fair one.
    { term: say.method, text: dataset.name === 'demo' ? `${method} ${say.fixedWindow}` : method },
    { term: say.proof, text: proof },
  ]
}

/** How many days of the running month « today » has seen. */
export const elapsedDays = ({ asOf }: DatasetInfo) => Number(asOf.slice(8))

/** The months of the past that are neither counted nor forecast, and those counted without some of their sources. */
export function gapsNote(
  { forecast, known }: CurrencyForecast,
  year: Period,
  lacking: readonly Lacking[],
  { language, messages }: Words,
) {
  const say = messages.forecast
  const months = forecast?.months ?? []
  const names = (list: readonly { readonly month: string }[]) =>
    [...new Set(list.map(({ month }) => formatMonth(month, language)))].join(', ')
  // Where nothing can be forecast, the months that keep it from being are all that is known of the year.
  if (forecast === null) {
    const missing = lackingIn(lacking, 'cost', year).filter(({ month }) => !known.has(month))
    return missing.length === 0 ? [] : [{ term: say.missing, text: say.gaps(names(missing)) }]
  }
  const gaps = months.filter(({ amount }) => amount === null)
  const partial = months.filter(
    ({ month, isForecast, amount }) => !isForecast && amount !== null && isPartial(month, known, lacking),
  )
  const told = [
    ...(gaps.length === 0 ? [] : [say.gaps(names(gaps))]),
    ...(partial.length === 0 ? [] : [say.partial(names(partial))]),
  ]
  return told.length === 0 ? [] : [{ term: say.missing, text: told.join(' ') }]
}

/** Whether a month is counted without some of its sources. */
export function isPartial(
  month: string,
  known: CurrencyForecast['known'],
  lacking: readonly Lacking[],
): boolean {
  return (known.get(month)?.coverage ?? 1) < 1 || lackingIn(lacking, 'cost', parsePeriod(month)).length > 0
}
