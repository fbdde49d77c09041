import { DAYS, type DemoDay, dayIndex } from '#app/demo/calendar.ts'
import { BUSINESS_LINES } from '#app/demo/group.ts'
import { presenceOf, SEASON } from '#app/demo/people.ts'
import { type DemoProject, sizeOf } from '#app/demo/projects.ts'
import { between, hashText, mix, unit } from '#app/demo/random.ts'
import { hasRowsOn, type ScaleSize } from '#app/demo/scale.ts'
import { type Anchors, anchor, UNTAGGED_SHARE } from '#app/demo/streams.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** One use case on one stream, with its part of the stream's activity and hours, day by day. */
export type Workload = {
  readonly hash: number
  readonly subsidiary: string
  readonly project: string
  readonly approach: string
  /** Tokens of its requests beside the stream's ordinary ones. */
  readonly habit: number
  readonly accountSuffix: string
  /** Weight of its requests on each day of DAYS; 0 on a day without rows. */
  readonly use: Float64Array
  /** Weight of the hours it is given. */
  readonly hours: Float64Array
}

/** Workloads with, for each quarter, the sum of their weights. */
export type WorkloadGroup = {
  readonly workloads: readonly Workload[]
  readonly use: readonly number[]
  /** The same with each weight times its habit. */
  readonly habitualUse: readonly number[]
  readonly hours: readonly number[]
}

/** Share of weeks in which a use case learns. */
const LEARNING_WEEKS = 0.15

/** The accounts of a business line share the end of their id. */
export const ACCOUNT_SUFFIXES: readonly { readonly suffix: string; readonly name: string }[] = [
  { suffix: 'commun', name: 'commun' },
  ...BUSINESS_LINES.map(({ business_line, name_fr }) => ({
    suffix: business_line.replaceAll('_', '-'),
    name: name_fr,
  })),
]

/** Spreads the activity of some use cases over days; `shapes` are the anchors that quarters will add up to. */
export function groupWorkloads(
  seed: number,
  id: string,
  projects: readonly DemoProject[],
  size: ScaleSize,
  shapes: { readonly use: Anchors | null; readonly hours: Anchors | null },
  learning = false,
): WorkloadGroup {
  const workloads = projects.map((project) => workloadOf(project, size, shapes, learning))
  const all = [...workloads, unassignedWorkload(seed, id, workloads, size)]
  return {
    workloads: all,
    use: byQuarter(all, ({ use }) => use),
    habitualUse: byQuarter(all, ({ use, habit }) => use.map((weight) => weight * habit)),
    hours: byQuarter(all, ({ hours }) => hours),
  }
}

function workloadOf(
  project: DemoProject,
  size: ScaleSize,
  shapes: { readonly use: Anchors | null; readonly hours: Anchors | null },
  learning: boolean,
): Workload {
  const { row, hash, subsidiary } = project
  const pilot = row.pilot_on === null ? DAYS.length : dayIndex(row.pilot_on)
  const production = row.production_on === null ? DAYS.length : dayIndex(row.production_on)
  const presence = presenceOf(subsidiary)
  const from = Math.max(0, pilot, presence.from)
  const to = Math.min(row.stopped_on === null ? DAYS.length - 1 : dayIndex(row.stopped_on), presence.to)
  const importance = sizeOf(project)
  const use = new Float64Array(DAYS.length)
  const hours = new Float64Array(DAYS.length)
  for (let index = from; index <= to; index += 1) {
    const day = DAYS[index]
    if (day === undefined || !hasRowsOn(size, hash, index)) continue
    const isTrial = index < production
    // A pilot is tried a day in five.
    if (isTrial && !learning && (index + hash) % 5 !== 0) continue
    const ramp = isTrial ? 0.3 : 0.35 + 0.65 * Math.min(1, (index - production) / 180)
    const isLearning =
      !learning || size.dayStep > 1 || unit(mix(mix(hash, 40), Math.floor(index / 7))) < LEARNING_WEEKS
    const rhythm = learning ? (isLearning ? 1 : 0) : rhythmOf(day, project.everyDay)
    if (rhythm === 0) continue
    const noise = between(mix(mix(hash, 41), index), 0.88, 1.12)
    use[index] = importance * ramp * rhythm * noise * (shapes.use === null ? 1 : smooth(shapes.use, day))
    hours[index] = importance * (0.5 + 0.5 * ramp) * (shapes.hours === null ? 1 : smooth(shapes.hours, day))
  }
  return {
    hash,
    subsidiary: row.subsidiary,
    project: row.project,
    approach: row.approach,
    habit: between(mix(hash, 51), 0.75, 1.25),
    accountSuffix: subsidiary.line.replaceAll('_', '-'),
    use,
    hours,
  }
}

/** Work stops at weekends, customers do not quite. */
function rhythmOf({ index, weekday }: DemoDay, everyDay: boolean): number {
  const season = SEASON[index] ?? 1
  if (!everyDay) return weekday > 4 ? 0 : season
  return (weekday === 5 ? 0.72 : weekday === 6 ? 0.48 : 1) * (0.4 + 0.6 * season)
}

function unassignedWorkload(
  seed: number,
  id: string,
  workloads: readonly Workload[],
  size: ScaleSize,
): Workload {
  const hash = mix(hashText(`${id} ${UNASSIGNED}`), seed)
  const use = new Float64Array(DAYS.length)
  const hours = new Float64Array(DAYS.length)
  const ratio = UNTAGGED_SHARE / (1 - UNTAGGED_SHARE)
  // The share of the skipped days falls on the ones that have rows.
  let [waitingUse, waitingHours] = [0, 0]
  for (const { index, weekday, dayOfMonth } of DAYS) {
    for (const workload of workloads) {
      waitingUse += workload.use[index] ?? 0
      waitingHours += workload.hours[index] ?? 0
    }
    if (dayOfMonth !== 2 && (weekday > 4 || !hasRowsOn(size, hash, index))) continue
    use[index] = waitingUse * ratio
    hours[index] = waitingHours * ratio
    waitingUse = 0
    waitingHours = 0
  }
  return {
    hash,
    subsidiary: UNASSIGNED,
    project: UNASSIGNED,
    approach: UNASSIGNED,
    habit: 1,
    accountSuffix: 'commun',
    use,
    hours,
  }
}

function byQuarter(
  workloads: readonly Workload[],
  weightsOf: (workload: Workload) => Float64Array,
): number[] {
  const sums: number[] = []
  for (const workload of workloads) {
    const weights = weightsOf(workload)
    for (const { index, quarter } of DAYS) sums[quarter] = (sums[quarter] ?? 0) + (weights[index] ?? 0)
  }
  return sums
}

/** The anchors joined by straight lines from the middle of one quarter to the next. */
export function smooth(anchors: Anchors, { quarter, phase }: DemoDay): number {
  const here = anchor(anchors, quarter)
  const neighbour = anchors[quarter + (phase < 0 ? -1 : 1)] ?? here
  return here + Math.abs(phase) * (neighbour - here)
}
