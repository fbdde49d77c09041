import type { ServeBuild } from '#app/warehouse/build-serve.server.ts'
import type { PlainRow } from '#app/warehouse/schema.ts'
import { seeded } from '#tests/warehouse/random.ts'

type Coefficient = PlainRow<'coefficient'>

/** Coefficients of twelve decimals that no factor file holds: only the arithmetic of the statements is tried. */
export function randomCoefficients(seed: number): ServeBuild['resolveCoefficients'] {
  return (combinations) => {
    const random = seeded(seed)
    const coefficients = combinations.map((combination): Coefficient => {
      const assessed = combination.model !== 'm3' && combination.route !== 'requests_only'
      const known = assessed && combination.route !== 'served_by_gpu'
      const some = (below: number) => (known ? random.decimal(below, 12) : null)
      return {
        ...combination,
        assessed: assessed ? 1 : 0,
        factors: known ? `f${random.integer(3)}` : assessed ? 'served_by_gpu' : 'not_estimated',
        wh_per_input_token: some(1),
        wh_per_output_token: some(2),
        wh_per_gpu_hour: some(700),
        wh_per_gpu_hour_used: some(900),
        wh_per_gpu_hour_idle: some(90),
        wh_per_metered_kwh: some(1500),
        g_per_input_token: some(1),
        g_per_output_token: some(1),
        g_per_gpu_hour: some(100),
        g_per_gpu_hour_used: some(100),
        g_per_gpu_hour_idle: some(10),
        g_per_metered_kwh: some(300),
        reference_wh_per_request: '0.4',
        reference_wh_per_token: '0.000300000001',
        reference_wh_per_gpu_hour: '450.5',
      }
    })
    return {
      coefficients,
      combinations: ['f0', 'f1', 'f2'].map((factors, index) => ({
        factors,
        evidence: index === 0 ? 'metered' : index === 1 ? 'modelled' : 'proxy',
        route: 'tokens',
      })),
      keys: ['f0', 'f1', 'f2'].flatMap((factors, index) => [
        key(factors, 'energy_wh', 'method:tokens', '4'),
        key(factors, 'carbon_g', 'method:tokens', '4'),
        key(factors, 'carbon_g', index === 0 ? 'grid:europe-west9:2026' : 'grid:europe-west3:2026', '1.2'),
      ]),
    }
  }
}

function key(factors: string, measure: string, factorKey: string, width: string): PlainRow<'factor_key'> {
  return { factors, measure, factor_key: factorKey, width_low: width, width_high: width }
}
