import type { Scope } from '#app/access/scope.ts'
import type { Figure } from '#app/figures/figure.ts'
import { answerable } from '#app/figures/metric-dimensions.ts'
import type { Filters } from '#app/filters/filters.ts'
import type { Period } from '#app/filters/period.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** The subsidiary that is furthest over its budget: what was planned, and the part of it that was used. */
export type Overrun = { readonly subsidiary: string; readonly budget: Figure; readonly used: Figure }

/** The largest budget overrun of a period, over the same months of both; null when nobody is over. */
export async function loadOverrun(
  warehouse: Warehouse,
  scope: Scope,
  now: Period,
  filters: Filters,
): Promise<Overrun | null> {
  const metrics = ['budget', 'budget_used'] as const
  if (answerable(metrics, filters, ['subsidiary']).length < metrics.length) return null
  const figures = await figuresOf(warehouse, scope, metrics, now, ['subsidiary'], filters)
  const over = figures
    .filter(({ metric, by, value }) => metric === 'budget' && by.subsidiary !== UNASSIGNED && value !== null)
    .flatMap((budget) => {
      const used = figures.find(
        ({ metric, by, currency }) =>
          metric === 'budget_used' && by.subsidiary === budget.by.subsidiary && currency === budget.currency,
      )
      return used === undefined || used.value === null || used.value <= 1
        ? []
        : [{ subsidiary: budget.by.subsidiary ?? '', budget, used }]
    })
  return over.sort((a, b) => overrunOf(b) - overrunOf(a))[0] ?? null
}

/** By how much, in the currency of the budget. */
export function overrunOf({ budget, used }: Overrun): number {
  return Number(((budget.value ?? 0) * ((used.value ?? 1) - 1)).toPrecision(12))
}
