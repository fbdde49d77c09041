import { type CoverageSide, coverageOf } from '#app/figures/coverage.ts'
import type { Figure } from '#app/figures/figure.ts'
import { figurePeriod, lastMonthOf, stateOf } from '#app/figures/figure-period.ts'
import { type Folded, foldMonths, groupKeyOf } from '#app/figures/fold-rows.ts'
import { type About, LateFigure } from '#app/figures/late-figure.ts'
import type { Answer } from '#app/figures/load-figures.ts'
import { makeValue } from '#app/figures/make-value.ts'
import { isMoney } from '#app/figures/metric-dimensions.ts'
import { type PlannedSlice, type Reading, readingsOf } from '#app/figures/plan-slices.ts'
import type { Period } from '#app/filters/period.ts'
import { metricOf } from '#app/metrics/catalog.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** One value of `by`. */
type Value = {
  readonly key: string
  readonly by: Figure['by']
  readonly values: readonly string[]
  /** The values as the key of a figure spells them. */
  readonly spelled: string
}

/** One value of `by`, and one currency where the figure is an amount. */
type Place = { readonly value: Value; readonly currency: string | null }

/** The figures of a request from the rows that were read for it, metrics in the order asked. */
export function makeFigures(answer: Answer): readonly Figure[] {
  const { request, period } = answer
  const dimensions = [...request.by, ...Object.keys(request.filters)].filter(isNotTime)
  const periodOf = periodsOnce(answer)
  const placesOf = placesOnce(answer)
  return request.metrics.flatMap((metric) => {
    const readings = readingsOf(metric, period, dimensions)
    const formula = readings.formula.map((reading) => readerOf(reading, answer))
    const coverage = coverageReader(readings.coverage, answer)
    const { unit, formula: written } = metricOf(metric)
    return placesOf(readings.formula).map((place) => {
      const { by, spelled } = place.value
      const { own, state } = periodOf(by)
      const about: About = {
        key: `${metric}${spelled}|${own.text}${place.currency === null ? '' : `|${place.currency}`}`,
        metric,
        by,
        period: own.text,
        unit: unit === 'money' ? (place.currency ?? unit) : unit,
        currency: place.currency,
        state,
        dataVersion: answer.dataset.version,
      }
      return new LateFigure(
        about,
        () =>
          makeValue(
            written,
            formula.map((side) => side(place)),
            answer.keys,
          ),
        coverage === null ? null : () => coverage(place),
      )
    })
  })
}

const isNotTime = (dimension: string) => dimension !== 'month' && dimension !== 'quarter'

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
  return ({ value: { key, by }, currency }) => {
    const group = groups.get(key)?.find((each) => each.currency === (isAmount ? currency : null))
    if (group === undefined) return null
    const last = kind === 'last' ? lastMonthOf(answer.period, reading.grain, by, answer.dataset) : ''
    return foldMonths(group, found.index, kind, where, last)
  }
}

/** Finds a coverage place by place; null where this breakdown knows none. */
function coverageReader(
  sides: readonly [Reading, Reading] | null,
  answer: Answer,
): ((place: Place) => number | null) | null {
  if (sides === null) return null
  const side = (reading: Reading) => {
    const read = readerOf(reading, answer)
    const { measure } = reading.aggregate
    return (place: Place): CoverageSide => ({ measure, folded: read(place) })
  }
  const [assessed, total] = [side(sides[0]), side(sides[1])]
  return (place) => coverageOf(assessed(place), total(place))
}

/** The places of some readings, found once for all the metrics that read the same. */
function placesOnce(answer: Answer) {
  const known = new Map<string, readonly Place[]>()
  const values = new Map<string, Value>()
  const numbers = new Map(answer.plan.slices.map((slice, index) => [slice, index]))
  return (readings: readonly Reading[]): readonly Place[] => {
    const read = readings.flatMap((reading) => {
      const slice = answer.plan.placeOf(reading)?.slice
      return slice === undefined ? [] : [{ slice, isAmount: isMoney(reading.aggregate) }]
    })
    const key = read.map(({ slice, isAmount }) => `${numbers.get(slice)}${isAmount ? '$' : ''}`).join(' ')
    const found = known.get(key) ?? placesOf(read, answer, values)
    known.set(key, found)
    return found
  }
}

/** The values that any side of a formula meets; amounts by the currencies met, one without where none is. */
function placesOf(
  read: readonly { readonly slice: PlannedSlice; readonly isAmount: boolean }[],
  answer: Answer,
  values: Map<string, Value>,
): readonly Place[] {
  const currencies = new Map<string, Set<string>>()
  for (const { slice, isAmount } of read)
    for (const [key, ofKey] of answer.groupsOf(slice))
      for (const { by, currency } of ofKey) {
        if (!values.has(key)) values.set(key, namedValue(key, by))
        const own = currencies.get(key) ?? new Set()
        currencies.set(key, own)
        if (isAmount && currency !== null) own.add(currency)
      }
  const none = groupKeyOf({})
  if (answer.request.by.length === 0 && currencies.size === 0) currencies.set(none, new Set())
  return [...currencies]
    .flatMap(([key, own]): Place[] => {
      const value = values.get(key) ?? namedValue(key, {})
      return (own.size === 0 ? [null] : [...own]).map((currency) => ({ value, currency }))
    })
    .sort(comparePlaces)
}

function namedValue(key: string, by: Figure['by']): Value {
  const named = Object.entries(by)
  return {
    key,
    by,
    values: named.map(([, value]) => value),
    spelled: named.map(([name, value]) => `|${name}=${encodeURIComponent(value)}`).join(''),
  }
}

function comparePlaces(a: Place, b: Place): number {
  for (const [index, value] of a.value.values.entries()) {
    const other = b.value.values[index] ?? ''
    if (value === other) continue
    if (value === UNASSIGNED || other === UNASSIGNED) return value === UNASSIGNED ? 1 : -1
    return value < other ? -1 : 1
  }
  const [currency, other] = [a.currency ?? '', b.currency ?? '']
  return currency === other ? 0 : currency < other ? -1 : 1
}
