import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { LookKind, Mappable } from '#app/sources/source.ts'
import { type Dimension, UNASSIGNED } from '#app/warehouse/schema.ts'

/** Ids that a dimension may hold, where the vocabulary is closed. */
const VOCABULARY: Partial<Record<Dimension, readonly string[]>> = {
  hosting: ['on_premise', 'secnumcloud', 'eu_external_keys', 'eu_us_cloud', 'outside_eu', UNASSIGNED],
  approach: ['generative', 'classic', UNASSIGNED],
  phase: ['training', 'tuning', 'inference', 'idle', UNASSIGNED],
}

const ID = z.string().trim().min(1, 'an id is not empty')
const DAY = z.iso.date('a day is written YYYY-MM-DD')
const rule = z.strictObject({
  from: z.string().min(1),
  to: z.string(),
  values: z.record(z.string(), ID).optional(),
  since: DAY.optional(),
  until: DAY.optional(),
})
const NATURES = ['ai', 'not_ai', 'undecided'] as const
const natureRule = z.strictObject({
  from: z.string().min(1),
  values: z.array(z.string()).min(1, 'a rule lists at least one text'),
  is: z.enum(NATURES, 'it is ai, not_ai or undecided'),
})
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

/** Where the text that a rule looks at comes from. */
export type RuleSource =
  | { readonly kind: Exclude<LookKind, 'column'>; readonly key: string }
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'column'; readonly header: string }

/** One rule: rows whose `from` has a text get an id in `to`, within `since` and `until` (both included). */
export type AssignRule = {
  readonly from: RuleSource
  readonly written: string
  readonly to: Dimension
  /** Text seen → id; null when the text itself is the id. */
  readonly values: ReadonlyMap<string, string> | null
  /** Ids that the dimension may hold; null when any may. */
  readonly vocabulary: readonly string[] | null
  readonly since: string | null
  readonly until: string | null
}

/** What a billing row is to the group's AI: only `ai` enters the figures. */
export type Nature = (typeof NATURES)[number]

/** One rule of the perimeter: rows whose `from` has one of the texts, exactly. */
export type NatureRule = {
  readonly from: RuleSource
  readonly written: string
  readonly values: readonly string[]
  readonly is: Nature
}

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

/** A map file that cannot be used: the message names the file, the place in it and what to write. */
export class MapRefused extends Error {
  constructor(file: string, place: string, problem: string, remedy: string) {
    super(`${file}${place === '' ? '' : `, ${place}`}: ${problem}. ${remedy}`)
    this.name = 'MapRefused'
  }
}

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

function readPerimeter(
  rules: z.infer<typeof mapFile>['perimeter'],
  file: string,
  source: Mappable,
): ImportMap['perimeter'] {
  if (rules === undefined) return null
  if (source.fact !== 'billing')
    throw new MapRefused(
      file,
      'perimeter',
      `it says which billing rows are AI, and ${source.format} has no bill: all its rows are AI`,
      'Remove it from this map.',
    )
  if (!rules.some(({ is }) => is === 'ai'))
    throw new MapRefused(
      file,
      'perimeter',
      'no rule says what is ai, so that no row would count',
      'Add {"from": "service", "values": ["…"], "is": "ai"}.',
    )
  return rules.map(({ from, values, is }, index) => ({
    from: readFrom(from, `perimeter[${index}].from`, file, source),
    written: from,
    values,
    is,
  }))
}

function readRule(one: z.infer<typeof rule>, place: string, file: string, source: Mappable): AssignRule {
  const to = source.assignable.find((dimension) => dimension === one.to)
  if (to === undefined)
    throw new MapRefused(
      file,
      `${place}.to`,
      `“${one.to}” cannot be assigned in ${source.format}`,
      `What can is ${source.assignable.join(', ')}.`,
    )
  if (one.since !== undefined && one.until !== undefined && one.since > one.until)
    throw new MapRefused(file, `${place}.until`, `it is before “since”`, 'Swap the two days.')
  if (one.values === undefined && source.fields[one.from]?.kind === 'texts')
    throw new MapRefused(
      file,
      `${place}.values`,
      `a row has several texts of “${one.from}”, and nothing says which is the ${to}`,
      'Add "values": {SEEN: ID}.',
    )
  const vocabulary = VOCABULARY[to] ?? null
  for (const [seen, id] of Object.entries(one.values ?? {}))
    if (vocabulary !== null && !vocabulary.includes(id))
      throw new MapRefused(
        file,
        `${place}.values.${seen}`,
        `“${id}” is not a value of ${to}`,
        `The values are ${vocabulary.join(', ')}.`,
      )
  return {
    from: readFrom(one.from, `${place}.from`, file, source),
    written: one.from,
    to,
    values: one.values === undefined ? null : new Map(Object.entries(one.values)),
    vocabulary,
    since: one.since ?? null,
    until: one.until ?? null,
  }
}

function readFrom(from: string, place: string, file: string, source: Mappable): RuleSource {
  const [, written, name] = /^(\w+):(.+)$/s.exec(from) ?? []
  const kind = source.looksAt.find((one) => one === written)
  if (kind === 'column' && name !== undefined) return { kind, header: name }
  if (kind !== undefined && kind !== 'column' && name !== undefined) return { kind, key: name }
  const isText = (field: string) => ['text', 'texts'].includes(source.fields[field]?.kind ?? '')
  if (isText(from)) return { kind: 'field', field: from }
  const keyed = source.looksAt.map((one) => `${one}:${one === 'column' ? 'HEADER' : 'KEY'}`)
  throw new MapRefused(
    file,
    place,
    `“${from}” is nothing that a rule can look at`,
    `Write ${keyed.join(', ')}, or one of ${Object.keys(source.fields).filter(isText).join(', ')}.`,
  )
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
