import { daysBetween, monthsBetween } from '#app/warehouse/calendar.ts'
import type { ActivityRow, AnyActivityRow, PlainRow } from '#app/warehouse/schema.ts'
import type { CoreRows } from '#tests/warehouse/fixture.ts'
import { type Random, seeded } from '#tests/warehouse/random.ts'

const SUBSIDIARIES = ['alpha', 'beta', 'gamma', 'delta'] as const
const PROJECTS = ['p1', 'p2', 'p3', 'p4', 'p5'] as const
const MODELS = ['m1', 'm2', 'm3'] as const
const HOSTINGS = ['on_premise', 'secnumcloud', 'eu_external_keys', 'eu_us_cloud', 'outside_eu'] as const

/** Random core rows that reach every table, with unknown values, corrections and activity that nothing assigns. */
export function randomCore(seed: number, size: number, first = '2025-06', last = '2026-11'): CoreRows {
  const random = seeded(seed)
  const days = daysBetween(`${first}-01`, `${last}-28`)
  const months = monthsBetween(first, last)
  return {
    activity_daily: Array.from({ length: size }, () => activity(random, random.pick(days))),
    subsidiary: SUBSIDIARIES.slice(0, 3).map((subsidiary, index) => ({
      subsidiary,
      name: subsidiary,
      short_name: subsidiary,
      business_line: index === 0 ? 'banking' : 'insurance',
      joined_on: null,
      left_on: null,
    })),
    business_line: [],
    project: PROJECTS.map((project) => projectRow(random, project, days)),
    model: MODELS.slice(0, 2).map((model, index) => ({
      model,
      name: model,
      short_name: model,
      family: 'f',
      provider: 'P1',
      openness: index === 0 ? 'open' : 'closed',
      task: 'chat',
      standard_sibling: null,
      active_b: '7',
      total_b: '7',
      parameters_evidence: 'published',
    })),
    account: [],
    certificate: [],
    review: PROJECTS.slice(0, 3).map((project) => reviewRow(random, project, days)),
    workshop: Array.from({ length: 6 }, (_, index) => workshopRow(random, index, days)),
    active_users_month: perMonth(months, (month, subsidiary) => ({
      month,
      subsidiary,
      source: 'directory',
      active_users: random.integer(subsidiary === 'beta' ? 7 : 500),
      source_rows: 1,
    })),
    headcount: perMonth(months, (month, subsidiary) => ({
      month,
      subsidiary,
      source: 'hr',
      headcount:
        subsidiary === 'beta' && random.chance(0.7) ? 1 + random.integer(5) : 100 + random.integer(900),
      source_rows: 1,
    })).filter(({ subsidiary }) => subsidiary !== 'gamma'),
    budget: perMonth(months, (month, subsidiary) => ({
      month,
      subsidiary,
      source: 'finance',
      currency: 'EUR',
      budget: random.decimal(9000, 2),
      source_rows: 1,
    })),
    source_month: months.map((month) => ({
      month,
      source: 'bill',
      supplied: 'billing',
      months_expected: 1,
      months_loaded: random.chance(0.8) ? 1 : 0,
    })),
  }
}

function perMonth<Row>(
  months: readonly string[],
  row: (month: string, subsidiary: string) => Row,
): readonly Row[] {
  return months.flatMap((month) => SUBSIDIARIES.slice(0, 3).map((subsidiary) => row(month, subsidiary)))
}

function activity(random: Random, day: string): AnyActivityRow {
  const shared = {
    day,
    subsidiary: random.chance(0.1) ? 'unassigned' : random.pick(SUBSIDIARIES),
    project: random.chance(0.1) ? 'unassigned' : random.pick(PROJECTS),
    approach: random.pick(['generative', 'classic', 'unassigned']),
    provider: random.pick(['P1', 'P2']),
    account: random.pick(['a1', 'a2', 'a3']),
    model: random.chance(0.1) ? 'unassigned' : random.pick(MODELS),
    region: random.pick(['europe-west9', 'europe-west3', 'unassigned']),
    hosting: random.chance(0.1) ? 'unassigned' : random.pick(HOSTINGS),
    source_rows: 1 + random.integer(3),
  }
  const kind = random.integer(3)
  if (kind === 0) return billingRow(random, shared)
  return kind === 1 ? requestsRow(random, shared) : gpuRow(random, shared)
}

