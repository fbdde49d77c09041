import { type Scope, scopeKey } from '#app/access/scope.ts'
import { composeTogether, togetherKey } from '#app/figures/compose-together.ts'
import { rowsOfOwn, type SliceRows } from '#app/figures/fold-rows.ts'
import type { PlannedSlice } from '#app/figures/plan-slices.ts'
import { type Warehouse, WarehouseError } from '#app/warehouse/warehouse.ts'

type Asked = {
  readonly scope: Scope
  readonly slice: PlannedSlice
  readonly resolve: (rows: Promise<SliceRows>) => void
}

/** What a document has asked for in this turn, by what one statement can read. */
const asked = new WeakMap<Warehouse, Map<string, Asked[]>>()

/**
 * The rows of a slice. All that a document asks for in one turn goes as one statement for each breakdown: a statement
 * costs a round trip, and on BigQuery ten mebibytes whatever it reads. Throws WarehouseError.
 */
export function readSlice(warehouse: Warehouse, scope: Scope, slice: PlannedSlice): Promise<SliceRows> {
  const known = asked.get(warehouse)
  const groups = known ?? new Map<string, Asked[]>()
  if (known === undefined) {
    asked.set(warehouse, groups)
    setImmediate(() => {
      asked.delete(warehouse)
      for (const group of groups.values()) sendTogether(warehouse, group)
    })
  }
  const key = `${scopeKey(scope)} ${togetherKey(slice)}`
  return new Promise((resolve) => {
    groups.set(key, [...(groups.get(key) ?? []), { scope, slice, resolve }])
  })
}

function sendTogether(warehouse: Warehouse, group: readonly Asked[]): void {
  const [first] = group
  if (first === undefined) return
  const { scope } = first
  const alone = (slice: PlannedSlice) =>
    warehouse.run(slice.statement, scope).then((rows) => rowsOfOwn(rows, slice))
  if (group.length === 1) {
    first.resolve(alone(first.slice))
    return
  }
  const read = readTogether(warehouse, group)
  for (const { slice, resolve } of group)
    resolve(
      read.then(
        (rows) => rows(slice),
        (error: unknown) => {
          if (!isOfOne(error)) throw error
          return alone(slice)
        },
      ),
    )
}

async function readTogether(warehouse: Warehouse, group: readonly Asked[]) {
  const slices = group.map(({ slice }) => slice)
  const [first] = group
  if (first === undefined) throw new RangeError('Nothing to read together.')
  const { statement, rowsOf } = composeTogether(`figures.several_by_${first.slice.grain}`, slices)
  return rowsOf(await warehouse.run(statement, first.scope))
}

/** Whether one of several slices may be the cause: each is then asked for alone, so that only its panel fails. */
function isOfOne(error: unknown): boolean {
  return !(error instanceof WarehouseError && (error.kind === 'timeout' || error.kind === 'denied'))
}
