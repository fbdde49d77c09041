import {
  type Activity,
  estimateEnergy,
  type Method,
  methodWidth,
  referenceAccelerator,
  type Use,
} from '#app/footprint/estimate.ts'
import { UNKNOWN_ACCELERATOR } from '#app/footprint/factor-key.ts'
import { acceleratorOf, methodFactor, widthOf } from '#app/footprint/factors.ts'
import { compare, type Fraction, fraction, ONE, reduced } from '#app/footprint/fraction.ts'
import type { ActivityCombination, ModelParameters } from '#app/footprint/resolve-coefficients.ts'
import { type WidthedKey, widthedKey } from '#app/footprint/widthed-key.ts'

/** What a coefficient is per: the end of its column's name. */
export type Column =
  | 'input_token'
  | 'output_token'
  | 'gpu_hour'
  | 'gpu_hour_used'
  | 'gpu_hour_idle'
  | 'metered_kwh'

export type Evidence = 'metered' | 'modelled' | 'proxy'

/** How one unit of each column is estimated, and what the estimate rests on wherever it runs. */
export type Form = {
  readonly units: readonly { readonly column: Column; readonly itWh: Fraction }[]
  readonly evidence: Evidence
  readonly keys: readonly WidthedKey[]
}

const ZERO: Fraction = { n: 0n, d: 1n }

/**
 * The form of a combination's estimate; null when its model or accelerator is not known, or nothing is counted.
 * Throws RangeError for a route without a form and when the model's parameters cannot be read.
 */
export function formOf(
  combination: ActivityCombination,
  models: ReadonlyMap<string, ModelParameters>,
): Form | null {
  switch (combination.route) {
    case 'metered':
      return {
        units: [unit('metered_kwh', { from: 'meter', itKwh: ONE })],
        evidence: 'metered',
        keys: [methodKey('metered')],
      }
    case 'gpu_hours_used':
      return byHours(combination.accelerator, 'gpu_hours_used', {
        gpu_hour_used: 'busy',
        gpu_hour_idle: 'idle',
      })
    case 'gpu_hours': {
      const use = hoursSpent(combination.phase)
      return byHours(combination.accelerator, METHOD_OF_USE[use], { gpu_hour: use })
    }
    case 'tokens':
      return byTokens(models.get(combination.model))
    case 'requests_only':
    case 'served_by_gpu':
      return null
    default:
      throw new RangeError(
        `the route « ${combination.route} » is not one that footprint/form.ts estimates: add its form there`,
      )
  }
}

/** Training and tuning keep an accelerator at work; an endpoint may wait most of its hours. */
function hoursSpent(phase: string): Use {
  return phase === 'training' || phase === 'tuning' ? 'busy' : phase === 'idle' ? 'idle' : 'unknown'
}

const METHOD_OF_USE: Record<Use, Method> = {
  busy: 'gpu_hours_used',
  idle: 'gpu_hours_idle',
  unknown: 'gpu_hours',
}

function methodKey(method: Method): WidthedKey {
  return widthedKey({ kind: 'method', subject: method }, methodWidth(method))
}

function unit(column: Column, activity: Activity): Form['units'][number] {
  return { column, itWh: reduced(estimateEnergy(activity, ONE).it) }
}

function byHours(id: string, method: Method, uses: Partial<Record<Column, Use>>): Form | null {
  const accelerator = acceleratorOf(id)
  if (accelerator === null) return null
  const columns = Object.entries(uses) as [Column, Use][]
  return {
    units: columns.map(([column, use]) =>
      unit(column, { from: 'gpu_hours', gpuHours: ONE, use, accelerator }),
    ),
    evidence: 'modelled',
    keys: [
      methodKey(method),
      widthedKey({ kind: 'accelerator', subject: accelerator.id }, widthOf(accelerator.tdp)),
    ],
  }
}

function byTokens(model: ModelParameters | undefined): Form | null {
  if (model === undefined || model.active_b === null) return null
  const activeB = fraction(model.active_b)
  if (compare(activeB, ZERO) <= 0)
    throw new RangeError(
      `model « ${model.model} »: active_b is ${model.active_b}; give its 10⁹ active parameters, or nothing where they are unknown`,
    )
  const evidence = parametersEvidence(model)
  const accelerator = referenceAccelerator()
  const tokens = { from: 'tokens', inputTokens: ZERO, outputTokens: ZERO, activeB, accelerator } as const
  return {
    units: [
      unit('input_token', { ...tokens, inputTokens: ONE }),
      unit('output_token', { ...tokens, outputTokens: ONE }),
    ],
    evidence: evidence === 'proxy' ? 'proxy' : 'modelled',
    keys: [
      methodKey('tokens'),
      widthedKey({ kind: 'model', subject: model.model }, widthOf(methodFactor(evidence, 'width'))),
      widthedKey(
        { kind: 'accelerator', subject: UNKNOWN_ACCELERATOR },
        widthOf(methodFactor('reference', 'width')),
      ),
    ],
  }
}

function parametersEvidence({ model, parameters_evidence }: ModelParameters): 'published' | 'proxy' {
  if (parameters_evidence === 'published' || parameters_evidence === 'proxy') return parameters_evidence
  throw new RangeError(
    `model « ${model} »: parameters_evidence is « ${parameters_evidence} »; write published, or proxy where its family stands in for it`,
  )
}
