import type { Scope } from '#app/access/scope.ts'
import type { Figure, FigureRequest } from '#app/figures/figure.ts'
import { loadFigures, loadFiguresOver } from '#app/figures/load-figures.ts'
import { answerable } from '#app/figures/metric-dimensions.ts'
import { lastDayOf, monthsFrom } from '#app/filters/months.ts'
import type { PageState } from '#app/filters/page-address.ts'
import { monthRange, type Period, parsePeriod } from '#app/filters/period.ts'
import { type Arrival, arrivals } from '#app/forecast/arrivals.ts'
import { forecastYear, type YearForecast } from '#app/forecast/forecast-year.ts'
import { NothingToShow } from '#app/reports/panel.ts'
import {
  begunOf,
  loadElapsedDays,
  type Running,
  runningOf,
} from '#app/reports/topics/load-elapsed-days.server.ts'
import { loadServices } from '#app/reports/topics/load-services.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** What the costs of one currency come to by the end of the year. */
export type CurrencyForecast = {
  readonly currency: string
  /** Whole months of the year and of its past that are known. */
  readonly known: ReadonlyMap<string, Figure>
  readonly budgets: ReadonlyMap<string, Figure>
  /** Null when the last months are not known. */
  readonly forecast: YearForecast | null
  /** The cost of the known months of the year as one figure; null when none is known. */
  readonly toDate: Figure | null
  /** The budget of the covered months, as far as each of them has one; null when the first has none. */
  readonly budget: Figure | null
  /** What the running month has cost, and how earlier months stood by that day; null when none is forecast. */
  readonly running: Running | null
  /** The services that the method has not seen for all the months it learns from, with their last months' cost. */
  readonly arrivals: readonly (Arrival & { readonly cost: Figure })[]
}

export type ForecastData = {
  readonly year: Period
  /** Largest amount first; never empty. */
  readonly currencies: readonly CurrencyForecast[]
}

/** Costs and budgets by month up to the end of the page's year, and what the year comes to. */
export async function loadForecast(
  warehouse: Warehouse,
  scope: Scope,
  { quarter, filters }: PageState,
): Promise<ForecastData> {
  const { asOf, firstMonth, fiscalStart } = warehouse.dataset
  const year = parsePeriod(quarter.text.slice(0, 4), fiscalStart)
  const metrics = answerable(['cost', 'budget'], filters)
  if (!metrics.includes('cost')) throw new NothingToShow()
  const period = monthRange(firstMonth, year.to).text
  const [figures, everyCost, runs, elapsed, services] = await Promise.all([
    loadFigures(warehouse, scope, { metrics, by: ['month'], period, filters }),
    loadFigures(warehouse, scope, { metrics: ['cost'], by: ['month'], period, filters: {} }),
    loadRuns(warehouse, scope, { metrics, filters }, later(year.from, firstMonth), year.to),
    loadElapsedDays(warehouse, scope, year, filters),
    loadServices(warehouse, scope, year, filters),
  ])
  const known = figures.filter(({ value }) => value !== null)
  // A month that has only begun says nothing of its whole.
  const isWholeCost = ({ metric, value, by }: Figure) =>
    metric === 'cost' && value !== null && lastDayOf(by.month ?? '') <= asOf
  const costs = known.filter(isWholeCost)
  // Where only the selection has no cost in a month that is known elsewhere, that month is past, not to come.
  const lastMonth = everyCost.filter(isWholeCost).reduce((last, { by }) => later(last, by.month ?? ''), '')
  const currencies = [...new Set(costs.map(({ currency }) => currency ?? ''))]
  const totalOver = async (metric: 'cost' | 'budget', currency: string, months: readonly string[]) => {
    const [first, last] = [months[0], months.at(-1)]
    if (first === undefined || last === undefined) return null
    const over = monthRange(first, last).text
    const totals =
      runs.get(over) ??
      (await loadFigures(warehouse, scope, { metrics: [metric], by: [], period: over, filters }))
    const isAsked = (figure: Figure) => figure.metric === metric && (figure.currency ?? '') === currency
    return totals.find(isAsked) ?? null
  }
  const read = await Promise.all(
    currencies.map(async (currency): Promise<CurrencyForecast> => {
      const isOfCurrency = (figure: Figure) => (figure.currency ?? '') === currency
      const ofCurrency = (list: readonly Figure[]) => byMonth(list.filter(isOfCurrency))
      const months = ofCurrency(costs)
      const budgets = ofCurrency(known.filter(({ metric }) => metric === 'budget'))
      const amounts = amountsOf(months)
      const spent = elapsed?.spent.find(isOfCurrency) ?? null
      const begun = begunOf(elapsed, spent)
      const forecast = forecastYear(amounts, year, lastMonth, begun)
      const inYear = [...months.keys()].filter((month) => month >= year.from).sort()
      const [toDate, budget] = await Promise.all([
        totalOver('cost', currency, inYear),
        totalOver('budget', currency, budgetedMonths(forecast, budgets)),
      ])
      const running = forecast === null || spent === null ? null : runningOf(forecast, spent, elapsed, months)
      const method = forecast?.basis?.method ?? null
      const { parts, costs: costsOf } = services(isOfCurrency)
      const late = method === null ? [] : arrivals(parts, amounts, lastMonth, method)
      return {
        currency,
        known: months,
        budgets,
        forecast,
        toDate,
        budget,
        running,
        arrivals: late.flatMap((arrival) => {
          const cost = costsOf.get(arrival.id)
          return cost === undefined ? [] : [{ ...arrival, cost }]
        }),
      }
    }),
  )
  const shown = read.filter(({ forecast, toDate }) => forecast !== null || toDate !== null)
  if (shown.length === 0) throw new NothingToShow()
  return { year, currencies: shown.sort((a, b) => sizeOf(b) - sizeOf(a)) }
}

