import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CsvRow } from '#tests/reports/csv-rows.ts'

export type Commitment = {
  readonly id: string
  readonly promise: string
  readonly name: { readonly fr: string; readonly en: string }
  readonly metric: string
  readonly window: 'quarter' | 'rolling_year'
  readonly measure: 'level' | 'change'
  readonly baseline: { readonly period: string; readonly value?: number }
  readonly trajectory: readonly { readonly by: string; readonly value: number }[]
  readonly target: { readonly by: string; readonly value: number }
  readonly at_risk_within: number
  readonly coverage_floor: number
}

/** The commitments of the demonstration's mission file, in the order of the wall. */
export function commitmentsIn(dataDir: string): readonly Commitment[] {
  const mission = JSON.parse(readFileSync(join(dataDir, 'demo', 'mission.json'), 'utf8'))
  const commitments: readonly Commitment[] = mission.commitments
  return mission.promises.flatMap(({ id }: { id: string }) =>
    commitments.filter(({ promise }) => promise === id),
  )
}

/** Amounts that a mission wants less of: what was not seen of them counts as much as what was. */
const TOTALS = ['energy_kwh', 'carbon_kg']

const ofWhole = ({ metric, value, coverage }: CsvRow) =>
  value === null ? null : TOTALS.includes(metric) ? value / (coverage ?? 1) : value

export const quartersSinceZero = (period: string) =>
  Number(period.slice(0, 4)) * 4 + (period.length === 4 ? 4 : Number(period.slice(6)))

/** Where the straight lines between start, waypoints and target stand, `at` in quarters since year 0. */
export function trajectory(
  { baseline, trajectory: waypoints, target }: Commitment,
  start: number,
  at: number,
): number {
  const points = [
    [quartersSinceZero(baseline.period), start],
    ...waypoints.map(({ by, value }) => [quartersSinceZero(by), value]),
    [quartersSinceZero(target.by), target.value],
  ] as [number, number][]
  const passed = points.filter(([when]) => when <= at).at(-1)
  const next = points.find(([when]) => when > at)
  if (passed === undefined) return start
  if (next === undefined) return passed[1]
  return passed[1] + ((next[1] - passed[1]) * (at - passed[0])) / (next[0] - passed[0])
}

export type Judged = {
  readonly level: number | null
  /** What the trajectory asks for, and how far ahead of it the level is; null where nothing is promised yet. */
  readonly expected: number | null
  readonly ahead: number | null
  readonly status: 'kept' | 'at_risk' | 'missed' | 'not_assessable'
}

/** The written rule, from the lines of the CSV alone; `elapsed` is the part of the quarter that is over. */
export function judge(
  commitment: Commitment,
  rows: readonly CsvRow[],
  { quarter, period, elapsed }: { quarter: string; period: string; elapsed: number },
): Judged {
  const rowOf = (of: string) =>
    rows.find(({ metric, period: its, by }) => {
      return metric === commitment.metric && its === of && Object.keys(by).length === 0
    })
  const [row, base] = [rowOf(period), rowOf(commitment.baseline.period)]
  const value = row === undefined ? null : ofWhole(row)
  const known = commitment.baseline.value ?? (base === undefined ? null : ofWhole(base))
  if (row === undefined || value === null || known === null) return { ...UNTOLD, level: null }
  const isChange = commitment.measure === 'change'
  const level = isChange ? value / known - 1 : value
  const at = quartersSinceZero(quarter) - 1 + elapsed
  if (at < quartersSinceZero(commitment.baseline.period)) return { ...UNTOLD, level }
  const expected = trajectory(commitment, isChange ? 0 : known, at)
  const ahead = (level - expected) * (TOTALS.includes(commitment.metric) ? -1 : 1)
  const isCovered = (row.coverage ?? 1) >= commitment.coverage_floor
  return { level, expected, ahead, status: isCovered ? statusOf(commitment, ahead) : 'not_assessable' }
}

const UNTOLD = { expected: null, ahead: null, status: 'not_assessable' } as const

/** The rule on how far ahead a level is, rounding apart. */
export function statusOf({ at_risk_within }: Commitment, ahead: number): 'kept' | 'at_risk' | 'missed' {
  if (ahead > -1e-12) return 'kept'
  return ahead >= -at_risk_within - 1e-12 ? 'at_risk' : 'missed'
}
