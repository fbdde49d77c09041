import { causesByKey, keysOfEither } from '#app/figures/causes-by-key.ts'
import { roundNumber } from '#app/figures/exact.ts'
import type { Cause, Figure } from '#app/figures/figure.ts'

/** What an interval rests on: the part of a value under each factor key, and how wide that key is. */
export type KeyPart = Omit<Cause, 'doubt'>

type Ends = { readonly low: number; readonly high: number }
type Judged = Pick<Figure, 'value' | 'causes'>

/**
 * The interval of a value: ×/÷ exp(√Σ(share · ln width)²), since errors are shared by key and independent between
 * keys. Where the value is zero or negative, ± √Σ(part · ln width)² instead.
 */
export function interval(value: number, parts: readonly KeyPart[]): Ends {
  const lowRoot = root(
    parts.map((part) => part.part * Math.log(part.part < 0 ? part.widthHigh : part.widthLow)),
  )
  const highRoot = root(
    parts.map((part) => part.part * Math.log(part.part < 0 ? part.widthLow : part.widthHigh)),
  )
  if (parts.length === 0) return { low: value, high: value }
  if (isLinear(value, parts))
    return { low: roundNumber(value - lowRoot), high: roundNumber(value + highRoot) }
  return {
    low: roundNumber(value / Math.exp(lowRoot / value)),
    high: roundNumber(value * Math.exp(highRoot / value)),
  }
}

/** The same parts with their share of the doubt, the largest first; keys that add no doubt are left out. */
export function causesOf(parts: readonly KeyPart[]): readonly Cause[] {
  const squares = parts.map((part) => (part.part * lnWidth(part)) ** 2)
  const total = squares.reduce((sum, square) => sum + square, 0)
  if (total === 0) return []
  const causes: Cause[] = []
  for (const [index, { key, part, widthLow, widthHigh }] of parts.entries()) {
    const doubt = (squares[index] ?? 0) / total
    if (doubt > 0) causes.push({ key, part, widthLow, widthHigh, doubt })
  }
  return causes.sort((a, b) => b.doubt - a.doubt || (a.key < b.key ? -1 : 1))
}

/**
 * Whether two figures of one metric differ by more than what they do not share can explain; null when one is unknown.
 * Full counts differ as soon as they are not equal. Throws RangeError when the two cannot be compared.
 */
export function differs(a: Figure, b: Figure): boolean | null {
  if (a.metric !== b.metric || a.unit !== b.unit)
    throw new RangeError(`${a.metric} in ${a.unit} cannot be compared with ${b.metric} in ${b.unit}.`)
  return differsBy(a, b)
}

/** The same rule over a value and its causes. */
export function differsBy(a: Judged, b: Judged): boolean | null {
  if (a.value === null || b.value === null) return null
  const [from, to] = [a.value, b.value]
  if (isLinear(from, a.causes) || isLinear(to, b.causes))
    return Math.abs(to - from) > root(differences(a, b, () => 1))
  return Math.abs(Math.log(from / to)) > root(differences(a, b, (value) => value))
}

/** The change from a to b with its interval: b − a ± √Σ((b's part − a's part) · ln width)²; null when unknown. */
export function changeInterval(a: Judged, b: Judged): (Ends & { readonly value: number }) | null {
  if (a.value === null || b.value === null) return null
  const change = b.value - a.value
  const spread = root(differences(a, b, () => 1))
  return {
    value: roundNumber(change),
    low: roundNumber(change - spread),
    high: roundNumber(change + spread),
  }
}

/**
 * The change from a to b with an interval that agrees with `differs`: what both share cancels in their ratio, so the
 * interval leaves zero out exactly when the two can be told apart. In the figures' unit, around a's central value;
 * the absolute interval where a ratio means nothing; null when unknown.
 */
export function comparedChange(a: Judged, b: Judged): (Ends & { readonly value: number }) | null {
  if (a.value === null || b.value === null) return null
  const [from, to] = [a.value, b.value]
  if (isLinear(from, a.causes) || isLinear(to, b.causes)) return changeInterval(a, b)
  const spread = Math.exp(root(differences(a, b, (value) => value)))
  return {
    value: roundNumber(to - from),
    low: roundNumber(to / spread - from),
    high: roundNumber(to * spread - from),
  }
}

/**
 * The ranks that each figure may hold among the others, 1 first, in the order given; null where its value is unknown.
 * Two that the rule cannot tell apart share their ranks.
 */
export function rankRanges(
  figures: readonly Figure[],
  first: 'lowest' | 'highest',
): readonly ({ readonly best: number; readonly worst: number } | null)[] {
  const known = figures.filter(({ value }) => value !== null)
  return figures.map((figure) => {
    if (figure.value === null) return null
    const told = known.filter((other) => other !== figure && differs(figure, other) === true)
    const ahead = told.filter((other) => isAhead(other.value ?? 0, figure.value ?? 0, first)).length
    return { best: 1 + ahead, worst: known.length - (told.length - ahead) }
  })
}

const isAhead = (value: number, than: number, first: 'lowest' | 'highest') =>
  first === 'lowest' ? value < than : value > than

/** Logarithms mean nothing at or below zero, nor where negative rows leave a part larger than the whole. */
function isLinear(value: number, parts: readonly KeyPart[]): boolean {
  return value <= 0 || parts.some(({ part }) => Math.abs(part) > value * (1 + 1e-9))
}

const lnWidth = ({ widthLow, widthHigh }: KeyPart) => Math.log(Math.max(widthLow, widthHigh))

/** For every key of either: the difference of its parts, each over `over(value)`, times its width. */
function differences(a: Judged, b: Judged, over: (value: number) => number): readonly number[] {
  const [ofA, ofB] = [causesByKey(a.causes), causesByKey(b.causes)]
  return keysOfEither(ofA, ofB).map((key) => {
    const [inA, inB] = [ofA.found.get(key), ofB.found.get(key)]
    const width = Math.max(inA === undefined ? 0 : lnWidth(inA), inB === undefined ? 0 : lnWidth(inB))
    return ((inA?.part ?? 0) / over(a.value ?? 1) - (inB?.part ?? 0) / over(b.value ?? 1)) * width
  })
}

function root(terms: readonly number[]): number {
  return Math.sqrt(terms.reduce((sum, term) => sum + term * term, 0))
}
