import { decimalOf, unscaledOf } from '#app/warehouse/exact-decimal.ts'
import type { Manifest } from '#app/warehouse/manifest.server.ts'
import type { PerimeterState } from '#app/warehouse/warehouse.ts'

/**
 * What the imports of a data set say of the perimeter of AI; null where nothing was billed, and in the demo, which holds
 * AI only. Rows whose import is no longer known whole count as rows without a perimeter.
 */
export function perimeterState({
  dataset,
  parts,
  imports,
}: Pick<Manifest, 'dataset' | 'parts' | 'imports'>): PerimeterState | null {
  const billed = parts.filter(({ table, totals }) => table === 'activity_daily' && 'cost' in totals)
  if (dataset === 'demo' || billed.length === 0) return null
  const bounded = imports.filter(({ perimeter }) => perimeter !== undefined)
  const within = billed.filter(({ sha256, mapDigest }) =>
    bounded.some((record) => record.sha256 === sha256 && record.mapDigest === mapDigest),
  )
  const left = bounded.flatMap(({ perimeter }) => perimeter?.undecided ?? [])
  const currencies = [...new Set(left.map(({ currency }) => currency))].sort()
  return {
    declared: within.length === 0 ? 'nowhere' : within.length < billed.length ? 'partly' : 'everywhere',
    undecided: currencies.map((currency) => {
      const own = left.filter((one) => one.currency === currency)
      return {
        currency,
        rows: own.reduce((sum, { rows }) => sum + rows, 0),
        billed: decimalOf(own.reduce((sum, { billed }) => sum + unscaledOf(billed), 0n)),
      }
    }),
  }
}
