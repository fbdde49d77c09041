import type { FigureRequest } from '#app/figures/figure.ts'
import { METRICS } from '#app/metrics/catalog.ts'
import type { Aggregate, Metric } from '#app/metrics/metric.ts'
import type { ResolvedCoefficients } from '#app/warehouse/build-serve.server.ts'
import { MEASURES } from '#app/warehouse/schema.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'
import type { NaiveRow } from '#tests/figures/naive-rows.ts'

/** A figure by loops over rows: fraction, not number, so that the product's rounding is judged too. */
export type NaiveFigure = {
  readonly metric: string
  readonly by: Readonly<Record<string, string>>
  readonly currency: string | null
  readonly value: Fraction | null
  /** Units of 10⁻¹⁸ before the divisor, for sums and « last ». */
  readonly total: bigint | null
  readonly low: number | null
  readonly high: number | null
  readonly coverage: number | null
}
export type Fraction = { readonly over: bigint; readonly under: bigint }

export type NaiveData = {
  readonly rows: readonly NaiveRow[]
  readonly resolved: ResolvedCoefficients
  readonly info: DatasetInfo
}

type Window = { readonly first: string; readonly last: string; readonly partial: boolean }
const DAILY = ['billing', 'requests', 'gpu']

/** First and last day of a period's spelling, fiscal years opening with `start` and named by the year they end in. */
export function windowOf(text: string, start: number): Window {
  const [base = '', elapsed] = text.split('~')
  const [from = '', to = from] = base.split('..')
  const first = `${firstMonth(from, start)}-01`
  const length = to.includes('Q') ? 3 : to.length === 4 ? 12 : 1
  const lastMonth = after(firstMonth(to, start), length - 1)
  if (elapsed === undefined) return { first, last: monthEnd(lastMonth), partial: false }
  const days = Number(elapsed.replace('d', ''))
  return {
    first,
    last: new Date(Date.parse(first) + (days - 1) * 86400e3).toISOString().slice(0, 10),
    partial: true,
  }
}

function firstMonth(text: string, start: number): string {
  if (/^\d{4}-\d{2}$/.test(text)) return text
  const year = Number(text.slice(0, 4)) - (start > 1 ? 1 : 0)
  const opening = `${year}-${String(start).padStart(2, '0')}`
  return text.includes('Q') ? after(opening, (Number(text.at(-1)) - 1) * 3) : opening
}

