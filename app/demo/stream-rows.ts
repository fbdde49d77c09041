import { type DemoDay, quarterNumber } from '#app/demo/calendar.ts'
import { billingRow, type Charged, paid } from '#app/demo/charges.ts'
import { gpuRow, type PoolPlace } from '#app/demo/gpu-row.ts'
import { between, mix } from '#app/demo/random.ts'
import { anchor, type Learning, type Pool, type Stream, valueOn } from '#app/demo/streams.ts'
import { smooth, type Workload, type WorkloadGroup } from '#app/demo/workloads.ts'
import { type ActivityRow, type AnyActivityRow, UNASSIGNED } from '#app/warehouse/schema.ts'

type Add = (row: AnyActivityRow) => void
type Service = Pick<Stream, 'provider' | 'account' | 'hosting' | 'region' | 'service' | 'serviceCategory'>

/** Adds the rows of one day of a stream: requests, the hours that serve them, and their charges. */
export function addStreamDay(
  stream: Stream,
  group: WorkloadGroup,
  share: number,
  day: DemoDay,
  add: Add,
): void {
  const model = valueOn(stream.model, day.day) ?? UNASSIGNED
  const price = valueOn(stream.price, day.day)
  const region = valueOn(stream.region, day.day) ?? UNASSIGNED
  const ordinary = (group.habitualUse[day.quarter] ?? 1) / (group.use[day.quarter] ?? 1)
  const perWeight = (anchor(stream.requests, day.quarter) * 1e6 * share) / (group.use[day.quarter] ?? 1)
  for (const workload of group.workloads) {
    const weight = workload.use[day.index] ?? 0
    const requests = weight === 0 ? 0 : Math.round(weight * perWeight)
    if (requests === 0) continue
    const row = requestsRow(stream, workload, model, region, day, requests, workload.habit / ordinary)
    add(row)
    if (price === null) continue
    const list = tokenPrice(price, row)
    const cost = paid(stream.provider, list)
    const charge = { category: 'Usage', model, cost, effective: cost, list } as const
    add(billingRow(day.day, chargedOf(stream, workload, region), workload, charge))
  }
  if (stream.pool !== null) addPoolDay(stream, stream.pool, group, share, model, 'inference', day, add)
}

/** Adds the rows of one day of hours that serve no request, and their charges. */
export function addLearningDay(
  learning: Learning,
  group: WorkloadGroup,
  share: number,
  day: DemoDay,
  add: Add,
): void {
  addPoolDay(learning, learning.pool, group, share, learning.model, learning.phase, day, add)
}

function chargedOf(service: Service, workload: Workload, region: string): Charged {
  return {
    provider: service.provider,
    hosting: service.hosting,
    service: service.service,
    serviceCategory: service.serviceCategory,
    account: `${service.account}-${workload.accountSuffix}`,
    region,
  }
}

function requestsRow(
  stream: Stream,
  workload: Workload,
  model: string,
  region: string,
  day: DemoDay,
  requests: number,
  relativeHabit: number,
): ActivityRow<'requests'> {
  const draw = mix(mix(workload.hash, 50), day.index)
  const habit = relativeHabit * between(draw, 0.95, 1.05)
  const { tokens, cachedShare, reasoningShare } = stream
  const input = tokens === null ? null : Math.round(requests * smooth(tokens.input, day) * habit)
  const output = tokens === null ? null : Math.round(requests * smooth(tokens.output, day) * habit)
  return {
    fact: 'requests',
    day: day.day,
    subsidiary: workload.subsidiary,
    project: workload.project,
    approach: workload.approach,
    provider: stream.provider,
    account: `${stream.account}-${workload.accountSuffix}`,
    model,
    region,
    hosting: stream.hosting,
    phase: 'inference',
    source: stream.gateway,
    source_rows: 1,
    requests,
    input_tokens: input === null ? null : String(input),
    output_tokens: output === null ? null : String(output),
    cached_tokens:
      input === null || cachedShare === null ? null : String(Math.round(input * smooth(cachedShare, day))),
    reasoning_tokens:
      output === null || reasoningShare === null
        ? null
        : String(Math.round(output * smooth(reasoningShare, day))),
  }
}

/** Catalogue price in millionths of a euro; cached tokens are billed at a quarter of the price of the others. */
function tokenPrice(
  price: { readonly input: number; readonly output: number },
  row: ActivityRow<'requests'>,
): number {
  const cached = Number(row.cached_tokens ?? 0)
  const read = Number(row.input_tokens ?? 0) - cached + Math.round(cached / 4)
  return Math.round((read * price.input + Number(row.output_tokens ?? 0) * price.output) / 1000)
}

function addPoolDay(
  service: Service,
  pool: Pool,
  group: WorkloadGroup,
  share: number,
  model: string,
  phase: string,
  day: DemoDay,
  add: Add,
): void {
  const region = valueOn(service.region, day.day) ?? UNASSIGNED
  const usedShare = pool.used === null ? null : smooth(pool.used, day) * (day.weekday > 4 ? 0.86 : 1.02)
  const perWeight = (anchor(pool.hours, day.quarter) * 1000 * share) / (group.hours[day.quarter] ?? 1)
  for (const workload of group.workloads) {
    const weight = workload.hours[day.index] ?? 0
    const given = weight === 0 ? 0 : Math.round(weight * perWeight)
    if (given === 0) continue
    const noise = between(mix(mix(workload.hash, 52), day.index), 0.94, 1.06)
    const used = usedShare === null ? null : Math.round(given * Math.min(0.98, usedShare * noise))
    const charged = chargedOf(service, workload, region)
    const place: PoolPlace = { charged, model, phase, accelerator: pool.accelerator, metered: pool.metered }
    add(gpuRow(day.day, place, workload, given, used))
    const list = Math.round((given * pool.microEurosPerHour) / 1000)
    const effective = paid(service.provider, list)
    const cost = Math.round(effective * (1 - pool.reserved))
    const charge = { category: 'Usage', model, accelerator: pool.accelerator, cost, effective, list } as const
    add(billingRow(day.day, charged, workload, charge))
  }
}

/** Adds what is paid in advance for the next quarter's hours, on the first day of a quarter, by workload. */
export function addReservations(
  stream: Stream,
  pool: Pool,
  group: WorkloadGroup,
  share: number,
  month: string,
  days: readonly DemoDay[],
  add: Add,
): void {
  const quarter = quarterNumber(month)
  const day = `${month}-01`
  const hours = pool.hours[quarter + 1] ?? anchor(pool.hours, quarter)
  const total = hours * share * pool.microEurosPerHour * pool.reserved
  const service = { ...stream, service: `${stream.service}, réservation` }
  const weights = group.workloads.map(({ hours: given }) =>
    days.reduce((sum, { index }) => sum + (given[index] ?? 0), 0),
  )
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  for (const [index, workload] of group.workloads.entries()) {
    const weight = weights[index] ?? 0
    const list = Math.round((total * weight) / all)
    if (weight === 0) continue
    const charged = chargedOf(service, workload, valueOn(stream.region, day) ?? UNASSIGNED)
    const cost = paid(stream.provider, list)
    const charge = {
      category: 'Purchase',
      accelerator: pool.accelerator,
      cost,
      effective: 0,
      list: 0,
    } as const
    add(billingRow(day, charged, workload, charge))
  }
}
