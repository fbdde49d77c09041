import { type Accelerator, acceleratorOf, methodFactor, type Width, widthOf } from '#app/footprint/factors.ts'
import { type Fraction, fraction, over, plus, times } from '#app/footprint/fraction.ts'

/** What an energy covers: accelerators alone, the server with them, or the data centre (× PUE). */
export type Boundary = 'gpu' | 'it' | 'facility'

/** Energy in Wh at each boundary; null where the form of the estimate does not tell it apart. */
export type EnergyByBoundary = {
  readonly gpu: Fraction | null
  readonly it: Fraction
  readonly facility: Fraction
}

/** How an allocated hour was spent: at work, at rest, or nobody says. */
export type Use = 'busy' | 'idle' | 'unknown'

/** What is known of an activity, from the best evidence to the weakest. Hours are those of one accelerator. */
export type Activity =
  | { readonly from: 'meter'; readonly itKwh: Fraction }
  | { readonly from: 'power'; readonly gpuHours: Fraction; readonly powerW: Fraction }
  | {
      readonly from: 'gpu_hours'
      readonly gpuHours: Fraction
      readonly use: Use
      readonly accelerator: Accelerator
    }
  | {
      readonly from: 'tokens'
      readonly inputTokens: Fraction
      readonly outputTokens: Fraction
      /** 10⁹ parameters active per token. */
      readonly activeB: Fraction
      readonly accelerator: Accelerator
    }

/** The accelerator that stands for the one behind a hosted model, which nobody publishes. */
export const REFERENCE_ACCELERATOR = 'h100-sxm'

const THOUSAND = fraction(1000)
const SECONDS_PER_HOUR = fraction(3600)
const FLOP_PER_TFLOP = fraction('1e12')
const BILLION = fraction('1e9')

/** Energy of an activity in Wh; `pue` multiplies once, at the facility. Throws RangeError for an unknown peak. */
export function estimateEnergy(activity: Activity, pue: Fraction): EnergyByBoundary {
  const { gpu, it } = atServer(activity)
  return { gpu, it, facility: atFacility(it, pue) }
}

/** The same energy at the meter of the data centre. */
export function atFacility(itWh: Fraction, pue: Fraction): Fraction {
  return times(itWh, pue)
}

function atServer(activity: Activity): { gpu: Fraction | null; it: Fraction } {
  switch (activity.from) {
    case 'meter':
      return { gpu: null, it: times(activity.itKwh, THOUSAND) }
    case 'power': {
      // A published mean power is taken at what it was measured on: no host is added to it.
      const drawn = times(activity.gpuHours, activity.powerW)
      return { gpu: drawn, it: drawn }
    }
    case 'gpu_hours': {
      const { gpu, host } = draw(activity.use, activity.accelerator)
      return { gpu: times(activity.gpuHours, gpu), it: times(activity.gpuHours, plus(gpu, host)) }
    }
    case 'tokens': {
      const tokens = plus(activity.inputTokens, activity.outputTokens)
      return { gpu: null, it: times(tokens, perToken(activity.activeB, activity.accelerator)) }
    }
  }
}

/** Mean draw in W of one accelerator and of its share of the server. */
function draw(use: Use, { tdp, idle }: Accelerator): { gpu: Fraction; host: Fraction } {
  const host = times(methodFactor(use, 'host_share').value, tdp.value)
  const gpu = use === 'idle' ? idle.value : times(methodFactor(use, 'accelerator_share').value, tdp.value)
  return { gpu, host }
}

/** Wh of one token, accelerator and host: FLOPs ÷ speed reached × power. */
function perToken(activeB: Fraction, { id, tdp, peak }: Accelerator): Fraction {
  if (peak === null)
    throw new RangeError(
      `the peak of « ${id} » is not in accelerators.csv: add a row, or estimate on ${REFERENCE_ACCELERATOR}`,
    )
  const flop = times(methodFactor('tokens', 'flop_per_parameter').value, activeB, BILLION)
  const speed = times(methodFactor('tokens', 'peak_share').value, peak.value, FLOP_PER_TFLOP)
  const power = times(methodFactor('tokens', 'power_share').value, tdp.value)
  return over(times(flop, power), times(speed, SECONDS_PER_HOUR))
}

/** Operational carbon in gCO2e, location-based: facility Wh × gCO2e/kWh. */
export function estimateEmissions(facilityWh: Fraction, gridGramsPerKwh: Fraction): Fraction {
  return over(times(facilityWh, gridGramsPerKwh), THOUSAND)
}

export type Method = 'metered' | 'tokens' | 'gpu_hours' | 'gpu_hours_used' | 'gpu_hours_idle'

/** The method's own error. For GPU hours it is that of the shares of TDP, accelerator and host at their ends together. */
export function methodWidth(method: Method): Width {
  switch (method) {
    case 'metered':
      return widthOf(methodFactor('metered', 'width'))
    case 'tokens':
      return widthOf(methodFactor('tokens', 'width'))
    case 'gpu_hours_idle':
      return widthOf(methodFactor('idle', 'width'))
    case 'gpu_hours':
      return sharesWidth('unknown')
    case 'gpu_hours_used':
      return sharesWidth('busy')
  }
}

function sharesWidth(use: 'busy' | 'unknown'): Width {
  const gpu = methodFactor(use, 'accelerator_share')
  const host = methodFactor(use, 'host_share')
  return widthOf({
    value: plus(gpu.value, host.value),
    low: plus(gpu.low, host.low),
    high: plus(gpu.high, host.high),
  })
}

/** The reference accelerator itself. Throws RangeError when its rows were removed. */
export function referenceAccelerator(): Accelerator {
  const accelerator = acceleratorOf(REFERENCE_ACCELERATOR)
  if (accelerator === null)
    throw new RangeError(`« ${REFERENCE_ACCELERATOR} » is not in accelerators.csv: put its rows back`)
  return accelerator
}
