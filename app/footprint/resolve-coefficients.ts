import { createHash } from 'node:crypto'
import { type Assessment, assessor } from '#app/footprint/assess.ts'
import {
  type CoefficientTexts,
  coefficientRow,
  type ReferenceWeights,
} from '#app/footprint/coefficient-row.ts'
import {
  atFacility,
  estimateEmissions,
  estimateEnergy,
  referenceAccelerator,
} from '#app/footprint/estimate.ts'
import { methodFactor } from '#app/footprint/factors.ts'
import { type Fraction, ONE, times, toDecimalText } from '#app/footprint/fraction.ts'
import type { WidthedKey } from '#app/footprint/widthed-key.ts'
import type { PlainRow } from '#app/warehouse/schema.ts'

/** What a coefficient depends on: one combination met in core. */
export type ActivityCombination = {
  readonly fact: 'requests' | 'gpu'
  /** tokens, served_by_gpu, requests_only, metered, gpu_hours_used or gpu_hours: SQL computes it, so it is text here. */
  readonly route: string
  readonly year: string
  readonly provider: string
  readonly model: string
  readonly accelerator: string
  readonly region: string
  readonly hosting: string
  readonly phase: string
}

export type ModelParameters = Pick<
  PlainRow<'model'>,
  'model' | 'active_b' | 'total_b' | 'parameters_evidence' | 'openness'
>

export type ResolvedCoefficients = {
  readonly coefficients: readonly PlainRow<'coefficient'>[]
  readonly combinations: readonly PlainRow<'factor_combination'>[]
  readonly keys: readonly PlainRow<'factor_key'>[]
}

/** Decimals of a coefficient, so that its product with a DECIMAL(18,6) needs 18 on both engines. */
const COEFFICIENT_DECIMALS = 12

/**
 * The linear coefficients of each combination (Wh and gCO2e per unit, at the meter of the data centre), and the factor
 * keys with their widths that they rest on. One coefficient row per distinct combination, in the order given.
 * What cannot be estimated has NULL coefficients, never 0, and no row in `combinations` and `keys`; neither has
 * `served_by_gpu`, whose energy is counted on GPU hours. Throws RangeError for an unknown route and
 * for a model whose parameters cannot be read.
 */
export function resolveCoefficients(
  combinations: readonly ActivityCombination[],
  models: readonly ModelParameters[],
): ResolvedCoefficients {
  const assess = assessor(new Map(models.map((model) => [model.model, model])))
  const distinct = new Map(combinations.map((combination) => [textOf(combination), combination]))
  const reference = referenceWeights()
  const resolutions = new Map<Assessment, Resolution>()
  const coefficients = [...distinct.values()].map((combination) => {
    if (combination.route === 'served_by_gpu')
      return coefficientRow(combination, { assessed: 1, factors: 'served_by_gpu' }, {}, reference)
    const assessment = assess(combination)
    if (assessment === null)
      return coefficientRow(combination, { assessed: 0, factors: 'not_estimated' }, {}, reference)
    const resolution = resolutions.get(assessment) ?? resolve(assessment, combination.route)
    resolutions.set(assessment, resolution)
    const { described, texts } = resolution
    return coefficientRow(combination, { assessed: 1, factors: described.factors }, texts, reference)
  })
  const known = new Map([...resolutions.values()].map(({ described }) => [described.factors, described]))
  return {
    coefficients,
    combinations: [...known.values()].map(({ factors, evidence, route }) => ({ factors, evidence, route })),
    keys: [...known.values()].flatMap(({ keys }) => keys),
  }
}

type Resolution = { readonly described: Described; readonly texts: CoefficientTexts }

function resolve(assessment: Assessment, route: string): Resolution {
  return { described: describe(assessment, route), texts: perUnit(assessment) }
}

function textOf(it: ActivityCombination): string {
  const { fact, route, year, provider, model, accelerator, region, hosting, phase } = it
  return [fact, route, year, provider, model, accelerator, region, hosting, phase].join('\u0000')
}

function perUnit({ form, place }: Assessment): CoefficientTexts {
  const texts: CoefficientTexts = {}
  for (const { column, itWh } of form.units) {
    const facility = atFacility(itWh, place.pue)
    texts[`wh_per_${column}`] = toDecimalText(facility, COEFFICIENT_DECIMALS)
    texts[`g_per_${column}`] = toDecimalText(estimateEmissions(facility, place.grid), COEFFICIENT_DECIMALS)
  }
  return texts
}

type Described = PlainRow<'factor_combination'> & { readonly keys: readonly PlainRow<'factor_key'>[] }

/** The keys of an assessment under an id made of their content, so that it never changes without them. */
function describe({ form, place }: Assessment, route: string): Described {
  const energy = [...form.keys, place.pueKey]
  const carbon = [...energy, place.gridKey]
  const content = JSON.stringify([route, form.evidence, carbon])
  const factors = createHash('sha256').update(content).digest('hex').slice(0, 12)
  return {
    factors,
    evidence: form.evidence,
    route,
    keys: [
      ...energy.map((key) => keyRow(factors, 'energy_wh', key)),
      ...carbon.map((key) => keyRow(factors, 'carbon_g', key)),
    ],
  }
}

function keyRow(
  factors: string,
  measure: 'energy_wh' | 'carbon_g',
  { factor_key, width_low, width_high }: WidthedKey,
): PlainRow<'factor_key'> {
  return { factors, measure, factor_key, width_low, width_high }
}

/** One energy per token, request and GPU hour whatever the row, at the IT equipment: coverage weighs activity with it. */
function referenceWeights(): ReferenceWeights {
  const accelerator = referenceAccelerator()
  const activeB = methodFactor('coverage', 'active_parameters').value
  const token = estimateEnergy(
    { from: 'tokens', inputTokens: ONE, outputTokens: { n: 0n, d: 1n }, activeB, accelerator },
    ONE,
  )
  const hour = estimateEnergy({ from: 'gpu_hours', use: 'unknown', gpuHours: ONE, accelerator }, ONE)
  const text = (energy: Fraction) => toDecimalText(energy, COEFFICIENT_DECIMALS)
  return {
    reference_wh_per_request: text(times(token.it, methodFactor('coverage', 'tokens_per_request').value)),
    reference_wh_per_token: text(token.it),
    reference_wh_per_gpu_hour: text(hour.it),
  }
}
