import { setTimeout as pause } from 'node:timers/promises'
import type { CallBounds } from '#app/warehouse/bigquery/client.server.ts'

/** Waits, no longer than the bounds allow; the call that follows finds that they are over, and says so. */
export async function pauseWithin(ms: number, { until, signal }: CallBounds): Promise<void> {
  const allowed = until === undefined ? ms : Math.min(ms, until - performance.now())
  await pause(Math.max(0, allowed), undefined, signal === undefined ? {} : { signal }).catch(() => undefined)
}
