import { coverageOf } from '#app/figures/coverage.ts'
import type { Figure } from '#app/figures/figure.ts'
import { figurePeriod, lastMonthOf, stateOf } from '#app/figures/figure-period.ts'
import { type Folded, foldMonths, groupKeyOf } from '#app/figures/fold-rows.ts'
import type { Answer } from '#app/figures/load-figures.ts'
import { makeValue } from '#app/figures/make-value.ts'
import { isMoney } from '#app/figures/metric-dimensions.ts'
import { type Reading, readingsOf } from '#app/figures/plan-slices.ts'
import type { Period } from '#app/filters/period.ts'
import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** One value of `by`, and one currency where the figure is an amount. */
type Place = { readonly key: string; readonly by: Figure['by']; readonly currency: string | null }

/** The figures of one metric from the rows that were read for it. */
export function makeFigures(metric: MetricId, answer: Answer): readonly Figure[] {
  const { request, period, dataset } = answer
  const readings = readingsOf(
    metric,
    period,
    [...request.by, ...Object.keys(request.filters)].filter(isNotTime),
  )
  const formula = readings.formula.map((reading) => readerOf(reading, answer))
  const coverage = readings.coverage?.map((reading) => readerOf(reading, answer)) ?? null
  const periodOf = periodsOnce(answer)
  return placesOf(readings.formula, answer).map((place) => {
    const { own, state } = periodOf(place.by)
    const sides = formula.map((read) => read(place))
    const made = makeValue(metricOf(metric).formula, sides, answer.keys)
    const { unit } = metricOf(metric)
    return {
      key: figureKey(metric, place, own.text),
      metric,
      by: place.by,
      period: own.text,
      unit: unit === 'money' ? (place.currency ?? unit) : unit,
      currency: place.currency,
      ...made,
      coverage: coverageOf(coverage?.map((read) => read(place)) ?? null),
      state,
      dataVersion: dataset.version,
    }
  })
}

const isNotTime = (dimension: string) => dimension !== 'month' && dimension !== 'quarter'

function figureKey(metric: MetricId, { by, currency }: Place, period: string): string {
  const values = Object.entries(by).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return [metric, ...values, period, ...(currency === null ? [] : [currency])].join('|')
}

/** The period and state of a figure: places that differ by no time share theirs. */
function periodsOnce({ period, dataset }: Answer) {
  const known = new Map<string, { readonly own: Period; readonly state: Figure['state'] }>()
  return (by: Figure['by']) => {
    const time = `${by.month ?? ''} ${by.quarter ?? ''}`
    const found = known.get(time)
    if (found !== undefined) return found
    const own = figurePeriod(period, by, dataset.fiscalStart)
    const made = { own, state: stateOf(own, dataset) }
    known.set(time, made)
    return made
  }
}

/** Folds one reading place by place; what does not depend on the place is found once. */
function readerOf(reading: Reading, answer: Answer): (place: Place) => Folded | null {
  const found = answer.plan.placeOf(reading)
  if (found === null) return () => null
  const groups = answer.groupsOf(found.slice)
  const { kind, where } = reading.aggregate
  const isAmount = isMoney(reading.aggregate)
  return ({ key, by, currency }) => {
    const group = groups.get(key)?.get(isAmount ? currency : null)
    if (group === undefined) return null
    const last = kind === 'last' ? lastMonthOf(answer.period, reading.grain, by, answer.dataset) : ''
    return foldMonths(group, found.index, kind, where, last)
  }
}

/** The values that any side of the formula meets; amounts by the currencies met, one without where none is. */
function placesOf(readings: readonly Reading[], answer: Answer): readonly Place[] {
  const places = new Map<string, { by: Figure['by']; currencies: Set<string> }>()
  for (const reading of readings) {
    const found = answer.plan.placeOf(reading)
    for (const [key, currencies] of found === null ? [] : answer.groupsOf(found.slice))
      for (const [currency, group] of currencies) {
        const place = places.get(key) ?? { by: group.by, currencies: new Set<string>() }
        places.set(key, place)
        if (isMoney(reading.aggregate) && currency !== null) place.currencies.add(currency)
      }
  }
  if (answer.request.by.length === 0 && places.size === 0)
    places.set(groupKeyOf({}), { by: {}, currencies: new Set() })
  return [...places]
    .flatMap(([key, { by, currencies }]): Place[] =>
      currencies.size === 0
        ? [{ key, by, currency: null }]
        : [...currencies].map((currency) => ({ key, by, currency })),
    )
    .sort(comparePlaces)
}

function comparePlaces(a: Place, b: Place): number {
  const [left, right] = [a, b].map(({ by, currency }) => [...Object.values(by), currency ?? ''])
  for (const [index, value] of (left ?? []).entries()) {
    const other = right?.[index] ?? ''
    if (value === other) continue
    if (value === UNASSIGNED || other === UNASSIGNED) return value === UNASSIGNED ? 1 : -1
    return value < other ? -1 : 1
  }
  return 0
}
