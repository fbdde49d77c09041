import { AS_OF, type DemoDay, KNOWN_DAYS, MONTHS } from '#app/demo/calendar.ts'
import { EVENTS } from '#app/demo/events.ts'
import {
  idleClusterRows,
  isMissing,
  lateCorrectionRow,
  monthEndRows,
  platformRows,
  seatRows,
} from '#app/demo/other-rows.ts'
import type { DemoProject } from '#app/demo/projects.ts'
import type { ScaleSize } from '#app/demo/scale.ts'
import { addLearningDay, addReservations, addStreamDay } from '#app/demo/stream-rows.ts'
import { LEARNING, type Learning, STREAMS, type Stream } from '#app/demo/streams.ts'
import { groupWorkloads, type WorkloadGroup } from '#app/demo/workloads.ts'
import type { ActivityRow, AnyActivityRow } from '#app/warehouse/schema.ts'

/** The rows of one source in one month. */
export type ActivityPart = {
  readonly month: string
  readonly source: string
  readonly rows: readonly AnyActivityRow[]
}

/** Activity by month, then source; made month by month, each time it is walked. */
export function makeActivity(
  seed: number,
  size: ScaleSize,
  projects: readonly DemoProject[],
): Iterable<ActivityPart> {
  const streams = STREAMS.map((stream) => ({ stream, group: streamGroup(seed, size, stream, projects) }))
  const learning = LEARNING.map((pool) => ({ pool, group: learningGroup(seed, size, pool, projects) }))
  return {
    *[Symbol.iterator]() {
      for (const month of MONTHS) yield* partsOf(month, size, projects, streams, learning)
    },
  }
}

function streamGroup(
  seed: number,
  size: ScaleSize,
  stream: Stream,
  projects: readonly DemoProject[],
): WorkloadGroup {
  const users = projects.filter((project) => project.stream === stream.id)
  return groupWorkloads(seed, stream.id, users, size, {
    use: stream.requests,
    hours: stream.pool?.hours ?? null,
  })
}

function learningGroup(
  seed: number,
  size: ScaleSize,
  pool: Learning,
  projects: readonly DemoProject[],
): WorkloadGroup {
  const users = projects.filter((project) => pool.streams.includes(project.stream))
  return groupWorkloads(seed, pool.id, users, size, { use: null, hours: pool.pool.hours }, true)
}

function partsOf(
  month: string,
  size: ScaleSize,
  projects: readonly DemoProject[],
  streams: readonly { readonly stream: Stream; readonly group: WorkloadGroup }[],
  learning: readonly { readonly pool: Learning; readonly group: WorkloadGroup }[],
): ActivityPart[] {
  const parts = new Map<string, AnyActivityRow[]>()
  const billed: ActivityRow<'billing'>[] = []
  const add = (row: AnyActivityRow) => {
    if (row.fact === 'billing') {
      if (isMissing(row.source, month)) return
      billed.push(row)
    }
    const part = parts.get(row.source)
    if (part === undefined) parts.set(row.source, [row])
    else part.push(row)
  }
  const addAll = (rows: Iterable<AnyActivityRow>) => {
    for (const row of rows) add(row)
  }
  const days = KNOWN_DAYS.filter((day) => day.month === month)
  const assistants = projects.filter(({ stream }) => stream === 'assistant')
  const cluster = projects.find(
    ({ row }) =>
      row.subsidiary === EVENTS.idleCluster.subsidiary &&
      row.approach === 'classic' &&
      row.production_on !== null &&
      row.stopped_on === null,
  )
  for (const { stream, group } of streams)
    if (stream.pool !== null && stream.pool.reserved > 0 && opensQuarter(month))
      addReservations(stream, stream.pool, group, size.share, month, days, add)
  addAll(seatRows(assistants, month))
  for (const day of days) {
    for (const { stream, group } of streams)
      addStreamDay(stream, group, stream.onlyAt === null ? size.share : 1, day, add)
    for (const { pool, group } of learning) addLearningDay(pool, group, size.share, day, add)
    addAll(platformRows(projects, size, day))
    if (cluster !== undefined) addAll(idleClusterRows(cluster, size, day))
  }
  if (EVENTS.lateCorrection.day.startsWith(month)) addAll([lateCorrectionRow(projects)])
  const last = lastWholeDay(days)
  if (last !== null)
    addAll(
      monthEndRows(
        billed.filter(({ charge_category }) => charge_category !== 'Adjustment'),
        last.day,
      ),
    )
  return [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([source, rows]) => ({ month, source, rows }))
}

function opensQuarter(month: string): boolean {
  return Number(month.slice(5)) % 3 === 1
}

/** The last day of a month that is over; null while it runs. */
function lastWholeDay(days: readonly DemoDay[]): DemoDay | null {
  const last = days.at(-1)
  return last === undefined || last.day === AS_OF ? null : last
}
