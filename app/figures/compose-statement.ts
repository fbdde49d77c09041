import { factsOf, factsWith } from '#app/figures/metric-dimensions.ts'
import type { Filters } from '#app/filters/filters.ts'
import type { Aggregate } from '#app/metrics/metric.ts'
import type { Fact } from '#app/warehouse/schema.ts'
import { SCHEMA, type Schema } from '#app/warehouse/tables.ts'
import type { RowSchema, SqlParameter, SqlType, Statement } from '#app/warehouse/warehouse.ts'

/** What one statement reads: aggregates of the same facts, over the same stretch of months or of days. */
export type Slice = {
  readonly facts: readonly Fact[]
  readonly grain: 'month' | 'day'
  /** Whether the months of a quarter are added up, each row under its first month; else months are told apart. */
  readonly addsQuarters?: boolean
  /** First and last month (YYYY-MM) or day (YYYY-MM-DD), by the grain. */
  readonly from: string
  readonly to: string
  /** Dimensions of the schema, and `fact` where several are read together. */
  readonly by: readonly string[]
  readonly filters: Filters
  /** Their kind is no matter here: a statement only adds. */
  readonly aggregates: readonly Pick<Aggregate, 'measure' | 'where'>[]
}

/** Name of the n-th aggregate's column, and of the count of rows that its condition keeps. */
export const sumColumn = (index: number) => `a${index + 1}`
export const keptColumn = (index: number) => `a${index + 1}_rows`

/** The columns that tell the rows of a slice apart, in their order. */
export function groupColumns(slice: Slice, schema: Schema = SCHEMA): readonly string[] {
  const measures = slice.aggregates.map(({ measure }) => schema.measures[measure])
  return [
    'month',
    ...slice.by,
    ...(measures.some((column) => column?.money) ? ['currency'] : []),
    ...(measures.some((column) => column?.modelled) ? ['factors'] : []),
  ]
}

/**
 * The one shape that a figure's statement has: months, dimensions, sums of measures, period, filters; the scope is in
 * the placeholder. Names come from the schema only and what a reader typed is a parameter; an unknown name throws.
 */
export function composeStatement(name: string, slice: Slice, schema: Schema = SCHEMA): Statement {
  const keys = groupColumns(slice, schema)
  const parameters: Record<string, SqlParameter> = {}
  const columns: Record<string, SqlType> = Object.fromEntries(keys.map((key) => [key, 'STRING'] as const))
  const bind = (parameter: string, value: SqlParameter) => {
    parameters[parameter] = value
    return `@${parameter}`
  }
  const [, ...told] = keys
  const select = [
    slice.addsQuarters ? 'MIN(f.month) AS month' : 'f.month',
    ...told.map((key) => `f.${slice.by.includes(key) ? dimension(key, slice.facts, schema) : key}`),
  ]
  for (const [index, aggregate] of slice.aggregates.entries()) {
    const facts = factsRead(aggregate.measure, slice, schema)
    columns[sumColumn(index)] = schema.measures[aggregate.measure]?.type ?? 'INT64'
    const condition = conditionOf(aggregate, index, facts, schema, bind)
    if (condition === null) {
      select.push(`SUM(f.${aggregate.measure}) AS ${sumColumn(index)}`)
      continue
    }
    columns[keptColumn(index)] = 'INT64'
    select.push(
      `SUM(CASE WHEN ${condition} THEN f.${aggregate.measure} END) AS ${sumColumn(index)}`,
      `COUNTIF(${condition}) AS ${keptColumn(index)}`,
    )
  }
  const where = [
    ...factConditions(slice, bind),
    periodCondition(slice, bind),
    ...filterConditions(slice, schema, bind),
  ]
  const sql = `SELECT ${select.join(', ')}
FROM {fact_${slice.grain}} AS f
WHERE ${where.join('\n  AND ')}
GROUP BY ${[slice.addsQuarters ? 'f.quarter' : 1, ...told.map((_, index) => index + 2)].join(', ')}`
  return { name, sql, parameters, columns: columns satisfies RowSchema }
}

type Bind = (name: string, value: SqlParameter) => string

function dimension(name: string, facts: readonly Fact[], schema: Schema): string {
  if (name === 'fact') return name
  const having = factsWith(name, schema)
  const lacking = facts.find((fact) => !having.includes(fact))
  if (lacking !== undefined) throw new Error(`The fact ${lacking} has no dimension ${name}.`)
  return name
}

/** The facts of a slice that a measure is read of: all of them, or where facts are told apart those that have it. */
function factsRead(measure: string, { facts, by }: Slice, schema: Schema): readonly Fact[] {
  const having = factsOf(measure, schema)
  const read = facts.filter((fact) => having.includes(fact))
  const lacking = facts.find((fact) => !having.includes(fact))
  if (lacking !== undefined && (read.length === 0 || !by.includes('fact')))
    throw new Error(`The fact ${lacking} has no measure ${measure}.`)
  return read
}

function conditionOf(
  { where }: Pick<Aggregate, 'where'>,
  index: number,
  facts: readonly Fact[],
  schema: Schema,
  bind: Bind,
): string | null {
  const terms = Object.entries(where ?? {}).map(([name, values]) => {
    const column = `f.${dimension(name, facts, schema)}`
    const equal = values.map((value, at) => {
      const parameter = bind(`${sumColumn(index)}_${name}_${at + 1}`, { type: 'STRING', value })
      return `${column} = ${parameter}`
    })
    return equal.length === 1 ? equal.join('') : `(${equal.join(' OR ')})`
  })
  return terms.length === 0 ? null : terms.join(' AND ')
}

function factConditions({ facts }: Slice, bind: Bind): string[] {
  if (facts.length === 0) throw new Error('A slice needs at least one fact.')
  const equal = facts.map((fact, index) => {
    const name = facts.length === 1 ? 'fact' : `fact_${index + 1}`
    return `f.fact = ${bind(name, { type: 'STRING', value: fact })}`
  })
  return [equal.length === 1 ? equal.join('') : `(${equal.join(' OR ')})`]
}

function periodCondition({ grain, from, to }: Slice, bind: Bind): string {
  const type = grain === 'day' ? 'DATE' : 'STRING'
  return `f.${grain} BETWEEN ${bind('from', { type, value: from })} AND ${bind('to', { type, value: to })}`
}

function filterConditions({ filters, facts }: Slice, schema: Schema, bind: Bind): string[] {
  return Object.entries(filters).map(([name, value]) => {
    const parameter = bind(`filter_${name}`, { type: 'STRING[]', value })
    return `f.${dimension(name, facts, schema)} IN (SELECT * FROM UNNEST(${parameter}))`
  })
}
