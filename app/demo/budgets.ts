import type { ActivityPart } from '#app/demo/activity.ts'
import { AS_OF_INDEX, PLANNED_MONTHS, quarterEnd, quarterNumber } from '#app/demo/calendar.ts'
import { decimalText } from '#app/demo/decimal.ts'
import { EVENTS } from '#app/demo/events.ts'
import { isPresent } from '#app/demo/people.ts'
import { between, hashText, mix } from '#app/demo/random.ts'
import type { ScaleSize } from '#app/demo/scale.ts'
import { SOURCES } from '#app/demo/streams.ts'
import type { PlainRow } from '#app/warehouse/schema.ts'

/** Budgets are whole hundreds of euros. */
const STEP = 100_000_000
/** One subsidiary spends far more than it planned. */
const OVERRUN = 0.64

/** Planned costs by month and subsidiary, whole months to the end of the year; some turn out too low. */
export function makeBudgets(
  size: ScaleSize,
  activity: Iterable<ActivityPart>,
): readonly PlainRow<'budget'>[] {
  const spent = new Map<string, number>()
  for (const { rows } of activity)
    for (const row of rows)
      if (row.fact === 'billing') {
        const key = `${row.subsidiary} ${quarterNumber(row.day)}`
        spent.set(key, (spent.get(key) ?? 0) + Math.round(Number(row.cost) * 1e6))
      }
  return PLANNED_MONTHS.flatMap((month) =>
    size.subsidiaries
      .filter((subsidiary) => isPresent(subsidiary, month))
      .map(({ id }) => ({
        month,
        subsidiary: id,
        source: SOURCES.plan,
        currency: 'EUR',
        budget: decimalText(plannedMonth(id, month, spent.get(`${id} ${quarterNumber(month)}`) ?? 0), 6),
        source_rows: 1,
      })),
  )
}

/** A third of the quarter, by the plan's luck of the year and of the quarter, in millionths of a euro. */
function plannedMonth(id: string, month: string, spent: number): number {
  const quarter = quarterNumber(month)
  const end = quarterEnd(quarter)
  const known = Math.min(1, (AS_OF_INDEX - quarterEnd(quarter - 1)) / (end - quarterEnd(quarter - 1)))
  const year = mix(hashText(`${id} budget`), Number(month.slice(0, 4)))
  const isOverrun = id === EVENTS.largestOverrun.subsidiary && month.startsWith('2026')
  const luck = isOverrun
    ? OVERRUN
    : Math.max(0.97, between(year, 0.93, 1.1) * between(mix(year, quarter), 0.96, 1.04))
  return Math.max(1, Math.round((spent * luck) / known / 3 / STEP)) * STEP
}
