import { expect, test } from 'vitest'
import { EVENTS } from '#app/demo/events.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'
import { demoOf, quarterOf, rowsOf, sumBy, total, type WholeDemo } from './demos.ts'

const SCALES = ['tiny', 'full'] as const
const demos = SCALES.map((scale) => [scale, demoOf(scale)] as const)

function share(part: number | undefined, whole: number | undefined): number {
  return (part ?? 0) / (whole ?? Number.NaN)
}

test('weekends and August dip', () => {
  for (const [scale, demo] of demos) {
    const requests = rowsOf(demo, 'requests').filter(({ day }) => day.startsWith('2026'))
    const byWeekday = sumBy(
      requests,
      ({ day }) => (new Date(day).getUTCDay() % 6 === 0 ? 'weekend' : 'week'),
      (row) => row.requests,
    )
    expect((byWeekday.get('weekend') ?? 0) / 2, scale).toBeLessThan(((byWeekday.get('week') ?? 0) / 5) * 0.6)
    const byMonth = sumBy(
      requests,
      ({ day }) => day.slice(0, 7),
      (row) => row.requests,
    )
    expect(byMonth.get('2026-08'), scale).toBeLessThan((byMonth.get('2026-06') ?? 0) * 0.85)
    expect(byMonth.get('2026-08'), scale).toBeLessThan((byMonth.get('2026-09') ?? 0) * 0.85)
  }
})

test('a price drops on its day', () => {
  for (const [scale, demo] of demos) {
    const { on, service } = EVENTS.priceDrop
    const rows = rowsOf(demo, 'billing').filter(
      (row) => row.service === service && row.charge_category === 'Usage',
    )
    const tokens = new Map(
      rowsOf(demo, 'requests').map((row) => [
        `${row.day} ${row.account} ${row.project}`,
        Number(row.output_tokens),
      ]),
    )
    const priceIn = (from: string, to: string) => {
      const some = rows.filter(({ day }) => day >= from && day < to)
      return share(
        total(some.map(({ list_cost }) => Number(list_cost))),
        total(some.map(({ day, account, project }) => tokens.get(`${day} ${account} ${project}`) ?? 0)),
      )
    }
    const before = priceIn('2025-09-01', on)
    expect(priceIn(on, '2025-11-01') / before, scale).toBeLessThan(0.85)
  }
})

test('a model is replaced by a smaller one', () => {
  for (const [scale, demo] of demos) {
    const { on, before, after } = EVENTS.modelReplaced
    const days = (model: string) =>
      rowsOf(demo, 'requests')
        .filter((row) => row.model === model)
        .map(({ day }) => day)
        .sort()
    expect(days(before).at(-1) ?? '', scale).toMatch(/^2025-03/)
    expect(days(after)[0] ?? '', scale).toMatch(/^2025-04/)
    expect((days(after)[0] ?? '') >= on, scale).toBe(true)
    const size = (id: string) => Number(demo.tables.model.find(({ model }) => model === id)?.active_b)
    expect(size(after)).toBeLessThan(size(before))
  }
})

test('a workload moves to a region whose electricity emits less', () => {
  for (const [scale, demo] of demos) {
    const { on, after, provider } = EVENTS.workloadMoved
    const moved = rowsOf(demo, 'requests').filter((row) => row.region === after)
    expect(moved.length, scale).toBeGreaterThan(0)
    expect(
      moved.every((row) => row.provider === provider && row.day >= on),
      scale,
    ).toBe(true)
  }
})

test('one subsidiary’s cluster idles most', () => {
  for (const [scale, demo] of demos) {
    const rows = rowsOf(demo, 'gpu').filter(
      ({ day, gpu_hours_used }) => quarterOf(day) === '2026-Q3' && gpu_hours_used !== null,
    )
    const idle = sumBy(
      rows,
      (row) => row.subsidiary,
      (row) => Number(row.gpu_hours) - Number(row.gpu_hours_used),
    )
    const [first, second] = [...idle].sort((a, b) => b[1] - a[1])
    expect(first?.[0], scale).toBe(EVENTS.idleCluster.subsidiary)
    expect(first?.[1] ?? 0, scale).toBeGreaterThan(1.3 * (second?.[1] ?? 0))
    const cluster = rows.filter(({ account }) => account === EVENTS.idleCluster.account)
    expect(
      share(
        total(cluster.map((row) => Number(row.gpu_hours_used))),
        total(cluster.map((row) => Number(row.gpu_hours))),
      ),
    ).toBeLessThan(0.35)
  }
})

