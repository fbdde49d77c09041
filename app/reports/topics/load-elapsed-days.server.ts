import type { Scope } from '#app/access/scope.ts'
import type { Figure } from '#app/figures/figure.ts'
import { daysKnown, isInData } from '#app/filters/dataset-period.ts'
import type { Filters } from '#app/filters/filters.ts'
import { daysIn, lastDayOf, moveMonth } from '#app/filters/months.ts'
import { firstDays, type Period, parsePeriod } from '#app/filters/period.ts'
import type { Begun, YearForecast } from '#app/forecast/forecast-year.ts'
import { type Pace, paceOf } from '#app/forecast/pace.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** The cost of the running month's first days, and of the same days of the months before it. */
export type ElapsedDays = {
  readonly month: string
  /** One figure a currency. */
  readonly spent: readonly Figure[]
  readonly before: readonly { readonly month: string; readonly figures: readonly Figure[] }[]
}

/** Enough to see how months differ, few enough to be like the running one. */
const MONTHS_BEFORE = 6

/** Null when « today » ends a month, or is outside the year. */
export async function loadElapsedDays(
  warehouse: Warehouse,
  scope: Scope,
  year: Period,
  filters: Filters,
): Promise<ElapsedDays | null> {
  const { asOf } = warehouse.dataset
  const month = asOf.slice(0, 7)
  if (lastDayOf(month) <= asOf || month < year.from || month > year.to) return null
  const days = daysIn(`${month}-01`, asOf)
  const costOver = (period: Period) => figuresOf(warehouse, scope, ['cost'], period, [], filters)
  const known = daysKnown(warehouse.dataset)
  const before = Array.from({ length: MONTHS_BEFORE }, (_, index) =>
    firstDays(parsePeriod(moveMonth(month, -1 - index)), days),
  ).filter((period) => period.firstDay >= known.from && isInData(period, warehouse.dataset))
  const [spent, ...figures] = await Promise.all(
    [firstDays(parsePeriod(month), days), ...before].map(costOver),
  )
  return {
    month,
    spent: (spent ?? []).filter(({ value }) => value !== null),
    before: before.map(({ from }, index) => ({ month: from, figures: figures[index] ?? [] })),
  }
}

/** What of a forecast year has begun; null where nothing has. */
export function begunOf(elapsed: ElapsedDays | null, spent: Figure | null): Begun | null {
  return elapsed === null || spent === null ? null : { month: elapsed.month, amount: spent.value ?? 0 }
}

export type Running = {
  readonly month: string
  readonly spent: Figure
  readonly forecast: number
  readonly pace: Pace | null
  /** The same days of the months that the pace compares with. */
  readonly before: readonly Figure[]
}

/** The running month as its forecast has it; null where the year has no such month. */
export function runningOf(
  { months }: YearForecast,
  spent: Figure,
  elapsed: ElapsedDays | null,
  known: ReadonlyMap<string, Figure>,
): Running | null {
  const told = months.find(({ month, isForecast }) => isForecast && month === elapsed?.month)
  if (elapsed === null || told === undefined || told.amount === null || spent.value === null) return null
  const before = elapsed.before.flatMap(({ month, figures }) => {
    const part = figures.find(({ currency }) => currency === spent.currency)
    const whole = known.get(month)?.value ?? null
    return part === undefined || part.value === null || whole === null
      ? []
      : [{ month, part: part.value, whole, figure: part }]
  })
  return {
    month: elapsed.month,
    spent,
    forecast: told.amount,
    pace: paceOf(spent.value, told.amount, before),
    before: before.map(({ figure }) => figure),
  }
}
