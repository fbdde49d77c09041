import { expect, test } from 'vitest'
import { type Activity, estimateEmissions, estimateEnergy, methodWidth } from '#app/footprint/estimate.ts'
import { acceleratorOf, gridOf } from '#app/footprint/factors.ts'
import { fraction, ONE, toNumber } from '#app/footprint/fraction.ts'
import {
  NOT_COVERED,
  type PublishedCase,
  type PublishedRow,
  publishedCases,
} from '#tests/footprint/validation.ts'

type Result = Record<string, number | null>

function activityOf(row: PublishedRow): Activity {
  if (row.energy_it_kwh !== undefined) return { from: 'meter', itKwh: fraction(row.energy_it_kwh) }
  const gpuHours = fraction(row.gpu_hours ?? Number.NaN)
  if (row.power_w !== undefined) return { from: 'power', gpuHours, powerW: fraction(row.power_w) }
  const accelerator = acceleratorOf(row.accelerator ?? '')
  if (accelerator === null)
    throw new Error(`${row.id}: accelerator « ${row.accelerator} » is not in the files`)
  const use = row.use ?? (row.phase === 'inference' ? 'unknown' : 'busy')
  return { from: 'gpu_hours', gpuHours, use, accelerator }
}

function resultOf(published: PublishedCase, row: PublishedRow): Result {
  const pue = fraction(row.pue ?? published.factors.pue ?? Number.NaN)
  const energy = estimateEnergy(activityOf(row), pue)
  const known = row.grid_g_per_kwh ?? published.factors.grid_g_per_kwh
  const grid = known === undefined ? gridOf(row.region ?? '', '2025')?.factor.value : fraction(known)
  const carbonG = grid === undefined ? null : toNumber(estimateEmissions(energy.facility, grid))
  const energyWh = toNumber(energy[published.boundary ?? 'facility'] ?? fraction(Number.NaN))
  const tokens = (row.input_tokens ?? 0) + (row.output_tokens ?? 0)
  return {
    energy_kwh: energyWh / 1000,
    carbon_kg: carbonG === null ? null : carbonG / 1000,
    gpu_hours: row.gpu_hours ?? null,
    energy_wh_per_request: row.requests === undefined ? null : energyWh / row.requests,
    carbon_g_per_million_tokens: carbonG === null || tokens === 0 ? null : (carbonG / tokens) * 1e6,
  }
}

function total(results: readonly Result[], measure: string): number {
  return results.reduce((sum, result) => sum + (result[measure] ?? Number.NaN), 0)
}

function check(
  published: PublishedCase,
  got: number | null | undefined,
  expected: number | string | null,
): void {
  if (expected === null) expect(got).toBeNull()
  else if (published.tolerance.interval) {
    const { low, high } = methodWidth('gpu_hours')
    expect(Number(got) / toNumber(low)).toBeLessThanOrEqual(Number(expected))
    expect(Number(got) * toNumber(high)).toBeGreaterThanOrEqual(Number(expected))
  } else {
    const relative = Math.abs(Number(got) / Number(expected) - 1)
    expect(relative).toBeLessThanOrEqual(published.tolerance.rel ?? Number.NaN)
  }
}

const cases = publishedCases()

if (cases === null)
  test.skip('published cases (skipped: ../shared/data/validation.json is not there)', () => {})

for (const published of cases ?? []) {
  const reason = NOT_COVERED[published.id]
  if (reason !== undefined) {
    test.skip(`${published.id} (not covered: ${reason})`, () => {})
    continue
  }
  const results = published.rows.map((row) => [row.id, resultOf(published, row)] as const)
  const byRow = new Map(results)
  for (const [row, measures] of Object.entries(published.expected))
    for (const [measure, expected] of Object.entries(measures)) {
      const partReason = NOT_COVERED[`${published.id}: ${measure}`]
      if (partReason !== undefined) {
        test.skip(`${published.id}: ${measure} of ${row} (not covered: ${partReason})`, () => {})
        continue
      }
      test(`${published.id}: ${measure} of ${row} is as published`, () => {
        const got = row === 'total' ? total([...byRow.values()], measure) : byRow.get(row)?.[measure]
        check(published, got, expected)
      })
    }
}

test.skipIf(cases === null)('every name that is said not to be covered is that of a published case', () => {
  const names = new Set(cases?.map(({ id }) => id))
  for (const name of Object.keys(NOT_COVERED)) expect(names).toContain(name.split(':')[0])
})

test('a GPU alone, its server and the data centre are told apart', () => {
  const accelerator = acceleratorOf('a100-80-sxm')
  if (accelerator === null) throw new Error('the A100 is not in the files')
  const hour = { from: 'gpu_hours', gpuHours: ONE, use: 'busy', accelerator } as const
  const { gpu, it, facility } = estimateEnergy(hour, fraction('1.5'))
  expect([gpu === null ? null : toNumber(gpu), toNumber(it), toNumber(facility)]).toEqual([260, 320, 480])
})
