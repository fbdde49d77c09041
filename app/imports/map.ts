import { createHash } from 'node:crypto'
import { z } from 'zod'
import {
  type AssignRule,
  MapRefused,
  type NatureRule,
  natureRule,
  readPerimeter,
  readRule,
  rule,
} from '#app/imports/map-rules.ts'
import type { Mappable } from '#app/sources/source.ts'

const mapFile = z.strictObject({
  columns: z.record(z.string(), z.string().min(1)).default({}),
  assign: z.array(rule).default([]),
  perimeter: z
    .array(natureRule)
    .min(
      1,
      'a perimeter without a rule would leave every row undecided; without a perimeter every row counts',
    )
    .optional(),
})

/** How an import reads a file: names of columns, and rules tried in order, the first that matches winning. */
export type ImportMap = {
  readonly columns: Readonly<Record<string, string>>
  readonly assign: readonly AssignRule[]
  /** Which rows are AI, the first rule that matches winning and the others undecided; null: none is declared, all count. */
  readonly perimeter: readonly NatureRule[] | null
  /** Of what the map says, however it is spaced; '' without a map. */
  readonly digest: string
}

export const NO_MAP: ImportMap = { columns: {}, assign: [], perimeter: null, digest: '' }

/** Reads a map file's text for one format. @throws {MapRefused} */
export function parseMap(text: string, file: string, source: Mappable): ImportMap {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause)
    throw new MapRefused(file, '', `this is not JSON (${problem})`, 'Mend it, or write the map again.')
  }
  const parsed = mapFile.safeParse(json)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new MapRefused(
      file,
      placeOf(issue?.path ?? []),
      issue?.message ?? 'unknown',
      'A map is {"columns": {FIELD: HEADER}, "assign": [{"from": …, "to": …, "values"?: {SEEN: ID}, "since"?: DAY, "until"?: DAY}], "perimeter"?: [{"from": …, "values": [SEEN], "is": "ai" | "not_ai" | "undecided"}]}.',
    )
  }
  const fields = Object.keys(source.fields).filter((field) => source.fields[field]?.headers !== undefined)
  if (fields.length === 0 && Object.keys(parsed.data.columns).length > 0)
    throw new MapRefused(
      file,
      'columns',
      `the columns of ${source.format} have the names that its provider gives them`,
      'Remove “columns” from this map.',
    )
  for (const field of Object.keys(parsed.data.columns))
    if (!fields.includes(field))
      throw new MapRefused(
        file,
        `columns.${field}`,
        `${source.format} has no field of this name`,
        `It has ${fields.join(', ')}.`,
      )
  const assign = parsed.data.assign.map((one, index) => readRule(one, `assign[${index}]`, file, source))
  const perimeter = readPerimeter(parsed.data.perimeter, file, source)
  const digest = createHash('sha256').update(canonical(parsed.data)).digest('hex')
  return { columns: parsed.data.columns, assign, perimeter, digest }
}

function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
}

/** The order of rules means something; the order of names in an object does not. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
