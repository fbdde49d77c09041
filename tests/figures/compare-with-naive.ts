import type { Figure } from '#app/figures/figure.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { METRICS } from '#app/metrics/catalog.ts'
import type { ResolvedCoefficients } from '#app/warehouse/build-serve.server.ts'
import type { DatasetInfo, Warehouse } from '#app/warehouse/warehouse.ts'
import { type NaiveData, type NaiveFigure, naiveFigures } from '#tests/figures/naive-evaluator.ts'
import { naiveRows } from '#tests/figures/naive-rows.ts'
import { toDouble, units18 } from '#tests/figures/naive-sums.ts'
import { type RandomRequest, scopeOf } from '#tests/figures/random-requests.ts'
import { serveFixture } from '#tests/warehouse/fixture.ts'
import { randomCoefficients } from '#tests/warehouse/random-coefficients.ts'
import { randomCore } from '#tests/warehouse/random-core.ts'

/** What differs between the product's figures and the naive ones, as sentences; nothing when they agree. */
export function differences(figures: readonly Figure[], naive: readonly NaiveFigure[]): readonly string[] {
  const name = ({ metric, by, currency }: Pick<NaiveFigure, 'metric' | 'by' | 'currency'>) =>
    `${metric} ${JSON.stringify(by)} ${currency}`
  const expected = new Map(naive.map((figure) => [name(figure), figure]))
  const found = new Map(figures.map((figure) => [name(figure), figure]))
  const messages: string[] = []
  if (found.size !== figures.length) messages.push('a figure is given twice')
  for (const key of expected.keys()) if (!found.has(key)) messages.push(`${key} is missing`)
  for (const [key, figure] of found) {
    const other = expected.get(key)
    if (other === undefined) messages.push(`${key} should not be there`)
    else messages.push(...compareOne(figure, other).map((message) => `${key}: ${message}`))
  }
  return messages
}

function compareOne(figure: Figure, naive: NaiveFigure): readonly string[] {
  const { formula } = METRICS[figure.metric]
  const messages: string[] = []
  const near = (what: string, ours: number | null, theirs: number | null, tolerance: number) => {
    const isNear =
      ours === null || theirs === null
        ? ours === theirs
        : Math.abs(ours - theirs) <= tolerance * Math.abs(theirs)
    if (!isNear) messages.push(`${what} is ${ours} and should be ${theirs}`)
  }
  near('value', figure.value, naive.value === null ? null : toDouble(naive.value), 5.001e-12)
  near('low', figure.low, naive.low, 1e-9)
  near('high', figure.high, naive.high, 1e-9)
  near('coverage', figure.coverage, naive.coverage, 5.001e-12)
  const divisor = formula.kind === 'aggregate' ? formula.divisor : 1
  const exact = naive.total === null ? null : units18(naive.total, divisor)
  if ((figure.withheld !== null) !== naive.isFew)
    messages.push(`withheld is ${figure.withheld} and few people is ${naive.isFew}`)
  if (naive.isFew && figure.causes.length + figure.evidence.length > 0)
    messages.push('what it rests on is told')
  if (figure.exact !== exact) messages.push(`exact is ${figure.exact} and should be ${exact}`)
  return messages
}

/** A warehouse of random rows and the same rows for the naive evaluator. */
export async function prepareBoth(
  seed: number,
  info: Partial<DatasetInfo>,
): Promise<{ warehouse: Warehouse; data: NaiveData }> {
  const core = randomCore(seed, 700)
  const resolve = randomCoefficients(seed)
  const made: ResolvedCoefficients[] = []
  const warehouse = await serveFixture(core, {
    info: { firstMonth: '2025-06', ...info },
    resolveCoefficients: (combinations, models) => {
      const resolved = resolve(combinations, models)
      made.push(resolved)
      return resolved
    },
  })
  const resolved = made[0] ?? { coefficients: [], combinations: [], keys: [] }
  return {
    warehouse,
    data: { rows: naiveRows(core, resolved, warehouse.dataset), resolved, info: warehouse.dataset },
  }
}

/** The requests on which the product and the naive evaluator differ, with what differs; stops when they are enough. */
export async function disagreements(
  warehouse: Warehouse,
  data: NaiveData,
  requests: readonly RandomRequest[],
  enough = Number.POSITIVE_INFINITY,
): Promise<readonly string[]> {
  const found: string[] = []
  for (const { request, subsidiaries } of requests) {
    if (found.length >= enough) break
    const figures = await loadFigures(warehouse, scopeOf(subsidiaries), request)
    const wrong = differences(figures, naiveFigures(data, subsidiaries, request))
    if (wrong.length > 0)
      found.push(`${JSON.stringify(request)} ${subsidiaries}: ${wrong.slice(0, 3).join(' · ')}`)
  }
  return found
}
