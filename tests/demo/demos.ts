import { type Demo, generateDemo } from '#app/demo/generate-demo.ts'
import type { Scale } from '#app/demo/scale.ts'
import type { ActivityRow, AnyActivityRow, DailyFact } from '#app/warehouse/schema.ts'

export type WholeDemo = Demo & { readonly rows: readonly AnyActivityRow[] }

const made = new Map<Scale, WholeDemo>()

/** The demo of seed 1 with its activity in one list, made once per scale. */
export function demoOf(scale: Scale): WholeDemo {
  const before = made.get(scale)
  if (before !== undefined) return before
  const demo = generateDemo({ seed: 1, scale })
  const whole = { ...demo, rows: [...demo.activity].flatMap(({ rows }) => rows) }
  made.set(scale, whole)
  return whole
}

export function rowsOf<F extends DailyFact>(demo: WholeDemo, fact: F): ActivityRow<F>[] {
  return demo.rows.filter(
    (row): row is Extract<AnyActivityRow, { fact: F }> => row.fact === fact,
  ) as ActivityRow<F>[]
}

/** Sums by key, of numbers or decimal texts; a missing value counts for nothing. */
export function sumBy<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string,
  amountOf: (item: T) => number | string | null,
): Map<string, number> {
  const sums = new Map<string, number>()
  for (const item of items) sums.set(keyOf(item), (sums.get(keyOf(item)) ?? 0) + Number(amountOf(item) ?? 0))
  return sums
}

/** '2026-Q3' of a day or month. */
export function quarterOf(text: string): string {
  return `${text.slice(0, 4)}-Q${Math.ceil(Number(text.slice(5, 7)) / 3)}`
}

export function total(values: Iterable<number>): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
