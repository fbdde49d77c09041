import {
  assigned,
  fieldOf,
  fieldsFound,
  lookingRules,
  natureOf,
  seenBy,
  valueIn,
} from '#app/imports/compose-rules.ts'
import type { FoundColumns } from '#app/imports/find-columns.ts'
import type { ImportMap } from '#app/imports/map.ts'
import { fieldColumn, type ReadingClock, readField } from '#app/imports/read-fields.ts'
import { isMissing } from '#app/imports/reading/cells.ts'
import { sqlName, sqlText } from '#app/imports/reading/sql-text.ts'
import type { CoreColumn, Source } from '#app/sources/source.ts'
import { DIMENSIONS, MEASURES, UNASSIGNED } from '#app/warehouse/schema.ts'

/** Of the staged groups, those that core gets: read without fault, and within the perimeter. */
export const COUNTED = "(bad IS NULL AND nature = 'ai')"

/** Everything that the staging statements of one file depend on. */
export type StagingPlan = {
  readonly source: Source
  readonly found: FoundColumns
  readonly map: ImportMap
  readonly clock: ReadingClock
}

/** Alias in the row source → header: the cells of the fields found and the columns that rules look at. */
export function columnsToRead(plan: StagingPlan): Readonly<Record<string, string>> {
  const fields = Object.entries(plan.found).map(([field, header]) => [`cell_${field}`, header] as const)
  const looked = lookingRules(plan).flatMap(({ from, cell }) =>
    from.kind === 'column' ? [[cell, from.header] as const] : [],
  )
  return Object.fromEntries([...fields, ...looked])
}

/**
 * Rows with each field read (`value_*`) and `bad`, « field|reason » of the first cell that rejects the row. Reasons write
 * the values again: read from a subselect instead, the same statement took a third longer.
 */
export function typedRows(plan: StagingPlan, rows: string, more: readonly string[] = []): string {
  const reads = fieldsFound(plan).map((field) => {
    const read = readField(fieldOf(plan, field), fieldColumn('cell', field), plan.clock)
    return { field, ...read }
  })
  const values = reads.map(({ field, value }) => `${value} AS ${fieldColumn('value', field)}`)
  const reasons = reads.map(({ field, reason }) => `${sqlText(`${field}|`)} || (${reason})`)
  return `SELECT *, ${values.join(', ')}, coalesce(${reasons.join(', ')}) AS bad${more.map((one) => `, ${one}`).join('')} FROM (${rows})`
}

/** The one pass over a file: good rows grouped to core and to what the report counts; rejected rows only counted. */
export function groupedRows(plan: StagingPlan, rows: string): string {
  const digits = fieldsFound(plan).flatMap((field) => {
    const { losesDigits } = readField(fieldOf(plan, field), fieldColumn('cell', field), plan.clock)
    return losesDigits === null ? [] : [`${losesDigits} AS ${sqlName(`digits_${field}`)}`]
  })
  const seen = lookingRules(plan).map((rule) => `${seenBy(plan, rule)} AS ${rule.seen}`)
  const typed = `SELECT *${seen.map((one) => `, ${one}`).join('')} FROM (${typedRows(plan, rows, digits)})`
  const joins = plan.map.assign.map(
    (_, index) =>
      `LEFT JOIN assignment AS a${index} ON a${index}.rule = ${index} AND a${index}.seen = t.seen_${index}`,
  )
  const keys = groupKeys(plan).map(
    ({ name, sql }) => `CASE WHEN t.bad IS NULL THEN ${sql} END AS ${sqlName(name)}`,
  )
  const sums = [...measureSums(plan), ...countedFlags(plan)].map(
    ({ name, sql }) => `SUM(${sql}) AS ${sqlName(name)}`,
  )
  return `SELECT t.bad, ${keys.join(', ')}, COUNT(*) AS source_rows${sums.map((sum) => `, ${sum}`).join('')}
FROM (${typed}) AS t
${joins.join('\n')}
GROUP BY t.bad, ${keys.map((_, index) => index + 2).join(', ')}`
}

type Named = { readonly name: string; readonly sql: string }

