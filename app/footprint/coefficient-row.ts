import type { Column } from '#app/footprint/form.ts'
import type { ActivityCombination } from '#app/footprint/resolve-coefficients.ts'
import type { PlainRow } from '#app/warehouse/schema.ts'

/** Coefficients of one estimate, per unit; what it does not use is absent. */
export type CoefficientTexts = Partial<Record<`wh_per_${Column}` | `g_per_${Column}`, string>>

/** Weights of activity in coverage, the same for every row. */
export type ReferenceWeights = Pick<
  PlainRow<'coefficient'>,
  'reference_wh_per_request' | 'reference_wh_per_token' | 'reference_wh_per_gpu_hour'
>

/** One row of `coefficient`. Columns are written out: spreading thirty of them took 24 µs a row instead of 2. */
export function coefficientRow(
  combination: ActivityCombination,
  status: { readonly assessed: 0 | 1; readonly factors: string },
  texts: CoefficientTexts,
  reference: ReferenceWeights,
): PlainRow<'coefficient'> {
  return {
    fact: combination.fact,
    route: combination.route,
    year: combination.year,
    provider: combination.provider,
    model: combination.model,
    accelerator: combination.accelerator,
    region: combination.region,
    hosting: combination.hosting,
    phase: combination.phase,
    assessed: status.assessed,
    factors: status.factors,
    wh_per_input_token: texts.wh_per_input_token ?? null,
    wh_per_output_token: texts.wh_per_output_token ?? null,
    wh_per_gpu_hour: texts.wh_per_gpu_hour ?? null,
    wh_per_gpu_hour_used: texts.wh_per_gpu_hour_used ?? null,
    wh_per_gpu_hour_idle: texts.wh_per_gpu_hour_idle ?? null,
    wh_per_metered_kwh: texts.wh_per_metered_kwh ?? null,
    g_per_input_token: texts.g_per_input_token ?? null,
    g_per_output_token: texts.g_per_output_token ?? null,
    g_per_gpu_hour: texts.g_per_gpu_hour ?? null,
    g_per_gpu_hour_used: texts.g_per_gpu_hour_used ?? null,
    g_per_gpu_hour_idle: texts.g_per_gpu_hour_idle ?? null,
    g_per_metered_kwh: texts.g_per_metered_kwh ?? null,
    reference_wh_per_request: reference.reference_wh_per_request,
    reference_wh_per_token: reference.reference_wh_per_token,
    reference_wh_per_gpu_hour: reference.reference_wh_per_gpu_hour,
  }
}
