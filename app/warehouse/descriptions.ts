import { SCHEMA, type Schema } from '#app/warehouse/tables.ts'

/** Says which part of core a row belongs to: parts are immutable, and a version lists those that count. */
export const PART = 'part'

/** Columns that tables derived from the dimensions and measures begin with. */
const HEADS: Readonly<Record<string, string>> = {
  day: 'Day of the activity; of a bill, the charge day as the provider writes it.',
  month: 'YYYY-MM.',
  quarter: 'YYYY-Qn.',
  fact: 'What kind of row it is; each kind has its own dimensions and measures.',
  [PART]: 'Part of core that the row belongs to; only parts that a version lists count.',
}

/** What a table holds, in a sentence. */
export function tableDescription(table: string, schema: Schema = SCHEMA): string {
  if (table === 'activity_daily') return 'Activity by day: what was billed, asked and computed.'
  if (table === 'fact_month') return 'Every measure by month and dimensions, the table that pages read.'
  if (table === 'fact_day') return 'The same by day, for the open quarter and the four before it.'
  return schema.plain[table]?.description ?? ''
}

/** What a column of a table holds, in a sentence. */
export function columnDescription(table: string, name: string, schema: Schema = SCHEMA): string {
  const own = schema.plain[table]?.columns[name]?.description
  return (
    own ?? schema.dimensions[name]?.description ?? schema.measures[name]?.description ?? HEADS[name] ?? ''
  )
}
