import type { ResolvedCoefficients } from '#app/warehouse/build-serve.server.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'
import { type Cells, type NaiveRow, naiveActivity, units } from '#tests/figures/naive-activity.ts'
import type { CoreRows } from '#tests/warehouse/fixture.ts'

/** Every fact row, one by one, from core. */
export function naiveRows(
  core: CoreRows,
  resolved: ResolvedCoefficients,
  info: DatasetInfo,
): readonly NaiveRow[] {
  const months: string[] = []
  // A plan goes on to the month before the one that its years begin in.
  const planned: string[] = []
  const lastOfYears = ((info.fiscalStart + 10) % 12) + 1
  for (let year = 2000; year < 2100; year++)
    for (let number = 1; number <= 12; number++) {
      const month = `${year}-${String(number).padStart(2, '0')}`
      if (month < info.firstMonth) continue
      if (month <= info.lastMonth) months.push(month)
      const before = planned.at(-1)
      const isWhole =
        before !== undefined && before >= info.lastMonth && Number(before.slice(5)) === lastOfYears
      if (!isWhole) planned.push(month)
    }
  const lineOf = (subsidiary: unknown) =>
    core.subsidiary?.find((one) => one.subsidiary === subsidiary)?.business_line ?? 'unassigned'
  const projectOf = (project: unknown) => core.project?.find((one) => one.project === project)
  const entity = (row: Cells): Record<string, string> => ({
    ...Object.fromEntries(
      Object.entries(row).flatMap(([name, cell]) => (typeof cell === 'string' ? [[name, cell]] : [])),
    ),
    business_line: lineOf(row.subsidiary),
  })
  const plain = (
    fact: string,
    row: Cells,
    measures: Record<string, unknown>,
    month = String(row.month),
  ): NaiveRow => ({
    fact,
    month,
    day: null,
    values: entity(row),
    measures: Object.fromEntries(
      Object.entries({ source_rows: row.source_rows ?? 1, ...measures }).map(([name, cell]) => [
        name,
        units(cell as string),
      ]),
    ),
    factors: 'not_applicable',
  })
  const rows: NaiveRow[] = []
  for (const row of core.activity_daily ?? []) {
    const cells = row as Cells
    if (!months.includes(String(cells.day).slice(0, 7))) continue
    rows.push(
      naiveActivity(
        cells,
        core,
        resolved,
        entity,
        projectOf(cells.project)?.business_function ?? 'unassigned',
      ),
    )
  }
  for (const row of core.budget ?? [])
    if (planned.includes(String(row.month))) rows.push(plain('budget', row, { budget: row.budget }))
  for (const month of months) {
    const hasHeadcount = (subsidiary: string | null) =>
      core.headcount?.some((one) => one.month === month && one.subsidiary === subsidiary) ?? false
    for (const row of core.active_users_month ?? [])
      if (row.month === month) {
        const isCovered = hasHeadcount(row.subsidiary)
        rows.push(
          plain('users', row, {
            active_users: row.active_users,
            active_users_covered: isCovered ? row.active_users : 0,
          }),
        )
      }
    for (const row of core.headcount ?? [])
      if (row.month === month) rows.push(plain('headcount', row, { headcount: row.headcount }))
    for (const row of core.source_month ?? [])
      if (row.month === month)
        rows.push(
          plain('sources', row, { months_expected: row.months_expected, months_loaded: row.months_loaded }),
        )
    for (const row of core.workshop ?? []) {
      if (row.month === month)
        rows.push(
          plain('workshops', row, {
            workshops: 1,
            workshop_participants: row.participants,
            workshop_use_cases: row.use_cases_given,
          }),
        )
      if (row.month <= month)
        rows.push(
          plain(
            'trained',
            row,
            {
              trained_employees: row.first_time_participants,
              trained_employees_covered: hasHeadcount(row.subsidiary) ? row.first_time_participants : 0,
            },
            month,
          ),
        )
    }
    const [year, number] = month.split('-').map(Number)
    const monthEnd = new Date(Date.UTC(year ?? 0, number ?? 0, 0)).toISOString().slice(0, 10)
    const end = monthEnd < info.asOf ? monthEnd : info.asOf
    const by = (day: string | null) => day !== null && day <= end
    for (const row of core.project ?? []) {
      if (!by(row.idea_on)) continue
      let stage = 'idea'
      if (by(row.framing_on)) stage = 'framing'
      if (by(row.pilot_on)) stage = 'pilot'
      if (by(row.production_on)) stage = 'production'
      if (by(row.stopped_on)) stage = 'stopped'
      const isReviewed = (core.review ?? []).some(
        (review) =>
          review.project === row.project &&
          by(review.decided_on) &&
          review.opinion !== 'unfavourable' &&
          review.opinion !== null,
      )
      const { source_rows: _, ...cells } = { source_rows: null, ...row }
      rows.push(
        plain(
          'projects',
          { ...cells, stage },
          { use_cases: 1, use_cases_reviewed: isReviewed ? 1 : 0 },
          month,
        ),
      )
    }
  }
  return rows
}
