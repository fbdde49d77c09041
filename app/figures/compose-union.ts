import type { Answered, Cells } from '#app/figures/fold-rows.ts'
import {
  type Row,
  type SqlParameter,
  type SqlType,
  type Statement,
  WarehouseError,
} from '#app/warehouse/warehouse.ts'

/** Several statements sent as one, and the rows of each in its answer. */
export type Union = {
  readonly statement: Statement
  /** In the order of the statements. Throws WarehouseError for a row that has not the cells of its statement. */
  readonly rowsOf: (rows: readonly Row[]) => readonly Answered[]
}

/** The types that sums and dimensions have. */
const PLACED: readonly SqlType[] = ['STRING', 'INT64', 'DECIMAL(18,6)', 'BIGNUMERIC']

/**
 * One statement that answers the rows of all, told apart by `part`, with the cells of a row in one text, a space between
 * two: a page waits for every cell of its answer, and in columns that all statements share most would be NULL. What is
 * unknown is empty. Parameters take the part's number before their name. A column of a type that no sum or dimension has
 * throws RangeError.
 */
export function composeUnion(name: string, statements: readonly Statement[]): Union {
  const parameters: Record<string, SqlParameter> = {}
  const selects = statements.map(({ columns, ...statement }, part) => {
    for (const [parameter, value] of Object.entries(statement.parameters))
      parameters[parameterOf(part, parameter)] = value
    const sql = statement.sql.replaceAll(
      /@([a-z_][a-z0-9_]*)/g,
      (_, parameter) => `@${parameterOf(part, parameter)}`,
    )
    const cells = Object.entries(columns).map(([column, type]) => cellText(column, type))
    return `SELECT ${part} AS part, CONCAT(${cells.join(", ' ', ")}) AS cells\nFROM (${sql}) AS q`
  })
  return {
    statement: {
      name,
      sql: selects.join('\nUNION ALL\n'),
      parameters,
      columns: { part: 'INT64', cells: 'STRING' },
    },
    rowsOf(rows) {
      const parts: string[][] = statements.map(() => [])
      for (const { part, cells } of rows) parts[Number(part)]?.push(String(cells))
      return parts.map((texts, part) => {
        const columns = Object.keys(statements[part]?.columns ?? {})
        return {
          rows: texts.map((text) => readCells(name, text, columns.length)),
          placeOf: (column) => columns.indexOf(column),
        }
      })
    },
  }
}

const parameterOf = (part: number, parameter: string) => `p${part}_${parameter}`

/**
 * A cell as text without a space, never NULL; texts are escaped as in JSON Pointer (RFC 6901). Engines end decimals otherwise (2 and
 * 2.000000), which read as one number.
 */
function cellText(column: string, type: SqlType): string {
  if (!PLACED.includes(type)) throw new RangeError(`The column ${column} is ${type}, which no union places.`)
  if (type !== 'STRING') return `COALESCE(CAST(q.${column} AS STRING), '')`
  return `REPLACE(REPLACE(COALESCE(q.${column}, ''), '~', '~0'), ' ', '~1')`
}

function readCells(name: string, text: string, count: number): Cells {
  const cells = text.split(' ')
  if (cells.length !== count)
    throw new WarehouseError('bad-row', name, `« ${name} » answers « ${text} » in place of ${count} cells.`)
  return cells.map((cell) => {
    if (cell === '') return null
    return cell.includes('~') ? cell.replaceAll('~1', ' ').replaceAll('~0', '~') : cell
  })
}
