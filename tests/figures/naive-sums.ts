import type { Aggregate } from '#app/metrics/metric.ts'
import { MEASURES } from '#app/warehouse/schema.ts'
import type { NaiveRow } from '#tests/figures/naive-activity.ts'

export type Fraction = { readonly over: bigint; readonly under: bigint }
const DAILY = ['billing', 'requests', 'gpu']

export function factsOf(aggregate: Aggregate): readonly string[] {
  return MEASURES[aggregate.measure].facts
}

export function isDaily(aggregate: Aggregate): boolean {
  return factsOf(aggregate).every((fact) => DAILY.includes(fact))
}

/** Which facts know a dimension, written apart from the schema on purpose. */
const KNOWN: Readonly<Record<string, string>> = {
  billing:
    'subsidiary business_line project business_function approach provider publisher account service service_category charge_category model openness accelerator region hosting invoice_month source',
  requests:
    'subsidiary business_line project business_function approach provider account model openness region hosting phase source',
  gpu: 'subsidiary business_line project business_function approach provider account model openness accelerator region hosting phase source',
  users: 'subsidiary business_line source',
  headcount: 'subsidiary business_line source',
  budget: 'subsidiary business_line source',
  workshops: 'subsidiary business_line source',
  trained: 'subsidiary business_line source',
  projects: 'subsidiary business_line project business_function approach stage source',
  sources: 'source',
}

export function hasDimension(aggregate: Aggregate | undefined, name: string): boolean {
  return (
    aggregate !== undefined &&
    factsOf(aggregate).every((fact) => (KNOWN[fact] ?? '').split(' ').includes(name))
  )
}

export const fits = (row: NaiveRow, { where }: Aggregate) =>
  Object.entries(where ?? {}).every(([name, values]) => values.some((value) => value === row.values[name]))

/** Nothing known is null; rows that are there but that no condition keeps are a true zero. */
export function known(rows: readonly NaiveRow[], aggregate: Aggregate): bigint | null {
  const kept = rows.filter((row) => fits(row, aggregate))
  if (kept.length === 0) return aggregate.where !== undefined && rows.length > 0 ? 0n : null
  let total: bigint | null = null
  for (const row of kept) {
    const cell = row.measures[aggregate.measure] ?? null
    if (cell !== null) total = (total ?? 0n) + cell
  }
  return total
}

export function aggregated(rows: readonly NaiveRow[], aggregate: Aggregate, last: string): Fraction | null {
  if (aggregate.kind === 'sum') return asFraction(known(rows, aggregate))
  if (aggregate.kind === 'last')
    return asFraction(
      known(
        rows.filter(({ month }) => month === last),
        aggregate,
      ),
    )
  const months = [...new Set(rows.map(({ month }) => month))].map((month) =>
    known(
      rows.filter((row) => row.month === month),
      aggregate,
    ),
  )
  const found = months.filter((month) => month !== null)
  if (found.length === 0) return null
  return { over: found.reduce((sum, month) => sum + month, 0n), under: BigInt(found.length) }
}

const asFraction = (over: bigint | null): Fraction | null => (over === null ? null : { over, under: 1n })
const UNITS = 10n ** 18n

export function scaled(value: Fraction | null, divisor: number): Fraction | null {
  return value === null ? null : { over: value.over, under: value.under * BigInt(divisor) * UNITS }
}

export function divide(
  a: Fraction | null,
  b: Fraction | null,
  scale: { multiply: number; divide: number },
): Fraction | null {
  if (a === null || b === null || b.over === 0n) return null
  return { over: a.over * b.under * BigInt(scale.multiply), under: a.under * b.over * BigInt(scale.divide) }
}

/** Sums of 10⁻¹⁸: a quantity at the price of a unit. */
export function valued(
  quantity: Fraction | null,
  amount: Fraction | null,
  over: Fraction | null,
): Fraction | null {
  const price = divide(amount, over, { multiply: 1, divide: 1 })
  if (quantity === null || price === null) return null
  return { over: quantity.over * price.over, under: quantity.under * price.under * UNITS }
}

export function share(assessed: Fraction | null, total: Fraction | null): number | null {
  if (total === null) return null
  const quotient = divide(assessed ?? { over: 0n, under: 1n }, total, { multiply: 1, divide: 1 })
  return quotient === null ? null : Math.min(1, Math.max(0, toDouble(quotient)))
}

export function toDouble({ over, under }: Fraction): number {
  return Number((over * 10n ** 30n) / under) / 1e30
}

/** Units of 10⁻¹⁸ over 1 or 1000 as decimal text. */
export function units18(value: bigint, divisor: number): string {
  const places = divisor === 1000 ? 21 : 18
  const text = String(value < 0n ? -value : value).padStart(places + 1, '0')
  const trimmed = `${text.slice(0, -places)}.${text.slice(-places)}`.replace(/\.?0+$/, '')
  return value < 0n ? `-${trimmed}` : trimmed
}
