/** A small seeded generator (mulberry32), so that a failing case can be made again from its seed. */
export type Random = {
  next(): number
  integer(below: number): number
  pick<T>(values: readonly T[]): T
  chance(probability: number): boolean
  /** A decimal text of at most `decimals` decimals, below `below`. */
  decimal(below: number, decimals: number): string
}

export function seeded(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const integer = (below: number) => Math.floor(next() * below)
  return {
    next,
    integer,
    pick: <T>(values: readonly T[]): T => {
      const value = values[integer(values.length)]
      if (value === undefined) throw new Error('There is nothing to pick from.')
      return value
    },
    chance: (probability) => next() < probability,
    decimal: (below, decimals) => {
      let digits = ''
      for (let index = 0; index < integer(decimals + 1); index++) digits += String(integer(10))
      const trimmed = digits.replace(/0+$/, '')
      return `${integer(below)}${trimmed === '' ? '' : `.${trimmed}`}`
    },
  }
}
