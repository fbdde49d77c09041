import {
  AS_OF_INDEX,
  dayIndex,
  dayText,
  OPEN_QUARTER,
  quarterEnd,
  quarterNumber,
} from '#app/demo/calendar.ts'
import { EVENTS } from '#app/demo/events.ts'
import { officeHolder } from '#app/demo/group.ts'
import { compare, type DemoProject } from '#app/demo/projects.ts'
import { integerBetween, mix, unit } from '#app/demo/random.ts'
import type { Scale } from '#app/demo/scale.ts'
import { type Anchors, anchor, SOURCES } from '#app/demo/streams.ts'
import type { PlainRow } from '#app/warehouse/schema.ts'

/** Share of use cases in production that experts had allowed, at the end of each quarter. */
const REVIEWED: Anchors = [0.69, 0.71, 0.74, 0.78, 0.82, 0.85, 0.86, 0.88, 0.9, 0.905, 0.92, 0.94, 0.945]
const REVIEWERS = [17, 58, 103, 166, 214, 291]

/** Reviews of the use cases: most before production, some after it, a few still waiting. */
export function makeReviews(projects: readonly DemoProject[], scale: Scale): readonly PlainRow<'review'>[] {
  const late = lateDecisions(projects, scale)
  const waiting = [...late].filter(([, decided]) => decided === null).length
  let stillWaiting = 0
  const rows: PlainRow<'review'>[] = []
  for (const project of projects) {
    const { pilot_on, production_on, stopped_on } = project.row
    if (late.has(project)) {
      const decided = late.get(project) ?? null
      if (decided !== null)
        rows.push(reviewOf(project, 1, decided - 30 - (project.hash % 45), decided, allows(project)))
      else {
        // Part of those in production without an opinion asked for one long ago; nobody asked for the others.
        if (stillWaiting < Math.max(EVENTS.lateReviews[scale], Math.floor(waiting / 3)))
          rows.push(reviewOf(project, 1, quarterEnd(OPEN_QUARTER - 1) - 66 - (project.hash % 60), null, null))
        stillWaiting += 1
      }
    } else if (production_on !== null) {
      const decided = dayIndex(production_on) - integerBetween(mix(project.hash, 20), 2, 25)
      if (unit(mix(project.hash, 21)) < 0.1)
        rows.push(reviewOf(project, 1, decided - 110, decided - 80, 'unfavourable'))
      rows.push(
        reviewOf(
          project,
          2,
          decided - integerBetween(mix(project.hash, 22), 9, 38),
          decided,
          allows(project),
        ),
      )
    } else if (pilot_on !== null) {
      const requested = dayIndex(pilot_on) + integerBetween(mix(project.hash, 20), 10, 45)
      if (requested > AS_OF_INDEX) continue
      const decided = requested + integerBetween(mix(project.hash, 22), 14, 70)
      if (stopped_on !== null)
        rows.push(reviewOf(project, 1, requested, Math.min(decided, dayIndex(stopped_on)), 'unfavourable'))
      else
        rows.push(
          reviewOf(
            project,
            1,
            requested,
            decided > AS_OF_INDEX ? null : decided,
            decided > AS_OF_INDEX ? null : allows(project),
          ),
        )
    }
  }
  return rows.sort((a, b) => compare(a.requested_on, b.requested_on) || compare(a.review, b.review))
}

/** Use cases put in production without an opinion, and the day they got one at last; null for those that wait. */
function lateDecisions(projects: readonly DemoProject[], scale: Scale): Map<DemoProject, number | null> {
  const decisions = new Map<DemoProject, number | null>()
  const produced = projects
    .filter(({ row }) => row.production_on !== null)
    .sort((a, b) => compare(a.row.production_on ?? '', b.row.production_on ?? '') || a.hash - b.hash)
  let waiting: DemoProject[] = []
  for (let quarter = 0; quarter <= OPEN_QUARTER; quarter += 1) {
    const end = Math.min(quarterEnd(quarter), AS_OF_INDEX)
    const inProduction = produced.filter(
      ({ row }) => row.production_on !== null && dayIndex(row.production_on) <= end,
    )
    const running = inProduction.filter(
      ({ row }) => row.stopped_on === null || dayIndex(row.stopped_on) > end,
    )
    const isRunning = new Set(running)
    const fresh = running.filter(
      ({ row }) => quarter === 0 || quarterNumber(row.production_on ?? '') === quarter,
    )
    const allowed =
      quarter === quarterNumber('2026-07')
        ? EVENTS.productionWithoutReview[scale]
        : Math.round(running.length * (1 - anchor(REVIEWED, quarter)))
    const before = waiting.filter((project) => isRunning.has(project))
    const more = Math.min(fresh.length, Math.max(0, allowed - Math.floor(before.length / 2)))
    const pool = [...before, ...[...fresh].sort((a, b) => mix(a.hash, 23) - mix(b.hash, 23)).slice(0, more)]
    for (const project of pool) if (!decisions.has(project)) decisions.set(project, null)
    // At the last quarter the oldest keep waiting, so that they are the late ones that pages show.
    const mended =
      quarter === OPEN_QUARTER ? pool.slice(allowed) : pool.slice(0, Math.max(0, pool.length - allowed))
    for (const project of mended) decisions.set(project, decisionDay(project, quarter, end))
    waiting = pool.filter((project) => decisions.get(project) === null)
  }
  return decisions
}

function decisionDay({ hash, row }: DemoProject, quarter: number, end: number): number {
  const from = Math.max(
    quarter === 0 ? end - 40 : quarterEnd(quarter - 1) + 3,
    dayIndex(row.production_on ?? '') + 1,
  )
  return Math.min(end, from + integerBetween(mix(hash, 24), 0, Math.max(0, end - from - 2)))
}

function allows({ hash }: DemoProject): 'favourable' | 'conditional' {
  return unit(mix(hash, 25)) < 0.64 ? 'favourable' : 'conditional'
}

function reviewOf(
  { hash, row }: DemoProject,
  number: number,
  requested: number,
  decided: number | null,
  opinion: 'favourable' | 'conditional' | 'unfavourable' | null,
): PlainRow<'review'> {
  const conditions = opinion === 'conditional' ? integerBetween(mix(hash, 26), 1, 4) : 0
  const isOld = decided !== null && decided < AS_OF_INDEX - 120
  return {
    review: `revue-${row.project}-${number}`,
    project: row.project,
    subsidiary: row.subsidiary,
    source: SOURCES.reviews,
    requested_on: dayText(requested),
    decided_on: decided === null ? null : dayText(decided),
    opinion,
    conditions,
    conditions_closed:
      isOld && unit(mix(hash, 27)) < 0.8 ? conditions : integerBetween(mix(hash, 28), 0, conditions),
    reviewer:
      decided === null ? null : officeHolder(REVIEWERS[mix(hash, 29 + number) % REVIEWERS.length] ?? 17),
  }
}
