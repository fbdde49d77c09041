import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ActivityCombination,
  type ModelParameters,
  resolveCoefficients,
} from '#app/footprint/resolve-coefficients.ts'

const MODELS: readonly ModelParameters[] = [
  { model: 'open-7b', active_b: '7', total_b: '7', parameters_evidence: 'published', openness: 'open' },
  { model: 'closed', active_b: '40', total_b: '200', parameters_evidence: 'proxy', openness: 'closed' },
  { model: 'silent', active_b: null, total_b: null, parameters_evidence: 'proxy', openness: 'unassigned' },
]
const REQUESTS: ActivityCombination = {
  fact: 'requests',
  route: 'tokens',
  year: '2026',
  provider: 'Cirrane',
  model: 'open-7b',
  accelerator: 'not_applicable',
  region: 'europe-west9',
  hosting: 'eu_us_cloud',
  phase: 'inference',
}
const GPU: ActivityCombination = {
  ...REQUESTS,
  fact: 'gpu',
  route: 'gpu_hours_used',
  accelerator: 'a100-80-sxm',
  region: 'fr',
  hosting: 'on_premise',
}

function resolveOne(combination: ActivityCombination) {
  const { coefficients, keys, combinations } = resolveCoefficients([combination], MODELS)
  const [coefficient] = coefficients
  if (coefficient === undefined) throw new Error('no coefficient')
  return { coefficient, keys, combinations }
}

const columnsOf = (coefficient: object) =>
  Object.entries(coefficient).filter(([name]) => /^(?:wh|g)_per_/.test(name)) as [string, string | null][]

test('GPU hours of a French site: 0.80 × TDP when used, idle watts and host when not, × PUE, × grid', () => {
  const { coefficient, keys, combinations } = resolveOne(GPU)
  expect(coefficient).toMatchObject({
    assessed: 1,
    wh_per_gpu_hour_used: '480',
    wh_per_gpu_hour_idle: '159',
    wh_per_gpu_hour: null,
    wh_per_input_token: null,
    g_per_gpu_hour_used: '7.5984',
    g_per_gpu_hour_idle: '2.51697',
  })
  expect(combinations).toEqual([
    { factors: coefficient.factors, evidence: 'modelled', route: 'gpu_hours_used' },
  ])
  expect(keys.filter(({ measure }) => measure === 'carbon_g')).toEqual(
    [
      ['method:gpu_hours_used', '2.666667', '1.75'],
      ['accelerator:a100-80-sxm', '1.099989', '1.1'],
      ['pue:on_premise:fr', '1.25', '1.2'],
      ['grid:fr:2025', '1.500474', '1.499684'],
    ].map(([factor_key, width_low, width_high]) => ({
      factors: coefficient.factors,
      measure: 'carbon_g',
      factor_key,
      width_low,
      width_high,
    })),
  )
})

test('tokens: 2 × active parameters ÷ 10 % of the peak × 0.80 × TDP, on the reference accelerator', () => {
  const { coefficient, keys } = resolveOne(REQUESTS)
  const byHand = ((2 * 7e9) / (0.1 * 989e12)) * ((0.8 * 700) / 3600) * 1.13
  expect(coefficient.wh_per_input_token).toBe(byHand.toFixed(12))
  expect(coefficient.wh_per_output_token).toBe(coefficient.wh_per_input_token)
  expect(coefficient.g_per_input_token).toBe(((byHand * 15.83) / 1000).toFixed(12))
  const energy = keys.filter(({ measure }) => measure === 'energy_wh')
  expect(energy.map(({ factor_key }) => factor_key)).toEqual([
    'method:tokens',
    'model:open-7b',
    'accelerator:reference',
    'pue:eu_us_cloud:europe-west9',
  ])
  expect(energy[0]).toMatchObject({ width_low: '4', width_high: '4' })
})

test('emissions rest on the grid as well, energy never does', () => {
  const { keys } = resolveOne(REQUESTS)
  const grids = keys.filter(({ factor_key }) => factor_key.startsWith('grid:'))
  expect(grids.map(({ measure, factor_key }) => [measure, factor_key])).toEqual([
    ['carbon_g', 'grid:fr:2025'],
  ])
})

test('evidence is that of the meter, of a model, or of a proxy', () => {
  const evidenceOf = (change: Partial<ActivityCombination>) =>
    resolveOne({ ...GPU, ...change }).combinations.map(({ evidence }) => evidence)
  expect(evidenceOf({ route: 'metered', accelerator: 'unassigned', model: 'unassigned' })).toEqual([
    'metered',
  ])
  expect(evidenceOf({})).toEqual(['modelled'])
  expect(evidenceOf({ route: 'tokens', model: 'open-7b' })).toEqual(['modelled'])
  expect(evidenceOf({ route: 'tokens', model: 'closed' })).toEqual(['proxy'])
})