function after(month: string, count: number): string {
  const date = new Date(`${month}-15T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + count)
  return date.toISOString().slice(0, 7)
}

function monthEnd(month: string): string {
  return new Date(Date.parse(`${after(month, 1)}-01`) - 86400e3).toISOString().slice(0, 10)
}

function quarterOf(month: string, start: number): string {
  for (let year = Number(month.slice(0, 4)); ; year++)
    for (let quarter = 1; quarter <= 4; quarter++) {
      const first = firstMonth(`${year}-Q${quarter}`, start)
      if (month >= first && month <= after(first, 2)) return `${year}-Q${quarter}`
    }
}

export function naiveFigures(
  data: NaiveData,
  subsidiaries: readonly string[] | null,
  request: FigureRequest,
): NaiveFigure[] {
  return request.metrics.flatMap((metric) =>
    naiveMetric(data, subsidiaries, request, metric, METRICS[metric]),
  )
}

function naiveMetric(
  data: NaiveData,
  subsidiaries: readonly string[] | null,
  request: FigureRequest,
  id: string,
  metric: Metric,
): NaiveFigure[] {
  const { info } = data
  const window = windowOf(request.period, info.fiscalStart)
  const sides =
    metric.formula.kind === 'ratio'
      ? [metric.formula.numerator, metric.formula.denominator]
      : [metric.formula.of]
  const sums = sides.filter(({ kind }) => kind === 'sum')
  const onlyWhole = sums.length === 2 && sides.some((side) => !isDaily(side))
  const wholeMonth = (month: string) => `${month}-01` >= window.first && monthEnd(month) <= window.last
  const visible = (aggregate: Aggregate) =>
    data.rows.filter((row) => {
      if (!factsOf(aggregate).includes(row.fact)) return false
      if (subsidiaries !== null && !subsidiaries.includes(row.values.subsidiary ?? '')) return false
      for (const [name, values] of Object.entries(request.filters))
        if (!values.includes(row.values[name] ?? '')) return false
      return window.partial && isDaily(aggregate) && !onlyWhole
        ? (row.day ?? '') >= window.first && (row.day ?? '') <= window.last
        : wholeMonth(row.month)
    })
  const keyOf = (row: NaiveRow) =>
    request.by.map((name) =>
      name === 'month'
        ? row.month
        : name === 'quarter'
          ? quarterOf(row.month, info.fiscalStart)
          : (row.values[name] ?? ''),
    )
  const places = new Map<string, { key: string[]; currencies: Set<string> }>()
  for (const side of sides)
    for (const row of visible(side)) {
      const key = keyOf(row)
      const place = places.get(key.join('\u0000')) ?? { key, currencies: new Set<string>() }
      places.set(key.join('\u0000'), place)
      if ('money' in MEASURES[side.measure]) place.currencies.add(row.values.currency ?? '')
    }
  if (places.size === 0 && request.by.length === 0) places.set('', { key: [], currencies: new Set() })
  const figures: NaiveFigure[] = []
  for (const { key, currencies } of places.values())
    for (const currency of currencies.size === 0 ? [null] : currencies) {
      const own = (aggregate: Aggregate) =>
        visible(aggregate).filter(
          (row) =>
            keyOf(row).join('\u0000') === key.join('\u0000') &&
            (!('money' in MEASURES[aggregate.measure]) || row.values.currency === currency),
        )
      const lastOf = (aggregate: Aggregate) => {
        const months: string[] = []
        for (
          let month = window.first.slice(0, 7);
          month <= window.last.slice(0, 7);
          month = after(month, 1)
        ) {
          const isRead = window.partial && isDaily(aggregate) && !onlyWhole ? true : wholeMonth(month)
          const quarter = request.by.indexOf('quarter')
          const single = request.by.indexOf('month')
          if (single >= 0 && key[single] !== month) continue
          if (quarter >= 0 && key[quarter] !== quarterOf(month, info.fiscalStart)) continue
          if (isRead && month <= info.lastMonth) months.push(month)
        }
        return months.at(-1) ?? ''
      }
      const value = (aggregate: Aggregate) => aggregated(own(aggregate), aggregate, lastOf(aggregate))
      const folded = sides.map(value)
      const parts = sides.map((side) => partsByKey(data, own(side), side))
      const made =
        metric.formula.kind === 'ratio'
          ? divide(folded[0] ?? null, folded[1] ?? null, metric.formula.scale)
          : scaled(folded[0] ?? null, metric.formula.divisor)
      const isKnownBreakdown =
        metric.coverage !== null &&
        [...request.by, ...Object.keys(request.filters)].every(
          (name) =>
            name === 'month' ||
            name === 'quarter' ||
            hasDimension(metric.coverage?.assessed ?? sides[0], name),
        )
      figures.push({
        metric: id,
        by: Object.fromEntries(request.by.map((name, index) => [name, key[index] ?? ''])),
        currency,
        value: made,
        total:
          metric.formula.kind === 'aggregate' && metric.formula.of.kind !== 'mean_of_months'
            ? (folded[0]?.over ?? null)
            : null,
        ...ends(made, folded, parts, data),
        coverage:
          isKnownBreakdown && metric.coverage !== null
            ? share(value(metric.coverage.assessed), value(metric.coverage.total))
            : null,
      })
    }
  return figures
}

function factsOf(aggregate: Aggregate): readonly string[] {
  return MEASURES[aggregate.measure].facts
}

function isDaily(aggregate: Aggregate): boolean {
  return factsOf(aggregate).every((fact) => DAILY.includes(fact))
}

/** Which facts know a dimension, written apart from the schema on purpose. */
const KNOWN: Readonly<Record<string, string>> = {
  billing:
    'subsidiary business_line project business_function approach provider account service service_category charge_category model openness accelerator region hosting invoice_month source',
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

const fits = (row: NaiveRow, { where }: Aggregate) =>
  Object.entries(where ?? {}).every(([name, values]) => values.some((value) => value === row.values[name]))

/** Nothing known is null; rows that are there but that no condition keeps are a true zero. */
function known(rows: readonly NaiveRow[], aggregate: Aggregate): bigint | null {
  const kept = rows.filter((row) => fits(row, aggregate))
  if (kept.length === 0) return aggregate.where !== undefined && rows.length > 0 ? 0n : null
  let total: bigint | null = null
  for (const row of kept) {
    const cell = row.measures[aggregate.measure] ?? null
    if (cell !== null) total = (total ?? 0n) + cell
  }
  return total
}

function aggregated(rows: readonly NaiveRow[], aggregate: Aggregate, last: string): Fraction | null {
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

function scaled(value: Fraction | null, divisor: number): Fraction | null {
  return value === null ? null : { over: value.over, under: value.under * BigInt(divisor) * UNITS }
}

function divide(
  a: Fraction | null,
  b: Fraction | null,
  scale: { multiply: number; divide: number },
): Fraction | null {
  if (a === null || b === null || b.over === 0n) return null
  return { over: a.over * b.under * BigInt(scale.multiply), under: a.under * b.over * BigInt(scale.divide) }
}

function share(assessed: Fraction | null, total: Fraction | null): number | null {
  if (total === null) return null
  const quotient = divide(assessed ?? { over: 0n, under: 1n }, total, { multiply: 1, divide: 1 })
  return quotient === null ? null : Math.min(1, Math.max(0, toDouble(quotient)))
}

export function toDouble({ over, under }: Fraction): number {
  return Number((over * 10n ** 30n) / under) / 1e30
}

function partsByKey(
  data: NaiveData,
  rows: readonly NaiveRow[],
  aggregate: Aggregate,
): ReadonlyMap<string, bigint> {
  const parts = new Map<string, bigint>()
  if (!('modelled' in MEASURES[aggregate.measure])) return parts
  for (const row of rows) {
    const cell = row.measures[aggregate.measure] ?? null
    if (cell === null || !fits(row, aggregate)) continue
    for (const key of data.resolved.keys)
      if (key.factors === row.factors && key.measure === aggregate.measure)
        parts.set(key.factor_key, (parts.get(key.factor_key) ?? 0n) + cell)
  }
  return parts
}

/** Modelled sums are never negative here, so the logarithmic form alone is tried. */
function ends(
  value: Fraction | null,
  folded: readonly (Fraction | null)[],
  parts: readonly ReadonlyMap<string, bigint>[],
  data: NaiveData,
): { low: number | null; high: number | null } {
  if (value === null) return { low: null, high: null }
  const middle = toDouble(value)
  const shareOf = (side: number, key: string) => {
    const of = folded[side]?.over ?? 0n
    return of === 0n ? 0 : Number(((parts[side]?.get(key) ?? 0n) * 10n ** 15n) / of) / 1e15
  }
  let [low, high] = [0, 0]
  for (const key of new Set(parts.flatMap((side) => [...side.keys()]))) {
    const width = data.resolved.keys.find((one) => one.factor_key === key)
    const difference = shareOf(0, key) - shareOf(1, key)
    const [under, above] = [Math.log(Number(width?.width_low)), Math.log(Number(width?.width_high))]
    low += (difference * (difference > 0 ? under : above)) ** 2
    high += (difference * (difference > 0 ? above : under)) ** 2
  }
  return { low: middle / Math.exp(Math.sqrt(low)), high: middle * Math.exp(Math.sqrt(high)) }
}

/** Units of 10⁻¹⁸ over 1 or 1000 as decimal text. */
export function units18(value: bigint, divisor: number): string {
  const places = divisor === 1000 ? 21 : 18
  const text = String(value < 0n ? -value : value).padStart(places + 1, '0')
  const trimmed = `${text.slice(0, -places)}.${text.slice(-places)}`.replace(/\.?0+$/, '')
  return value < 0n ? `-${trimmed}` : trimmed
}
