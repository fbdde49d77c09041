import { setTimeout as wait } from 'node:timers/promises'
import { DatasetBusy } from '#app/imports/import-lock.server.ts'
import type { OnProgress } from '#app/imports/progress.ts'

const EVERY_MS = 250
const LONGEST_MS = 120_000

/** Runs `work` again until no other command writes the data set. @throws {DatasetBusy} after two minutes */
export async function whenFree<Result>(onProgress: OnProgress, work: () => Promise<Result>): Promise<Result> {
  const started = Date.now()
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DatasetBusy) || Date.now() - started > LONGEST_MS) throw error
      onProgress({ stage: 'waiting' })
      await wait(EVERY_MS)
    }
  }
}
