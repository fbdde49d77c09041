import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { MONTHS } from '#app/demo/calendar.ts'
import { type Demo, generateDemo } from '#app/demo/generate-demo.ts'
import { DIMENSIONS, MEASURES, PLAIN_TABLES, UNASSIGNED } from '#app/warehouse/schema.ts'
import { byEffort } from '#tests/effort.ts'
import { demoOf } from './demos.ts'

const SCALES = ['tiny', 'full'] as const
// Hashing the whole group twice takes long beside other tests.
const REPEATED = byEffort<readonly (typeof SCALES)[number][]>(SCALES, ['tiny'])

function digest(demo: Demo): string {
  const hash = createHash('sha256').update(JSON.stringify([demo.info, demo.tables, demo.mission]))
  for (const part of demo.activity) hash.update(JSON.stringify(part))
  return hash.digest('hex')
}

test('the same seed and scale give the same demo', () => {
  for (const scale of REPEATED)
    expect(digest(generateDemo({ seed: 7, scale }))).toBe(digest(generateDemo({ seed: 7, scale })))
}, 120_000)

test('walking the activity twice, or in another order, gives the same rows', () => {
  const demo = generateDemo({ seed: 3, scale: 'tiny' })
  const texts = () => [...demo.activity].map((part) => JSON.stringify(part))
  const before = texts()
  generateDemo({ seed: 3, scale: 'full' })
  expect(texts()).toEqual(before)
  expect(
    [...demo.activity]
      .reverse()
      .map((part) => JSON.stringify(part))
      .sort(),
  ).toEqual([...before].sort())
})

test('another seed gives another group', () => {
  expect(digest(generateDemo({ seed: 2, scale: 'tiny' }))).not.toBe(
    digest(generateDemo({ seed: 1, scale: 'tiny' })),
  )
})

test('the whole group has the size that its readers expect', () => {
  const { tables, rows } = demoOf('full')
  const present = tables.subsidiary.filter(({ left_on }) => left_on === null)
  expect(present).toHaveLength(40)
  expect(tables.business_line).toHaveLength(5)
  expect(tables.project.length).toBeGreaterThanOrEqual(310)
  expect(tables.project.length).toBeLessThanOrEqual(330)
  expect(tables.model).toHaveLength(14)
  expect(rows.length).toBeGreaterThan(250_000)
  expect(rows.length).toBeLessThanOrEqual(350_000)
  expect(MONTHS).toHaveLength(38)
})

test('the small demo has fewer entities and the same calendar', () => {
  const { tables, rows } = demoOf('tiny')
  expect(tables.subsidiary).toHaveLength(8)
  expect(tables.project.length).toBeGreaterThanOrEqual(38)
  expect(tables.project.length).toBeLessThanOrEqual(48)
  expect(rows.length).toBeGreaterThan(6_000)
  expect(rows.length).toBeLessThanOrEqual(11_000)
  expect(new Set(rows.map(({ day }) => day.slice(0, 7)))).toEqual(new Set(MONTHS))
})

test('most use cases are classic, and every table has rows', () => {
  for (const scale of SCALES) {
    const { tables } = demoOf(scale)
    const classic = tables.project.filter(({ approach }) => approach === 'classic').length
    expect(classic / tables.project.length).toBeGreaterThan(0.5)
    for (const [name, tableRows] of Object.entries(tables)) expect(tableRows.length, name).toBeGreaterThan(0)
  }
})

test('every id that a row names exists', () => {
  for (const scale of SCALES) {
    const { tables, rows } = demoOf(scale)
    const subsidiaries = new Set([...tables.subsidiary.map(({ subsidiary }) => subsidiary), UNASSIGNED])
    const projects = new Map(tables.project.map((row) => [row.project, row]))
    const models = new Set([...tables.model.map(({ model }) => model), UNASSIGNED])
    const accounts = new Map(tables.account.map((row) => [row.account, row.provider]))
    const lines = new Set(tables.business_line.map(({ business_line }) => business_line))
    const faults = new Set<string>()
    for (const row of rows) {
      if (!subsidiaries.has(row.subsidiary)) faults.add(`subsidiary ${row.subsidiary}`)
      const project = projects.get(row.project)
      if (row.project !== UNASSIGNED && project?.subsidiary !== row.subsidiary)
        faults.add(`project ${row.project}`)
      if (!models.has(row.model)) faults.add(`model ${row.model}`)
      if (accounts.get(row.account) !== row.provider) faults.add(`account ${row.account}`)
    }
    for (const { business_line } of tables.subsidiary)
      if (!lines.has(business_line)) faults.add(business_line)
    for (const { project, subsidiary } of tables.review)
      if (projects.get(project)?.subsidiary !== subsidiary) faults.add(`review of ${project}`)
    for (const { standard_sibling } of tables.model)
      if (standard_sibling !== null && !models.has(standard_sibling)) faults.add(standard_sibling)
    for (const { subsidiary } of [
      ...tables.workshop,
      ...tables.headcount,
      ...tables.budget,
      ...tables.active_users_month,
    ])
      if (!subsidiaries.has(subsidiary)) faults.add(subsidiary)
    expect([...faults]).toEqual([])
  }
})