test('a fine-tuned model runs beside its standard sibling, on fewer GPU hours a request', () => {
  for (const [scale, demo] of demos) {
    const { model, standard } = EVENTS.fineTuned
    const [tuned, other] = [model, standard].map((id) => demo.tables.model.find((row) => row.model === id))
    expect(tuned?.standard_sibling).toBe(standard)
    expect(tuned?.task).toBe(other?.task)
    const per = (id: string) => {
      const isIt = (row: { day: string; model: string; phase: string }) =>
        row.model === id && row.phase === 'inference' && quarterOf(row.day) === '2026-Q3'
      const hours = total(
        rowsOf(demo, 'gpu')
          .filter(isIt)
          .map((row) => Number(row.gpu_hours)),
      )
      return share(
        hours,
        total(
          rowsOf(demo, 'requests')
            .filter(isIt)
            .map((row) => row.requests),
        ),
      )
    }
    expect(per(model), scale).toBeLessThan(per(standard))
  }
})

test('requests and the GPU hours that serve them share account and model', () => {
  for (const [scale, demo] of demos) {
    const key = (row: { day: string; account: string; model: string }) =>
      `${row.day.slice(0, 7)} ${row.account} ${row.model}`
    const serving = new Set(rowsOf(demo, 'gpu').map(key))
    const hosted = rowsOf(demo, 'requests').filter(({ provider }) => provider === 'Centre de calcul Trévarn')
    expect(hosted.length, scale).toBeGreaterThan(0)
    expect(hosted.filter((row) => !serving.has(key(row))).map(key), scale).toEqual([])
  }
})

test('one subsidiary joins, one leaves, and neither has rows outside the group', () => {
  for (const [scale, demo] of demos) {
    const days = (subsidiary: string) =>
      demo.rows
        .filter((row) => row.subsidiary === subsidiary)
        .map(({ day }) => day)
        .sort()
    const { joined, left } = EVENTS
    expect((days(joined.subsidiary)[0] ?? '') >= joined.on, scale).toBe(true)
    expect((days(left.subsidiary).at(-1) ?? '9') <= left.on, scale).toBe(true)
    expect(demo.tables.subsidiary.find(({ subsidiary }) => subsidiary === joined.subsidiary)?.joined_on).toBe(
      joined.on,
    )
    expect(demo.tables.subsidiary.find(({ subsidiary }) => subsidiary === left.subsidiary)?.left_on).toBe(
      left.on,
    )
  }
})

test('one source misses one month', () => {
  for (const [scale, demo] of demos) {
    const { source, month } = EVENTS.missingMonth
    const missing = demo.tables.source_month.filter(({ months_loaded }) => months_loaded === 0)
    expect(
      missing.map((row) => [row.source, row.month, row.months_expected]),
      scale,
    ).toEqual([[source, month, 1]])
    const byMonth = sumBy(
      rowsOf(demo, 'billing').filter((row) => row.source === source),
      ({ day }) => day.slice(0, 7),
      () => 1,
    )
    expect(byMonth.get(month), scale).toBeUndefined()
    expect(byMonth.get('2026-07'), scale).toBeGreaterThan(0)
    const cost = sumBy(
      rowsOf(demo, 'billing').filter(({ day }) => day.startsWith('2026')),
      (row) => row.source,
      (row) => row.cost,
    )
    expect([...cost].sort((a, b) => a[1] - b[1])[0]?.[0], scale).toBe(source)
  }
})

test('every source that rows name was expected and loaded that month', () => {
  for (const [scale, demo] of demos) {
    const loaded = new Set(
      demo.tables.source_month
        .filter(({ months_loaded }) => months_loaded === 1)
        .map((row) => `${row.source} ${row.supplied} ${row.month}`),
    )
    const met = new Set(demo.rows.map((row) => `${row.source} ${row.fact} ${row.day.slice(0, 7)}`))
    expect(
      [...met].filter((key) => !loaded.has(key)),
      scale,
    ).toEqual([])
  }
})

