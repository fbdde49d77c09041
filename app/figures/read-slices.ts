import { type Scope, scopeKey } from '#app/access/scope.ts'
import { groupColumns } from '#app/figures/compose-statement.ts'
import { composeTogether, togetherKey } from '#app/figures/compose-together.ts'
import { composeUnion } from '#app/figures/compose-union.ts'
import { type Answered, asTheyStand, rowsOfOwn, type SliceRows } from '#app/figures/fold-rows.ts'
import { type PlannedSlice, statementOf } from '#app/figures/plan-slices.ts'
import {
  type Statement,
  type Warehouse,
  WarehouseError,
  type WarehouseErrorKind,
} from '#app/warehouse/warehouse.ts'

type Asked = {
  readonly scope: Scope
  readonly slice: PlannedSlice
  readonly resolve: (rows: Promise<SliceRows>) => void
}

/** What a document has asked for in this turn, by what one `SELECT` can read. */
const asked = new WeakMap<Warehouse, Map<string, Asked[]>>()

/**
 * The rows of a slice. All that a document asks for in one turn goes as one statement: each costs a round trip,
 * and on BigQuery ten mebibytes whatever it reads. Throws WarehouseError.
 */
export function readSlice(warehouse: Warehouse, scope: Scope, slice: PlannedSlice): Promise<SliceRows> {
  const known = asked.get(warehouse)
  const groups = known ?? new Map<string, Asked[]>()
  if (known === undefined) {
    asked.set(warehouse, groups)
    setImmediate(() => {
      asked.delete(warehouse)
      const all = [...groups.values()]
      try {
        for (const together of statementsOf(all.flatMap(partsOf))) send(warehouse, together)
      } catch (error) {
        // Nobody called this turn: what goes wrong in it is told to those who asked.
        for (const { resolve } of all.flat()) resolve(Promise.reject(error))
      }
    })
  }
  const key = `${scopeKey(scope)} ${togetherKey(slice)}`
  return new Promise((resolve) => {
    groups.set(key, [...(groups.get(key) ?? []), { scope, slice, resolve }])
  })
}

/** One `SELECT`, and how each of those who asked finds its rows in the answer. */
type Part = {
  readonly scope: Scope
  readonly asked: readonly Asked[]
  readonly statement: Statement
  readonly rowsOf: (answered: Answered) => (slice: PlannedSlice) => SliceRows
}

/** Estimates make a row for each combination of factors: they are worth a `SELECT` of their own that adds quarters up. */
function partsOf(group: readonly Asked[]): readonly Part[] {
  if (group.every(({ slice }) => slice.mayAddQuarters)) return [partOf(group, true)]
  const isApart = ({ slice }: Asked) => slice.mayAddQuarters && groupColumns(slice).includes('factors')
  const [apart, others] = [group.filter(isApart), group.filter((each) => !isApart(each))]
  return [...(apart.length === 0 ? [] : [partOf(apart, true)]), partOf(others, false)]
}

function partOf(asked: readonly Asked[], addsQuarters: boolean): Part {
  const [first, ...others] = asked
  if (first === undefined) throw new RangeError('Nothing to read.')
  const { scope, slice } = first
  if (others.length > 0) {
    const slices = asked.map((each) => ({ ...each.slice, addsQuarters }))
    return { scope, asked, ...composeTogether(`figures.several_by_${slice.grain}`, slices) }
  }
  const statement = statementOf({ ...slice, addsQuarters })
  return { scope, asked, statement, rowsOf: (answered) => () => rowsOfOwn(answered, slice) }
}

/** What one scope reads goes as one statement: its parts run side by side in it. */
function statementsOf(parts: readonly Part[]): readonly (readonly Part[])[] {
  const statements = new Map<string, Part[]>()
  for (const part of parts) {
    const key = scopeKey(part.scope)
    statements.set(key, [...(statements.get(key) ?? []), part])
  }
  return [...statements.values()]
}

function send(warehouse: Warehouse, parts: readonly Part[]): void {
  const answers = readParts(warehouse, parts)
  for (const [index, part] of parts.entries()) {
    const read = answers[index]?.then(part.rowsOf)
    if (read === undefined) throw new RangeError('A part was not read.')
    for (const each of part.asked)
      each.resolve(
        read.then(
          (rows) => rows(each.slice),
          (error: unknown) => {
            if (part.asked.length === 1 || !isOfOne(error)) throw error
            const { statement, rowsOf } = partOf([each], each.slice.mayAddQuarters)
            return warehouse
              .run(statement, part.scope)
              .then((rows) => rowsOf(asTheyStand(rows, statement))(each.slice))
          },
        ),
      )
  }
}

function readParts(warehouse: Warehouse, parts: readonly Part[]): readonly Promise<Answered>[] {
  const alone = ({ statement, scope }: Part) =>
    warehouse.run(statement, scope).then((rows) => asTheyStand(rows, statement))
  const [first, ...others] = parts
  if (first === undefined) return []
  if (others.length === 0) return [alone(first)]
  const { statement, rowsOf } = composeUnion(
    'figures.page',
    parts.map((part) => part.statement),
  )
  const all = warehouse.run(statement, first.scope).then(rowsOf)
  return parts.map((part, index) =>
    all.then(
      (answers) => answers[index] ?? asTheyStand([], part.statement),
      (error: unknown) => {
        if (!isOfOne(error)) throw error
        return alone(part)
      },
    ),
  )
}

/**
 * Whether one of several may be the cause: each is then asked for alone, so that only its panel fails. A warehouse that
 * is out, late or closed to this reader is asked no more.
 */
function isOfOne(error: unknown): boolean {
  return !(error instanceof WarehouseError && OF_ALL.includes(error.kind))
}

const OF_ALL: readonly WarehouseErrorKind[] = ['unavailable', 'timeout', 'denied', 'quota']