test('metered kWh are only multiplied by the PUE', () => {
  const { coefficient } = resolveOne({ ...GPU, route: 'metered', accelerator: 'unassigned' })
  expect(coefficient).toMatchObject({ wh_per_metered_kwh: '1500', g_per_metered_kwh: '23.745' })
})

test('GPU hours whose use is unknown: training works, an endpoint may wait, idle is idle', () => {
  const hour = (phase: string) =>
    resolveOne({ ...GPU, route: 'gpu_hours', phase }).coefficient.wh_per_gpu_hour
  expect(['training', 'tuning', 'inference', 'unassigned', 'idle'].map(hour)).toEqual([
    '480',
    '480',
    '276',
    '276',
    '159',
  ])
})

test.each([
  ['region', { region: 'zz-nowhere1' }],
  ['region of nobody', { region: 'unassigned' }],
  ['year before every figure', { year: '2019' }],
  ['accelerator', { accelerator: 'abacus-9' }],
  ['accelerator whose power is not published', { accelerator: 'tpu-v5e' }],
  ['model', { ...REQUESTS, model: 'never-seen' }],
  ['model whose parameters nobody says', { ...REQUESTS, model: 'silent' }],
  ['number of tokens', { ...REQUESTS, route: 'requests_only' as const }],
])('an unknown %s is not estimated: NULL, never 0, and it still weighs in coverage', (_, change) => {
  const { coefficient, keys, combinations } = resolveOne({ ...GPU, ...change })
  expect(coefficient).toMatchObject({ assessed: 0, factors: 'not_estimated' })
  expect(new Set(columnsOf(coefficient).map(([, value]) => value))).toEqual(new Set([null]))
  expect(Number(coefficient.reference_wh_per_request)).toBeGreaterThan(0)
  expect(Number(coefficient.reference_wh_per_token)).toBeGreaterThan(0)
  expect(Number(coefficient.reference_wh_per_gpu_hour)).toBeGreaterThan(0)
  expect([keys, combinations]).toEqual([[], []])
})

test('requests that GPU hours serve are assessed there', () => {
  const { coefficient, keys } = resolveOne({ ...REQUESTS, route: 'served_by_gpu', region: 'zz-nowhere1' })
  expect(coefficient).toMatchObject({ assessed: 1, factors: 'served_by_gpu', wh_per_input_token: null })
  expect(keys).toEqual([])
})

test('a French region emits less than a German one, for the same energy', () => {
  const paris = resolveOne({ ...GPU, region: 'europe-west9' }).coefficient
  const frankfurt = resolveOne({ ...GPU, region: 'europe-west3' }).coefficient
  expect(paris.wh_per_gpu_hour_used).toBe(frankfurt.wh_per_gpu_hour_used)
  expect(Number(paris.g_per_gpu_hour_used)).toBeLessThan(Number(frankfurt.g_per_gpu_hour_used) / 10)
})

test('the same grid is the same key, whoever names the region; the latest year stands for later ones', () => {
  const gridKey = (region: string, year: string) =>
    resolveOne({ ...GPU, region, year }).keys.find(({ factor_key }) => factor_key.startsWith('grid:'))
      ?.factor_key
  for (const region of ['fr', 'FR', 'europe-west9', 'eu-west-3', 'francecentral', 'France Central'])
    expect(gridKey(region, '2026')).toBe('grid:fr:2025')
  expect(gridKey('fr', '2023')).toBe('grid:fr:2023')
  expect(gridKey('europe-north2', '2023')).toBeUndefined()
})

test("a provider's own PUE wins over that of its fleet, and its fleet over its hosting", () => {
  const pueOf = (change: Partial<ActivityCombination>) => {
    const { coefficient, keys } = resolveOne({ ...GPU, route: 'metered', ...change })
    const key = keys.find(({ factor_key }) => factor_key.startsWith('pue:'))?.factor_key
    return [key, Number(coefficient.wh_per_metered_kwh) / 1000]
  }
  const cloud = { hosting: 'eu_us_cloud' }
  expect(pueOf({ ...cloud, provider: 'Google Cloud', region: 'europe-west1' })).toEqual([
    'pue:google:europe-west1',
    1.08,
  ])
  expect(pueOf({ ...cloud, provider: 'Google Cloud', region: 'europe-west3' })).toEqual([
    'pue:google:europe-west3',
    1.09,
  ])
  expect(pueOf({ ...cloud, provider: 'Cirrane', region: 'europe-west3' })).toEqual([
    'pue:eu_us_cloud:europe-west3',
    1.13,
  ])
  expect(pueOf({ hosting: 'unassigned', provider: 'Cirrane' })).toEqual(['pue:unassigned:fr', 1.56])
})

