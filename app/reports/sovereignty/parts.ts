import type { PartLook, StackPart } from '#app/charts/share-parts.ts'
import type { Figure, FigureDimension } from '#app/figures/figure.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** One part of a whole: `value` and `share` are null where no row speaks of it. */
export type Part = {
  readonly id: string
  /** The values of the dimension that rows count in it, for its receipt; empty without any. */
  readonly ids: readonly string[]
  readonly look: PartLook
  readonly value: number | null
  /** Of the whole, what nobody assigned included. */
  readonly share: number | null
}

export type Whole = {
  /** Null where nothing is known. */
  readonly value: number | null
  /** In the order of the kinds; what nobody assigned last. */
  readonly parts: readonly Part[]
  /** The share of the first kinds in what is of a known kind: the rule of the catalogue's own shares. */
  readonly first: number | null
  /** The share of the whole that is of a known kind. */
  readonly known: number | null
}

/** The kinds that make a whole, in order, how each is drawn, and those that are added up first. */
export type Kinds = {
  readonly dimension: FigureDimension
  readonly looks: Readonly<Record<string, PartLook>>
  readonly first: readonly string[]
}

/**
 * What figures of one unit add up to, by kind. A value that is none of the kinds is counted with what nobody assigned:
 * no part is dropped.
 */
export function partsOf(figures: readonly Figure[], { dimension, looks, first }: Kinds): Whole {
  const kinds = Object.keys(looks)
  const values = new Map<string, { value: number; ids: Set<string> }>()
  for (const { by, value } of figures) {
    if (value === null) continue
    const own = by[dimension] ?? UNASSIGNED
    const id = kinds.includes(own) ? own : UNASSIGNED
    const found = values.get(id) ?? { value: 0, ids: new Set<string>() }
    found.value += value
    found.ids.add(own)
    values.set(id, found)
  }
  const sum = (ids: readonly string[]) => ids.reduce((all, id) => all + (values.get(id)?.value ?? 0), 0)
  const [known, all] = [sum(kinds), sum([...kinds, UNASSIGNED])]
  const isShared = values.size > 0 && all > 0
  return {
    value: values.size === 0 ? null : all,
    parts: [...kinds, UNASSIGNED].map((id) => {
      const found = values.get(id)
      return {
        id,
        ids: [...(found?.ids ?? [])],
        look: looks[id] ?? 'unassigned',
        value: found?.value ?? null,
        // That no row is left unassigned is known where there are rows; a kind without rows is not known to be zero.
        share: !isShared ? null : found !== undefined ? found.value / all : id === UNASSIGNED ? 0 : null,
      }
    }),
    first: isShared && known > 0 ? sum(first) / known : null,
    known: isShared ? known / all : null,
  }
}

/** The currency of the largest amounts, and whether there are others; null where no amount is. */
export function mainCurrency(figures: readonly Figure[]): {
  readonly currency: string | null
  readonly others: readonly string[]
} {
  const sums = new Map<string, number>()
  for (const { currency, value } of figures)
    if (currency !== null) sums.set(currency, (sums.get(currency) ?? 0) + Math.abs(value ?? 0))
  const [main = null, ...others] = [...sums].sort((a, b) => b[1] - a[1]).map(([currency]) => currency)
  return { currency: main, others }
}

/** The parts as a chart draws them. */
export function stackParts(
  { parts }: Whole,
  text: (part: Part) => { readonly inside: string; readonly tip: string },
): readonly StackPart[] {
  return parts.flatMap((part) => {
    if (part.share === null) return []
    const { inside, tip } = text(part)
    return [{ look: part.look, share: part.share, text: inside, tip }]
  })
}
