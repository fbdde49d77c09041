import type { Answered } from '#app/figures/fold-rows.ts'
import type { Row, RowSchema, SqlParameter, SqlType, Statement } from '#app/warehouse/warehouse.ts'

/** Several statements sent as one, and the rows of each in its answer. */
export type Union = {
  readonly statement: Statement
  /** In the order of the statements. */
  readonly rowsOf: (rows: readonly Row[]) => readonly Answered[]
}

/** The first letter of the columns of each type: only columns of one type share a place. */
const LETTERS: Readonly<Partial<Record<SqlType, string>>> = {
  STRING: 's',
  INT64: 'i',
  BIGNUMERIC: 'n',
  'DECIMAL(18,6)': 'd',
}

/**
 * One statement that answers the rows of all, told apart by `part`. Columns of a type share places in the order that
 * each statement declares them, the rest is NULL; parameters take the part's number before their name. A column of a
 * type that no sum or dimension has throws RangeError.
 */
export function composeUnion(name: string, statements: readonly Statement[]): Union {
  const placed = statements.map(({ columns }) => placesOf(columns))
  const shared = new Map(placed.flatMap((places) => places.map(({ place, type }) => [place, type] as const)))
  const parameters: Record<string, SqlParameter> = {}
  const selects = statements.map((statement, part) => {
    for (const [parameter, value] of Object.entries(statement.parameters))
      parameters[parameterOf(part, parameter)] = value
    const own = new Map(placed[part]?.map(({ place, column }) => [place, column]))
    const cells = [...shared].map(([place, type]) => {
      const column = own.get(place)
      // The first part gives the columns their types: GoogleSQL takes a bare NULL for an INT64.
      const missing = part === 0 ? `CAST(NULL AS ${type})` : 'NULL'
      return `${column === undefined ? missing : `q.${column}`} AS ${place}`
    })
    const sql = statement.sql.replaceAll(
      /@([a-z_][a-z0-9_]*)/g,
      (_, parameter) => `@${parameterOf(part, parameter)}`,
    )
    return `SELECT ${part} AS part, ${cells.join(', ')}\nFROM (${sql}) AS q`
  })
  return {
    statement: {
      name,
      sql: selects.join('\nUNION ALL\n'),
      parameters,
      columns: { part: 'INT64', ...Object.fromEntries(shared) },
    },
    rowsOf(rows) {
      const parts: Row[][] = statements.map(() => [])
      for (const row of rows) parts[Number(row.part)]?.push(row)
      return parts.map((own, part) => {
        const places = new Map(placed[part]?.map(({ column, place }) => [column, place]))
        return { rows: own, placeOf: (column) => places.get(column) ?? '' }
      })
    },
  }
}

const parameterOf = (part: number, parameter: string) => `p${part}_${parameter}`

type Place = { readonly column: string; readonly place: string; readonly type: SqlType }

function placesOf(columns: RowSchema): readonly Place[] {
  const used = new Map<string, number>()
  return Object.entries(columns).map(([column, type]) => {
    const letter = LETTERS[type]
    if (letter === undefined) throw new RangeError(`The column ${column} is ${type}, which no union places.`)
    const number = (used.get(letter) ?? 0) + 1
    used.set(letter, number)
    return { column, place: `${letter}${number}`, type }
  })
}