test('about 4 % of the cost has no tag', () => {
  for (const [scale, demo] of demos) {
    const rows = rowsOf(demo, 'billing').filter(({ day }) => quarterOf(day) === '2026-Q3')
    const cost = sumBy(
      rows,
      (row) => (row.subsidiary === UNASSIGNED ? UNASSIGNED : 'known'),
      (row) => row.cost,
    )
    const part = share(cost.get(UNASSIGNED), total(cost.values()))
    expect(part, scale).toBeGreaterThan(0.035)
    expect(part, scale).toBeLessThan(0.045)
    expect(
      rows.some((row) => row.project === UNASSIGNED && row.subsidiary !== UNASSIGNED),
      scale,
    ).toBe(false)
  }
})

test('a correction lands in a closed quarter months later', () => {
  for (const [scale, demo] of demos) {
    const late = rowsOf(demo, 'billing').filter((row) => row.invoice_month !== row.day.slice(0, 7))
    expect(late, scale).toHaveLength(1)
    expect(late[0], scale).toMatchObject({
      day: EVENTS.lateCorrection.day,
      invoice_month: EVENTS.lateCorrection.invoiceMonth,
      charge_category: 'Adjustment',
      cost: '-21480.37',
    })
  }
})

test('bills hold usage, purchases, taxes and credits', () => {
  for (const [scale, demo] of demos) {
    const categories = new Set(rowsOf(demo, 'billing').map(({ charge_category }) => charge_category))
    expect([...categories].sort(), scale).toEqual(['Adjustment', 'Credit', 'Purchase', 'Tax', 'Usage'])
  }
})

test('the cost rises in the last quarter and one service explains most of it', () => {
  for (const [scale, demo] of demos) {
    const { quarter, before, service } = EVENTS.costRise
    const sums = sumBy(
      rowsOf(demo, 'billing'),
      (row) => `${quarterOf(row.day)} ${row.service}`,
      (row) => row.cost,
    )
    const services = new Set([...sums.keys()].map((key) => key.slice(8)))
    const changes = [...services].map(
      (name) => [name, (sums.get(`${quarter} ${name}`) ?? 0) - (sums.get(`${before} ${name}`) ?? 0)] as const,
    )
    const change = total(changes.map(([, value]) => value))
    const [largest, second] = [...changes].sort((a, b) => b[1] - a[1])
    expect(change, scale).toBeGreaterThan(0)
    expect(largest?.[0], scale).toBe(service)
    expect(largest?.[1] ?? 0, scale).toBeGreaterThan(0.6 * change)
    expect(largest?.[1] ?? 0, scale).toBeGreaterThan(4 * (second?.[1] ?? 0))
  }
})

test('budgets stand beside costs; some are exceeded, one by far', () => {
  for (const [scale, demo] of demos) {
    const { quarter, subsidiary } = EVENTS.largestOverrun
    const cost = sumBy(
      rowsOf(demo, 'billing').filter(({ day }) => quarterOf(day) === quarter),
      (row) => row.subsidiary,
      (row) => row.cost,
    )
    const budget = sumBy(
      demo.tables.budget.filter(({ month }) => quarterOf(month) === quarter),
      (row) => row.subsidiary,
      (row) => row.budget,
    )
    const overruns = [...budget]
      .map(([id, planned]) => [id, (cost.get(id) ?? 0) - planned] as const)
      .sort((a, b) => b[1] - a[1])
    expect(overruns[0]?.[0], scale).toBe(subsidiary)
    expect(overruns[0]?.[1] ?? 0, scale).toBeGreaterThan(2 * (overruns[1]?.[1] ?? 0))
    expect(overruns.filter(([, value]) => value > 0).length, scale).toBeGreaterThan(1)
    expect(
      overruns.some(([, value]) => value < 0),
      scale,
    ).toBe(true)
  }
})

test('every subsidiary there has a budget for each month of the last year', () => {
  for (const [scale, demo] of demos) {
    const planned = sumBy(
      demo.tables.budget.filter(({ month }) => month.startsWith('2026')),
      ({ month }) => month,
      () => 1,
    )
    expect([...planned.keys()], scale).toHaveLength(12)
    expect(planned.get('2026-12'), scale).toBe(planned.get('2026-11'))
  }
})

