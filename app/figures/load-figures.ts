import type { Scope } from '#app/access/scope.ts'
import { checkPeriod, checkRequest } from '#app/figures/check-request.ts'
import { type Figure, FigureRefused, type FigureRequest } from '#app/figures/figure.ts'
import { foldRows, type Group } from '#app/figures/fold-rows.ts'
import { type FactorKeys, loadFactorKeys } from '#app/figures/load-factor-keys.ts'
import { makeFigures } from '#app/figures/make-figures.ts'
import { type Plan, type PlannedSlice, planSlices } from '#app/figures/plan-slices.ts'
import { quarterOfMonth } from '#app/filters/months.ts'
import { monthRange, type Period } from '#app/filters/period.ts'
import type { DatasetInfo, Row, RunOptions, Warehouse } from '#app/warehouse/warehouse.ts'

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
  const period = checkPeriod(checked, warehouse.dataset)
  const read = await readRows(warehouse, scope, checked, period, options)
  return figuresFrom(read, checked, period, warehouse.dataset)
}

/**
 * The figures of `loadFigures` over several periods of whole months, in their order, from one reading of the months
 * that they span: twelve rolling years cost what one does. Throws FigureRefused, for elapsed days too.
 */
export async function loadFiguresOver(
  warehouse: Warehouse,
  scope: Scope,
  request: Omit<FigureRequest, 'period'>,
  periods: readonly string[],
  options?: RunOptions,
): Promise<readonly (readonly Figure[])[]> {
  const { dataset } = warehouse
  const asked = periods.map((period) => {
    const checked = checkRequest({ ...request, period })
    return { checked, period: checkPeriod(checked, dataset) }
  })
  const [first] = asked
  if (first === undefined) return []
  const elapsed = asked.find(({ period }) => period.elapsedDays !== null)
  if (elapsed !== undefined)
    throw new FigureRefused(
      'bad_period',
      `${elapsed.period.text} is of elapsed days: ask for it on its own, whole months are read together.`,
    )
  const from = asked.map(({ period }) => period.from).sort()[0] ?? first.period.from
  const to =
    asked
      .map(({ period }) => period.to)
      .sort()
      .at(-1) ?? first.period.to
  const read = await readRows(warehouse, scope, first.checked, monthRange(from, to), options)
  return asked.map(({ checked, period }) => figuresFrom(read, checked, period, dataset))
}

type RowsRead = {
  readonly plan: Plan
  readonly rows: ReadonlyMap<PlannedSlice, readonly Row[]>
  readonly keys: FactorKeys
}

async function readRows(
  warehouse: Warehouse,
  scope: Scope,
  request: FigureRequest,
  period: Period,
  options: RunOptions | undefined,
): Promise<RowsRead> {
  const plan = planSlices(request, period)
  const isModelled = plan.slices.some(({ statement }) => 'factors' in statement.columns)
  const [keys, ...answers] = await Promise.all([
    isModelled ? loadFactorKeys(warehouse, scope) : (new Map() satisfies FactorKeys),
    ...plan.slices.map((slice) => warehouse.run(slice.statement, scope, options)),
  ])
  return { plan, keys, rows: new Map(plan.slices.map((slice, index) => [slice, answers[index] ?? []])) }
}

function figuresFrom(
  { plan, rows, keys }: RowsRead,
  request: FigureRequest,
  period: Period,
  dataset: DatasetInfo,
): readonly Figure[] {
  const quarterOf = (month: string) => quarterOfMonth(month, dataset.fiscalStart)
  const isInside = ({ month }: Row) => String(month) >= period.from && String(month) <= period.to
  const folded = new Map(
    plan.slices.map((slice) => [
      slice,
      foldRows((rows.get(slice) ?? []).filter(isInside), slice, request.by, quarterOf),
    ]),
  )
  const groupsOf = (slice: PlannedSlice) => folded.get(slice) ?? new Map()
  const answer: Answer = { request, period, dataset, plan, groupsOf, keys }
  return request.metrics.flatMap((metric) => makeFigures(metric, answer))
}
