import type { Scope } from '#app/access/scope.ts'
import { checkPeriod, checkRequest } from '#app/figures/check-request.ts'
import type { Figure, FigureRequest } from '#app/figures/figure.ts'
import { foldRows, type Group } from '#app/figures/fold-rows.ts'
import { type FactorKeys, loadFactorKeys } from '#app/figures/load-factor-keys.ts'
import { makeFigures } from '#app/figures/make-figures.ts'
import { type Plan, type PlannedSlice, planSlices } from '#app/figures/plan-slices.ts'
import { quarterOfMonth } from '#app/filters/months.ts'
import type { Period } from '#app/filters/period.ts'
import type { DatasetInfo, RunOptions, Warehouse } from '#app/warehouse/warehouse.ts'

/** What the statements of one request answered, folded by group. */
export type Answer = {
  readonly request: FigureRequest
  readonly period: Period
  readonly dataset: DatasetInfo
  readonly plan: Plan
  readonly groupsOf: (slice: PlannedSlice) => ReadonlyMap<string, ReadonlyMap<string | null, Group>>
  readonly keys: FactorKeys
}

/**
 * The only way to a number. One figure per metric and value met of `by` (and currency, for amounts), metrics in the
 * order asked, then values in theirs, `unassigned` last; without `by`, always one per metric, null where nothing is
 * known. Over elapsed days, facts known by month only count the months wholly inside, and two sums are divided over
 * the same months. Throws FigureRefused and WarehouseError.
 */
export async function loadFigures(
  warehouse: Warehouse,
  scope: Scope,
  request: FigureRequest,
  options?: RunOptions,
): Promise<readonly Figure[]> {
  const checked = checkRequest(request)
  const { dataset } = warehouse
  const period = checkPeriod(checked, dataset)
  const plan = planSlices(checked, period)
  const isModelled = plan.slices.some(({ statement }) => 'factors' in statement.columns)
  const [keys, ...answers] = await Promise.all([
    isModelled ? loadFactorKeys(warehouse, scope) : (new Map() satisfies FactorKeys),
    ...plan.slices.map((slice) => warehouse.run(slice.statement, scope, options)),
  ])
  const quarterOf = (month: string) => quarterOfMonth(month, dataset.fiscalStart)
  const folded = new Map(
    plan.slices.map((slice, index) => [slice, foldRows(answers[index] ?? [], slice, checked.by, quarterOf)]),
  )
  const groupsOf = (slice: PlannedSlice) => folded.get(slice) ?? new Map()
  const answer: Answer = { request: checked, period, dataset, plan, groupsOf, keys }
  return checked.metrics.flatMap((metric) => makeFigures(metric, answer))
}
