import type { QueryAnswer } from '#app/warehouse/bigquery/query.server.ts'
import { WarehouseError } from '#app/warehouse/warehouse.ts'

/** Queries at once; a page has at most a handful. */
const QUERIES = 8
/** An error is not asked for again at once by every reader. */
const ERROR_KEPT_MS = 10_000
/** A used-up budget stays used up for a while. */
const QUOTA_KEPT_MS = 15 * 60_000

type Asked = { readonly answer: Promise<QueryAnswer>; readonly isFirst: boolean }

/** Asks each question once however many wait for it, a few at a time, and remembers for a moment what failed. */
export function queryTurns() {
  const underWay = new Map<string, Promise<QueryAnswer>>()
  const failures = new Map<string, { readonly error: unknown; readonly until: number }>()
  let overQuota: { readonly error: WarehouseError; readonly until: number } | null = null
  let running = 0
  const waiting: (() => void)[] = []
  const inTurn = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running < QUERIES) running += 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      // The place goes from hand to hand, so that nobody slips in between.
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
  const recall = (key: string, name: string): unknown => {
    const now = performance.now()
    if (overQuota !== null && now < overQuota.until)
      return new WarehouseError('quota', name, `« ${name} » is not asked: ${overQuota.error.message}`, {
        cause: overQuota.error,
      })
    for (const [each, { until }] of failures) if (now >= until) failures.delete(each)
    return failures.get(key)?.error ?? null
  }
  return {
    ask(key: string, name: string, run: () => Promise<QueryAnswer>): Asked {
      const joined = underWay.get(key)
      if (joined !== undefined) return { answer: joined, isFirst: false }
      const failed = recall(key, name)
      if (failed !== null) return { answer: Promise.reject(failed as Error), isFirst: false }
      const answer = inTurn(run)
        .catch((error: unknown) => {
          if (error instanceof WarehouseError && error.kind === 'quota')
            overQuota = { error, until: performance.now() + QUOTA_KEPT_MS }
          failures.set(key, { error, until: performance.now() + ERROR_KEPT_MS })
          throw error
        })
        .finally(() => underWay.delete(key))
      underWay.set(key, answer)
      return { answer, isFirst: true }
    },
  }
}
