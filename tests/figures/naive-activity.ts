import type { ResolvedCoefficients } from '#app/warehouse/build-serve.server.ts'
import type { CoreRows } from '#tests/warehouse/fixture.ts'

/** One fact row of the naive evaluator: no SQL, no code of the product. Decimals are bigints of 10⁻¹⁸. */
export type NaiveRow = {
  readonly fact: string
  readonly month: string
  readonly day: string | null
  readonly values: Readonly<Record<string, string>>
  readonly measures: Readonly<Record<string, bigint | null>>
  readonly factors: string
}

export type Cells = Readonly<Record<string, string | number | boolean | null>>
const TEN18 = 10n ** 18n

export function units(cell: string | number | boolean | null | undefined): bigint | null {
  if (cell === null || cell === undefined) return null
  const [whole = '0', fraction = ''] = String(cell).replace('-', '').split('.')
  const size = BigInt(whole) * TEN18 + BigInt((fraction + '0'.repeat(18)).slice(0, 18))
  return String(cell).startsWith('-') ? -size : size
}

/** A product of two decimals, whose digits fit in 18 decimals by the design of the types. */
export function times(a: bigint | null, b: bigint | null): bigint | null {
  return a === null || b === null ? null : (a * b) / TEN18
}

export function plus(a: bigint | null, b: bigint | null): bigint | null {
  return a === null || b === null ? null : a + b
}

/** One row of activity with its estimate, by the route of what is known. */
export function naiveActivity(
  row: Cells,
  core: CoreRows,
  resolved: ResolvedCoefficients,
  entity: (row: Cells) => Record<string, string>,
  businessFunction: string,
): NaiveRow {
  const month = String(row.day).slice(0, 7)
  const openness = core.model?.find(({ model }) => model === row.model)?.openness ?? 'unassigned'
  const measures: Record<string, bigint | null> = {}
  for (const [name, cell] of Object.entries(row))
    if (!['day', 'fact'].includes(name)) measures[name] = safeUnits(cell)
  const values = { ...entity(row), business_function: businessFunction, openness }
  measures.accelerator_cost = row.accelerator === 'unassigned' ? null : (measures.cost ?? null)
  if (row.fact === 'billing')
    return { fact: 'billing', month, day: String(row.day), values, measures, factors: 'not_applicable' }
  const isServed =
    row.fact === 'requests' &&
    row.model !== 'unassigned' &&
    (core.activity_daily ?? []).some((other) => {
      const gpu = other as Cells
      return (
        gpu.fact === 'gpu' &&
        gpu.account === row.account &&
        gpu.model === row.model &&
        String(gpu.day).slice(0, 7) === month
      )
    })
  const route =
    row.fact === 'gpu'
      ? row.metered_kwh !== null
        ? 'metered'
        : row.gpu_hours_used !== null
          ? 'gpu_hours_used'
          : 'gpu_hours'
      : isServed
        ? 'served_by_gpu'
        : row.input_tokens !== null && row.output_tokens !== null
          ? 'tokens'
          : 'requests_only'
  const found = resolved.coefficients.find(
    (one) =>
      one.fact === row.fact &&
      one.route === route &&
      one.year === month.slice(0, 4) &&
      one.provider === row.provider &&
      one.model === row.model &&
      one.accelerator === (row.fact === 'gpu' ? row.accelerator : 'not_applicable') &&
      one.region === row.region &&
      one.hosting === row.hosting &&
      one.phase === row.phase,
  )
  const coefficient = (name: string) => units((found as Cells | undefined)?.[name] ?? null)
  const hours = units(row.gpu_hours)
  const used = units(row.gpu_hours_used)
  const idle = hours === null || used === null ? null : used < hours ? hours - used : 0n
  const estimate = (prefix: string): bigint | null => {
    if (route === 'tokens')
      return plus(
        times(units(row.input_tokens), coefficient(`${prefix}_per_input_token`)),
        times(units(row.output_tokens), coefficient(`${prefix}_per_output_token`)),
      )
    if (route === 'metered') return times(units(row.metered_kwh), coefficient(`${prefix}_per_metered_kwh`))
    if (route === 'gpu_hours') return times(hours, coefficient(`${prefix}_per_gpu_hour`))
    if (route === 'gpu_hours_used')
      return plus(
        times(used, coefficient(`${prefix}_per_gpu_hour_used`)),
        times(idle, coefficient(`${prefix}_per_gpu_hour_idle`)),
      )
    return null
  }
  const weight = (): bigint | null => {
    if (row.fact === 'gpu') return times(hours, coefficient('reference_wh_per_gpu_hour'))
    if (route === 'served_by_gpu') return 0n
    if (route === 'tokens')
      return times(
        plus(units(row.input_tokens), units(row.output_tokens)),
        coefficient('reference_wh_per_token'),
      )
    return times(units(row.requests), coefficient('reference_wh_per_request'))
  }
  const isAssessed = found?.assessed === 1
  if (row.fact === 'requests') measures.requests_assessed = isAssessed ? units(row.requests) : 0n
  else {
    measures.gpu_hours_measured = used === null ? null : hours
    measures.gpu_hours_idle = idle
  }
  measures.energy_wh = estimate('wh')
  measures.carbon_g = estimate('g')
  measures.activity_wh = weight()
  measures.activity_wh_assessed = isAssessed ? measures.activity_wh : 0n
  return {
    fact: String(row.fact),
    month,
    day: String(row.day),
    values,
    measures,
    factors: found?.factors ?? 'not_estimated',
  }
}

function safeUnits(cell: string | number | boolean | null): bigint | null {
  return cell !== null && /^-?\d+(\.\d+)?$/.test(String(cell)) ? units(cell) : null
}
