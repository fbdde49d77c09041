import { type Scope, scopeKey } from '#app/access/scope.ts'
import { composeStatement, groupColumns } from '#app/figures/compose-statement.ts'
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
      for (const group of groups.values()) for (const part of statementsFor(group)) send(warehouse, part)
    })
  }
  const key = `${scopeKey(scope)} ${togetherKey(slice)}`
  return new Promise((resolve) => {
    groups.set(key, [...(groups.get(key) ?? []), { scope, slice, resolve }])
  })
}

/** What one statement reads: the months of a quarter added up when nobody tells them apart. */
type Part = { readonly asked: readonly Asked[]; readonly addsQuarters: boolean }

/** Estimates make a row for each combination of factors: they are worth a statement of their own that adds quarters up. */
function statementsFor(group: readonly Asked[]): readonly Part[] {
  if (group.every(({ slice }) => slice.mayAddQuarters)) return [{ asked: group, addsQuarters: true }]
  const isApart = ({ slice }: Asked) => slice.mayAddQuarters && groupColumns(slice).includes('factors')
  return [
    { asked: group.filter(isApart), addsQuarters: true },
    { asked: group.filter((each) => !isApart(each)), addsQuarters: false },
  ].filter(({ asked }) => asked.length > 0)
}

function send(warehouse: Warehouse, { asked, addsQuarters }: Part): void {
  const [first, ...others] = asked
  if (first === undefined) return
  if (others.length === 0) {
    first.resolve(readAlone(warehouse, first, addsQuarters))
    return
  }
  const read = readTogether(warehouse, asked, addsQuarters)
  for (const each of asked)
    each.resolve(
      read.then(
        (rows) => rows(each.slice),
        (error: unknown) => {
          if (!isOfOne(error)) throw error
          return readAlone(warehouse, each, addsQuarters)
        },
      ),
    )
}

async function readAlone(warehouse: Warehouse, { slice, scope }: Asked, addsQuarters: boolean) {
  const statement = addsQuarters
    ? composeStatement(slice.statement.name, { ...slice, addsQuarters })
    : slice.statement
  return rowsOfOwn(await warehouse.run(statement, scope), slice)
}

async function readTogether(warehouse: Warehouse, asked: readonly Asked[], addsQuarters: boolean) {
  const slices = asked.map(({ slice }) => ({ ...slice, addsQuarters }))
  const [first] = asked
  if (first === undefined) throw new RangeError('Nothing to read together.')
  const { statement, rowsOf } = composeTogether(`figures.several_by_${first.slice.grain}`, slices)
  return rowsOf(await warehouse.run(statement, first.scope))
}

/** Whether one of several slices may be the cause: each is then asked for alone, so that only its panel fails. */
function isOfOne(error: unknown): boolean {
  return !(error instanceof WarehouseError && (error.kind === 'timeout' || error.kind === 'denied'))
}
