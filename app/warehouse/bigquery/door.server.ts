import { type Scope, scopeKey } from '#app/access/scope.ts'
import type { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { pasteText } from '#app/warehouse/bigquery/paste-text.ts'
import { runQuery } from '#app/warehouse/bigquery/query.server.ts'
import { queryTurns } from '#app/warehouse/bigquery/query-turns.ts'
import type { BigQuerySettings } from '#app/warehouse/bigquery/settings.ts'
import { asSent, queryOf } from '#app/warehouse/bigquery/statement-text.ts'
import { readPointer, readVersion } from '#app/warehouse/bigquery/version-pointer.server.ts'
import { type KeptAnswer, openKeptAnswers } from '#app/warehouse/kept-answers.server.ts'
import { datasetInfo, type Manifest, parseManifest } from '#app/warehouse/manifest.server.ts'
import {
  type DatasetInfo,
  type Row,
  type RunOptions,
  type Statement,
  type StatementCost,
  type Warehouse,
  type WarehouseDoor,
  WarehouseError,
} from '#app/warehouse/warehouse.ts'

export type BigQueryDoorOptions = {
  /** Where answers are kept for the day when BigQuery cannot be reached. */
  readonly folder: string
  /** What this Vigie would build tables by; tables built otherwise are not served. */
  readonly buildDigest: string
  readonly probeMs?: number
  /** How long a query may go on for those who come back, in milliseconds. */
  readonly queryMs?: number
  /** Told of what goes wrong behind the pages' back. */
  readonly onError?: (error: unknown) => void
}

/** How often the pointer is looked at: it costs nothing, and no page waits for it. */
const PROBE_MS = 30_000
const QUERY_MS = 20_000

/**
 * Pins the version of the data that the pointer names. Each answer of a version is asked for once, by whoever comes
 * first, and kept; a further version is served once what its readers look at is warm.
 * @throws {WarehouseError} when nothing is published, or when BigQuery cannot be reached and nothing is kept
 */
export async function openBigQueryDoor(
  client: BigQueryClient,
  options: BigQueryDoorOptions,
): Promise<WarehouseDoor> {
  const { folder, buildDigest, probeMs = PROBE_MS, queryMs = QUERY_MS, onError = () => undefined } = options
  const answers = openKeptAnswers(folder, onError)
  const asking = queryTurns()
  let warm: (next: Warehouse) => Promise<void> = async () => undefined
  let current: DatasetInfo | null = null
  /** Whether the last attempt to reach BigQuery failed. */
  let isUnreached = false
  const closing = new AbortController()
  const { signal } = closing

  const load = async (version: string): Promise<DatasetInfo> => {
    const { manifest: text } = await readVersion(client, version, { signal })
    const manifest = parseManifest(text, `version ${version} of ${client.settings.dataset}`)
    refuseOtherBuild(manifest, buildDigest, client.settings.dataset)
    return datasetInfo(manifest)
  }
  const first = async (): Promise<DatasetInfo> => {
    const pointer = await readPointer(client)
    if (pointer === null || pointer.version === null) throw nothingPublished(client.settings)
    return await load(pointer.version)
  }
  current = await first().catch(async (error: unknown) => {
    const [newest] = isOut(error) ? await answers.versions() : []
    if (newest === undefined) throw error
    isUnreached = true
    onError(error)
    return newest
  })
  await answers.describe(current)
  await answers.prune()

  const commonOf = ({ version }: DatasetInfo): Pick<Warehouse, 'asSent' | 'asPasted' | 'keepsAnswers'> => ({
    keepsAnswers: true,
    asSent: (statement, scope) => asSent(client.settings, version, statement, scope),
    asPasted(statement, scope) {
      const { sql, parameters } = queryOf(client.settings, version, statement, scope, '')
      return pasteText(sql, parameters)
    },
  })
  const over = (info: DatasetInfo, page: string, given: RunOptions = {}): Warehouse => {
    const costs: StatementCost[] = []
    const failed = new Set<string>()
    const pending = new Set<string>()
    const run = async (
      statement: Statement,
      scope: Scope,
      bounds: RunOptions = given,
    ): Promise<readonly Row[]> => {
      const key = keyOf(client, statement, scope)
      const kept = await answers.get(key, info.version)
      if (kept !== null) {
        costs.push({ statement: statement.name, bytesBilled: 0, job: null })
        return kept.rows
      }
      const asked = asking.ask(`${info.version} ${key}`, statement.name, async () => {
        const answer = await runQuery(
          client,
          queryOf(client.settings, info.version, statement, scope, page),
          {
            until: performance.now() + queryMs,
          },
        )
        isUnreached = false
        answers.put(key, info.version, answer.rows)
        return answer
      })
      asked.answer.catch((error: unknown) => {
        // What one query took too long for, or may not read, says nothing of the others.
        if (error instanceof WarehouseError && error.kind === 'unavailable') isUnreached = true
      })
      pending.add(key)
      try {
        const { rows, cost } = await bounded(asked.answer, statement, bounds)
        const bytesBilled = asked.isFirst ? cost.bytesBilled : 0
        costs.push({ statement: statement.name, bytesBilled, job: cost.jobId })
        return rows
      } catch (error) {
        failed.add(key)
        throw error
      } finally {
        pending.delete(key)
      }
    }
    return {
      engine: 'bigquery',
      dataset: info,
      costs,
      ...(isUnreached ? { isOut: true } : {}),
      run,
      ...commonOf(info),
      async lastGood() {
        const missed = [...failed, ...pending]
        return missed.length === 0 ? null : await lastGood(info, missed)
      },
      release() {},
    }
  }

  const lastGood = async (info: DatasetInfo, failed: readonly string[]): Promise<Warehouse | null> => {
    for (const older of await answers.versions()) {
      if (older.version === info.version) continue
      const kept = await Promise.all(failed.map((key) => answers.get(key, older.version)))
      const [one] = kept
      if (one !== undefined && one !== null && kept.every((answer) => answer !== null))
        return fromKept(older, one)
    }
    return null
  }
  const fromKept = (info: DatasetInfo, { keptAt }: KeptAnswer): Warehouse => ({
    engine: 'bigquery',
    dataset: info,
    keptAt,
    costs: [],
    async run(statement, scope) {
      const kept = await answers.get(keyOf(client, statement, scope), info.version)
      if (kept !== null) return kept.rows
      throw new WarehouseError(
        'unavailable',
        statement.name,
        `« ${statement.name} » is not kept from version ${info.version}.`,
      )
    },
    ...commonOf(info),
    release() {},
  })

  const probe = async (): Promise<void> => {
    const pointer = await readPointer(client, { signal }).catch((error: unknown) => {
      isUnreached = isOut(error) && !signal.aborted
      throw error
    })
    isUnreached = false
    if (pointer === null || pointer.version === null || pointer.version === current?.version) return
    const next = await load(pointer.version)
    await warm(over(next, 'warm-up', { signal }))
    current = next
    await answers.describe(next)
    await answers.prune()
  }
  let probing: Promise<void> | null = null
  const timer = setInterval(() => {
    probing ??= probe()
      .catch((error: unknown) => {
        if (!signal.aborted) onError(error)
      })
      .finally(() => {
        probing = null
      })
  }, probeMs)
  timer.unref()

  return {
    async pin(page = 'other') {
      if (current === null) throw nothingPublished(client.settings)
      return over(current, page)
    },
    warmWith(given) {
      warm = given
    },
    async close() {
      clearInterval(timer)
      closing.abort()
      await probing
      await answers.flush()
    },
  }
}

/** What an answer depends on besides the version; its columns too, which say how it was read. */
function keyOf(client: BigQueryClient, statement: Statement, scope: Scope): string {
  const { project, dataset, endpoint } = client.settings
  const { sql, parameters, columns } = statement
  return JSON.stringify([project, dataset, endpoint, sql, parameters, columns, scopeKey(scope)])
}

/** A reader who is late or leaves waits no longer; the query goes on for the others, and for who comes back. */
async function bounded<Result>(
  answer: Promise<Result>,
  { name }: Statement,
  { deadlineMs, signal }: RunOptions,
): Promise<Result> {
  if (deadlineMs === undefined && signal === undefined) return await answer
  let timer: ReturnType<typeof setTimeout> | undefined
  let abort: () => void = () => undefined
  const stopped = new Promise<never>((_, reject) => {
    const late = (why: string) =>
      reject(new WarehouseError('timeout', name, `The statement « ${name} » ${why}.`))
    abort = () => late('was given up by its reader')
    if (signal?.aborted) abort()
    signal?.addEventListener('abort', abort, { once: true })
    if (deadlineMs !== undefined)
      timer = setTimeout(() => late(`took longer than ${deadlineMs} ms`), deadlineMs)
  })
  answer.catch(() => undefined) // told to those who still wait
  try {
    return await Promise.race([stopped, answer])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

/** Whether BigQuery cannot be reached, rather than answers that there is nothing. */
function isOut(error: unknown): boolean {
  if (error instanceof WarehouseError)
    return ['unavailable', 'timeout', 'denied', 'quota'].includes(error.kind)
  return error instanceof Error && error.name === 'BigQueryApiError'
}

function nothingPublished({ project, dataset }: BigQuerySettings): WarehouseError {
  return new WarehouseError(
    'missing-table',
    'open',
    `The data set ${project}.${dataset} serves nothing yet, or is not there: « npm run bigquery -- check » tells which. « npm run demo -- --to bigquery » fills it with the demonstration, « VIGIE_WAREHOUSE=bigquery npm run import » with your files.`,
  )
}

function refuseOtherBuild({ serve, version }: Manifest, digest: string, dataset: string): void {
  if (serve.digest === digest) return
  throw new WarehouseError(
    'missing-table',
    'open',
    `Version ${version} of ${dataset} was built by another Vigie than this one: run « npm run bigquery -- setup » with this one, or serve it with the one that built it.`,
  )
}
