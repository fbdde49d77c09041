import type { Answered } from '#app/figures/fold-rows.ts'
import { type Row, type SqlParameter, type Statement, WarehouseError } from '#app/warehouse/warehouse.ts'

/** Several statements sent as one, and the rows of each in its answer. */
export type Union = {
  readonly statement: Statement
  /** In the order of the statements. */
  readonly rowsOf: (rows: readonly Row[]) => readonly Answered[]
}

/**
 * The column that holds a row's numbers, each as exact text, a space between two: most of them are unknown. Engines end
 * decimals otherwise (2 and 2.000000), which read as one number.
 */
const NUMBERS = 'numbers'
const NUMERIC = ['INT64', 'DECIMAL(18,6)', 'BIGNUMERIC']

/**
 * One statement that answers the rows of all, told apart by `part`. Texts share columns in the order that each statement
 * declares them, the rest is NULL; numbers stand in one text, because a page waits for every cell of its answer, known or
 * not. Parameters take the part's number before their name. A column of a type that no sum or dimension has throws
 * RangeError.
 */
export function composeUnion(name: string, statements: readonly Statement[]): Union {
  const columns = statements.map(columnsOf)
  const width = Math.max(0, ...columns.map(({ texts }) => texts.length))
  const places = Array.from({ length: width }, (_, index) => placeOf(index))
  const parameters: Record<string, SqlParameter> = {}
  const selects = statements.map((statement, part) => {
    for (const [parameter, value] of Object.entries(statement.parameters))
      parameters[parameterOf(part, parameter)] = value
    const { texts, numbers } = columns[part] ?? columnsOf(statement)
    const cells = places.map((place, index) => {
      const text = texts[index]
      // The first part gives the columns their types: GoogleSQL takes a bare NULL for an INT64.
      const missing = part === 0 ? 'CAST(NULL AS STRING)' : 'NULL'
      return `${text === undefined ? missing : `q.${text}`} AS ${place}`
    })
    const sql = statement.sql.replaceAll(
      /@([a-z_][a-z0-9_]*)/g,
      (_, parameter) => `@${parameterOf(part, parameter)}`,
    )
    return `SELECT ${[`${part} AS part`, ...cells, `${numbersText(numbers)} AS ${NUMBERS}`].join(', ')}\nFROM (${sql}) AS q`
  })
  return {
    statement: {
      name,
      sql: selects.join('\nUNION ALL\n'),
      parameters,
      columns: {
        part: 'INT64',
        ...Object.fromEntries(places.map((place) => [place, 'STRING'] as const)),
        [NUMBERS]: 'STRING',
      },
    },
    rowsOf(rows) {
      const parts: Row[][] = statements.map(() => [])
      for (const row of rows) parts[Number(row.part)]?.push(row)
      return parts.map((own, part) => {
        const { texts = [], numbers = [] } = columns[part] ?? {}
        return {
          rows: own,
          placeOf: (column) => placeOf(texts.indexOf(column)),
          numbersOf: (row) => readNumbers(name, row[NUMBERS], numbers.length),
          numberAt: (column) => numbers.indexOf(column),
        }
      })
    },
  }
}

const parameterOf = (part: number, parameter: string) => `p${part}_${parameter}`
const placeOf = (index: number) => `s${index + 1}`

/** The columns of a statement in its order: texts, which are answered one by one, and numbers. */
function columnsOf({ columns }: Statement): {
  readonly texts: readonly string[]
  readonly numbers: readonly string[]
} {
  const all = Object.entries(columns)
  for (const [column, type] of all)
    if (type !== 'STRING' && !NUMERIC.includes(type))
      throw new RangeError(`The column ${column} is ${type}, which no union places.`)
  const [texts, numbers] = [
    all.filter(([, type]) => type === 'STRING'),
    all.filter(([, type]) => type !== 'STRING'),
  ]
  return { texts: texts.map(([column]) => column), numbers: numbers.map(([column]) => column) }
}

function numbersText(columns: readonly string[]): string {
  const cells = columns.map((column) => `COALESCE(CAST(q.${column} AS STRING), '')`)
  return cells.length === 0 ? "''" : cells.join(" || ' ' || ")
}

function readNumbers(name: string, text: Row[string] | undefined, count: number): readonly (string | null)[] {
  const cells = String(text).split(' ')
  if (cells.length !== Math.max(1, count))
    throw new WarehouseError('bad-row', name, `« ${name} » answers « ${text} » in place of ${count} numbers.`)
  return cells.map((cell) => (cell === '' ? null : cell))
}
