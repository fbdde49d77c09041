import { DAYS, dayIndex, KNOWN_DAYS, MONTHS, quarterNumber } from '#app/demo/calendar.ts'
import { EVENTS } from '#app/demo/events.ts'
import type { DemoSubsidiary } from '#app/demo/group.ts'
import { compare } from '#app/demo/projects.ts'
import { between, hashText, integerBetween, mix } from '#app/demo/random.ts'
import type { ScaleSize } from '#app/demo/scale.ts'
import { type Anchors, anchor, SOURCES } from '#app/demo/streams.ts'
import type { PlainRow } from '#app/warehouse/schema.ts'

/** Share of employees who followed a workshop, at the end of each quarter. */
const TRAINED: Anchors = [0.065, 0.12, 0.16, 0.195, 0.22, 0.235, 0.26, 0.28, 0.35, 0.41, 0.46, 0.49, 0.515]
/** The month whose figures group.ts gives. */
const REFERENCE = MONTHS.indexOf('2026-08')

/** Whether a subsidiary was in the group during a month. */
export function isPresent({ joinedOn, leftOn }: DemoSubsidiary, month: string): boolean {
  return (
    (joinedOn === null || joinedOn.slice(0, 7) <= month) && (leftOn === null || leftOn.slice(0, 7) >= month)
  )
}

/** Employees of a subsidiary in a month. */
export function headcountOf(subsidiary: DemoSubsidiary, month: string): number {
  const yearsBefore = (REFERENCE - MONTHS.indexOf(month)) / 12
  const growth = between(hashText(`${subsidiary.id} growth`), -0.01, 0.045)
  return Math.round(subsidiary.headcount * (1 - growth * yearsBefore))
}

/** People of a subsidiary who used a service in a month; at most its employees. */
export function activeUsersOf(subsidiary: DemoSubsidiary, month: string): number {
  if (subsidiary.id === EVENTS.fewerThanFive.subsidiary)
    return month < '2025-01' ? 3 : EVENTS.fewerThanFive.activeUsers
  const index = MONTHS.indexOf(month)
  const first = subsidiary.joinedOn === null ? 0 : MONTHS.indexOf(subsidiary.joinedOn.slice(0, 7))
  const start = subsidiary.joinedOn === null ? between(hashText(`${subsidiary.id} start`), 0.22, 0.34) : 0.45
  const progress = (index - first) / (REFERENCE - first)
  const falls = subsidiary.id === EVENTS.adoptionFalls.subsidiary
  const peak = falls ? 1.36 : 1
  const climb = peak * (start + (1 - start) * progress * (1.15 - 0.15 * progress))
  const isFalling = falls && month >= EVENTS.adoptionFalls.from
  const decline = isFalling ? (MONTHS.indexOf(month) - MONTHS.indexOf(EVENTS.adoptionFalls.from)) * 0.045 : 0
  const held = isFalling ? Math.min(climb, 1.2) - decline : climb
  const season = month.endsWith('-08') ? 0.9 : month.endsWith('-12') ? 0.97 : 1
  const noise = between(mix(hashText(`${subsidiary.id} users`), index), 0.985, 1.015)
  const users = headcountOf(subsidiary, month) * subsidiary.adoption * Math.max(0.1, held) * season * noise
  return Math.min(headcountOf(subsidiary, month), Math.round(users))
}

/** Employees by month; one subsidiary does not tell. */
export function makeHeadcount(size: ScaleSize): readonly PlainRow<'headcount'>[] {
  return monthsOf(size)
    .filter(({ subsidiary }) => subsidiary.id !== EVENTS.withoutHeadcount.subsidiary)
    .map(({ subsidiary, month }) => ({
      month,
      subsidiary: subsidiary.id,
      source: SOURCES.staff,
      headcount: headcountOf(subsidiary, month),
      source_rows: 1,
    }))
}

/** Active users by month. */
export function makeActiveUsers(size: ScaleSize): readonly PlainRow<'active_users_month'>[] {
  return monthsOf(size).map(({ subsidiary, month }) => ({
    month,
    subsidiary: subsidiary.id,
    source: SOURCES.gateway,
    active_users: activeUsersOf(subsidiary, month),
    source_rows: 1,
  }))
}

function monthsOf(size: ScaleSize) {
  return MONTHS.flatMap((month) =>
    size.subsidiaries
      .filter((subsidiary) => isPresent(subsidiary, month))
      .map((subsidiary) => ({ subsidiary, month })),
  )
}

/** Workshops held: as many newcomers as the group's progress asks, in rooms of 8 to 24. */
export function makeWorkshops(size: ScaleSize): readonly PlainRow<'workshop'>[] {
  return size.subsidiaries
    .flatMap(workshopsOf)
    .sort((a, b) => compare(a.day, b.day) || compare(a.workshop, b.workshop))
}

function workshopsOf(subsidiary: DemoSubsidiary): PlainRow<'workshop'>[] {
  const hash = hashText(`${subsidiary.id} workshops`)
  const tilt = between(hash, 0.86, 1.14)
  const rows: PlainRow<'workshop'>[] = []
  let trained = 0
  for (const month of MONTHS) {
    if (!isPresent(subsidiary, month)) continue
    const expected = Math.round(subsidiary.headcount * trainedShare(month) * tilt)
    const days = KNOWN_DAYS.filter((day) => day.month === month && day.weekday < 5)
    let number = 0
    while (expected - trained >= 7 || (subsidiary.headcount < 50 && expected > trained)) {
      number += 1
      const draw = mix(mix(hash, MONTHS.indexOf(month)), number)
      const newcomers = Math.min(expected - trained, integerBetween(draw, 8, 22))
      const day = days[draw % days.length]
      if (day === undefined) break
      trained += newcomers
      rows.push({
        workshop: `atelier-${subsidiary.id}-${month}-${number}`,
        day: day.day,
        month,
        subsidiary: subsidiary.id,
        source: SOURCES.workshops,
        participants: newcomers + integerBetween(mix(draw, 1), 0, 4),
        first_time_participants: newcomers,
        use_cases_given: Math.max(0, integerBetween(mix(draw, 2), -2, 2)),
      })
    }
  }
  return rows
}

function trainedShare(month: string): number {
  const quarter = quarterNumber(month)
  const before = quarter === 0 ? 0.02 : anchor(TRAINED, quarter - 1)
  const end = MONTHS.filter((other) => quarterNumber(other) === quarter).length
  const at = MONTHS.filter((other) => quarterNumber(other) === quarter && other <= month).length
  return before + ((anchor(TRAINED, quarter) - before) * at) / end
}

/** Share of ordinary activity on a day: holidays and August, the end of the year. 1 on an ordinary day. */
export const SEASON: readonly number[] = DAYS.map(({ day }) => {
  const date = day.slice(5)
  if (date >= '08-01' && date <= '08-31') return date >= '08-05' && date <= '08-23' ? 0.52 : 0.7
  if (date >= '12-24' || date <= '01-01') return 0.45
  if (date === '05-01' || date === '05-08' || date === '07-14' || date === '11-11') return 0.4
  return date >= '07-18' && date <= '07-31' ? 0.85 : 1
})

/** Day on which a subsidiary's activity ends, and the first; indexes of the calendar. */
export function presenceOf({ joinedOn, leftOn }: DemoSubsidiary): {
  readonly from: number
  readonly to: number
} {
  return {
    from: joinedOn === null ? 0 : dayIndex(joinedOn),
    to: leftOn === null ? DAYS.length - 1 : dayIndex(leftOn),
  }
}
