import type { FigureRequest } from '#app/figures/figure.ts'
import { METRICS } from '#app/metrics/catalog.ts'
import type { Aggregate, Metric } from '#app/metrics/metric.ts'
import type { ResolvedCoefficients } from '#app/warehouse/build-serve.server.ts'
import { MEASURES } from '#app/warehouse/schema.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'
import type { NaiveRow } from '#tests/figures/naive-activity.ts'
import {
  aggregated,
  divide,
  type Fraction,
  factsOf,
  fits,
  hasDimension,
  isDaily,
  scaled,
  share,
  toDouble,
  valued,
} from '#tests/figures/naive-sums.ts'
import { after, monthEnd, quarterOf, windowOf } from '#tests/figures/naive-time.ts'

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
  /** Whether somebody could be recognised in it: nothing else is said of it then. */
  readonly isFew: boolean
}

export type NaiveData = {
  readonly rows: readonly NaiveRow[]
  readonly resolved: ResolvedCoefficients
  readonly info: DatasetInfo
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
  const { formula } = metric
  const sides =
    formula.kind === 'ratio'
      ? [formula.numerator, formula.denominator]
      : formula.kind === 'valued'
        ? [formula.quantity, formula.amount, formula.units]
        : [formula.of]
  const sums = sides.filter(({ kind }) => kind === 'sum')
  const onlyWhole = sums.length >= 2 && sides.some((side) => !isDaily(side))
  const wholeMonth = (month: string) => `${month}-01` >= window.first && monthEnd(month) <= window.last
  const seen = new Map<Aggregate, readonly NaiveRow[]>()
  const visible = (aggregate: Aggregate) => {
    const rows = seen.get(aggregate) ?? read(aggregate)
    seen.set(aggregate, rows)
    return rows
  }
  const read = (aggregate: Aggregate) =>
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
      const isFew =
        folded.every((side) => side !== null) &&
        folded.some((side, index) => isOneToFour(side, sides[index]?.measure))
      const made = isFew
        ? null
        : formula.kind === 'ratio'
          ? divide(folded[0] ?? null, folded[1] ?? null, formula.scale)
          : formula.kind === 'valued'
            ? valued(folded[0] ?? null, folded[1] ?? null, folded[2] ?? null)
            : scaled(folded[0] ?? null, formula.divisor)
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
          !isFew && formula.kind === 'aggregate' && formula.of.kind !== 'mean_of_months'
            ? (folded[0]?.over ?? null)
            : null,
        ...ends(made, folded, parts, data),
        coverage: isKnownBreakdown && metric.coverage !== null ? coverageOf(metric.coverage, value) : null,
        isFew,
      })
    }
  return figures
}

/** A coverage of one to four people says nothing of them either. */
function coverageOf(
  { assessed, total }: NonNullable<Metric['coverage']>,
  value: (aggregate: Aggregate) => Fraction | null,
): number | null {
  const [of, whole] = [value(assessed), value(total)]
  return isOneToFour(of, assessed.measure) ? null : share(of, whole)
}

/** The measures that count heads, written apart from the product on purpose. */
const HEADS =
  'active_users active_users_covered headcount trained_employees trained_employees_covered workshop_participants'.split(
    ' ',
  )

/** Whether a count of people is above zero and below five: fractions of people come of means over months. */
function isOneToFour(count: Fraction | null, measure: string | undefined): boolean {
  if (count === null || !HEADS.includes(measure ?? '')) return false
  return count.over > 0n && count.over < 5n * 10n ** 18n * count.under
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
