import { groupScope, type Scope, subsidiaryScope } from '#app/access/scope.ts'
import type { FigureDimension, FigureRequest } from '#app/figures/figure.ts'
import { dimensionsOf } from '#app/figures/metric-dimensions.ts'
import { METRIC_IDS } from '#app/metrics/catalog.ts'
import type { NaiveRow } from '#tests/figures/naive-activity.ts'
import { seeded } from '#tests/warehouse/random.ts'

export type RandomRequest = {
  readonly request: FigureRequest
  readonly subsidiaries: readonly string[] | null
}

/** Seeded requests that can be answered, over values that the rows hold (and now and then one that they do not). */
export function randomRequests(
  seed: number,
  count: number,
  rows: readonly NaiveRow[],
  periods: readonly string[],
): readonly RandomRequest[] {
  const random = seeded(seed)
  return Array.from({ length: count }, () => {
    const metrics = [...new Set(Array.from({ length: 1 + random.integer(3) }, () => random.pick(METRIC_IDS)))]
    const shared = metrics
      .map(dimensionsOf)
      .reduce((left, right) => left.filter((one) => right.includes(one)))
    const choices: readonly FigureDimension[] = [...shared, 'month', 'quarter']
    const by = [...new Set(Array.from({ length: random.integer(3) }, () => random.pick(choices)))]
    const filters = Object.fromEntries(
      Array.from({ length: shared.length === 0 ? 0 : random.integer(3) }, () => {
        const dimension = random.pick(shared)
        const seen = [...new Set(rows.map(({ values }) => values[dimension] ?? 'nothing'))]
        return [dimension, [random.pick(seen), ...(random.chance(0.5) ? [random.pick(seen)] : []), 'nothing']]
      }),
    )
    const subsidiaries = random.pick([null, null, ['alpha'], ['beta', 'gamma']])
    return { request: { metrics, by, period: random.pick(periods), filters }, subsidiaries }
  })
}

export function scopeOf(subsidiaries: readonly string[] | null): Scope {
  const scope = subsidiaries === null ? groupScope() : subsidiaryScope(subsidiaries)
  if (scope === null) throw new Error('A scope of no subsidiary denies: the test meant another.')
  return scope
}
