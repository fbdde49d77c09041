import { EVENTS } from '#app/demo/events.ts'
import { IDLE_CLUSTER, LEARNING, PLATFORMS, STREAMS } from '#app/demo/streams.ts'
import { ACCOUNT_SUFFIXES } from '#app/demo/workloads.ts'
import type { PlainRow } from '#app/warehouse/schema.ts'

/** Cloud projects: one per service and business line, one for what is shared. */
export function makeAccounts(): readonly PlainRow<'account'>[] {
  const lines = [...STREAMS, ...LEARNING, ...PLATFORMS].flatMap(({ account, service, provider }) =>
    ACCOUNT_SUFFIXES.map(({ suffix, name }) => ({
      account: `${account}-${suffix}`,
      name: `${service}, ${name}`,
      provider,
    })),
  )
  return [
    ...lines,
    { account: EVENTS.idleCluster.account, name: IDLE_CLUSTER.service, provider: IDLE_CLUSTER.provider },
  ]
}
