import { type Scope, scopeKey } from '#app/access/scope.ts'
import { checkPeriod, checkRequest } from '#app/figures/check-request.ts'
import { groupColumns } from '#app/figures/compose-statement.ts'
import { type Figure, FigureRefused, type FigureRequest, type ReaderDimension } from '#app/figures/figure.ts'
import { foldRows, type Group, type SliceRows } from '#app/figures/fold-rows.ts'
import { keepFigures } from '#app/figures/keep-figures.ts'
import { type FactorKeys, loadFactorKeys } from '#app/figures/load-factor-keys.ts'
import { makeFigures } from '#app/figures/make-figures.ts'
import { isCovered, type Plan, type PlannedSlice, planSlices } from '#app/figures/plan-slices.ts'
import { readSlice } from '#app/figures/read-slices.ts'
import { quarterOfMonth } from '#app/filters/months.ts'
import { isOfQuarters, monthRange, type Period } from '#app/filters/period.ts'
import type { DatasetInfo, Warehouse } from '#app/warehouse/warehouse.ts'

/** What the statements of one request answered, folded by group. */
export type Answer = {
  readonly request: FigureRequest
  readonly period: Period
  readonly dataset: DatasetInfo
  readonly plan: Plan
  readonly groupsOf: (slice: PlannedSlice) => ReadonlyMap<string, readonly Group[]>
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
): Promise<readonly Figure[]> {
  const checked = checkRequest(request)
  const period = checkPeriod(checked, warehouse.dataset)
  return await keepFigures(
    warehouse,
    keyOf('figures', scope, checked),
    async () =>
      figuresFrom(await readRows(warehouse, scope, checked, [period]), checked, period, warehouse.dataset),
    (figures) => figures.length,
  )
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
  return await keepFigures(
    warehouse,
    keyOf('over', scope, { ...first.checked, periods }),
    async () => {
      const read = await readRows(
        warehouse,
        scope,
        first.checked,
        asked.map(({ period }) => period),
      )
      return asked.map(({ checked, period }) => figuresFrom(read, checked, period, dataset))
    },
    (found) => found.flat().length,
  )
}

const keyOf = (kind: string, scope: Scope, request: object) =>
  JSON.stringify([kind, scopeKey(scope), request])

/** Several breakdowns of the same metrics. */
export type BreakdownRequest = Omit<FigureRequest, 'by' | 'period'> & {
  /** Each at least one dimension, without time. */
  readonly breakdowns: readonly (readonly ReaderDimension[])[]
}

/**
 * The figures of `loadFigures` for several breakdowns over several periods, as `[breakdown][period]`, from one reading
 * that tells all the dimensions apart: models, regions and providers go together, so their combinations are few.
 * Elapsed days are read on their own. Throws FigureRefused and WarehouseError.
 */
export async function loadBreakdowns(
  warehouse: Warehouse,
  scope: Scope,
  { breakdowns, metrics, filters }: BreakdownRequest,
  periods: readonly string[],
): Promise<readonly (readonly (readonly Figure[])[])[]> {
  const { dataset } = warehouse
  const union = [...new Set(breakdowns.flat())]
  const all = checkRequest({ metrics, by: union, filters, period: '' })
  const asked = periods.map((text) => checkPeriod({ ...all, period: text }, dataset))
  return await keepFigures(
    warehouse,
    keyOf('breakdowns', scope, { ...all, breakdowns, periods }),
    () => readBreakdowns(warehouse, scope, all, breakdowns, asked),
    (found) => found.flat(2).length,
  )
}

async function readBreakdowns(
  warehouse: Warehouse,
  scope: Scope,
  all: FigureRequest,
  breakdowns: BreakdownRequest['breakdowns'],
  asked: readonly Period[],
): Promise<readonly (readonly (readonly Figure[])[])[]> {
  const { dataset } = warehouse
  const union = all.by
  const covered = (by: readonly string[]) => coveredBy(all, by)
  const read = readSpans(warehouse, scope, all, asked)
  return await Promise.all(
    breakdowns.map(async (by) => {
      // A coverage that only the narrow breakdown knows is read with it.
      const request = { ...all, by }
      const isTogether = covered(by) === covered(union)
      const rows = await (isTogether ? read : readSpans(warehouse, scope, request, asked))
      return asked.map((period, index) => {
        const found = rows[index]
        if (found === undefined) throw new RangeError(`${period.text} was not read.`)
        return figuresFrom(found, { ...request, period: period.text }, period, dataset)
      })
    }),
  )
}

/** Which metrics know their coverage under some dimensions, as text. */
function coveredBy({ metrics, filters }: FigureRequest, by: readonly string[]): string {
  return metrics.filter((metric) => isCovered(metric, [...by, ...Object.keys(filters)])).join(' ')
}

/** What each period rests on: one reading for all the whole months, one for each run of elapsed days. */
async function readSpans(
  warehouse: Warehouse,
  scope: Scope,
  request: FigureRequest,
  periods: readonly Period[],
): Promise<readonly RowsRead[]> {
  const whole = periods.filter(({ elapsedDays }) => elapsedDays === null)
  const together = whole.length === 0 ? null : readRows(warehouse, scope, request, whole)
  return await Promise.all(
    periods.map((period) =>
      period.elapsedDays === null && together !== null
        ? together
        : readRows(warehouse, scope, request, [period]),
    ),
  )
}

/** The months from the first period to the last; a single one as it is. */
function spanOf(periods: readonly Period[]): Period {
  const [only] = periods
  if (only !== undefined && periods.length === 1) return only
  const from = periods.map((period) => period.from).sort()[0] ?? ''
  const to =
    periods
      .map((period) => period.to)
      .sort()
      .at(-1) ?? ''
  return monthRange(from, to)
}

type RowsRead = {
  readonly plan: Plan
  readonly rows: ReadonlyMap<PlannedSlice, SliceRows>
  readonly keys: FactorKeys
}

async function readRows(
  warehouse: Warehouse,
  scope: Scope,
  request: FigureRequest,
  periods: readonly Period[],
): Promise<RowsRead> {
  const period = spanOf(periods)
  const plan = planSlices(request, period, isOfQuarters(periods, warehouse.dataset.fiscalStart))
  const isModelled = plan.slices.some((slice) => groupColumns(slice).includes('factors'))
  const [keys, ...answers] = await Promise.all([
    isModelled ? loadFactorKeys(warehouse, scope) : (new Map() satisfies FactorKeys),
    ...plan.slices.map((slice) => readSlice(warehouse, scope, slice)),
  ])
  const rows = new Map(answers.map((answer, index) => [plan.slices[index] as PlannedSlice, answer]))
  return { plan, keys, rows }
}

function figuresFrom(
  { plan, rows, keys }: RowsRead,
  request: FigureRequest,
  period: Period,
  dataset: DatasetInfo,
): readonly Figure[] {
  const quarterOf = (month: string) => quarterOfMonth(month, dataset.fiscalStart)
  const isInside = (month: string) => month >= period.from && month <= period.to
  const folded = new Map(
    [...rows].map(([slice, read]) => [slice, foldRows(read, request.by, isInside, quarterOf)]),
  )
  const groupsOf = (slice: PlannedSlice) => folded.get(slice) ?? new Map()
  return makeFigures({ request, period, dataset, plan, groupsOf, keys })
}