/** What tells two groups apart: the core's dimensions, and what the report counts by. */
function groupKeys(plan: StagingPlan): readonly Named[] {
  const { source } = plan
  const nature = natureOf(plan)
  const dimensions = Object.keys(source.core)
    .filter((column) => column in DIMENSIONS)
    .map((name) => ({ name, sql: dimensionOf(plan, name) }))
  const known = nullableMeasures(plan).map((name) => ({
    name: `known_${name}`,
    sql: `${valueIn(plan, source.core[name] as string)} IS NOT NULL`,
  }))
  return [
    { name: 'day', sql: valueIn(plan, source.day) },
    { name: 'source', sql: sourceName(plan) },
    ...dimensions,
    ...known,
    { name: 'account_name', sql: source.accountName === null ? 'NULL' : valueIn(plan, source.accountName) },
    { name: 'nature', sql: nature.nature },
    { name: 'nature_rule', sql: `CAST(${nature.rule} AS INTEGER)` },
    { name: 'nature_text', sql: `CAST(${nature.text} AS VARCHAR)` },
    { name: 'counted', sql: source.counted === null ? 'NULL' : valueIn(plan, source.counted) },
  ]
}

/** Measures that a row may not know: rows that know and rows that do not are never summed together. */
export function nullableMeasures(plan: StagingPlan): readonly string[] {
  return Object.entries(plan.source.core).flatMap(([name, from]) =>
    name in MEASURES && typeof from === 'string' && plan.source.fields[from]?.whenEmpty === 'unknown'
      ? [name]
      : [],
  )
}

/** Core measures that the format supplies. */
export function suppliedMeasures(source: Source): readonly string[] {
  return Object.entries(source.core).flatMap(([name, from]) =>
    name in MEASURES && from !== null ? [name] : [],
  )
}

function measureSums(plan: StagingPlan): readonly Named[] {
  return suppliedMeasures(plan.source).map((name) => {
    const from = plan.source.core[name] as CoreColumn
    return { name, sql: typeof from === 'string' ? valueIn(plan, from) : '1' }
  })
}

/** What the report counts row by row; each is 0 or 1 of a row. */
function countedFlags(plan: StagingPlan): readonly Named[] {
  const flag = (name: string, condition: string) => ({
    name,
    sql: `CASE WHEN ${condition} THEN 1 ELSE 0 END`,
  })
  const found = fieldsFound(plan).map((name) => ({ name, field: fieldOf(plan, name) }))
  const zeros = found.flatMap(({ name, field }) =>
    field.kind === 'money' && field.whenEmpty === 'zero'
      ? [flag(`zero_${name}`, isMissing(`t.${fieldColumn('cell', name)}`))]
      : [],
  )
  const digits = found.flatMap(({ name, field }) =>
    field.kind === 'money' ? [flag(`digits_${name}`, `t.${sqlName(`digits_${name}`)}`)] : [],
  )
  const tags = valueIn(plan, 'tags')
  const cell = 'tags' in plan.found ? `t.${fieldColumn('cell', 'tags')}` : 'CAST(NULL AS VARCHAR)'
  const rules = plan.map.assign.map((_, index) => flag(`unseen_${index}`, `t.seen_${index} IS NULL`))
  return [
    ...zeros,
    ...digits,
    flag('untagged', `(${tags} IS NULL OR ${tags} = '{}')`),
    flag('unreadable_tags', `(${tags} IS NULL AND NOT ${isMissing(cell)} AND trim(${cell}) <> 'null')`),
    ...negatives(plan),
    ...rules,
  ]
}

/** Credits and corrections are valid; the report counts them so that a reader can find them in the invoice. */
function negatives(plan: StagingPlan): readonly Named[] {
  const { cost } = plan.source.core
  if (typeof cost !== 'string') return []
  const value = valueIn(plan, cost)
  return [
    { name: 'negative', sql: `CASE WHEN ${value} < 0 THEN 1 ELSE 0 END` },
    { name: 'negative_cost', sql: `CASE WHEN ${value} < 0 THEN ${value} END` },
  ]
}

function dimensionOf(plan: StagingPlan, name: string): string {
  const from = plan.source.core[name] ?? null
  const own = from === null ? [] : typeof from === 'string' ? [valueIn(plan, from)] : [constantOf(from)]
  const named =
    name === 'account' && plan.source.accountName !== null ? [valueIn(plan, plan.source.accountName)] : []
  return `coalesce(${[...assigned(plan, name), ...own, ...named, sqlText(UNASSIGNED)].join(', ')})`
}

function constantOf(from: Exclude<CoreColumn, string | null>): string {
  return sqlText('constant' in from ? from.constant : String(from.perRow))
}

/** « AWS (focus) »; the format alone where the file does not say whose it is. */
function sourceName(plan: StagingPlan): string {
  const by = valueIn(plan, plan.source.sourceBy)
  const { format } = plan.source
  return `coalesce(${by} || ${sqlText(` (${format})`)}, ${sqlText(format)})`
}