/**
 * The totals of every run of months from the first, by the text of its period: which of them is asked for is known
 * when the months are, and read with them they cost no statement of their own.
 */
async function loadRuns(
  warehouse: Warehouse,
  scope: Scope,
  request: Pick<FigureRequest, 'metrics' | 'filters'>,
  first: string,
  last: string,
): Promise<ReadonlyMap<string, readonly Figure[]>> {
  const periods = monthsFrom(first, last).map((month) => monthRange(first, month).text)
  const figures = await loadFiguresOver(warehouse, scope, { ...request, by: [] }, periods)
  return new Map(periods.map((period, index) => [period, figures[index] ?? []]))
}

/** The figures that the forecast is made from and shows. */
export function forecastFigures({ currencies }: ForecastData): readonly (Figure | null)[] {
  return currencies.flatMap(({ known, budgets, toDate, budget, running, arrivals }) => [
    toDate,
    budget,
    ...known.values(),
    ...budgets.values(),
    ...(running === null ? [] : [running.spent, ...running.before]),
    ...arrivals.map(({ cost }) => cost),
  ])
}

/** The months of the forecast from its first one on, as long as each has a budget. */
export function budgetedMonths(
  forecast: YearForecast | null,
  budgets: ReadonlyMap<string, Figure>,
): readonly string[] {
  const months = (forecast?.months ?? []).map(({ month }) => month)
  const end = months.findIndex((month) => !budgets.has(month))
  return end < 0 ? months : months.slice(0, end)
}

const later = (a: string, b: string) => (a > b ? a : b)

function byMonth(figures: readonly Figure[]): ReadonlyMap<string, Figure> {
  return new Map(figures.map((figure) => [figure.by.month ?? '', figure]))
}

function amountsOf(months: ReadonlyMap<string, Figure>): ReadonlyMap<string, number> {
  return new Map([...months].map(([month, { value }]) => [month, value ?? 0]))
}

function sizeOf({ forecast, toDate }: CurrencyForecast): number {
  return forecast?.total ?? toDate?.value ?? 0
}
