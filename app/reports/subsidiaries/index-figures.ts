import type { Figure, ReaderDimension } from '#app/figures/figure.ts'

/** Figures by the value of a dimension, then by period: what is told of one group is looked up, not searched. */
export type Indexed = (value: string, period: string) => readonly Figure[]

export function indexed(figures: readonly Figure[], dimension: ReaderDimension): Indexed {
  const found = new Map<string, Figure[]>()
  const keyOf = (value: string, period: string) => `${value} ${period}`
  for (const figure of figures) {
    const key = keyOf(figure.by[dimension] ?? '', figure.period)
    const own = found.get(key)
    if (own === undefined) found.set(key, [figure])
    else own.push(figure)
  }
  return (value, period) => found.get(keyOf(value, period)) ?? []
}