test('parameters that cannot be read are refused, naming the model', () => {
  const refused = (change: Partial<ModelParameters>) => () => {
    const [model] = MODELS
    if (model !== undefined) resolveCoefficients([REQUESTS], [{ ...model, ...change }])
  }
  expect(refused({ active_b: '0' })).toThrow(/model « open-7b »: active_b is 0/)
  expect(refused({ active_b: '-7' })).toThrow(/active_b is -7/)
  expect(refused({ parameters_evidence: 'guess' })).toThrow(/parameters_evidence is « guess »/)
})

test('a route that has no form is refused, never taken for unknown', () => {
  expect(() => resolveOne({ ...GPU, route: 'guesswork' })).toThrow(/route « guesswork » is not one/)
})

const combination: fc.Arbitrary<ActivityCombination> = fc.record({
  fact: fc.constantFrom('requests' as const, 'gpu' as const),
  route: fc.constantFrom(
    'tokens',
    'served_by_gpu',
    'requests_only',
    'metered',
    'gpu_hours_used',
    'gpu_hours',
  ),
  year: fc.constantFrom('2022', '2023', '2024', '2025', '2026'),
  provider: fc.constantFrom('Cirrane', 'AWS', 'Google Cloud', 'unassigned'),
  model: fc.constantFrom('open-7b', 'closed', 'silent', 'unassigned'),
  accelerator: fc.constantFrom('l4', 'h100-sxm', 'a100-80-sxm', 'unassigned'),
  region: fc.constantFrom('fr', 'europe-west3', 'europe-north2', 'us-east-1', 'unassigned'),
  hosting: fc.constantFrom('on_premise', 'secnumcloud', 'outside_eu', 'unassigned'),
  phase: fc.constantFrom('training', 'inference', 'idle', 'unassigned'),
})

test('any combination: one row under its own key, plain decimals of at most 12 digits, widths of at least 1', () => {
  fc.assert(
    fc.property(fc.array(combination, { maxLength: 30 }), (combinations) => {
      const {
        coefficients,
        combinations: known,
        keys,
      } = resolveCoefficients([...combinations, ...combinations], MODELS)
      const distinct = new Set(combinations.map((it) => JSON.stringify(it)))
      expect(coefficients.map((row) => JSON.stringify(pick(row)))).toEqual([...distinct])
      for (const row of coefficients)
        for (const [name, value] of columnsOf(row)) {
          if (value !== null) expect(value, name).toMatch(/^\d+(?:\.\d{0,11}[1-9])?$/)
          expect(value, name).not.toBe('0')
        }
      for (const { width_low, width_high } of keys)
        for (const width of [width_low, width_high]) {
          expect(width).toMatch(/^\d+(?:\.\d{0,5}[1-9])?$/)
          expect(Number(width)).toBeGreaterThanOrEqual(1)
        }
      const estimated = coefficients.map(({ factors }) => factors).filter((id) => /^[0-9a-f]{12}$/.test(id))
      expect(new Set(known.map(({ factors }) => factors))).toEqual(new Set(estimated))
      expect(new Set(keys.map(({ factors }) => factors))).toEqual(new Set(estimated))
    }),
  )
})

function pick(row: Record<string, unknown>) {
  const names = ['fact', 'route', 'year', 'provider', 'model', 'accelerator', 'region', 'hosting', 'phase']
  return Object.fromEntries(names.map((name) => [name, row[name]]))
}

test('an id depends on its keys alone: neither on the order nor on the other combinations', () => {
  fc.assert(
    fc.property(fc.array(combination, { minLength: 1, maxLength: 20 }), (combinations) => {
      const idOf = (list: readonly ActivityCombination[]) =>
        new Map(
          resolveCoefficients(list, MODELS).coefficients.map((row) => [
            JSON.stringify(pick(row)),
            row.factors,
          ]),
        )
      const forwards = idOf(combinations)
      const backwards = idOf([...combinations].reverse())
      for (const [key, factors] of forwards) expect(backwards.get(key)).toBe(factors)
    }),
  )
})

test('ten thousand combinations take less than 200 ms', () => {
  const regions = ['fr', 'europe-west3', 'europe-west1', 'europe-north1', 'us-east-1']
  const many = Array.from({ length: 10_000 }, (_, index) => ({
    ...(index % 2 === 0 ? REQUESTS : GPU),
    provider: `provider ${index}`,
    model: index % 3 === 0 ? 'closed' : 'open-7b',
    region: regions[index % regions.length] ?? 'fr',
    year: String(2023 + (index % 4)),
  }))
  resolveCoefficients(many.slice(0, 2000), MODELS)
  const took = Math.min(
    ...[1, 2, 3].map(() => {
      const start = performance.now()
      resolveCoefficients(many, MODELS)
      return performance.now() - start
    }),
  )
  expect(took).toBeLessThan(200)
})