type Shared = Pick<
  ActivityRow<'requests'>,
  | 'day'
  | 'subsidiary'
  | 'project'
  | 'approach'
  | 'provider'
  | 'account'
  | 'model'
  | 'region'
  | 'hosting'
  | 'source_rows'
>

function billingRow(random: Random, shared: Shared): ActivityRow<'billing'> {
  const currency = random.chance(0.85) ? 'EUR' : 'USD'
  return {
    ...shared,
    fact: 'billing',
    source: 'bill',
    publisher: random.pick(['P1', 'Maker']),
    service: random.pick(['Chat', 'Compute, large', 'Été']),
    service_category: random.pick(['Compute', 'AI and Machine Learning']),
    charge_category: random.pick(['Usage', 'Credit', 'Tax']),
    accelerator: random.pick(['l4', 'unassigned']),
    invoice_month: shared.day.slice(0, 7),
    currency,
    cost: `${random.chance(0.1) ? '-' : ''}${random.decimal(1000, 18)}`.replace(/^-0$/, '0'),
    effective_cost: random.chance(0.2) ? null : random.decimal(1000, 18),
    contracted_cost: random.chance(0.3) ? null : random.decimal(1000, 12),
    list_cost: random.decimal(1000, 9),
  }
}

function requestsRow(random: Random, shared: Shared): ActivityRow<'requests'> {
  const known = random.chance(0.9)
  return {
    ...shared,
    fact: 'requests',
    source: 'gateway',
    phase: 'inference',
    requests: random.integer(5000),
    input_tokens: known ? random.decimal(9_000_000, 6) : null,
    output_tokens: known ? random.decimal(900_000, 6) : null,
    cached_tokens: random.chance(0.5) ? random.decimal(1000, 6) : null,
    reasoning_tokens: null,
  }
}

function gpuRow(random: Random, shared: Shared): ActivityRow<'gpu'> {
  const hours = random.integer(1_000_000)
  const used = random.chance(0.8) ? random.integer(1_100_000) : null
  return {
    ...shared,
    fact: 'gpu',
    source: 'cluster',
    accelerator: random.pick(['l4', 'h100-sxm', 'unassigned']),
    phase: random.pick(['training', 'tuning', 'inference', 'idle']),
    gpu_hours: String(hours / 1000),
    gpu_hours_used: used === null ? null : String(used / 1000),
    vcpu_hours: random.chance(0.5) ? random.decimal(100, 6) : null,
    metered_kwh: random.chance(0.3) ? random.decimal(500, 6) : null,
  }
}

function projectRow(random: Random, project: string, days: readonly string[]): PlainRow<'project'> {
  const dates = Array.from({ length: 5 }, () => random.pick(days)).sort()
  const reached = random.integer(6)
  const at = (index: number) => (index < reached ? (dates[index] ?? null) : null)
  return {
    project,
    name: project,
    short_name: project,
    subsidiary: random.pick(SUBSIDIARIES),
    business_function: random.pick(['claims', 'fraud']),
    approach: random.pick(['generative', 'classic']),
    built_by: 'ai_factory',
    owner: null,
    commitment: null,
    source: 'register',
    idea_on: at(0),
    framing_on: at(1),
    pilot_on: at(2),
    production_on: at(3),
    stopped_on: at(4),
  }
}

function reviewRow(random: Random, project: string, days: readonly string[]): PlainRow<'review'> {
  const decided = random.chance(0.7)
  return {
    review: `r-${project}`,
    project,
    subsidiary: random.pick(SUBSIDIARIES),
    source: 'register',
    requested_on: random.pick(days),
    decided_on: decided ? random.pick(days) : null,
    opinion: decided ? random.pick(['favourable', 'conditional', 'unfavourable']) : null,
    conditions: 0,
    conditions_closed: 0,
    reviewer: null,
  }
}

function workshopRow(random: Random, index: number, days: readonly string[]): PlainRow<'workshop'> {
  const day = random.pick(days)
  return {
    workshop: `w${index}`,
    day,
    month: day.slice(0, 7),
    subsidiary: random.pick(SUBSIDIARIES),
    source: 'register',
    participants: 1 + random.integer(8),
    first_time_participants: random.integer(4),
    use_cases_given: random.integer(4),
  }
}
