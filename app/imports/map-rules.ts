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
/** A rule of « assign » as a map file writes it. */
export const rule = z.strictObject({
  from: z.string().min(1),
  to: z.string(),
  values: z.record(z.string(), ID).optional(),
  since: DAY.optional(),
  until: DAY.optional(),
})
const NATURES = ['ai', 'not_ai', 'undecided'] as const
/** A rule of « perimeter » as a map file writes it. */
export const natureRule = z.strictObject({
  from: z.string().min(1),
  values: z.array(z.string()).min(1, 'a rule lists at least one text'),
  is: z.enum(NATURES, 'it is ai, not_ai or undecided'),
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

/** A map file that cannot be used: the message names the file, the place in it and what to write. */
export class MapRefused extends Error {
  constructor(file: string, place: string, problem: string, remedy: string) {
    super(`${file}${place === '' ? '' : `, ${place}`}: ${problem}. ${remedy}`)
    this.name = 'MapRefused'
  }
}

/** The rules of a perimeter; null when none is declared. @throws {MapRefused} */
export function readPerimeter(
  rules: readonly z.infer<typeof natureRule>[] | undefined,
  file: string,
  source: Mappable,
): readonly NatureRule[] | null {
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

/** One rule of « assign », checked against the format. @throws {MapRefused} */
export function readRule(
  one: z.infer<typeof rule>,
  place: string,
  file: string,
  source: Mappable,
): AssignRule {
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
