import { daysIn, moveQuarter, quarterFirstMonth, quarterOfMonth } from '#app/filters/months.ts'
import {
  firstDays,
  type Period,
  PeriodError,
  parsePeriod,
  previousPeriod,
  wholePeriod,
  yearBefore,
} from '#app/filters/period.ts'

/** What of a data set decides which periods there are; days YYYY-MM-DD, months YYYY-MM. */
export type DatasetClock = {
  readonly asOf: string
  readonly firstMonth: string
  readonly lastMonth: string
  /** The months that hold activity; all of them where it is left out. */
  readonly months?: readonly string[]
  readonly fiscalStart: number
}

/** Three years of quarters. */
const COLUMNS = 12

/** A period is closed once the data set's « today » has reached its last day. */
export function isClosed(period: Period, { asOf }: Pick<DatasetClock, 'asOf'>): boolean {
  return period.lastDay <= asOf
}

/** Whether some month of the period has data; nothing is known of a period outside. */
export function isInData(period: Period, { firstMonth, lastMonth }: DatasetClock): boolean {
  return period.from <= lastMonth && period.to >= firstMonth
}

/** Every month of the data set as one period. */
export function allMonths({ firstMonth, lastMonth }: DatasetClock): Period {
  return parsePeriod(`${firstMonth}..${lastMonth}`)
}

/** The quarter to open a page with: the last closed one with data, else the latest with data. */
export function defaultQuarter(clock: DatasetClock): Period {
  const { months } = clock
  const filled = quartersOfData(clock).filter(
    ({ from, to }) => months === undefined || months.some((month) => month >= from && month <= to),
  )
  const closed = filled.findLast((quarter) => isClosed(quarter, clock))
  return (
    closed ??
    filled.at(-1) ??
    parsePeriod(quarterOfMonth(clock.lastMonth, clock.fiscalStart), clock.fiscalStart)
  )
}

/** The last closed quarter with data; null where none is closed. */
export function lastClosedQuarter(clock: DatasetClock): Period | null {
  const quarter = defaultQuarter(clock)
  return isClosed(quarter, clock) ? quarter : null
}

/** The quarters of the data set, oldest first. */
export function quartersOfData({ firstMonth, lastMonth, fiscalStart }: DatasetClock): readonly Period[] {
  const last = quarterOfMonth(lastMonth, fiscalStart)
  const quarters: Period[] = []
  for (let text = quarterOfMonth(firstMonth, fiscalStart); text <= last; text = moveQuarter(text, 1))
    quarters.push(parsePeriod(text, fiscalStart))
  return quarters
}

/** The quarters that the columns of a chart show: at most twelve within the data, oldest first. */
export function quartersUpTo(quarter: Period, clock: DatasetClock): readonly Period[] {
  const quarters = [quarter]
  while (quarters.length < COLUMNS) {
    const before = previousPeriod(quarters[0] ?? quarter, clock.fiscalStart)
    if (!isInData(before, clock)) break
    quarters.unshift(before)
  }
  return quarters
}

/** Quarters as one period of a question: from the first to the last; `now` where there is one alone. */
export function spanOf(quarters: readonly Period[], now: Period): string {
  const [first, last] = [quarters[0]?.text ?? '', quarters.at(-1)?.text ?? '']
  return first === last ? now.text : `${first}..${last}`
}

/** How much of an open period has elapsed, as a period of its own; a closed one is itself. */
export function elapsedPart(period: Period, clock: DatasetClock): Period {
  if (isClosed(period, clock) || period.elapsedDays !== null || period.firstDay > clock.asOf) return period
  return firstDays(period, daysIn(period.firstDay, clock.asOf), clock.fiscalStart)
}

export type Comparison = { readonly now: Period; readonly previous: Period; readonly yearBefore: Period }

/** A quarter with what it is compared with; an open one is compared over the same elapsed days. */
export function comparison(quarter: Period, clock: DatasetClock): Comparison {
  const now = elapsedPart(quarter, clock)
  const { fiscalStart } = clock
  return { now, previous: previousPeriod(now, fiscalStart), yearBefore: yearBefore(now, fiscalStart) }
}

/** First and last day known day by day: the quarter of « today » and the four before it. */
export function daysKnown({ asOf, fiscalStart }: DatasetClock): {
  readonly from: string
  readonly to: string
} {
  const current = quarterOfMonth(asOf.slice(0, 7), fiscalStart)
  const first = quarterFirstMonth(moveQuarter(current, -4), fiscalStart)
  return { from: `${first}-01`, to: wholePeriod(parsePeriod(current, fiscalStart), fiscalStart).lastDay }
}

/**
 * The months from one month or quarter to another, both included; a missing end is that of the data. One quarter, or
 * two, keeps its own spelling. Throws PeriodError.
 */
export function periodBetween(from: string | null, to: string | null, clock: DatasetClock): Period {
  const first = from === null ? null : parsePeriod(from, clock.fiscalStart)
  const last = to === null ? null : parsePeriod(to, clock.fiscalStart)
  const sameKind = first !== null && last !== null && first.kind === last.kind && first.kind !== 'year'
  if (sameKind && first.elapsedDays === null && last.elapsedDays === null)
    return parsePeriod(`${from}..${to}`, clock.fiscalStart)
  for (const end of [first, last])
    if (end !== null && end.elapsedDays !== null)
      throw new PeriodError(end.text, 'a range goes from a month or quarter to another, without elapsed days')
  return parsePeriod(`${first?.from ?? clock.firstMonth}..${last?.to ?? clock.lastMonth}`, clock.fiscalStart)
}