test('one subsidiary has no headcount, one has fewer than five active users', () => {
  for (const [scale, demo] of demos) {
    const told = new Set(demo.tables.headcount.map(({ subsidiary }) => subsidiary))
    const silent = demo.tables.subsidiary.filter(({ subsidiary }) => !told.has(subsidiary))
    expect(
      silent.map(({ subsidiary }) => subsidiary),
      scale,
    ).toEqual([EVENTS.withoutHeadcount.subsidiary])
    const last = demo.tables.active_users_month.filter(({ month }) => month === '2026-09')
    const few = last.filter(({ active_users }) => active_users < 5)
    expect(
      few.map((row) => [row.subsidiary, row.active_users]),
      scale,
    ).toEqual([[EVENTS.fewerThanFive.subsidiary, EVENTS.fewerThanFive.activeUsers]])
    const employees = new Map(
      demo.tables.headcount.map((row) => [`${row.month} ${row.subsidiary}`, row.headcount]),
    )
    expect(
      demo.tables.active_users_month.every(
        (row) => row.active_users <= (employees.get(`${row.month} ${row.subsidiary}`) ?? row.active_users),
      ),
      scale,
    ).toBe(true)
  }
})

test('use cases in production without review, and reviews late, are as many as said', () => {
  for (const [scale, demo] of demos) {
    const waiting = productionWithoutReview(demo, '2026-09-30')
    expect(waiting, scale).toHaveLength(EVENTS.productionWithoutReview[scale])
    const late = demo.tables.review.filter(
      ({ requested_on, decided_on }) =>
        requested_on < '2026-08-01' && (decided_on === null || decided_on > '2026-09-30'),
    )
    expect(late.length, scale).toBeGreaterThanOrEqual(EVENTS.lateReviews[scale])
    expect(
      late.some(({ decided_on }) => decided_on === null),
      scale,
    ).toBe(true)
  }
})

function productionWithoutReview({ tables }: WholeDemo, day: string): string[] {
  const allowed = new Set(
    tables.review
      .filter((row) => row.decided_on !== null && row.decided_on <= day && row.opinion !== 'unfavourable')
      .map(({ project }) => project),
  )
  return tables.project
    .filter(
      (row) =>
        (row.production_on ?? '9') <= day && (row.stopped_on ?? '9') > day && !allowed.has(row.project),
    )
    .map(({ project }) => project)
}

test('a certificate is about to expire', () => {
  for (const [scale, { tables, info }] of demos) {
    const next = tables.certificate.map(({ expires_on }) => expires_on).sort()[0]
    expect(next, scale).toBe(EVENTS.expiringCertificate.on)
    expect(next && next > info.asOf, scale).toBe(true)
  }
})

test('a provider does not say which models it serves, for more than a fifth of requests', () => {
  for (const [scale, demo] of demos) {
    const openness = new Map(demo.tables.model.map((row) => [row.model, row.openness]))
    const known = (quarter: string) => {
      const sums = sumBy(
        rowsOf(demo, 'requests').filter(({ day }) => quarterOf(day) === quarter),
        (row) => openness.get(row.model) ?? UNASSIGNED,
        (row) => row.requests,
      )
      return 1 - share(sums.get(UNASSIGNED), total(sums.values()))
    }
    expect(known('2026-Q3'), scale).toBeLessThan(0.79)
    expect(known('2026-Q2'), scale).toBeGreaterThan(0.8)
    expect(known('2024-Q1'), scale).toBeGreaterThan(0.95)
  }
})

test('GPU rows are metered, measured or of unknown use, in every phase', () => {
  for (const [scale, demo] of demos) {
    const rows = rowsOf(demo, 'gpu')
    expect(
      rows.some((row) => row.metered_kwh !== null && row.hosting === 'on_premise'),
      scale,
    ).toBe(true)
    expect(
      rows.some((row) => row.metered_kwh === null && row.gpu_hours_used !== null),
      scale,
    ).toBe(true)
    expect(
      rows.some((row) => row.gpu_hours_used === null),
      scale,
    ).toBe(true)
    expect([...new Set(rows.map(({ phase }) => phase))].sort(), scale).toEqual([
      'idle',
      'inference',
      'training',
      'tuning',
    ])
    const requests = rowsOf(demo, 'requests')
    expect(
      requests.some((row) => Number(row.cached_tokens) > 0 && Number(row.reasoning_tokens) > 0),
      scale,
    ).toBe(true)
  }
})