test('ids and short names are unique, and short names hold in 20 characters', () => {
  for (const scale of SCALES) {
    const { tables } = demoOf(scale)
    const keys = {
      subsidiary: tables.subsidiary.map(({ subsidiary }) => subsidiary),
      project: tables.project.map(({ project }) => project),
      model: tables.model.map(({ model }) => model),
      account: tables.account.map(({ account }) => account),
      review: tables.review.map(({ review }) => review),
      workshop: tables.workshop.map(({ workshop }) => workshop),
      budget: tables.budget.map(({ month, subsidiary }) => `${month} ${subsidiary}`),
    }
    for (const [name, ids] of Object.entries(keys)) expect(new Set(ids).size, name).toBe(ids.length)
    for (const entities of [tables.subsidiary, tables.project, tables.model]) {
      const names = entities.map(({ short_name }) => short_name)
      expect(new Set(names).size).toBe(names.length)
      expect(names.filter((name) => [...name].length > 20)).toEqual([])
    }
  }
})

test('cells fit their columns: canonical decimals of at most six places, days inside the calendar', () => {
  for (const scale of SCALES) {
    const { rows, tables, info } = demoOf(scale)
    const faults = new Set<string>()
    for (const row of rows) {
      if (row.day < '2023-10-01' || row.day > info.asOf) faults.add(`day ${row.day}`)
      for (const [name, value] of Object.entries(row)) {
        if (name in DIMENSIONS && (typeof value !== 'string' || value === '')) faults.add(`${name} ${value}`)
        if (!(name in MEASURES) || value === null) continue
        const isWhole = MEASURES[name as keyof typeof MEASURES].type === 'INT64'
        if (isWhole ? !Number.isSafeInteger(value) : !isCanonicalDecimal(value))
          faults.add(`${name} ${value}`)
      }
    }
    for (const { budget } of tables.budget) if (!isCanonicalDecimal(budget)) faults.add(`budget ${budget}`)
    expect([...faults]).toEqual([])
  }
})

function isCanonicalDecimal(value: unknown): boolean {
  return typeof value === 'string' && /^-?(0|[1-9]\d*)(\.\d{0,5}[1-9])?$/.test(value)
}

test('only credits, adjustments and corrections are negative, and nobody uses more hours than given', () => {
  for (const scale of SCALES) {
    const faults = new Set<string>()
    for (const row of demoOf(scale).rows) {
      const mayBeNegative = row.fact === 'billing' && ['Credit', 'Adjustment'].includes(row.charge_category)
      for (const [name, value] of Object.entries(row))
        if (name in MEASURES && Number(value ?? 0) < 0 && !mayBeNegative) faults.add(`${name} ${value}`)
      if (row.fact === 'gpu' && Number(row.gpu_hours_used ?? 0) > Number(row.gpu_hours)) faults.add(row.day)
    }
    expect([...faults]).toEqual([])
  }
})

test('stages follow one another, and no day lies after today', () => {
  for (const scale of SCALES) {
    const { tables, info } = demoOf(scale)
    for (const row of tables.project) {
      const days = [row.idea_on, row.framing_on, row.pilot_on, row.production_on, row.stopped_on].filter(
        (day) => day !== null,
      )
      expect([...days].sort(), row.project).toEqual(days)
      expect(
        days.every((day) => day <= info.asOf),
        row.project,
      ).toBe(true)
    }
    for (const row of tables.review) {
      expect(row.decided_on === null || row.decided_on >= row.requested_on, row.review).toBe(true)
      expect(row.decided_on === null || row.decided_on <= info.asOf, row.review).toBe(true)
      expect((row.opinion === null) === (row.decided_on === null), row.review).toBe(true)
      expect(row.conditions_closed, row.review).toBeLessThanOrEqual(row.conditions)
    }
  }
})

test('every table of the demo is one that core keeps', () => {
  for (const name of Object.keys(demoOf('tiny').tables))
    expect(PLAIN_TABLES[name as keyof typeof PLAIN_TABLES].layer, name).not.toBe('serve')
})
