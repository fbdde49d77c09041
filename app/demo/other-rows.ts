import { DAYS, type DemoDay } from '#app/demo/calendar.ts'
import { billingRow, type Charged, type Payer, paid } from '#app/demo/charges.ts'
import { EVENTS } from '#app/demo/events.ts'
import { gpuRow } from '#app/demo/gpu-row.ts'
import { activeUsersOf, isPresent } from '#app/demo/people.ts'
import type { DemoProject } from '#app/demo/projects.ts'
import { between, mix } from '#app/demo/random.ts'
import type { ScaleSize } from '#app/demo/scale.ts'
import {
  anchor,
  CREDITS,
  IDLE_CLUSTER,
  PLATFORMS,
  SEATS,
  STREAMS,
  type Stream,
  TAXES,
  UNTAGGED_SHARE,
} from '#app/demo/streams.ts'
import { smooth } from '#app/demo/workloads.ts'
import { type ActivityRow, type AnyActivityRow, UNASSIGNED } from '#app/warehouse/schema.ts'

/** The idle cluster on one day: some hours of work on weekdays, and the wait. */
export function* idleClusterRows(
  project: DemoProject,
  size: ScaleSize,
  day: DemoDay,
): Generator<AnyActivityRow> {
  const step = Math.min(size.dayStep, 4)
  if (day.day < EVENTS.idleCluster.from || day.index % step !== 0) return
  const scale = size.share * step * EVENTS.idleCluster.gpus * 1000
  const given = Math.round(24 * scale)
  const noise = between(mix(mix(project.hash, 60), day.index), 0.9, 1.1)
  const working = day.weekday > 4 ? 0 : Math.round(smooth(IDLE_CLUSTER.hoursOfWork, day) * noise * scale)
  const charged: Charged = { ...IDLE_CLUSTER, account: EVENTS.idleCluster.account }
  const place = { ...IDLE_CLUSTER, charged }
  const used = Math.round(working * IDLE_CLUSTER.usedOfWork)
  if (working > 0) yield gpuRow(day.day, { ...place, phase: 'training' }, project.row, working, used)
  yield gpuRow(day.day, { ...place, phase: 'idle' }, project.row, given - working, 0)
  const list = Math.round((given * IDLE_CLUSTER.microEurosPerHour) / 1000)
  const cost = paid(IDLE_CLUSTER.provider, list)
  const { model, accelerator } = IDLE_CLUSTER
  const charge = { category: 'Usage', model, accelerator, cost, effective: cost, list } as const
  yield billingRow(day.day, charged, project.row, charge)
}

/** Seats of the office assistant, bought on the first of the month. */
export function* seatRows(projects: readonly DemoProject[], month: string): Generator<AnyActivityRow> {
  const day = DAYS.find((other) => other.day === `${month}-01`)
  if (day === undefined) return
  const stream = streamOf(EVENTS.costRise.service)
  let tagged = 0
  for (const project of projects) {
    const { row, subsidiary } = project
    if (row.pilot_on === null || row.pilot_on > day.day || !isPresent(subsidiary, month)) continue
    const seats = Math.round(activeUsersOf(subsidiary, month) * anchor(SEATS.share, day.quarter))
    if (seats === 0) continue
    const list = seats * SEATS.microEuros
    const cost = paid(stream.provider, list)
    const model = EVENTS.unknownModels.model
    const charge = { category: 'Purchase', model, cost, effective: cost, list } as const
    yield billingRow(day.day, chargedFor(stream, project), row, charge)
    tagged += seats
  }
  const seats = untagged(tagged)
  if (seats === 0) return
  const list = seats * SEATS.microEuros
  const cost = paid(stream.provider, list)
  const charged = { ...stream, account: sharedAccount(stream.account), region: stream.region[0]?.value ?? '' }
  const model = EVENTS.unknownModels.model
  yield billingRow(day.day, charged, NOBODY, { category: 'Purchase', model, cost, effective: cost, list })
}

const NOBODY: Payer = { subsidiary: UNASSIGNED, project: UNASSIGNED, approach: UNASSIGNED }

/** What carries no tag beside what does, as a whole number. */
function untagged(tagged: number): number {
  return Math.round((tagged * UNTAGGED_SHARE) / (1 - UNTAGGED_SHARE))
}

function sharedAccount(account: string): string {
  return `${account}-commun`
}

function streamOf(service: string): Stream {
  const stream = STREAMS.find((other) => other.service === service)
  if (stream === undefined) throw new Error(`no stream sells ${service}`)
  return stream
}

function chargedFor(stream: Stream, { subsidiary }: DemoProject): Charged {
  const account = `${stream.account}-${subsidiary.line.replaceAll('_', '-')}`
  return { ...stream, account, region: stream.region[0]?.value ?? '' }
}

