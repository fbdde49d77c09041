import type { Scope } from '#app/access/scope.ts'
import type { Figure } from '#app/figures/figure.ts'
import { isInData } from '#app/filters/dataset-period.ts'
import type { Filters } from '#app/filters/filters.ts'
import { lastDayOf, moveMonth } from '#app/filters/months.ts'
import { monthRange, type Period } from '#app/filters/period.ts'
import { monthsLearnt } from '#app/forecast/arrivals.ts'
import { LAST_MONTHS, type MonthlyAmounts } from '#app/forecast/forecast-months.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** What each service costs by month, and over the last months as one figure with its receipt. */
export type Services = {
  readonly parts: ReadonlyMap<string, MonthlyAmounts>
  readonly costs: ReadonlyMap<string, Figure>
}

/**
 * The cost of services over the months that a forecast of the year learns from, of the figures that are asked for;
 * nothing when nothing is to be forecast.
 */
export async function loadServices(
  warehouse: Warehouse,
  scope: Scope,
  year: Period,
  filters: Filters,
): Promise<(isAsked: (figure: Figure) => boolean) => Services> {
  const { asOf } = warehouse.dataset
  const month = asOf.slice(0, 7)
  const last = lastDayOf(month) <= asOf ? month : moveMonth(month, -1)
  const learnt = monthsLearnt(last, 'seasonal')
  const costOver = async (period: Period, by: readonly ('service' | 'month')[]) =>
    last >= year.to || last < moveMonth(year.from, -1) || !isInData(period, warehouse.dataset)
      ? []
      : await figuresOf(warehouse, scope, ['cost'], period, by, filters)
  const [byMonth, lastMonths] = await Promise.all([
    costOver(monthRange(learnt.from, learnt.to), ['service', 'month']),
    costOver(monthRange(moveMonth(last, 1 - LAST_MONTHS), last), ['service']),
  ])
  return (isAsked) => {
    const parts = new Map<string, Map<string, number>>()
    for (const { by, value } of byMonth.filter(isAsked)) {
      if (by.service === UNASSIGNED) continue
      const amounts = parts.get(by.service ?? '') ?? new Map<string, number>()
      parts.set(by.service ?? '', amounts.set(by.month ?? '', value ?? 0))
    }
    return {
      parts,
      costs: new Map(lastMonths.filter(isAsked).map((figure) => [figure.by.service ?? '', figure])),
    }
  }
}
