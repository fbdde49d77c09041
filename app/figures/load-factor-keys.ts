import type { Scope } from '#app/access/scope.ts'
import type { EvidenceTier } from '#app/figures/figure.ts'
import type { DatasetInfo, Statement, Warehouse } from '#app/warehouse/warehouse.ts'

/** The width of one factor key, and its place among the keys of the version: sums over keys are then in one order. */
export type KeyWidth = {
  readonly key: string
  readonly place: number
  readonly low: number
  readonly high: number
}

/** What a combination of factors rests on: its evidence, and the keys of each modelled measure. */
export type Combination = {
  readonly evidence: EvidenceTier
  readonly keysOf: (measure: string) => readonly KeyWidth[]
}

/** Combination id → what it rests on. */
export type FactorKeys = ReadonlyMap<string, Combination>

export const COMBINATIONS_STATEMENT: Statement = {
  name: 'figures.factor_combinations',
  sql: `SELECT c.factors, c.evidence
FROM {factor_combination} AS c
ORDER BY 1`,
  parameters: {},
  columns: { factors: 'STRING', evidence: 'STRING' },
}

export const KEYS_STATEMENT: Statement = {
  name: 'figures.factor_keys',
  sql: `SELECT k.factors, k.measure, k.factor_key, k.width_low, k.width_high
FROM {factor_key} AS k
ORDER BY 1, 2, 3`,
  parameters: {},
  columns: {
    factors: 'STRING',
    measure: 'STRING',
    factor_key: 'STRING',
    width_low: 'DECIMAL(18,6)',
    width_high: 'DECIMAL(18,6)',
  },
}

// By the object that describes the pinned version: two versions can never share one, and it frees itself.
const loaded = new WeakMap<DatasetInfo, Promise<FactorKeys>>()

/** The factor keys of the pinned version, read once per version. Throws WarehouseError. */
export function loadFactorKeys(warehouse: Warehouse, scope: Scope): Promise<FactorKeys> {
  const known = loaded.get(warehouse.dataset)
  if (known !== undefined) return known
  const loading = readFactorKeys(warehouse, scope)
  loaded.set(warehouse.dataset, loading)
  loading.catch(() => loaded.delete(warehouse.dataset))
  return loading
}

async function readFactorKeys(warehouse: Warehouse, scope: Scope): Promise<FactorKeys> {
  const [combinations, keys] = await Promise.all([
    warehouse.run(COMBINATIONS_STATEMENT, scope),
    warehouse.run(KEYS_STATEMENT, scope),
  ])
  const named = [...new Set(keys.map((row) => String(row.factor_key)))].sort()
  const places = new Map(named.map((key, place) => [key, place]))
  const widths = new Map<string, Map<string, KeyWidth[]>>()
  for (const row of keys) {
    const [factors, measure, key] = [String(row.factors), String(row.measure), String(row.factor_key)]
    const ofFactors = widths.get(factors) ?? new Map<string, KeyWidth[]>()
    const list = ofFactors.get(measure) ?? []
    const place = places.get(key) ?? 0
    list.push({ key, place, low: Number(row.width_low), high: Number(row.width_high) })
    widths.set(factors, ofFactors.set(measure, list))
  }
  return new Map(
    combinations.map((row) => {
      const factors = String(row.factors)
      const own = widths.get(factors)
      const keysOf = (measure: string) => own?.get(measure) ?? []
      return [factors, { evidence: tierOf(factors, String(row.evidence)), keysOf }]
    }),
  )
}

const TIERS: readonly EvidenceTier[] = ['recorded', 'metered', 'provider_reported', 'modelled', 'proxy']

function tierOf(factors: string, evidence: string): EvidenceTier {
  const tier = TIERS.find((known) => known === evidence)
  if (tier === undefined)
    throw new Error(
      `The combination of factors ${factors} has the evidence « ${evidence} », which is none of ${TIERS.join(', ')}.`,
    )
  return tier
}
