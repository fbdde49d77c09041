import { roundNumber } from '#app/figures/exact.ts'
import type { NamedFigure } from '#app/figures/figures-csv.ts'
import type { ForecastData } from '#app/reports/topics/load-forecast.server.ts'
import type { Words } from '#app/reports/words.ts'

/** What the forecast tells, as rows of a file: each month to come, then the year with its interval; a year that is over has none. */
export function forecastRows(
  { year, currencies }: ForecastData,
  dataVersion: string,
  { messages }: Words,
): readonly NamedFigure[] {
  const name = messages.forecast.nameOf(messages.metrics.metrics.cost.name)
  return currencies.flatMap(({ currency, forecast }) => {
    if (forecast === null || forecast.basis === null) return []
    const row = (
      by: NamedFigure['by'],
      period: string,
      [value, low, high]: readonly (number | null)[],
    ): NamedFigure => ({
      key: '',
      metric: 'cost',
      name,
      by,
      period,
      unit: currency,
      currency,
      value: rounded(value),
      exact: null,
      low: rounded(low),
      high: rounded(high),
      causes: [],
      coverage: null,
      evidence: [],
      withheld: null,
      state: 'forecast',
      dataVersion,
    })
    const { months, total, low, high } = forecast
    return [
      ...months
        .filter(({ isForecast }) => isForecast)
        .map(({ month, amount }) => row({ month }, month, [amount, null, null])),
      row({}, year.text, [total, low, high]),
    ]
  })
}

const rounded = (value: number | null | undefined) => (value == null ? null : roundNumber(value))
