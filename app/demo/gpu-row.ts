import type { Charged, Payer } from '#app/demo/charges.ts'
import { decimalText } from '#app/demo/decimal.ts'
import { type Pool, SOURCES } from '#app/demo/streams.ts'
import type { ActivityRow } from '#app/warehouse/schema.ts'

/** Virtual processors that come with an accelerator. */
const PROCESSORS: Readonly<Record<string, number>> = {
  l4: 8,
  a10g: 8,
  l40s: 12,
  'a100-80-sxm': 12,
  'h100-sxm': 26,
}

export type PoolPlace = Pick<Pool, 'accelerator' | 'metered'> & {
  readonly charged: Charged
  readonly model: string
  readonly phase: string
}

/** The row of hours given and used, in thousandths of an hour; `used` is null where nobody measures it. */
export function gpuRow(
  day: string,
  place: PoolPlace,
  user: Payer,
  given: number,
  used: number | null,
): ActivityRow<'gpu'> {
  const { charged, accelerator, metered } = place
  const isMetered = metered !== null && used !== null
  return {
    fact: 'gpu',
    day,
    subsidiary: user.subsidiary,
    project: user.project,
    approach: user.approach,
    provider: charged.provider,
    account: charged.account,
    model: place.model,
    accelerator,
    region: charged.region,
    hosting: charged.hosting,
    phase: place.phase,
    source: charged.hosting === 'on_premise' ? SOURCES.meters : SOURCES.supervision,
    source_rows: 1,
    gpu_hours: decimalText(given, 3),
    gpu_hours_used: used === null ? null : decimalText(used, 3),
    vcpu_hours: decimalText(given * (PROCESSORS[accelerator] ?? 8), 3),
    metered_kwh: isMetered
      ? decimalText(Math.round(used * metered.usedKw + (given - used) * metered.idleKw), 3)
      : null,
  }
}