/** What is rented beside models, by subsidiary, on Mondays; the first of the month in the small demo. */
export function* platformRows(
  projects: readonly DemoProject[],
  size: ScaleSize,
  day: DemoDay,
): Generator<AnyActivityRow> {
  const isMonthly = size.dayStep > 1
  if (day.weekday !== 0 || (isMonthly && day.dayOfMonth > 7)) return
  const payers = payersOn(projects, day)
  const total = payers.reduce((sum, { subsidiary }) => sum + Math.sqrt(subsidiary.headcount), 0)
  for (const platform of PLATFORMS) {
    const amount = (smooth(platform.thousands, day) * 1e9 * size.share) / (isMonthly ? 3 : 13)
    const nobodys = Math.round(amount * UNTAGGED_SHARE)
    const nobodysCost = paid(platform.provider, nobodys)
    yield billingRow(day.day, { ...platform, account: sharedAccount(platform.account) }, NOBODY, {
      category: 'Usage',
      cost: nobodysCost,
      effective: nobodysCost,
      list: nobodys,
    })
    for (const { row, subsidiary } of payers) {
      const list = Math.round(((amount - nobodys) * Math.sqrt(subsidiary.headcount)) / total)
      const cost = paid(platform.provider, list)
      const account = `${platform.account}-${subsidiary.line.replaceAll('_', '-')}`
      const charge = { category: 'Usage', cost, effective: cost, list } as const
      yield billingRow(day.day, { ...platform, account }, row, charge)
    }
  }
}

/** The oldest generative use case of each subsidiary that is running on a day. */
function payersOn(projects: readonly DemoProject[], day: DemoDay): DemoProject[] {
  const bySubsidiary = new Map<string, DemoProject>()
  for (const project of projects) {
    const { row, subsidiary } = project
    const isRunning = row.pilot_on !== null && row.pilot_on <= day.day && (row.stopped_on ?? '9') > day.day
    if (!isRunning || row.approach !== 'generative' || !isPresent(subsidiary, day.month)) continue
    if (!bySubsidiary.has(row.subsidiary)) bySubsidiary.set(row.subsidiary, project)
  }
  return [...bySubsidiary.values()]
}

/** Taxes and credits of a whole month, on its last day, by use case and account. */
export function* monthEndRows(
  billed: readonly ActivityRow<'billing'>[],
  day: string,
): Generator<AnyActivityRow> {
  const sums = new Map<string, { row: ActivityRow<'billing'>; cost: number }>()
  for (const row of billed) {
    if (TAXES[row.provider] === undefined && CREDITS[row.provider] === undefined) continue
    const key = `${row.provider} ${row.account} ${row.project}`
    const sum = sums.get(key) ?? { row, cost: 0 }
    sum.cost += Math.round(Number(row.cost) * 1e6)
    sums.set(key, sum)
  }
  for (const { row, cost } of sums.values()) {
    yield* monthEndRow(row, day, 'Tax', Math.round((cost * (TAXES[row.provider] ?? 0)) / 1000))
    yield* monthEndRow(row, day, 'Credit', -Math.round((cost * (CREDITS[row.provider] ?? 0)) / 1000))
  }
}

function* monthEndRow(
  row: ActivityRow<'billing'>,
  day: string,
  category: 'Tax' | 'Credit',
  amount: number,
): Generator<AnyActivityRow> {
  if (amount === 0) return
  const charged = { ...row, serviceCategory: row.service_category }
  const list = category === 'Tax' ? amount : 0
  yield billingRow(day, charged, row, { category, cost: amount, effective: amount, list })
}

/** The correction that a provider sent months later, on the day that it corrects. */
export function lateCorrectionRow(projects: readonly DemoProject[]): AnyActivityRow {
  const { day, invoiceMonth, subsidiary, service, microEuros } = EVENTS.lateCorrection
  const project = projects.find(
    ({ row }) =>
      row.subsidiary === subsidiary &&
      row.approach === 'generative' &&
      (row.pilot_on ?? '9') <= day &&
      (row.stopped_on ?? '9') > day,
  )
  if (project === undefined) throw new Error(`nothing to correct at ${subsidiary}`)
  return billingRow(day, chargedFor(streamOf(service), project), project.row, {
    category: 'Adjustment',
    invoiceMonth,
    cost: microEuros,
    effective: microEuros,
    list: 0,
  })
}

/** Whether a source's rows of a month never came. */
export function isMissing(source: string, month: string): boolean {
  return source === EVENTS.missingMonth.source && month === EVENTS.missingMonth.month
}
